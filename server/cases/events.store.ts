/** The timeline of cases: append-only, ids and codes in clear, words sealed. Each event is written with the change it tells of. */
import type { mongo } from 'mongoose';
import type { Place } from '../platform/cipher.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';
import { type CasePerson, scopeOf } from './case.ts';

export interface CaseEventDoc {
  readonly _id: string;
  readonly caseId: string;
  readonly at: number;
  readonly kind: string;
  readonly by: CasePerson | null;
  readonly about: { readonly kind: string; readonly id: string } | null;
  readonly codes: Readonly<Record<string, string>>;
  readonly text: mongo.Binary | null;
  /** Where the event is an effect that somebody may ask for twice. */
  readonly clientId?: string;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export interface NewCaseEvent {
  readonly caseId: string;
  readonly kind: string;
  readonly by: CasePerson | null;
  readonly about?: CaseEventDoc['about'];
  readonly codes?: Readonly<Record<string, string>>;
  readonly text?: string | null;
  readonly clientId?: string;
  readonly at: number;
}

export const caseEventsSpec: CollectionSpec = {
  name: 'case_events',
  personal: true,
  indexes: [
    { keys: { caseId: 1, at: -1, _id: -1 } },
    { keys: { caseId: 1, clientId: 1 }, unique: true, partial: { clientId: { $exists: true } } },
    { keys: { kind: 1, at: 1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

export interface CaseEventsStore {
  addIn(session: Session, event: NewCaseEvent): Promise<CaseEventDoc>;
  ofClientId(caseId: string, clientId: string): Promise<CaseEventDoc | null>;
  /** Of these cases together, newest first. */
  page(caseIds: readonly string[], before: { at: number; id: string } | null, limit: number): Promise<CaseEventDoc[]>;
  /** Oldest first. */
  ofKind(caseIds: readonly string[], kind: string): Promise<CaseEventDoc[]>;
  /** In which cases one of these happened since. */
  casesSince(kinds: readonly string[], at: number): Promise<string[]>;
  textOf(doc: CaseEventDoc): Promise<string | null>;
}

export function createCaseEventsStore(database: Database, sealing: Sealing, newId: () => string): CaseEventsStore {
  const events = database.collection<CaseEventDoc>(caseEventsSpec);
  const sealed = createSealedJson(sealing);
  return {
    addIn: async (session, { caseId, kind, by, about = null, codes = {}, text = null, clientId, at }) => {
      const _id = newId();
      const doc: CaseEventDoc = {
        ...{ _id, caseId, at, kind, by, about, codes },
        ...(clientId === undefined ? {} : { clientId }),
        text: text === null ? null : await sealed.seal(placeOf(caseId, _id), text),
        ...{ purgeAt: null, legalHold: false },
      };
      await events.insertOne(doc, { session });
      return doc;
    },
    ofClientId: (caseId, clientId) => events.findOne({ caseId, clientId }),
    page: (caseIds, before, limit) => {
      const earlier =
        before === null ? {} : { $or: [{ at: { $lt: before.at } }, { at: before.at, _id: { $lt: before.id } }] };
      return events.find({ caseId: { $in: [...caseIds] }, ...earlier }, { sort: { at: -1, _id: -1 }, limit }).toArray();
    },
    ofKind: (caseIds, kind) =>
      events.find({ caseId: { $in: [...caseIds] }, kind }, { sort: { at: 1, _id: 1 } }).toArray(),
    casesSince: (kinds, at) =>
      events.distinct(
        'caseId',
        { kind: { $in: [...kinds] }, at: { $gte: at } },
        { readConcern: { level: 'majority' } },
      ),
    textOf: async (doc) => (doc.text === null ? null : sealed.open<string>(placeOf(doc.caseId, doc._id), doc.text)),
  };
}

function placeOf(caseId: string, eventId: string): Place {
  return { collection: caseEventsSpec.name, field: 'text', scope: scopeOf(caseId), id: eventId };
}
