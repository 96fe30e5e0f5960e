/** Call-backs of a case, and those of a day: whose names a list showed is on record, since a name is content (A2). */
import { endOfLondonDay, londonMoment } from '../../shared/domain/london-moment.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { Callback } from '../../shared/protocol/http/callbacks.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type CaseCaller, type CaseDoc, mayReadCase, partsOf, reachCase } from '../cases/index.ts';
import type { CallbackDoc } from './callbacks.store.ts';
import type { ContactsDeps } from './deps.ts';
import { casesById, presentCallbacks } from './present-callback.ts';

/** More than a service can ring in a day. */
const LOOKED_AT = 1_000;

export async function callbacksOfCase(
  deps: ContactsDeps,
  caseId: string,
  caller: CaseCaller,
): Promise<Result<{ callbacks: Callback[] }>> {
  const reached = await reachCase(deps.cases, 'case.read', caller, caseId);
  if (!reached.ok) return reached;
  await record(deps, caller, 'callback.read', { kind: 'case', id: caseId });
  const booked = await deps.callbacks.bookedOf(await partsOf(deps.cases, caseId));
  return ok({ callbacks: await presentCallbacks(deps, booked, await casesById(deps, booked)) });
}

/** `on` is a day in England; of today those that are overdue as well, from whenever. */
export async function callbacksToday(
  deps: ContactsDeps,
  { on, who = 'mine' }: { readonly on?: string | undefined; readonly who?: 'mine' | 'all' | undefined },
  caller: CaseCaller,
): Promise<Result<{ callbacks: Callback[] }>> {
  const today = londonDay(new Date(deps.cases.clock.now()));
  const day = on ?? today;
  const booked = await deps.callbacks.bookedBefore(endOfLondonDay(day) + 1, LOOKED_AT);
  const ofDay = day === today ? booked : booked.filter(({ at }) => at >= londonMoment(day, '00:00'));
  const covered = await deps.cases.coveredBy(caller.agentId);
  const cases = (await casesById(deps, ofDay)).filter((of) => mayReadCase(of, caller, covered));
  const whose = [caller.agentId, ...covered];
  const shown = ofDay.filter((doc) => {
    const of = cases.find(({ _id }) => _id === doc.caseId);
    return of !== undefined && (who === 'all' || isFor(doc, of, whose));
  });
  if (shown.length > 0) await record(deps, caller, 'callback.list', { kind: 'case', id: 'list' }, shown);
  return ok({ callbacks: await presentCallbacks(deps, shown, cases) });
}

/** Theirs by name, or the team's on a case that they work on. */
function isFor({ assignee }: CallbackDoc, { owner, workers }: CaseDoc, whose: readonly string[]): boolean {
  if (assignee !== null) return whose.includes(assignee.agentId);
  return [...(owner === null ? [] : [owner]), ...workers].some(({ agentId }) => whose.includes(agentId));
}

function record(
  deps: ContactsDeps,
  { agentId, role }: CaseCaller,
  action: string,
  target: { readonly kind: string; readonly id: string },
  shown: readonly CallbackDoc[] = [],
): Promise<void> {
  const cases = shown.length === 0 ? {} : { meta: { cases: [...new Set(shown.map(({ caseId }) => caseId))] } };
  return deps.cases.audit.record({ actor: { id: agentId, role }, action, target, ...cases });
}
