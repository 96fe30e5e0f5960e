/** Attempts to reach people, and the stops that some of them set: at most one open stop a case. */
import type { mongo } from 'mongoose';
import type { AttemptOutcome, StopCause, StopDecision } from '../../shared/domain/contact-attempts.ts';
import type { ContactChannel } from '../../shared/domain/contact-terms.ts';
import type { ContactVerdict } from '../../shared/domain/safe-contact.ts';
import { CaseMoved, type CasePerson, scopeOf } from '../cases/index.ts';
import type { Place } from '../platform/cipher.ts';
import { type CollectionSpec, type Database, isDuplicateKey, type Session } from '../platform/mongo.ts';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';

export interface AttemptDoc {
  readonly _id: string;
  readonly clientId: string;
  readonly caseId: string;
  readonly contactId: string;
  readonly channel: ContactChannel;
  readonly outcome: AttemptOutcome;
  readonly doubtful: boolean;
  readonly at: number;
  readonly by: CasePerson;
  readonly note: mongo.Binary | null;
  readonly callbackId: string | null;
  readonly gate: ContactVerdict;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export interface StopDoc {
  readonly _id: string;
  readonly caseId: string;
  readonly contactId: string;
  readonly cause: StopCause;
  readonly at: number;
  readonly by: CasePerson;
  readonly open: boolean;
  readonly review: {
    readonly decision: StopDecision;
    readonly reason: mongo.Binary;
    readonly at: number;
    readonly by: CasePerson;
  } | null;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export const attemptsSpec: CollectionSpec = {
  name: 'contact_attempts',
  personal: true,
  indexes: [
    { keys: { clientId: 1 }, unique: true },
    { keys: { caseId: 1, at: -1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};
export const stopsSpec: CollectionSpec = {
  name: 'contact_stops',
  personal: true,
  indexes: [
    { keys: { caseId: 1 }, unique: true, partial: { open: true } },
    { keys: { open: 1, at: 1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

const MAJORITY = { readConcern: { level: 'majority' } } as const;

export interface AttemptsStore {
  add(session: Session, attempt: AttemptDoc): Promise<void>;
  ofClientId(clientId: string): Promise<AttemptDoc | null>;
  /** Newest first. */
  ofCases(caseIds: readonly string[], limit: number): Promise<AttemptDoc[]>;
  sealNote(attempt: Pick<AttemptDoc, '_id' | 'caseId'>, note: string): Promise<mongo.Binary>;
  noteOf(attempt: AttemptDoc): Promise<string | null>;
  /** Of any of these cases, which are one person’s. */
  openStop(caseIds: readonly string[], session?: Session): Promise<StopDoc | null>;
  openStops(caseIds: readonly string[]): Promise<StopDoc[]>;
  /** Of all cases, oldest first. */
  allOpenStops(limit: number): Promise<StopDoc[]>;
  findStop(caseId: string, stopId: string, session?: Session): Promise<StopDoc | null>;
  addStop(session: Session, stop: StopDoc): Promise<void>;
  review(session: Session, stop: StopDoc, review: NonNullable<StopDoc['review']>): Promise<boolean>;
  sealReason(stop: Pick<StopDoc, '_id' | 'caseId'>, reason: string): Promise<mongo.Binary>;
  reasonOf(stop: StopDoc): Promise<string | null>;
}

export function createAttemptsStore(database: Database, sealing: Sealing): AttemptsStore {
  const attempts = database.collection<AttemptDoc>(attemptsSpec);
  const stops = database.collection<StopDoc>(stopsSpec);
  const sealed = createSealedJson(sealing);
  const within = (session?: Session) => (session ? { session } : MAJORITY);
  return {
    add: async (session, attempt) => {
      await attempts.insertOne(attempt, { session });
    },
    ofClientId: (clientId) => attempts.findOne({ clientId }, MAJORITY),
    ofCases: (caseIds, limit) =>
      attempts.find({ caseId: { $in: [...caseIds] } }, { ...MAJORITY, sort: { at: -1, _id: -1 }, limit }).toArray(),
    sealNote: (attempt, note) => sealed.seal(placeOf(attemptsSpec, 'note', attempt), note),
    noteOf: async (attempt) =>
      attempt.note === null ? null : sealed.open<string>(placeOf(attemptsSpec, 'note', attempt), attempt.note),
    openStop: (caseIds, session) => stops.findOne({ caseId: { $in: [...caseIds] }, open: true }, within(session)),
    openStops: (caseIds) => stops.find({ caseId: { $in: [...caseIds] }, open: true }, MAJORITY).toArray(),
    allOpenStops: (limit) => stops.find({ open: true }, { ...MAJORITY, sort: { at: 1 }, limit }).toArray(),
    findStop: (caseId, stopId, session) => stops.findOne({ _id: stopId, caseId }, within(session)),
    addStop: async (session, stop) => {
      try {
        await stops.insertOne(stop, { session });
      } catch (error) {
        // A colleague's attempt set one in the same moment: begin again, and find it.
        throw isDuplicateKey(error) ? new CaseMoved('attempts were stopped meanwhile') : error;
      }
    },
    review: async (session, { _id }, review) => {
      const set = { $set: { review, open: false } };
      return (await stops.updateOne({ _id, open: true }, set, { session })).matchedCount === 1;
    },
    sealReason: (stop, reason) => sealed.seal(placeOf(stopsSpec, 'reason', stop), reason),
    reasonOf: async (stop) =>
      stop.review === null ? null : sealed.open<string>(placeOf(stopsSpec, 'reason', stop), stop.review.reason),
  };
}

function placeOf({ name }: CollectionSpec, field: string, { _id: id, caseId }: { _id: string; caseId: string }): Place {
  return { collection: name, field, scope: scopeOf(caseId), id };
}
