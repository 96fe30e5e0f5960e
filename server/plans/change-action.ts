/** Adds an action to a case, and changes one under the revision that was read. */
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { endOfLondonDay, londonMoment } from '../../shared/domain/london-moment.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { actionFaults } from '../../shared/domain/plan-faults.ts';
import type { Action, actionRoutes } from '../../shared/protocol/http/actions.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CaseCaller, type CaseDoc, changeCase, changedMeanwhile, reachCase } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import { oncePerClientId } from '../platform/once-per-client-id.ts';
import type { PlansDeps } from './deps.ts';
import { actionEffects } from './effects.ts';
import type { ActionBody, ActionDoc, OpenedAction } from './plan.ts';
import { presentAction } from './present.ts';
import { workerOf } from './who-may.ts';

type Adding = z.infer<typeof actionRoutes.add.body> & { readonly caseId: string };
type Words = Omit<Adding, 'clientId'>;
export type ActionChanged = Promise<Result<{ action: Action }>>;

export async function addAction(deps: PlansDeps, input: Adding, caller: CaseCaller): ActionChanged {
  const { caseId, clientId } = input;
  const reached = await reachCase(deps.cases, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  return oncePerClientId({
    find: () => deps.actions.ofClientId(clientId),
    again: (first) => again(first, input),
    make: () => add(deps, input, caller),
  });
}

async function add(deps: PlansDeps, input: Adding, caller: CaseCaller): ActionChanged {
  const { caseId, clientId } = input;
  const actionId = deps.cases.ids.uuid();
  const madeBy = { agentId: caller.agentId, name: caller.name };
  const changed = await changeCase(deps.cases, caseId, caller, async (of, session, now) => {
    if (of.state !== 'open') return fail('conflict', { reason: 'not_open' });
    const fits = await fieldsOf(deps, session, { of, input, now, before: null });
    if (!fits.ok) return fits;
    const made = await deps.actions.seal(
      {
        ...{ _id: actionId, clientId, caseId, revision: 1, ...fits.value, state: 'open', outcome: null },
        ...{ madeAt: now, madeBy, settledAt: null, settledBy: null, purgeAt: null, legalHold: false },
      },
      { what: input.what, who: input.who, said: null },
    );
    await deps.actions.insertIn(session, made);
    const change = await actionEffects(deps, session, { of, now, doc: made.doc });
    const codes = { doer: input.doer };
    const event = { kind: 'action_added', about: { kind: 'action', id: actionId }, codes, text: input.what };
    return ok({ change, action: 'action.add', meta: { actionId, ...codes }, event, value: made });
  });
  return changed.ok ? ok({ action: presentAction(changed.value.value) }) : changed;
}

/** Changed since, it is the action that was added; another one under its clientId is a conflict. */
function again({ doc, body }: OpenedAction, input: Adding): Result<{ action: Action }> {
  const dueAt = dueAtOf(input);
  const asked = [input.what, input.who, input.doer, input.planId, input.goalId, dueAt];
  const kept = [body.what, body.who, doc.doer, doc.planId, doc.goalId, doc.dueAt];
  const forThem = input.assigneeId === null || input.assigneeId === doc.assignee?.agentId;
  const same = doc.caseId === input.caseId && (doc.revision > 1 || (forThem && isDeepStrictEqual(asked, kept)));
  return same ? ok({ action: presentAction({ doc, body }) }) : fail('conflict');
}

export interface OfAction {
  readonly caseId: string;
  readonly actionId: string;
  readonly revision: number;
}

export interface ActionMoment {
  readonly before: OpenedAction;
  readonly of: CaseDoc;
  readonly session: Session;
  readonly now: number;
}

export interface ActionWork {
  readonly set: Partial<ActionDoc>;
  readonly words: Partial<ActionBody>;
  /** `action.verb` of the audit record. */
  readonly action: string;
  /** What the timeline calls it. */
  readonly event: string;
  readonly codes?: Readonly<Record<string, string>>;
  readonly text?: string | null;
}

export async function changeAction(
  deps: PlansDeps,
  { caseId, actionId, revision }: OfAction,
  caller: CaseCaller,
  rule: (moment: ActionMoment) => Promise<Result<ActionWork>>,
): ActionChanged {
  const reached = await reachCase(deps.cases, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  const changedBy = { agentId: caller.agentId, name: caller.name };
  const changed = await changeCase(deps.cases, caseId, caller, async (of, session, now) => {
    if (of.state === 'closed') return fail('conflict', { reason: 'not_open' });
    const before = await deps.actions.find(caseId, actionId, session);
    if (!before) return fail('not_found');
    if (before.doc.revision !== revision)
      return changedMeanwhile(before.doc.revision, before.doc.changedBy ?? before.doc.madeBy);
    const work = await rule({ before, of, session, now });
    if (!work.ok) return work;
    const { set, words, action, event: kind, codes = {}, text = null } = work.value;
    const next = await deps.actions.seal(
      { ...before.doc, ...set, revision: revision + 1, changedBy },
      { ...before.body, ...words },
    );
    if (!(await deps.actions.putIn(session, next, before.doc))) return changedMeanwhile(revision, null);
    const change = await actionEffects(deps, session, { of, now, doc: next.doc });
    const event = { kind, about: { kind: 'action', id: actionId }, codes, text };
    return ok({ change, action, meta: { actionId, ...codes }, event, value: next });
  });
  return changed.ok ? ok({ action: presentAction(changed.value.value) }) : changed;
}

export function changeActionWords(deps: PlansDeps, input: Words & OfAction, caller: CaseCaller): ActionChanged {
  return changeAction(deps, input, caller, async ({ before, of, session, now }) => {
    if (before.doc.state !== 'open') return fail('conflict', { reason: 'over' });
    const fits = await fieldsOf(deps, session, { of, input, now, before: before.doc });
    if (!fits.ok) return fits;
    const words = { what: input.what, who: input.who };
    return ok({
      set: fits.value,
      words,
      action: 'action.change',
      event: 'action_changed',
      codes: { doer: input.doer },
    });
  });
}

type Fields = Pick<ActionDoc, 'doer' | 'assignee' | 'dueAt' | 'planId' | 'goalId'>;

interface Fitting {
  readonly of: CaseDoc;
  readonly input: Words;
  readonly now: number;
  readonly before: ActionDoc | null;
}

async function fieldsOf(
  deps: PlansDeps,
  session: Session,
  { of, input, now, before }: Fitting,
): Promise<Result<Fields>> {
  const { doer, planId, goalId } = input;
  const wasOn = before?.dueAt == null ? null : londonDay(new Date(before.dueAt));
  const issues = actionFaults({ ...input, wasOn }, londonDay(new Date(now)));
  if (issues.length > 0) return fail('bad_request', { issues });
  const plan = planId === null ? null : await deps.plans.find(of._id, planId, session);
  if (planId !== null && (plan === null || plan.doc.endedAt !== null))
    return fail('bad_request', {
      issues: [{ path: 'planId', message: 'There is no open plan of this id in the case.' }],
    });
  if (goalId !== null && !plan?.body.goals.some((each) => each.goalId === goalId))
    return fail('bad_request', { issues: [{ path: 'goalId', message: 'This goal is not of that plan.' }] });
  // Whoever does it, somebody here asks after it: by default who has the case.
  const named = workerOf(of, input.assigneeId ?? of.owner?.agentId ?? null, 'assigneeId');
  return named.ok ? ok({ doer, assignee: named.value, dueAt: dueAtOf(input), planId, goalId }) : named;
}

/** By the end of its day, or at the time that was said. */
function dueAtOf({ dueOn, dueTime }: Pick<Words, 'dueOn' | 'dueTime'>): number | null {
  if (dueOn === null) return null;
  return dueTime === null ? endOfLondonDay(dueOn) : londonMoment(dueOn, dueTime);
}
