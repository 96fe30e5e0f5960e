/** Reading plans and actions: of a case, of somebody's own work, of a waiting list. Who read is recorded first (A2). */
import type { Action } from '../../shared/protocol/http/actions.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type CaseCaller, type CaseDoc, mayReadCase, partsOf, reachCase } from '../cases/index.ts';
import type { PlansDeps } from './deps.ts';
import { presentAction, presentPlan } from './present.ts';

const SETTLED_SHOWN = 100;

export async function listPlans(
  deps: PlansDeps,
  caseId: string,
  caller: CaseCaller,
): Promise<Result<{ plans: Plan[]; actions: Action[] }>> {
  const reached = await reachCase(deps.cases, 'case.read', caller, caseId);
  if (!reached.ok) return reached;
  await record(deps, caller, 'plan.read', { kind: 'case', id: caseId });
  const ids = await partsOf(deps.cases, caseId);
  const [plans, actions] = await Promise.all([deps.plans.ofCases(ids), deps.actions.ofCases(ids, SETTLED_SHOWN)]);
  const openOf = (planId: string) => actions.filter(({ doc }) => doc.planId === planId && doc.state === 'open').length;
  return ok({
    plans: await Promise.all(
      plans.map((each) => presentPlan(deps, each, { caller, openActions: openOf(each.doc._id) })),
    ),
    actions: actions.map(presentAction),
  });
}

export type MyAction = Action & { readonly reference: string; readonly calledName: string | null };

/** More than anybody can have before them. */
const MINE_SHOWN = 300;

export async function myActions(deps: PlansDeps, caller: CaseCaller): Promise<Result<{ actions: MyAction[] }>> {
  const covered = await deps.cases.coveredBy(caller.agentId);
  const open = await deps.actions.openFor([caller.agentId, ...covered], MINE_SHOWN);
  const cases = await readable(
    deps,
    open.map(({ doc }) => doc.caseId),
    { caller, covered },
  );
  const shown = open.flatMap((each) => {
    const of = cases.find(({ doc }) => doc._id === each.doc.caseId);
    return of ? [{ ...presentAction(each), reference: of.doc.reference, calledName: of.calledName }] : [];
  });
  await recordCases(
    deps,
    caller,
    'action.list',
    shown.map(({ caseId }) => caseId),
  );
  return ok({ actions: shown });
}

export interface Waiting {
  readonly planId: string;
  readonly caseId: string;
  readonly reference: string;
  readonly calledName: string | null;
  readonly kind: string;
  readonly group: string | null;
  readonly since: string;
  readonly reviewOn: string | null;
  readonly risk: string;
  readonly ageBand: string | null;
}

const WAITING_SHOWN = 300;

/** Longest waiting first: who comes next is for a person to say, with risk and age beside it. */
export async function waitingFor(
  deps: PlansDeps,
  of: Readonly<Record<string, string>>,
  caller: CaseCaller,
): Promise<Waiting[]> {
  const covered = await deps.cases.coveredBy(caller.agentId);
  const docs = await deps.plans.waiting(of, WAITING_SHOWN);
  const cases = await readable(
    deps,
    docs.map(({ caseId }) => caseId),
    { caller, covered },
  );
  const shown = docs.flatMap(({ _id: planId, caseId, kind, group, startedOn: since, reviewOn }) => {
    const found = cases.find(({ doc }) => doc._id === caseId);
    if (!found) return [];
    const { reference, risk, ageBand } = found.doc;
    return [{ planId, caseId, reference, calledName: found.calledName, kind, group, since, reviewOn, risk, ageBand }];
  });
  await recordCases(
    deps,
    caller,
    'plan.waiting_list',
    shown.map(({ caseId }) => caseId),
  );
  return shown;
}

interface Named {
  readonly doc: CaseDoc;
  readonly calledName: string | null;
}

/** The open cases among these that the caller may read, with the name that was given. */
async function readable(
  deps: PlansDeps,
  caseIds: readonly string[],
  { caller, covered }: { readonly caller: CaseCaller; readonly covered: readonly string[] },
): Promise<Named[]> {
  const ids = [...new Set(caseIds)];
  if (ids.length === 0) return [];
  const found = await deps.cases.cases.findMany({ _id: { $in: ids }, state: { $ne: 'closed' } }, ids.length);
  const seen = found.filter((doc) => mayReadCase(doc, caller, covered));
  await deps.cases.cases.warm(seen);
  return Promise.all(seen.map(async (doc) => ({ doc, calledName: await deps.cases.cases.open(doc, 'calledName') })));
}

async function recordCases(
  deps: PlansDeps,
  caller: CaseCaller,
  action: string,
  caseIds: readonly string[],
): Promise<void> {
  if (caseIds.length > 0) await record(deps, caller, action, { kind: 'case', id: 'list' }, [...new Set(caseIds)]);
}

function record(
  deps: PlansDeps,
  { agentId, role }: CaseCaller,
  action: string,
  target: { readonly kind: string; readonly id: string },
  cases: readonly string[] = [],
): Promise<void> {
  const meta = cases.length === 0 ? {} : { meta: { cases } };
  return deps.cases.audit.record({ actor: { id: agentId, role }, action, target, ...meta });
}
