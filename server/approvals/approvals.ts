/**
 * The engine of two people: a duty proposes with a reason and says what happens when somebody else agrees; that effect
 * runs in the transaction that decides, so that neither stands without the other.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Relation } from '../../shared/domain/permissions.ts';
import {
  type ApprovalKind,
  type ApprovalMove,
  type ApprovalVerdict,
  judgeApproval,
  stateAfter,
} from '../../shared/domain/two-person.ts';
import type { Approval, ApprovalContents } from '../../shared/protocol/http/approvals.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Audit } from '../audit/index.ts';
import { type KeptOut, thereFor } from '../kept-out/index.ts';
import type { Database, Session } from '../platform/mongo.ts';
import { type Clock, type Ids, iso, isoOrNull } from '../platform/ports.ts';
import { Refused } from '../platform/refused.ts';
import { transact } from '../platform/transaction.ts';
import type { ApprovalBody, ApprovalDoc, ApprovalsStore, OfCase } from './approvals.store.ts';
import { type ApprovalCaller, reachApproval, relationsTo, trayOf } from './reach-approval.ts';

export interface ApprovalsDeps {
  readonly database: Database;
  readonly store: ApprovalsStore;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keptUntil: (at: number) => Date | null;
  readonly keptOut: KeptOut;
}

export interface NewProposal {
  readonly clientId: string;
  readonly kind: ApprovalKind;
  readonly subject: ApprovalDoc['subject'];
  readonly conversationId: string | null;
  readonly caseId: string | null;
  readonly caseReference: string | null;
  /** Where it is about more cases than that: who must not know one of them is not asked. */
  readonly otherCaseIds?: readonly string[];
  /** Whose it is to decide among supervisors; null: who answers for all. */
  readonly teamId: string | null;
  /** The scope that the subject is sealed under. */
  readonly scope: string;
  readonly body: ApprovalBody;
  /** Done already because it could not wait; somebody else looks at it before `dueAt`. */
  readonly after?: boolean;
  readonly dueAt?: number | null;
}

/** What a decision does; it runs inside the transaction, maybe more than once, and may still refuse. */
export interface ApprovalEffects {
  readonly approved: (decision: Decision, session: Session) => Promise<Result<null>>;
  readonly refused?: (decision: Decision, session: Session) => Promise<Result<null>>;
  readonly withdrawn?: (decision: Decision, session: Session) => Promise<Result<null>>;
  /** Once it stands: signals, alerts. */
  readonly settled?: (decision: Decision) => void;
}

export interface Decision {
  readonly approval: ApprovalDoc;
  readonly body: ApprovalBody;
  readonly by: ApprovalCaller;
  readonly move: ApprovalMove;
  readonly at: number;
}

export interface Approvals {
  /** To be called once a kind, when the service is put together. */
  on(kind: ApprovalKind, effects: ApprovalEffects): void;
  /** Inside the transaction of whatever belongs to it. The same clientId with the same content is the first proposal. */
  propose(proposal: NewProposal, by: ApprovalCaller, session: Session): Promise<Result<ApprovalDoc>>;
  openOf(subjectId: string, kind: ApprovalKind, session?: Session): Promise<ApprovalDoc | null>;
  /** What it was about is no more: nobody is to decide it. In the transaction in which that is so; no effect runs. */
  lapseIn(
    session: Session,
    of: { readonly subjectId: string; readonly kind: ApprovalKind },
    by: ApprovalCaller,
  ): Promise<void>;
  overdue(): Promise<ApprovalDoc[]>;
  /** What they are to it: as the permissions ask. */
  relations(approvalId: string, by: ApprovalCaller): Promise<readonly Relation[]>;
  /** In the transaction that makes a conversation part of a case. */
  joinCaseIn(session: Session, conversationId: string, of: OfCase): Promise<void>;
  /** What waits for a second person of these cases, by its kind. */
  openOfCases: ApprovalsStore['openOfCases'];
  /** In the transaction that gives a case to others. */
  handOverIn(session: Session, caseId: string, teamId: string): Promise<void>;
  /** As this member of staff sees it. */
  present(doc: ApprovalDoc, by: ApprovalCaller): Approval;
  list(by: ApprovalCaller): Promise<Result<{ approvals: Approval[] }>>;
  open(approvalId: string, by: ApprovalCaller): Promise<Result<ApprovalContents>>;
  decide(
    input: { approvalId: string; move: ApprovalMove; answer: string | null },
    by: ApprovalCaller,
  ): Promise<Result<{ approval: Approval }>>;
}

/** More than a service may leave undecided. */
const SHOWN = 200;

export function createApprovals(deps: ApprovalsDeps): Approvals {
  const { store, audit, clock } = deps;
  const effectsOf = new Map<ApprovalKind, ApprovalEffects>();

  async function propose(given: NewProposal, by: ApprovalCaller, session: Session): Promise<Result<ApprovalDoc>> {
    const before = await store.ofClientId(given.clientId, session);
    if (before) {
      const { reason, payload } = await store.bodyOf(before);
      const same = isDeepStrictEqual(
        [before.kind, before.subject, reason, payload],
        [given.kind, given.subject, given.body.reason, given.body.payload],
      );
      return same && before.proposedBy.agentId === by.agentId ? ok(before) : fail('conflict');
    }
    const now = clock.now();
    const { clientId, kind, subject, scope, body, after = false, dueAt = null } = given;
    const { conversationId, caseId, caseReference, teamId, otherCaseIds } = given;
    const approvalId = deps.ids.uuid();
    const doc: ApprovalDoc = {
      ...{ _id: approvalId, clientId, kind, state: 'proposed', subject, after, scope, dueAt },
      ...{ conversationId, caseId, caseReference, teamId },
      ...(otherCaseIds === undefined ? {} : { otherCaseIds }),
      ...{ proposedBy: personOf(by), proposedAt: now, decidedBy: null, decidedAt: null, answer: null },
      body: await store.seal(approvalId, scope, body),
      ...{ purgeAt: deps.keptUntil(now), legalHold: false },
    };
    await store.insert(doc, session);
    await record(doc, 'propose', by, session);
    return ok(doc);
  }

  function record(doc: ApprovalDoc, verb: string, by: ApprovalCaller, session?: Session): Promise<void> {
    const { kind, subject } = doc;
    const target = { kind: 'approval', id: doc._id };
    const meta = { kind, subject: `${subject.kind}:${subject.id}` };
    return audit.record(
      { actor: { id: by.agentId, role: by.role }, action: `approval.${verb}`, target, meta },
      session,
    );
  }

  async function lapseIn(
    session: Session,
    { subjectId, kind }: { readonly subjectId: string; readonly kind: ApprovalKind },
    by: ApprovalCaller,
  ): Promise<void> {
    const doc = await store.openOf(subjectId, kind, session);
    if (!doc) return;
    const change = { state: stateAfter('withdraw'), decidedBy: personOf(by), decidedAt: clock.now(), answer: null };
    if (await store.settle(doc, change, session)) await record(doc, 'lapse', by, session);
  }

  async function open(approvalId: string, by: ApprovalCaller): Promise<Result<ApprovalContents>> {
    const doc = await reachApproval(deps, approvalId, by);
    if (!doc) return fail('not_found');
    await record(doc, 'read', by);
    const { reason, facts } = await store.bodyOf(doc);
    return ok({ approval: present(doc, by), reason, facts: [...facts], answer: await store.answerOf(doc) });
  }

  async function decide(
    { approvalId, move, answer }: { approvalId: string; move: ApprovalMove; answer: string | null },
    by: ApprovalCaller,
  ): Promise<Result<{ approval: Approval }>> {
    const found = await reachApproval(deps, approvalId, by);
    if (!found) return fail('not_found');
    const sealed = answer === null ? null : await store.sealAnswer(found, answer);
    let decision: Decision | null = null;
    const settled = await transact<Result<ApprovalDoc>>(deps.database, async (session) => {
      decision = null;
      const doc = await store.find(approvalId, session);
      if (!doc) return fail('not_found');
      const verdict = judgeApproval(standingOf(doc), move, by);
      if (verdict === 'same') return ok(doc);
      if (verdict !== 'move') return refusal(verdict, doc);
      const at = clock.now();
      const change = { state: stateAfter(move), decidedBy: personOf(by), decidedAt: at, answer: sealed };
      if (!(await store.settle(doc, change, session))) return refusal('over', doc);
      const made: Decision = { approval: { ...doc, ...change }, body: await store.bodyOf(doc), by, move, at };
      const effect = await effectOf(effectsOf.get(doc.kind), made, session);
      // Nothing of the decision is to stand either.
      if (!effect.ok) throw new Refused(effect);
      await record(doc, move, by, session);
      decision = made;
      return ok(made.approval);
    }).catch((error: unknown) => {
      if (error instanceof Refused) return error.outcome;
      throw error;
    });
    if (!settled.ok) return settled;
    if (decision !== null) effectsOf.get(settled.value.kind)?.settled?.(decision);
    return ok({ approval: present(settled.value, by) });
  }

  return {
    on: (kind, effects) => {
      effectsOf.set(kind, effects);
    },
    propose,
    present,
    openOf: (subjectId, kind, session) => store.openOf(subjectId, kind, session),
    lapseIn,
    overdue: () => store.overdue(clock.now()),
    relations: async (approvalId, by) => {
      const doc = await store.find(approvalId);
      return doc === null ? [] : relationsTo(doc, by);
    },
    joinCaseIn: store.joinCaseIn,
    openOfCases: store.openOfCases,
    handOverIn: store.handOverIn,
    list: async (by) => {
      const docs = await thereFor(deps.keptOut, await store.open(trayOf(by), SHOWN), by.agentId, (doc) => doc);
      return ok({ approvals: docs.map((doc) => present(doc, by)) });
    },
    open,
    decide,
  };
}

async function effectOf(
  effects: ApprovalEffects | undefined,
  decision: Decision,
  session: Session,
): Promise<Result<null>> {
  const { kind } = decision.approval;
  if (!effects) throw new Error(`Nothing is said to happen when "${kind}" is decided. Register it with \`on\`.`);
  if (decision.move === 'approve') return effects.approved(decision, session);
  const other = decision.move === 'refuse' ? effects.refused : effects.withdrawn;
  return other ? other(decision, session) : ok(null);
}

function standingOf({ kind, state, proposedBy, decidedBy }: ApprovalDoc) {
  return { kind, state, proposedBy: proposedBy.agentId, decidedBy: decidedBy?.agentId ?? null };
}

function refusal(verdict: Exclude<ApprovalVerdict, 'move' | 'same'>, doc: ApprovalDoc): Result<never> {
  if (verdict === 'not_yours') return fail('not_found');
  return fail('conflict', {
    reason: verdict,
    ...(doc.decidedBy === null ? {} : { decidedBy: doc.decidedBy.name, state: doc.state }),
  });
}

function personOf({ agentId, name }: ApprovalCaller) {
  return { agentId, name };
}

function present(doc: ApprovalDoc, by: ApprovalCaller): Approval {
  const { _id: approvalId, kind, state, subject, caseReference, caseId, after, proposedBy, decidedBy } = doc;
  const move = judgeApproval(standingOf(doc), 'approve', by);
  return {
    ...{ approvalId, kind, state, subject, caseReference, caseId, after, proposedBy, decidedBy },
    proposedAt: iso(doc.proposedAt),
    dueAt: isoOrNull(doc.dueAt),
    decidedAt: isoOrNull(doc.decidedAt),
    yours: move === 'move',
  };
}
