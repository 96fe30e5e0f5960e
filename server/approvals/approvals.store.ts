/** Proposals that wait for a second person: codes and ids in clear, the reason and the facts sealed under their subject's scope. */
import type { mongo } from 'mongoose';
import type { ApprovalKind, ApprovalState } from '../../shared/domain/two-person.ts';
import type { ApprovalFact } from '../../shared/protocol/http/approvals.ts';
import type { Place } from '../platform/cipher.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';

export interface ApprovalPerson {
  readonly agentId: string;
  readonly name: string;
}

export interface ApprovalDoc {
  readonly _id: string;
  readonly clientId: string;
  readonly kind: ApprovalKind;
  readonly state: ApprovalState;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly conversationId: string | null;
  readonly caseId: string | null;
  readonly caseReference: string | null;
  /** Whose case or conversation it is about; null where it is about those of two teams, and for who answers for all. */
  readonly teamId: string | null;
  readonly after: boolean;
  readonly proposedBy: ApprovalPerson;
  readonly proposedAt: number;
  readonly dueAt: number | null;
  readonly decidedBy: ApprovalPerson | null;
  readonly decidedAt: number | null;
  /** Whose data key seals it: erasing the person erases this too. */
  readonly scope: string;
  readonly body: mongo.Binary;
  readonly answer: mongo.Binary | null;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

/** What is proposed. `payload` is what the effect needs; `facts` are what the second person reads. */
export interface ApprovalBody {
  readonly reason: string;
  readonly facts: readonly ApprovalFact[];
  readonly payload: unknown;
}

export const approvalsSpec: CollectionSpec = {
  name: 'approvals',
  personal: true,
  indexes: [
    { keys: { clientId: 1 }, unique: true },
    { keys: { state: 1, proposedAt: 1 } },
    { keys: { 'subject.id': 1, state: 1 } },
    { keys: { caseId: 1, proposedAt: 1 } },
    { keys: { conversationId: 1 }, sparse: true },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

export interface Tray {
  readonly kinds: readonly ApprovalKind[];
  /** Null: of all. */
  readonly teamId: string | null;
  readonly proposedBy: string;
}

export type OfCase = Readonly<Record<'caseId' | 'caseReference' | 'teamId', string>>;

export interface ApprovalsStore {
  seal(approvalId: string, scope: string, body: ApprovalBody): Promise<mongo.Binary>;
  sealAnswer(doc: ApprovalDoc, answer: string): Promise<mongo.Binary>;
  bodyOf(doc: ApprovalDoc): Promise<ApprovalBody>;
  answerOf(doc: ApprovalDoc): Promise<string | null>;
  insert(doc: ApprovalDoc, session: Session): Promise<void>;
  find(approvalId: string, session?: Session): Promise<ApprovalDoc | null>;
  ofClientId(clientId: string, session?: Session): Promise<ApprovalDoc | null>;
  /** Open ones of these kinds (of one team, or of all), and those that this person proposed; oldest first. */
  open(tray: Tray, limit: number): Promise<ApprovalDoc[]>;
  openOf(subjectId: string, kind: ApprovalKind, session?: Session): Promise<ApprovalDoc | null>;
  /** Those that are past their day and still open. */
  overdue(now: number): Promise<ApprovalDoc[]>;
  /** What is about this conversation is about the case that it became part of. */
  joinCaseIn(session: Session, conversationId: string, of: OfCase): Promise<void>;
  /** Another team has the case: what is open of it is theirs to decide. */
  handOverIn(session: Session, caseId: string, teamId: string): Promise<void>;
  /** Compare-and-set on `proposed`; false when somebody decided meanwhile. */
  settle(doc: ApprovalDoc, change: Partial<ApprovalDoc>, session: Session): Promise<boolean>;
}

export function createApprovalsStore(database: Database, sealing: Sealing): ApprovalsStore {
  const approvals = database.collection<ApprovalDoc>(approvalsSpec);
  const sealed = createSealedJson(sealing);
  const within = (session?: Session) => (session ? { session } : {});
  return {
    seal: (approvalId, scope, body) => sealed.seal(placeOf(approvalId, scope, 'body'), body),
    sealAnswer: ({ _id, scope }, answer) => sealed.seal(placeOf(_id, scope, 'answer'), answer),
    bodyOf: ({ _id, scope, body }) => sealed.open<ApprovalBody>(placeOf(_id, scope, 'body'), body),
    answerOf: async ({ _id, scope, answer }) =>
      answer === null ? null : sealed.open<string>(placeOf(_id, scope, 'answer'), answer),
    insert: async (doc, session) => {
      await approvals.insertOne(doc, { session });
    },
    find: (approvalId, session) => approvals.findOne({ _id: approvalId }, within(session)),
    ofClientId: (clientId, session) => approvals.findOne({ clientId }, within(session)),
    open: ({ kinds, teamId, proposedBy }, limit) => {
      const decided = { kind: { $in: [...kinds] }, ...(teamId === null ? {} : { teamId }) };
      return approvals
        .find(
          { state: 'proposed', $or: [decided, { 'proposedBy.agentId': proposedBy }] },
          { sort: { proposedAt: 1, _id: 1 }, limit },
        )
        .toArray();
    },
    openOf: (subjectId, kind, session) =>
      approvals.findOne({ 'subject.id': subjectId, kind, state: 'proposed' }, within(session)),
    overdue: (now) => approvals.find({ state: 'proposed', dueAt: { $lte: now } }, { limit: 200 }).toArray(),
    joinCaseIn: async (session, conversationId, of) => {
      await approvals.updateMany({ conversationId, caseId: null }, { $set: of }, { session });
    },
    handOverIn: async (session, caseId, teamId) => {
      const open = { caseId, state: 'proposed', teamId: { $nin: [null, teamId] } } as const;
      await approvals.updateMany(open, { $set: { teamId } }, { session });
    },
    settle: async (doc, change, session) => {
      const { matchedCount } = await approvals.updateOne(
        { _id: doc._id, state: 'proposed' },
        { $set: change },
        { session },
      );
      return matchedCount === 1;
    },
  };
}

function placeOf(approvalId: string, scope: string, field: string): Place {
  return { collection: approvalsSpec.name, field, scope, id: approvalId };
}
