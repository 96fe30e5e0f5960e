/**
 * One person takes the request by name, asks through the safe contact whether it was them, and decides: what was sent is taken
 * back, or it goes on, with the reason (H4). Both stand in the record.
 */
import {
  judgeDecision,
  judgeTake,
  type WithdrawalCheck,
  type WithdrawalDecision,
} from '../../shared/domain/withdrawal-request.ts';
import type { WithdrawalRequestView } from '../../shared/protocol/http/returning.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import { Refused } from '../platform/refused.ts';
import { transact } from '../platform/transaction.ts';
import type { Caller, PersonRecords, ReturningDeps } from './deps.ts';
import { presentRequest } from './list-withdrawals.ts';
import type { RequestDoc } from './requests.store.ts';
import { causeOf, causeOfLate, whenCasesRest } from './start-withdrawal.ts';

type Answer = Promise<Result<{ request: WithdrawalRequestView }>>;

export interface Decision {
  readonly requestId: string;
  readonly decision: WithdrawalDecision;
  readonly check: WithdrawalCheck;
  readonly reason: string;
}

export async function takeRequest(
  deps: ReturningDeps,
  { requestId, from = null }: { requestId: string; from?: string | null | undefined },
  caller: Caller,
): Answer {
  const reached = await reachRequest(deps, requestId, caller);
  if (!reached.ok) return reached;
  const taken = await transact(deps.database, async (session): Promise<Result<RequestDoc>> => {
    const doc = await deps.requests.find(requestId, session);
    if (doc === null) return fail('not_found');
    const verdict = judgeTake(doc, { ...caller, from }, deps.clock.now());
    if (verdict === 'same') return ok(doc);
    if (verdict !== 'move') return refusal(verdict, doc);
    const change = { state: 'taken' as const, takenBy: { agentId: caller.agentId, name: caller.name } };
    if (!(await deps.requests.changeIn(session, doc, change))) return refusal('taken_by_another', doc);
    await audit(deps, session, { ...doc, ...change }, caller, {
      action: 'withdrawal.take',
      from: doc.takenBy?.agentId,
    });
    return ok({ ...doc, ...change });
  });
  return taken.ok ? ok({ request: await presentRequest(deps, taken.value) }) : taken;
}

export async function decideRequest(deps: ReturningDeps, decision: Decision, caller: Caller): Answer {
  const reached = await reachRequest(deps, decision.requestId, caller);
  if (!reached.ok) return reached;
  const decided = await whenCasesRest(() =>
    transact(deps.database, (session) => decide(deps, session, decision, caller)),
  ).catch((error: unknown) => {
    if (error instanceof Refused) return error.outcome;
    throw error;
  });
  if (!decided.ok) return decided;
  const { doc, person } = decided.value;
  // Also of one that was decided so before: whatever ended the node then, its reason and its news are told now.
  await afterwards(deps, { doc, person, decision, caller });
  return ok({ request: await presentRequest(deps, doc) });
}

/** `person`: whose sharing it settles. */
type Decided = Promise<Result<{ readonly doc: RequestDoc; readonly person: PersonRecords }>>;

async function decide(deps: ReturningDeps, session: Session, decision: Decision, caller: Caller): Decided {
  const doc = await deps.requests.find(decision.requestId, session);
  if (doc === null) return fail('not_found');
  // As they are known by now: the risk may have risen since they asked, and what became part of their case is theirs.
  const known = await deps.people.personIn(session, doc);
  const standing = { ...doc, highRisk: doc.highRisk || known?.highRisk === true, under18: known?.under18 === true };
  const person = withWhatWas(doc, known);
  const verdict = judgeDecision(standing, { ...decision, agentId: caller.agentId, role: caller.role });
  if (verdict === 'same') return ok({ doc, person });
  if (verdict !== 'move') return refusal(verdict, doc);
  const at = deps.clock.now();
  await settleSharing(deps, session, { doc, person, decision, caller, at });
  const change = {
    ...{ state: decision.decision, open: false, check: decision.check, decidedAt: at, purgeAt: deps.keptUntil(at) },
    decidedBy: { agentId: caller.agentId, name: caller.name },
  };
  if (!(await deps.requests.changeIn(session, doc, change))) throw new Refused(refusal('over', doc));
  await audit(deps, session, { ...doc, ...change }, caller, { action: 'withdrawal.decide' });
  return ok({ doc: { ...doc, ...change }, person });
}

interface Settling {
  readonly doc: RequestDoc;
  readonly person: PersonRecords;
  readonly decision: Decision;
  readonly caller: Caller;
  readonly at: number;
}

function withWhatWas(doc: RequestDoc, known: PersonRecords | null): PersonRecords {
  return {
    caseIds: [...new Set([...doc.caseIds, ...(known?.caseIds ?? [])])],
    conversationIds: [...new Set([...doc.conversationIds, ...(known?.conversationIds ?? [])])],
  };
}

async function settleSharing(
  deps: ReturningDeps,
  session: Session,
  { doc, person, decision, caller, at }: Settling,
): Promise<void> {
  const order = { ...person, at };
  if (decision.decision === 'withdrawn') await deps.sharing.withdrawIn(session, { ...order, caller });
  else await deps.sharing.resumeIn(session, { ...order, requestId: doc._id, by: caller.agentId });
  if (doc.caseId === null) return;
  const event =
    decision.decision === 'withdrawn' ? ('withdrawal_withdrawn' as const) : ('withdrawal_continued' as const);
  await deps.people.dueIn(session, doc.caseId, { requestId: doc._id, due: null, event, text: decision.reason, caller });
}

async function afterwards(deps: ReturningDeps, { doc, person, decision, caller }: Omit<Settling, 'at'>): Promise<void> {
  const { _id, caseId, conversationId } = doc;
  const { reason } = decision;
  for (const each of person.caseIds) deps.people.changed(each);
  if (caseId === null && conversationId !== null)
    await deps.people.noteFor(conversationId, { noteFor: _id, text: reason }, caller);
  for (const cause of [causeOf(_id), causeOfLate(_id)]) await deps.alerts.putAway(cause);
  await deps.sharing.announce(person);
  if (decision.decision === 'withdrawn') await deps.sharing.withdrawn(person);
}

/** The request, where it is there for them. */
async function reachRequest(deps: ReturningDeps, requestId: string, caller: Caller): Promise<Result<RequestDoc>> {
  const doc = await deps.requests.find(requestId);
  if (doc === null) return fail('not_found');
  const allowed = await deps.people.mayDecide(doc, caller);
  return allowed.ok ? ok(doc) : allowed;
}

function refusal(reason: string, { takenBy }: RequestDoc): Result<never> {
  return fail('conflict', { reason, ...(takenBy === null ? {} : { takenBy: takenBy.name }) });
}

async function audit(
  deps: ReturningDeps,
  session: Session,
  { _id, state, check }: RequestDoc,
  caller: Caller,
  { action, from }: { action: 'withdrawal.take' | 'withdrawal.decide'; from?: string | undefined },
): Promise<void> {
  const actor = { id: caller.agentId, role: caller.role };
  const meta = { state, check, ...(from === undefined ? {} : { from }) };
  await deps.audit.record({ actor, action, target: { kind: 'withdrawal', id: _id }, meta }, session);
}
