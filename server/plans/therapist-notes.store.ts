/**
 * What therapists write, in a sealed space of its own: another key than the case, so that opening one never opens the other,
 * and shredding one leaves the other (E7). Each note names who may read it.
 */
import type { mongo } from 'mongoose';
import type { CasePerson } from '../cases/index.ts';
import type { Place } from '../platform/cipher.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { iso } from '../platform/ports.ts';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';

export interface TherapistNoteDoc {
  readonly _id: string;
  readonly clientId: string;
  readonly caseId: string;
  readonly planId: string;
  readonly sessionId: string | null;
  readonly at: number;
  readonly by: CasePerson;
  /** Who wrote it, and whoever they handed it to. */
  readonly readers: readonly string[];
  readonly text: mongo.Binary;
  /** Stands with each note, wherever it goes. */
  readonly presumption: 'against_disclosure';
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export const therapistNotesSpec: CollectionSpec = {
  name: 'therapist_notes',
  personal: true,
  indexes: [
    { keys: { clientId: 1 }, unique: true },
    { keys: { planId: 1, readers: 1, at: -1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

const MAJORITY = { readConcern: { level: 'majority' } } as const;

export interface TherapistNotesStore {
  seal(doc: Omit<TherapistNoteDoc, 'text'>, text: string): Promise<TherapistNoteDoc>;
  insertIn(session: Session, doc: TherapistNoteDoc): Promise<void>;
  ofClientId(clientId: string): Promise<TherapistNoteDoc | null>;
  readableBy(planId: string, agentId: string, limit: number): Promise<TherapistNoteDoc[]>;
  countFor(planId: string, agentId: string): Promise<{ count: number; lastAt: string | null }>;
  /** Those that the one may read, the other may from now on. */
  handOnIn(session: Session, planId: string, fromAgentId: string, toAgentId: string): Promise<void>;
  textOf(doc: TherapistNoteDoc): Promise<string>;
}

export function createTherapistNotesStore(database: Database, sealing: Sealing): TherapistNotesStore {
  const notes = database.collection<TherapistNoteDoc>(therapistNotesSpec);
  const sealed = createSealedJson(sealing);
  const newest = { at: -1, _id: -1 } as const;
  return {
    seal: async (doc, text) => ({ ...doc, text: await sealed.seal(placeOf(doc), text) }),
    insertIn: async (session, doc) => {
      await notes.insertOne(doc, { session });
    },
    ofClientId: (clientId) => notes.findOne({ clientId }, MAJORITY),
    readableBy: (planId, agentId, limit) =>
      notes.find({ planId, readers: agentId }, { ...MAJORITY, sort: newest, limit }).toArray(),
    countFor: async (planId, agentId) => {
      const readable = { planId, readers: agentId };
      const [count, last] = await Promise.all([
        notes.countDocuments(readable, MAJORITY),
        notes.findOne(readable, { ...MAJORITY, sort: newest, projection: { at: 1 } }),
      ]);
      return { count, lastAt: last === null ? null : iso(last.at) };
    },
    handOnIn: async (session, planId, fromAgentId, toAgentId) => {
      const theirs = { planId, readers: fromAgentId };
      await notes.updateMany(theirs, { $addToSet: { readers: toAgentId } }, { session });
    },
    textOf: (doc) => sealed.open<string>(placeOf(doc), doc.text),
  };
}

/** A key apart from the case's own. */
export function therapyScopeOf(caseId: string): string {
  return `therapy:${caseId}`;
}

function placeOf({ _id: id, caseId, planId }: Pick<TherapistNoteDoc, '_id' | 'caseId' | 'planId'>): Place {
  return { collection: therapistNotesSpec.name, field: 'text', scope: therapyScopeOf(caseId), id, parts: [planId] };
}
