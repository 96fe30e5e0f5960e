/** Requests that sharing stops, made by reference and phrase (H4). Ids, codes and times: what was said about it stands in the timeline. */
import type { WithdrawalCheck, WithdrawalState } from '../../shared/domain/withdrawal-request.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';

interface Person {
  readonly agentId: string;
  readonly name: string;
}

export interface RequestDoc {
  readonly _id: string;
  /** The case that stays, where there is one. */
  readonly caseId: string | null;
  readonly conversationId: string | null;
  /** Where the person was known when they asked. */
  readonly caseIds: readonly string[];
  readonly conversationIds: readonly string[];
  /** True until it is decided: nothing leaves meanwhile. */
  readonly open: boolean;
  readonly state: WithdrawalState;
  readonly highRisk: boolean;
  readonly receivedAt: number;
  /** When somebody should have decided. */
  readonly dueAt: number;
  /** That nobody had by then was said. */
  readonly lateToldAt: number | null;
  readonly referralIds: readonly string[];
  readonly takenBy: Person | null;
  readonly decidedBy: Person | null;
  readonly decidedAt: number | null;
  readonly check: WithdrawalCheck | null;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export type RequestChange = Partial<
  Pick<RequestDoc, 'state' | 'open' | 'takenBy' | 'decidedBy' | 'decidedAt' | 'check' | 'purgeAt' | 'lateToldAt'>
>;

export const withdrawalRequestsSpec: CollectionSpec = {
  name: 'withdrawal_requests',
  personal: true,
  indexes: [
    { keys: { open: 1, dueAt: 1 } },
    { keys: { conversationIds: 1 }, partial: { open: true } },
    { keys: { caseIds: 1 }, partial: { open: true } },
    { keys: { caseId: 1 }, sparse: true },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

export interface RequestsStore {
  insertIn(session: Session, doc: RequestDoc): Promise<void>;
  find(requestId: string, session?: Session): Promise<RequestDoc | null>;
  /** The open one about any of these. */
  openAbout(
    person: { readonly conversationIds: readonly string[]; readonly caseIds: readonly string[] },
    session?: Session,
  ): Promise<RequestDoc | null>;
  /** Those that nobody has decided, the most urgent first. */
  listOpen(limit: number): Promise<RequestDoc[]>;
  late(now: number, limit: number): Promise<RequestDoc[]>;
  /** Compare-and-set on the state that was read and on who had it. */
  changeIn(session: Session, before: RequestDoc, change: RequestChange): Promise<boolean>;
}

export function createRequestsStore(database: Database): RequestsStore {
  const requests = database.collection<RequestDoc>(withdrawalRequestsSpec);
  return {
    insertIn: async (session, doc) => {
      await requests.insertOne(doc, { session });
    },
    find: (requestId, session) => requests.findOne({ _id: requestId }, session ? { session } : {}),
    openAbout: ({ conversationIds, caseIds }, session) => {
      const [ofTalks, ofCases] = [
        { conversationIds: { $in: [...conversationIds] } },
        { caseIds: { $in: [...caseIds] } },
      ];
      return requests.findOne({ open: true, $or: [ofTalks, ofCases] }, session ? { session } : {});
    },
    listOpen: (limit) => requests.find({ open: true }, { sort: { dueAt: 1 }, limit }).toArray(),
    late: (now, limit) =>
      requests.find({ open: true, lateToldAt: null, dueAt: { $lte: now } }, { sort: { dueAt: 1 }, limit }).toArray(),
    changeIn: async (session, { _id, state, takenBy }, change) => {
      const as = { _id, state, 'takenBy.agentId': takenBy?.agentId ?? null };
      const { matchedCount } = await requests.updateOne(as, { $set: change }, { session });
      return matchedCount === 1;
    },
  };
}
