/** Changes of a plan under the revision that was read: its words, its lead, from the waiting list into work, a review. */
import type { z } from 'zod';
import { codeFaults, given } from '../../shared/domain/code-faults.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { reviewFaults } from '../../shared/domain/plan-faults.ts';
import type { Plan, planRoutes } from '../../shared/protocol/http/plans.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  type CaseCaller,
  type CaseChange,
  type CaseDoc,
  changeCase,
  changedMeanwhile,
  reachCase,
} from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { PlansDeps } from './deps.ts';
import { planEffects } from './effects.ts';
import type { OpenedPlan, PlanBody, PlanDoc } from './plan.ts';
import { presentPlan } from './present.ts';
import { roomFor, workerOf } from './who-may.ts';

export interface OfPlan {
  readonly caseId: string;
  readonly planId: string;
  readonly revision: number;
}

export type PlanChanged = Promise<Result<{ plan: Plan }>>;

export interface PlanMoment {
  readonly before: OpenedPlan;
  readonly of: CaseDoc;
  readonly session: Session;
  readonly now: number;
  readonly today: string;
}

export interface PlanWork {
  readonly set?: Partial<PlanDoc>;
  readonly words?: Partial<PlanBody>;
  /** `plan.verb` of the audit record. */
  readonly action: string;
  /** What the timeline calls it. */
  readonly event: string;
  readonly codes?: Readonly<Record<string, string>>;
  readonly text?: string | null;
  /** What else of the case changes, over which the plan's own effects are laid. */
  readonly change?: CaseChange;
}

/** Null from the rule: it stands as it is, asked for again. */
export async function changePlan(
  deps: PlansDeps,
  { caseId, planId, revision }: OfPlan,
  caller: CaseCaller,
  rule: (moment: PlanMoment) => Promise<Result<PlanWork>>,
  again: (plan: OpenedPlan) => boolean = () => false,
): PlanChanged {
  const reached = await reachCase(deps.cases, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  const stood = await deps.plans.find(caseId, planId);
  if (stood !== null && again(stood)) return shown(deps, stood, caller);
  const changed = await changeCase(deps.cases, caseId, caller, async (of, session, now) => {
    if (of.state === 'closed') return fail('conflict', { reason: 'not_open' });
    const before = await deps.plans.find(caseId, planId, session);
    if (!before) return fail('not_found');
    if (before.doc.revision !== revision) return changedMeanwhile(before.doc.revision, before.doc.changedBy);
    if (before.doc.endedAt !== null) return fail('conflict', { reason: 'over' });
    const work = await rule({ before, of, session, now, today: londonDay(new Date(now)) });
    if (!work.ok) return work;
    const { set = {}, words = {}, action, event: kind, codes = {}, text = null, change = {} } = work.value;
    const changedBy = { agentId: caller.agentId, name: caller.name };
    const next = await deps.plans.seal(
      { ...before.doc, ...set, revision: revision + 1, changedAt: now, changedBy },
      { ...before.body, ...words },
    );
    if (!(await deps.plans.putIn(session, next, before.doc))) return changedMeanwhile(revision, null);
    const effects = await planEffects(deps, session, { of: { ...of, ...change }, now, doc: next.doc });
    const event = { kind, about: { kind: 'plan', id: planId }, codes, text };
    return ok({ change: { ...change, ...effects }, action, meta: { planId, ...codes }, event, value: next });
  });
  return changed.ok ? shown(deps, changed.value.value, caller) : changed;
}

async function shown(deps: PlansDeps, plan: OpenedPlan, caller: CaseCaller): PlanChanged {
  const { caseId, _id } = plan.doc;
  const actions = await deps.actions.ofCases([caseId], 0);
  const openActions = actions.filter(({ doc }) => doc.planId === _id && doc.state === 'open').length;
  return ok({ plan: await presentPlan(deps, plan, { caller, openActions }) });
}

type Words = z.infer<typeof planRoutes.change.body> & OfPlan;

export function changePlanWords(deps: PlansDeps, input: Words, caller: CaseCaller): PlanChanged {
  return changePlan(deps, input, caller, async ({ before: { doc, body }, of, session, today }) => {
    const waiting = doc.state === 'waiting';
    const issues = [
      ...reviewFaults({ kind: doc.kind, reviewOn: input.reviewOn, waiting, wasOn: doc.reviewOn }, today),
      ...(waiting || input.leadId !== null ? [] : [{ path: 'leadId', message: 'Say who leads it.' }]),
      ...input.goals.flatMap(({ goalId }, at) =>
        goalId === null || body.goals.some((each) => each.goalId === goalId)
          ? []
          : [{ path: `goals.${at}.goalId`, message: 'This goal is not of this plan.' }],
      ),
    ];
    if (issues.length > 0) return fail('bad_request', { issues });
    const lead = await leadOf(deps, session, { of, doc, input, caller, today });
    if (!lead.ok) return lead;
    const goals = input.goals.map(({ goalId, ...goal }) => ({ goalId: goalId ?? deps.cases.ids.uuid(), ...goal }));
    const set = { lead: lead.value, reviewOn: input.reviewOn };
    return ok({
      set,
      words: { aim: input.aim, goals },
      action: 'plan.change',
      event: 'plan_changed',
      codes: { kind: doc.kind },
    });
  });
}

interface Naming {
  readonly of: CaseDoc;
  readonly doc: PlanDoc;
  readonly input: { readonly leadId: string | null; readonly overCap?: boolean | undefined };
  readonly caller: CaseCaller;
  readonly today: string;
}

async function leadOf(deps: PlansDeps, session: Session, { of, doc, input, caller, today }: Naming) {
  const lead = workerOf(of, input.leadId, 'leadId');
  if (!lead.ok) return lead;
  const same = lead.value?.agentId === doc.lead?.agentId && doc.state === 'active';
  const { overCap = false } = input;
  const room = same
    ? ok(null)
    : await roomFor(deps, session, { of, group: doc.group, lead: lead.value, caller, overCap, today });
  return room.ok ? lead : room;
}

type Beginning = z.infer<typeof planRoutes.begin.body> & OfPlan;

export function beginPlan(deps: PlansDeps, input: Beginning, caller: CaseCaller): PlanChanged {
  return changePlan(deps, input, caller, async ({ before: { doc }, of, session, today }) => {
    if (doc.state !== 'waiting') return fail('conflict', { reason: 'not_waiting' });
    const { startedOn, reviewOn } = input;
    const issues = [
      ...(startedOn > today ? [{ path: 'startedOn', message: 'This day has not come yet.' }] : []),
      ...(doc.waitingSince !== null && startedOn < doc.waitingSince
        ? [{ path: 'startedOn', message: 'This day is before they began to wait.' }]
        : []),
      ...reviewFaults({ kind: doc.kind, reviewOn, waiting: false, wasOn: null }, today),
    ];
    if (issues.length > 0) return fail('bad_request', { issues });
    const lead = await leadOf(deps, session, { of, doc, input, caller, today });
    if (!lead.ok) return lead;
    const set = { state: 'active', lead: lead.value, startedOn, reviewOn } as const;
    return ok({ set, action: 'plan.begin', event: 'plan_begun', codes: { kind: doc.kind } });
  });
}

type Reviewing = z.infer<typeof planRoutes.review.body> & OfPlan;

export function reviewPlan(deps: PlansDeps, input: Reviewing, caller: CaseCaller): PlanChanged {
  const { clientId, progress, note, nextOn } = input;
  const rule = async ({ before: { doc, body }, now, today }: PlanMoment): Promise<Result<PlanWork>> => {
    const waiting = doc.state === 'waiting';
    const issues = reviewFaults({ kind: doc.kind, reviewOn: nextOn, waiting, wasOn: null }, today);
    if (issues.length > 0) return fail('bad_request', { issues: issues.map((each) => ({ ...each, path: 'nextOn' })) });
    const by = { agentId: caller.agentId, name: caller.name };
    const review = { reviewId: deps.cases.ids.uuid(), clientId, at: now, by, progress, note, nextOn };
    const words = { reviews: [...body.reviews, review] };
    return ok({
      set: { reviewOn: nextOn },
      words,
      action: 'plan.review',
      event: 'plan_reviewed',
      codes: { kind: doc.kind, progress },
      text: note,
    });
  };
  return changePlan(deps, input, caller, rule, ({ body }) =>
    body.reviews.some(
      (each) =>
        each.clientId === clientId && each.progress === progress && each.note === note && each.nextOn === nextOn,
    ),
  );
}

type TherapySaid = Pick<PlanDoc, 'modality'> & NonNullable<PlanBody['therapy']>;

/** What is on record of therapy besides its sessions and its measures. */
export function saveTherapy(
  deps: PlansDeps,
  { modality, preTrial, ...of }: TherapySaid & OfPlan,
  caller: CaseCaller,
): PlanChanged {
  return changePlan(deps, of, caller, async ({ before: { doc } }) => {
    if (doc.kind !== 'therapeutic') return fail('conflict', { reason: 'not_therapy' });
    const { codes } = deps.cases.facts();
    const stands = given('modality', 'therapyModalities', doc.modality);
    const issues = codeFaults(given('modality', 'therapyModalities', modality), codes, stands);
    if (issues.length > 0) return fail('bad_request', { issues });
    return ok({ set: { modality }, words: { therapy: { preTrial } }, action: 'plan.therapy', event: 'therapy_saved' });
  });
}
