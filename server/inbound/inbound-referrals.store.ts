/** Received referrals in MongoDB: each sealed under a key of its own, each change a compare-and-set on `revision`. */
import type { mongo } from 'mongoose';
import type { InboundReferralForm } from '../../shared/protocol/inbound-referral.ts';
import type { Place } from '../platform/cipher.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { createSealedJson, type SealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';
import {
  type InboundReferralDoc,
  type ReferralChange,
  type ReferralStep,
  scopeOfReferral,
} from './inbound-referral.ts';

const byDue = { dueAt: 1, _id: 1 } as const;

export const inboundReferralsSpec: CollectionSpec = {
  name: 'inbound_referrals',
  personal: true,
  indexes: [
    // One referral a number of the sender; what was sent back may come again, once a round.
    { keys: { senderMac: 1, round: 1 }, unique: true },
    { keys: { reference: 1 }, unique: true },
    { keys: { state: 1, ...byDue } },
    { keys: { lateCause: 1, state: 1, ...byDue } },
    { keys: { 'owner.agentId': 1, state: 1, ...byDue } },
    { keys: { senderId: 1, state: 1, ...byDue } },
    { keys: { area: 1, state: 1, ...byDue } },
    { keys: { blind: 1 } },
    { keys: { importId: 1 }, sparse: true },
    { keys: { caseId: 1 }, sparse: true },
    { keys: { 'passing.open': 1, 'passing.lookAt': 1 }, sparse: true },
    { keys: { detailsUntil: 1 }, sparse: true },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

export type Filter = Readonly<Record<string, unknown>>;

export interface ReferralPage {
  readonly filter: Filter;
  readonly limit: number;
  readonly after: { readonly at: number; readonly id: string } | null;
}

export interface InboundReferralsStore {
  find(referralId: string, session?: Session): Promise<InboundReferralDoc | null>;
  /** What came under these numbers, newest first. */
  underNumber(macs: readonly string[], atMost?: number): Promise<InboundReferralDoc[]>;
  findMany(filter: Filter, limit: number, session?: Session): Promise<InboundReferralDoc[]>;
  page(page: ReferralPage): Promise<InboundReferralDoc[]>;
  count(filter: Filter, limit?: number): Promise<number>;
  insertIn(session: Session, docs: readonly InboundReferralDoc[]): Promise<void>;
  /** False where it is no longer as it was read. */
  changeIn(
    session: Session,
    read: InboundReferralDoc,
    change: ReferralChange,
    step: ReferralStep | null,
  ): Promise<InboundReferralDoc | null>;
  /** Says of these, where nobody said so before, by which call it was told that their time is over; how many they were. */
  markLateIn(session: Session, referralIds: readonly string[], by: { now: number; cause: string }): Promise<number>;
  ownersOfAllocated(): Promise<string[]>;
  /** Nothing is new of whom they were passed on to. */
  lookAgainAt(referralId: string, at: number): Promise<void>;
  /** Takes the sealed details away; what is left are codes. */
  forgetDetailsIn(session: Session, referralId: string): Promise<void>;
  deleteIn(session: Session, referralId: string): Promise<void>;
  sealStep(referralId: string, stepId: string, text: string): Promise<mongo.Binary>;
  textOf(referralId: string, step: ReferralStep): Promise<string | null>;
  formOf(doc: InboundReferralDoc): Promise<InboundReferralForm | null>;
  warm(docs: readonly InboundReferralDoc[]): Promise<void>;
}

const MAJORITY = { readConcern: { level: 'majority' } } as const;

export function createInboundReferralsStore(database: Database, sealing: Sealing): InboundReferralsStore {
  const referrals = database.collection<InboundReferralDoc>(inboundReferralsSpec);
  const sealed = createSealedJson(sealing);
  const within = (session?: Session) => (session ? { session } : MAJORITY);
  return {
    find: (referralId, session) => referrals.findOne({ _id: referralId }, within(session)),
    underNumber: (macs, limit = 20) =>
      referrals.find({ senderMac: { $in: [...macs] } }, { ...MAJORITY, sort: { round: -1 }, limit }).toArray(),
    findMany: (filter, limit, session) =>
      referrals.find(filter, { ...within(session), sort: { _id: 1 }, limit }).toArray(),
    page: ({ filter, limit, after }) => {
      const past =
        after === null ? {} : { $or: [{ dueAt: { $gt: after.at } }, { dueAt: after.at, _id: { $gt: after.id } }] };
      return referrals.find({ $and: [filter, past] }, { ...MAJORITY, sort: byDue, limit }).toArray();
    },
    count: (filter, limit) =>
      referrals.countDocuments(filter, { ...MAJORITY, ...(limit === undefined ? {} : { limit }) }),
    insertIn: async (session, docs) => {
      await referrals.insertMany([...docs], { session });
    },
    changeIn: (session, read, change, step) =>
      referrals.findOneAndUpdate(
        { _id: read._id, revision: read.revision },
        { $set: change, $inc: { revision: 1 }, ...(step === null ? {} : { $push: { steps: step } }) },
        { session, returnDocument: 'after' },
      ),
    markLateIn: async (session, referralIds, { now, cause }) => {
      const untold = { _id: { $in: [...referralIds] }, lateCause: null, dueAt: { $lte: now } };
      return (await referrals.updateMany(untold, { $set: { lateCause: cause } }, { session })).modifiedCount;
    },
    ownersOfAllocated: async () =>
      (await referrals.distinct('owner.agentId', { state: 'allocated' }, MAJORITY)).flatMap((id) => id ?? []),
    lookAgainAt: async (referralId, at) => {
      await referrals.updateOne({ _id: referralId, passing: { $ne: null } }, { $set: { 'passing.lookAt': at } });
    },
    forgetDetailsIn: async (session, referralId) => {
      const nothing = { body: null, blind: [], conflictKeys: [], detailsUntil: null, 'steps.$[].text': null };
      await referrals.updateOne({ _id: referralId }, { $set: nothing, $inc: { revision: 1 } }, { session });
    },
    deleteIn: async (session, referralId) => {
      await referrals.deleteOne({ _id: referralId }, { session });
    },
    sealStep: (referralId, stepId, text) => sealed.seal(placeOf(referralId, 'step', stepId), text),
    textOf: (referralId, { stepId, text }) =>
      text === null ? Promise.resolve(null) : sealed.open<string>(placeOf(referralId, 'step', stepId), text),
    formOf: async (doc) => (doc.body === null ? null : sealed.open(placeOf(doc._id, 'body', doc._id), doc.body)),
    warm: (docs) => sealing.warm(docs.map(({ _id }) => scopeOfReferral(_id))),
  };
}

function placeOf(referralId: string, field: 'body' | 'step', id: string): Place {
  return { collection: inboundReferralsSpec.name, field, scope: scopeOfReferral(referralId), id };
}

/** Sealed under the key that was made for it, before it is written. */
export function sealReferralBody(sealed: SealedJson): (referralId: string, form: unknown) => Promise<mongo.Binary> {
  return (referralId, form) => sealed.seal(placeOf(referralId, 'body', referralId), form);
}

/** What came of a person goes with their case, with its key: nobody has a copy of what was deleted. */
export function eraseReferralsOfCase(database: Database) {
  return async (session: Session, caseIds: readonly string[]): Promise<readonly string[]> => {
    const referrals = database.collection<InboundReferralDoc>(inboundReferralsSpec);
    const theirs = { caseId: { $in: [...caseIds] } };
    const found = await referrals.find(theirs, { session, projection: { _id: 1 } }).toArray();
    await referrals.deleteMany(theirs, { session });
    return found.map(({ _id }) => scopeOfReferral(_id));
  };
}
