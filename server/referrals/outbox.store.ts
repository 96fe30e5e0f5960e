/** The outbox in MongoDB. Every step is guarded by what it saw (state, lease), so that of two that try, one does. */
import { mongo } from 'mongoose';
import { isReferralMove } from '../../shared/domain/referral-state.ts';
import { type CollectionSpec, type Database, isDuplicateKey, type Session } from '../platform/mongo.ts';
import type { ReferralChange, ReferralRow } from './referral-record.ts';

export const referralOutboxSpec: CollectionSpec = {
  name: 'referral_outbox',
  personal: true,
  indexes: [
    { keys: { conversationId: 1, clientIds: 1 }, unique: true, partial: { kind: 'referral' } },
    { keys: { conversationId: 1, kind: 1, createdAt: 1 } },
    { keys: { caseId: 1, kind: 1, createdAt: 1 }, sparse: true },
    { keys: { consentId: 1, kind: 1 }, unique: true },
    { keys: { dueAt: 1 }, partial: { dueAt: { $gt: 0 } } },
    { keys: { recipientId: 1, state: 1, firstSentAt: -1 }, partial: { kind: 'referral' } },
    { keys: { 'transitions.at': 1 } },
    { keys: { tell: 1 }, partial: { tell: { $type: 'string' } } },
    { keys: { state: 1, 'chase.at': 1 }, partial: { 'chase.at': { $gt: 0 } } },
    { keys: { createdAt: 1 }, partial: { state: 'undeliverable' } },
    { keys: { referralId: 1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

export type RowChange = Partial<
  Omit<ReferralRow, '_id' | 'kind' | 'referralId' | 'conversationId' | 'transitions' | 'createdAt' | 'createdBy'>
>;

/** The row changed under a step; the transaction begins again with what is there now. */
export class RowMoved extends mongo.MongoError {
  constructor() {
    super('the row changed meanwhile');
    this.addErrorLabel('TransientTransactionError');
  }
}

/** Where a person is known: in conversations and in cases. */
export interface PersonRecords {
  readonly conversationIds: readonly string[];
  readonly caseIds: readonly string[];
}

const CHANGED_AT_MOST = 1_000;
const MAJORITY = { readConcern: { level: 'majority' } } as const;
const WAITING: mongo.Filter<ReferralRow>[] = [
  { state: 'held', heldFor: 'person', dueAt: { $gt: 0 } },
  { state: 'sent', 'chase.at': { $gt: 0 }, 'acknowledgeBy.counts': 'working_days' },
];
const SOONEST = { dueAt: 1, 'chase.at': 1 } as const;

export interface OutboxStore {
  insertIn(session: Session, row: ReferralRow): Promise<void>;
  findIn(session: Session, rowId: string): Promise<ReferralRow | null>;
  ofConsentIn(session: Session, consentId: string): Promise<ReferralRow | null>;
  byClientIdIn(session: Session, conversationId: string | null, clientId: string): Promise<ReferralRow | null>;
  /** Changes the row that was read; a state among the changes is added to its history. */
  changeIn(
    session: Session,
    before: ReferralRow,
    change: RowChange,
    history: readonly ReferralChange[],
  ): Promise<ReferralRow>;
  find(rowId: string): Promise<ReferralRow | null>;
  ofConsent(consentId: string): Promise<ReferralRow[]>;
  ofConversation(conversationId: string): Promise<ReferralRow[]>;
  /** All that were made for one person, in their chats and in their cases; newest first. */
  ofPerson(person: PersonRecords): Promise<ReferralRow[]>;
  /** Those that were made in these cases themselves, not in a conversation of theirs. */
  ofCases(caseIds: readonly string[]): Promise<ReferralRow[]>;
  /** Referrals that came into another state since. */
  changedSince(at: number): Promise<ReferralRow[]>;
  /** Every referral of these conversations and cases, in a transaction. */
  ofPersonIn(session: Session, person: PersonRecords): Promise<ReferralRow[]>;
  /** The same with what is to be said of them, as it stands. */
  rowsOfPerson(person: PersonRecords, session?: Session): Promise<ReferralRow[]>;
  /** Notices about it that have not begun to leave. */
  noticesIn(session: Session, referralId: string): Promise<ReferralRow[]>;
  /** What turns on how the person is known: held for them, or sent and asked after in working days. */
  waitingOf(person: PersonRecords): Promise<ReferralRow[]>;
  /** The same of everybody, soonest first. */
  waiting(limit: number): Promise<ReferralRow[]>;
  /** What should have been done by now, longest overdue first. */
  due(now: number, limit: number): Promise<ReferralRow[]>;
  untold(limit: number): Promise<ReferralRow[]>;
  told(row: ReferralRow): Promise<void>;
  /** Those that somebody is to be asked after by now, and nobody was called to yet. */
  toChase(now: number, limit: number): Promise<ReferralRow[]>;
  chaseTold(row: ReferralRow): Promise<void>;
  /** Sent and not acknowledged, soonest to ask first. */
  unanswered(limit: number): Promise<ReferralRow[]>;
  /** Referrals and recalls that did not go, oldest first. */
  undeliverable(limit: number): Promise<ReferralRow[]>;
  /** Referrals whose time to be kept may be over. */
  over(now: Date, limit: number): Promise<ReferralRow[]>;
}

export function createOutboxStore(database: Database): OutboxStore {
  const rows = database.collection<ReferralRow>(referralOutboxSpec);
  return {
    insertIn: async (session, row) => {
      try {
        await rows.insertOne(row, { session });
      } catch (error) {
        // Somebody else made it first: begin again, and find it.
        if (isDuplicateKey(error)) throw new RowMoved();
        throw error;
      }
    },
    findIn: (session, rowId) => rows.findOne({ _id: rowId }, { session }),
    ofConsentIn: (session, consentId) => rows.findOne({ consentId, kind: 'referral' }, { session }),
    byClientIdIn: (session, conversationId, clientId) =>
      rows.findOne({ conversationId, clientIds: clientId }, { session }),
    changeIn: async (session, before, change, history) => {
      const { _id, state, lease, attempt, dueAt } = before;
      assertLegal(before, history);
      const push = history.length === 0 ? {} : { $push: { transitions: { $each: [...history] } } };
      const after = await rows.findOneAndUpdate(
        { _id, state, lease, attempt, dueAt },
        { $set: change, ...push },
        { session, returnDocument: 'after' },
      );
      if (!after) throw new RowMoved();
      return after;
    },
    find: (rowId) => rows.findOne({ _id: rowId }, MAJORITY),
    ofConsent: (consentId) => rows.find({ consentId }, MAJORITY).toArray(),
    ofConversation: (conversationId) =>
      rows.find({ conversationId, kind: 'referral' }, { ...MAJORITY, sort: { createdAt: 1 } }).toArray(),
    ofPerson: (person) =>
      rows
        .find(
          { kind: 'referral', $or: placesOf(person) },
          { ...MAJORITY, sort: { createdAt: -1, _id: 1 }, limit: CHANGED_AT_MOST },
        )
        .toArray(),
    changedSince: (at) =>
      rows
        .find({ 'transitions.at': { $gte: at }, kind: 'referral' }, { ...MAJORITY, limit: CHANGED_AT_MOST })
        .toArray(),
    ofPersonIn: (session, person) =>
      rows.find({ kind: 'referral', $or: placesOf(person) }, { session, sort: { createdAt: 1 } }).toArray(),
    rowsOfPerson: (person, session) => rows.find({ $or: placesOf(person) }, session ? { session } : MAJORITY).toArray(),
    noticesIn: (session, referralId) =>
      rows.find({ referralId, kind: { $in: ['pause', 'resume'] }, state: 'ready' }, { session }).toArray(),
    ofCases: (caseIds) =>
      rows.find({ caseId: { $in: [...caseIds] }, kind: 'referral' }, { ...MAJORITY, sort: { createdAt: 1 } }).toArray(),
    waitingOf: (person) =>
      rows.find({ $and: [{ kind: 'referral' }, { $or: placesOf(person) }, { $or: WAITING }] }, MAJORITY).toArray(),
    waiting: async (limit) => {
      const of = (each: mongo.Filter<ReferralRow>) =>
        rows.find({ kind: 'referral', ...each }, { ...MAJORITY, sort: SOONEST, limit }).toArray();
      return (await Promise.all(WAITING.map(of))).flat();
    },
    due: (now, limit) =>
      rows.find({ dueAt: { $gt: 0, $lte: now } }, { ...MAJORITY, sort: { dueAt: 1 }, limit }).toArray(),
    untold: (limit) => rows.find({ tell: { $type: 'string' } }, { ...MAJORITY, limit }).toArray(),
    told: async ({ _id, tell }) => {
      await rows.updateOne({ _id, tell }, { $set: { tell: null } });
    },
    toChase: (now, limit) =>
      rows
        .find(
          { state: 'sent', pause: null, 'chase.at': { $gt: 0, $lte: now }, 'chase.told': false },
          { ...MAJORITY, limit },
        )
        .toArray(),
    chaseTold: async ({ _id, chase }) => {
      if (chase) await rows.updateOne({ _id, 'chase.at': chase.at }, { $set: { 'chase.told': true } });
    },
    unanswered: (limit) => {
      const of = { state: 'sent' as const, kind: 'referral' as const, 'chase.at': { $gt: 0 } };
      return rows.find(of, { ...MAJORITY, sort: { 'chase.at': 1 }, limit }).toArray();
    },
    undeliverable: (limit) =>
      rows.find({ state: 'undeliverable' }, { ...MAJORITY, sort: { createdAt: 1 }, limit }).toArray(),
    over: (now, limit) =>
      rows
        .find(
          { purgeAt: { $lte: now }, kind: 'referral', legalHold: false },
          { ...MAJORITY, sort: { purgeAt: 1 }, limit },
        )
        .toArray(),
  };
}

function placesOf({ conversationIds, caseIds }: PersonRecords) {
  return [{ conversationId: { $in: [...conversationIds] } }, { caseId: { $in: [...caseIds] } }];
}

/** The history of a change is its way through the table; a step that is not there is a mistake of ours. */
function assertLegal(before: ReferralRow, history: readonly ReferralChange[]): void {
  let { state } = before;
  for (const step of history) {
    if (!isReferralMove(state, step.state)) throw new Error(`a referral cannot become ${step.state} from ${state}`);
    state = step.state;
  }
}
