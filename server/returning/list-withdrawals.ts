/** Requests that nobody has decided, the most urgent first: codes, times and whom it stopped, for whoever may decide them. */
import type { WithdrawalRequestView } from '../../shared/protocol/http/returning.ts';
import { ok, type Result } from '../../shared/result.ts';
import { thereFor } from '../kept-out/index.ts';
import { iso, isoOrNull } from '../platform/ports.ts';
import { transact } from '../platform/transaction.ts';
import type { Caller, ReturningDeps } from './deps.ts';
import type { RequestDoc } from './requests.store.ts';
import { causeOfLate } from './start-withdrawal.ts';

const SHOWN = 100;
const LATE_AT_ONCE = 50;

export async function listWithdrawals(
  deps: ReturningDeps,
  caller: Caller,
): Promise<Result<{ requests: WithdrawalRequestView[] }>> {
  const open = await deps.requests.listOpen(SHOWN);
  const there = await thereFor(deps.keptOut, open, caller.agentId, aboutRequest);
  const mine: RequestDoc[] = [];
  for (const doc of there) if ((await deps.people.mayDecide(doc, caller)).ok) mine.push(doc);
  const actor = { id: caller.agentId, role: caller.role };
  for (const { _id } of mine)
    await deps.audit.record({ actor, action: 'withdrawal.read', target: { kind: 'withdrawal', id: _id } });
  const shown = mine.map(async (doc) => ({
    ...(await presentRequest(deps, doc)),
    // Whoever is to ask them needs a way that is safe; nobody else does.
    ...(doc.caseId === null && doc.conversationId !== null && doc.takenBy?.agentId === caller.agentId
      ? { safeContact: await deps.sharing.safeContactOf(doc.conversationId) }
      : {}),
  }));
  return ok({ requests: await Promise.all(shown) });
}

const aboutRequest = ({ caseId, conversationId, caseIds }: RequestDoc) => ({
  caseId,
  conversationId,
  otherCaseIds: caseIds,
});

export async function presentRequest(
  { people, sharing }: Pick<ReturningDeps, 'people' | 'sharing'>,
  doc: RequestDoc,
): Promise<WithdrawalRequestView> {
  return {
    ...{ requestId: doc._id, caseId: doc.caseId, conversationId: doc.conversationId },
    caseReference: doc.caseId === null ? null : await people.referenceOf(doc.caseId),
    ...{ state: doc.state, highRisk: doc.highRisk, receivedAt: iso(doc.receivedAt), dueAt: iso(doc.dueAt) },
    ...{ takenBy: doc.takenBy, decidedBy: doc.decidedBy, decidedAt: isoOrNull(doc.decidedAt), check: doc.check },
    stopped: [...(await sharing.view(doc.referralIds))],
  };
}

/** Nobody has decided in time: leads are called, once. */
export async function tellLate(deps: ReturningDeps): Promise<void> {
  const now = deps.clock.now();
  for (const found of await deps.requests.late(now, LATE_AT_ONCE)) {
    const told = await transact(deps.database, async (session) => {
      const doc = await deps.requests.find(found._id, session);
      if (!doc?.open || doc.lateToldAt !== null) return false;
      if (!(await deps.requests.changeIn(session, doc, { lateToldAt: now }))) return false;
      const about = doc.caseId === null ? { conversationId: doc.conversationId ?? '' } : { caseId: doc.caseId };
      await deps.alerts.raiseAlertIn(session, { kind: 'withdrawal_late', causeId: causeOfLate(doc._id), ...about });
      return true;
    });
    if (told) deps.alerts.announce(causeOfLate(found._id));
  }
}
