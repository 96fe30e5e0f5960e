/** Call-backs in MongoDB: when, on which contact, for whom; the note is sealed. */
import type { mongo } from 'mongoose';
import type { AttemptOutcome, CallbackState } from '../../shared/domain/contact-attempts.ts';
import { type CasePerson, scopeOf } from '../cases/index.ts';
import type { Place } from '../platform/cipher.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';
import type { TimeCursor } from '../platform/time-cursor.ts';

export interface CallbackDoc {
  readonly _id: string;
  readonly clientId: string;
  readonly caseId: string;
  readonly revision: number;
  readonly contactId: string;
  readonly at: number;
  readonly minutes: number;
  readonly assignee: CasePerson | null;
  readonly teamId: string;
  readonly state: CallbackState;
  readonly note: mongo.Binary | null;
  readonly outcome: AttemptOutcome | null;
  readonly bookedBy: CasePerson;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export const callbacksSpec: CollectionSpec = {
  name: 'callbacks',
  personal: true,
  indexes: [
    { keys: { clientId: 1 }, unique: true },
    { keys: { state: 1, at: 1, _id: 1 } },
    { keys: { 'assignee.agentId': 1, state: 1, at: 1, _id: 1 } },
    { keys: { caseId: 1, state: 1, at: 1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

const MAJORITY = { readConcern: { level: 'majority' } } as const;

export type CallbackChange = Partial<
  Pick<CallbackDoc, 'contactId' | 'at' | 'minutes' | 'assignee' | 'teamId' | 'state' | 'note' | 'outcome'>
>;

export interface CallbackPage {
  /** From this moment on, where there is one, and before the other (epoch ms). */
  readonly from: number | null;
  readonly until: number;
  readonly whose: { readonly agentIds: readonly string[]; readonly caseIds: readonly string[] } | null;
  readonly after: TimeCursor | null;
  readonly limit: number;
}

export interface CallbacksStore {
  ofClientId(clientId: string): Promise<CallbackDoc | null>;
  /** Where it belongs to one of these cases. */
  find(caseIds: readonly string[], callbackId: string, session?: Session): Promise<CallbackDoc | null>;
  bookedOf(caseIds: readonly string[], session?: Session): Promise<CallbackDoc[]>;
  /** Booked and to be made in this time, soonest first, past the cursor: those of all, or of these people by name or by case. */
  page(page: CallbackPage): Promise<CallbackDoc[]>;
  insertIn(session: Session, doc: CallbackDoc): Promise<void>;
  /** Null when somebody changed it meanwhile. */
  changeIn(session: Session, before: CallbackDoc, change: CallbackChange): Promise<CallbackDoc | null>;
  seal(doc: Pick<CallbackDoc, '_id' | 'caseId'>, note: string | null): Promise<mongo.Binary | null>;
  noteOf(doc: CallbackDoc): Promise<string | null>;
}

export function createCallbacksStore(database: Database, sealing: Sealing): CallbacksStore {
  const callbacks = database.collection<CallbackDoc>(callbacksSpec);
  const sealed = createSealedJson(sealing);
  const within = (session?: Session) => (session ? { session } : MAJORITY);
  const soonest = { at: 1, _id: 1 } as const;
  return {
    ofClientId: (clientId) => callbacks.findOne({ clientId }, MAJORITY),
    find: (caseIds, callbackId, session) =>
      callbacks.findOne({ _id: callbackId, caseId: { $in: [...caseIds] } }, within(session)),
    bookedOf: (caseIds, session) =>
      callbacks
        .find({ caseId: { $in: [...caseIds] }, state: 'booked' }, { ...within(session), sort: soonest })
        .toArray(),
    page: ({ from, until, whose, after, limit }) => {
      const within = { state: 'booked', at: { ...(from === null ? {} : { $gte: from }), $lt: until } } as const;
      const theirs =
        whose === null
          ? {}
          : {
              $or: [
                { 'assignee.agentId': { $in: [...whose.agentIds] } },
                { assignee: null, caseId: { $in: [...whose.caseIds] } },
              ],
            };
      const past = after === null ? {} : { $or: [{ at: { $gt: after.at } }, { at: after.at, _id: { $gt: after.id } }] };
      return callbacks.find({ $and: [within, theirs, past] }, { ...MAJORITY, sort: soonest, limit }).toArray();
    },
    insertIn: async (session, doc) => {
      await callbacks.insertOne(doc, { session });
    },
    changeIn: (session, { _id, revision }, change) =>
      callbacks.findOneAndUpdate(
        { _id, revision },
        { $set: { ...change, revision: revision + 1 } },
        { session, returnDocument: 'after' },
      ),
    seal: async (doc, note) => (note === null ? null : sealed.seal(placeOf(doc), note)),
    noteOf: async (doc) => (doc.note === null ? null : sealed.open<string>(placeOf(doc), doc.note)),
  };
}

function placeOf({ _id: id, caseId }: Pick<CallbackDoc, '_id' | 'caseId'>): Place {
  return { collection: callbacksSpec.name, field: 'note', scope: scopeOf(caseId), id };
}
