/** The outbox in MongoDB. Every step is guarded by what it saw (state, lease), so that of two that try, one does. */
import { mongo } from 'mongoose';
import { isReferralMove } from '../../shared/domain/referral-state.ts';
import { CAME_BACK_STATES } from '../../shared/protocol/http/referral-answers.ts';
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
    { keys: { dueAt: 1, recipientId: 1 }, partial: { dueAt: { $gt: 0 } } },
    { keys: { recipientId: 1, urgent: -1, dueAt: 1 }, partial: { dueAt: { $gt: 0 } } },
    { keys: { recipientId: 1, kind: 1, state: 1, firstSentAt: -1, _id: -1 }, partial: { kind: 'referral' } },
    { keys: { 'transitions.at': 1 } },
    { keys: { tell: 1 }, partial: { tell: { $type: 'string' } } },
    { keys: { 'chases.at': 1 }, sparse: true },
    { keys: { 'seen.at': 1 }, sparse: true },
    { keys: { createdBy: 1, state: 1 }, partial: { kind: 'referral' } },
    { keys: { state: 1, 'chase.at': 1 }, partial: { state: 'sent', 'chase.at': { $gt: 0 } } },
    { keys: { createdAt: 1 }, partial: { state: 'undeliverable' } },
    { keys: { heldFor: 1, createdAt: 1 }, partial: { heldFor: 'coordinator' } },
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

/** What somebody made, or works with. */
export interface Theirs extends PersonRecords {
  readonly createdBy: string;
}

const OF_A_PERSON_AT_MOST = 1_000;
const WAITED_FOR: mongo.Filter<ReferralRow> = { state: 'sent', kind: 'referral', 'chase.at': { $gt: 0 } };
const UNANSWERED: mongo.Filter<ReferralRow> = { ...WAITED_FOR, pause: null };
/** The partner has said more than anybody has seen to. */
const CAME_BACK: mongo.Filter<ReferralRow> = {
  ...{ kind: 'referral', state: { $in: [...CAME_BACK_STATES] } },
  $expr: { $gt: [{ $size: '$transitions' }, { $ifNull: ['$seen.steps', 0] }] },
};
/** What is for whoever answers for the service as well. */
const CALLS: readonly ReferralRow['state'][] = ['declined', 'returned_needs_info'];
const MAJORITY = { readConcern: { level: 'majority' } } as const;
const HELD: mongo.Filter<ReferralRow> = { state: 'held', kind: 'referral', heldFor: 'person', dueAt: { $gt: 0 } };
const IN_WORKING_DAYS: mongo.Filter<ReferralRow> = { ...WAITED_FOR, 'acknowledgeBy.counts': 'working_days' };

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
  /** Referrals that came into another state since, or were asked after: all of them, read as they are looked at. */
  changedSince(at: number): AsyncIterable<ReferralRow>;
  /** Every referral of these conversations and cases, in a transaction. */
  ofPersonIn(session: Session, person: PersonRecords): Promise<ReferralRow[]>;
  /** The same with what is to be said of them, as it stands. */
  rowsOfPerson(person: PersonRecords, session?: Session): Promise<ReferralRow[]>;
  /** Notices about it that have not begun to leave. */
  noticesIn(session: Session, referralId: string): Promise<ReferralRow[]>;
  /** Of a referral and what is said of it: what is being sent at this moment. */
  underWayIn(session: Session, referralId: string, now: number): Promise<ReferralRow[]>;
  /** What turns on how the person is known: held for them, or sent and asked after in working days. */
  waitingOf(person: PersonRecords): Promise<ReferralRow[]>;
  /** The first of these of everybody, however many they are. */
  heldForPerson(): AsyncIterable<ReferralRow>;
  /** The second, so many after this one in the order of their ids. */
  waitingForPartner(after: string, limit: number): Promise<ReferralRow[]>;
  /** What should have been done by now, at most so many of each partner: urgent ones first, then longest overdue. */
  due(now: number, limit: number): Promise<ReferralRow[]>;
  untold(limit: number): Promise<ReferralRow[]>;
  told(row: ReferralRow): Promise<void>;
  /** Those that somebody is to be asked after by now, and nobody was called to yet. */
  toChase(now: number, limit: number): Promise<ReferralRow[]>;
  chaseTold(row: ReferralRow): Promise<void>;
  /** Sent and not acknowledged, soonest to ask first; null: whosever they are. */
  unanswered(limit: number, theirs: Theirs | null): Promise<ReferralRow[]>;
  /** The talks that these were made in. */
  unansweredTalks(): Promise<string[]>;
  /** Answered by a partner and not seen to: theirs; with `all` each no and each question besides. */
  cameBack(limit: number, theirs: Theirs, all: boolean): Promise<ReferralRow[]>;
  /** The talks that these were made in. */
  cameBackTalks(): Promise<string[]>;
  /** Those that wait for somebody's decision, oldest first. */
  held(limit: number): Promise<ReferralRow[]>;
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
      rows.findOne({ conversationId, clientIds: clientId, kind: 'referral' }, { session }),
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
          { ...MAJORITY, sort: { createdAt: -1, _id: 1 }, limit: OF_A_PERSON_AT_MOST },
        )
        .toArray(),
    changedSince: (at) => {
      const since = { $gte: at };
      const changed = [{ 'transitions.at': since }, { 'chases.at': since }, { 'seen.at': since }];
      return rows.find({ kind: 'referral', $or: changed }, MAJORITY);
    },
    ofPersonIn: (session, person) =>
      rows.find({ kind: 'referral', $or: placesOf(person) }, { session, sort: { createdAt: 1 } }).toArray(),
    rowsOfPerson: (person, session) => rows.find({ $or: placesOf(person) }, session ? { session } : MAJORITY).toArray(),
    noticesIn: (session, referralId) =>
      rows.find({ referralId, kind: { $in: ['pause', 'resume'] }, state: 'ready' }, { session }).toArray(),
    underWayIn: (session, referralId, now) =>
      rows.find({ referralId, leaseUntil: { $gt: now } }, { session }).toArray(),
    ofCases: (caseIds) =>
      rows.find({ caseId: { $in: [...caseIds] }, kind: 'referral' }, { ...MAJORITY, sort: { createdAt: 1 } }).toArray(),
    waitingOf: (person) =>
      rows.find({ $and: [{ $or: placesOf(person) }, { $or: [HELD, IN_WORKING_DAYS] }] }, MAJORITY).toArray(),
    heldForPerson: () => rows.find(HELD, MAJORITY),
    waitingForPartner: (after, limit) =>
      rows.find({ ...IN_WORKING_DAYS, _id: { $gt: after } }, { ...MAJORITY, sort: { _id: 1 }, limit }).toArray(),
    due: async (now, limit) => {
      const dueAt = { $gt: 0, $lte: now };
      const sort = { urgent: -1, dueAt: 1 } as const;
      const theirs = (await rows.distinct('recipientId', { dueAt }, MAJORITY)).map((recipientId) =>
        rows.find({ recipientId, dueAt }, { ...MAJORITY, sort, limit }).toArray(),
      );
      return (await Promise.all(theirs)).flat();
    },
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
    unanswered: (limit, theirs) => {
      const whose = theirs === null ? {} : { $or: [{ createdBy: theirs.createdBy }, ...placesOf(theirs)] };
      return rows.find({ ...UNANSWERED, ...whose }, { ...MAJORITY, sort: { 'chase.at': 1 }, limit }).toArray();
    },
    unansweredTalks: async () => {
      const talks = await rows.distinct('conversationId', UNANSWERED, MAJORITY);
      return talks.flatMap((conversationId) => conversationId ?? []);
    },
    cameBack: (limit, { createdBy, ...places }, all) => {
      const calls = all ? [{ state: { $in: [...CALLS] } }] : [];
      const filter = { $and: [CAME_BACK, { $or: [{ createdBy }, ...placesOf(places), ...calls] }] };
      return rows.find(filter, { ...MAJORITY, sort: { createdAt: -1 }, limit }).toArray();
    },
    cameBackTalks: async () => {
      const talks = await rows.distinct('conversationId', CAME_BACK, MAJORITY);
      return talks.flatMap((conversationId) => conversationId ?? []);
    },
    held: (limit) =>
      rows.find({ heldFor: 'coordinator', state: 'held' }, { ...MAJORITY, sort: { createdAt: 1 }, limit }).toArray(),
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
