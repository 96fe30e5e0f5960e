/**
 * E-mail notices to partners that wait to be sent, written in the transaction that says the referral went, so that none is
 * forgotten. Ids, a reference and times: the address is read from the pack when the mail is sent.
 */
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import type { ReferralRow } from './referral-record.ts';

export const partnerNoticesSpec: CollectionSpec = {
  name: 'partner_notices',
  personal: true,
  indexes: [
    { keys: { dueAt: 1 }, partial: { dueAt: { $gt: 0 } } },
    { keys: { tell: 1 }, partial: { tell: true } },
    { keys: { failedAt: 1 }, partial: { failedAt: { $gt: 0 } } },
    { keys: { referralId: 1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

export interface NoticeDoc {
  /** The row's id, of an answer also the answer's, and `:notice`. */
  readonly _id: string;
  /** `answered`: what the partner asked in the portal has an answer. */
  readonly kind: 'new' | 'recalled' | 'answered';
  readonly referralId: string;
  readonly reference: string;
  readonly recipientId: string;
  readonly conversationId: string | null;
  readonly caseId: string | null;
  /** When it is to be tried; null: it was handed over, or given up. */
  readonly dueAt: number | null;
  readonly attempt: number;
  readonly sentAt: number | null;
  /** When it was given up; null or absent: it was not. */
  readonly failedAt?: number | null;
  /** Sent once more by a person after so many attempts: the pauses begin anew. */
  readonly retriedAfter?: number;
  /** Given up, and a person has not been told yet. */
  readonly tell: boolean;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

type Row = Pick<
  ReferralRow,
  '_id' | 'kind' | 'referralId' | 'reference' | 'recipientId' | 'conversationId' | 'caseId' | 'purgeAt' | 'legalHold'
>;

export interface NoticesStore {
  /** One for each row, or for each answer to its partner, however often it is asked for. */
  putIn(session: Session, row: Row, now: number, answerId?: string): Promise<void>;
  /** Takes the next that is due: nobody else tries it before `until`. */
  take(now: number, until: number): Promise<NoticeDoc | null>;
  /** How the attempt went; nothing is written where somebody took it since. */
  settle(taken: NoticeDoc, change: Partial<Pick<NoticeDoc, 'dueAt' | 'sentAt' | 'failedAt' | 'tell'>>): Promise<void>;
  untold(limit: number): Promise<NoticeDoc[]>;
  told(noticeId: string): Promise<void>;
  /** Those that were given up, oldest first. */
  undeliverable(limit: number): Promise<NoticeDoc[]>;
  findIn(session: Session, noticeId: string): Promise<NoticeDoc | null>;
  /** Begins anew with one that was given up; of two that ask, one does. */
  retryIn(session: Session, notice: NoticeDoc, now: number): Promise<void>;
}

export function createNoticesStore(database: Database): NoticesStore {
  const notices = database.collection<NoticeDoc>(partnerNoticesSpec);
  return {
    putIn: async (session, row, now, answerId) => {
      const { _id, kind, referralId, reference, recipientId, conversationId, purgeAt, legalHold } = row;
      const doc: Omit<NoticeDoc, '_id'> = {
        kind: answerId === undefined ? (kind === 'referral' ? 'new' : 'recalled') : 'answered',
        ...{ referralId, reference, recipientId, conversationId },
        ...{ caseId: row.caseId ?? null, dueAt: now, attempt: 0, sentAt: null, tell: false, purgeAt, legalHold },
      };
      const about = answerId === undefined ? _id : `${_id}:${answerId}`;
      await notices.updateOne({ _id: `${about}:notice` }, { $setOnInsert: doc }, { session, upsert: true });
    },
    take: (now, until) =>
      notices.findOneAndUpdate(
        { dueAt: { $gt: 0, $lte: now } },
        { $set: { dueAt: until }, $inc: { attempt: 1 } },
        { sort: { dueAt: 1 }, returnDocument: 'after' },
      ),
    settle: async ({ _id, attempt }, change) => {
      await notices.updateOne({ _id, attempt }, { $set: change });
    },
    untold: (limit) => notices.find({ tell: true }, { limit }).toArray(),
    told: async (_id) => {
      await notices.updateOne({ _id }, { $set: { tell: false } });
    },
    undeliverable: (limit) => notices.find({ failedAt: { $gt: 0 } }, { sort: { failedAt: 1 }, limit }).toArray(),
    findIn: (session, _id) => notices.findOne({ _id }, { session }),
    retryIn: async (session, { _id, attempt }, now) => {
      const $set = { dueAt: now, failedAt: null, tell: false, retriedAfter: attempt };
      await notices.updateOne({ _id, failedAt: { $gt: 0 } }, { $set }, { session });
    },
  };
}
