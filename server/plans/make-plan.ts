/** Makes a plan with its goals, or puts somebody on its waiting list. Sent again it is the same plan. */
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { planFaults } from '../../shared/domain/plan-faults.ts';
import type { Plan, planRoutes } from '../../shared/protocol/http/plans.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CaseCaller, changeCase, reachCase } from '../cases/index.ts';
import { oncePerClientId } from '../platform/once-per-client-id.ts';
import type { PlansDeps } from './deps.ts';
import { planEffects } from './effects.ts';
import { NO_THERAPY, type OpenedPlan, type PlanBody, type PlanDoc } from './plan.ts';
import { presentPlan } from './present.ts';
import { roomFor, workerOf } from './who-may.ts';

type Input = z.infer<typeof planRoutes.make.body> & { readonly caseId: string };
type Made = Promise<Result<{ plan: Plan }>>;

export async function makePlan(deps: PlansDeps, input: Input, caller: CaseCaller): Made {
  const { caseId, clientId } = input;
  const reached = await reachCase(deps.cases, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  return oncePerClientId({
    find: () => deps.plans.ofClientId(clientId),
    again: (first) => again(deps, first, input, caller),
    make: () => make(deps, input, caller),
  });
}

async function make(deps: PlansDeps, input: Input, caller: CaseCaller): Made {
  const { caseId } = input;
  const today = londonDay(new Date(deps.cases.clock.now()));
  const issues = planFaults(input, today, deps.groups);
  if (issues.length > 0) return fail('bad_request', { issues });
  const body = bodyOf(deps, input);
  const planId = deps.cases.ids.uuid();
  const changed = await changeCase(deps.cases, caseId, caller, async (of, session, now) => {
    if (of.state !== 'open') return fail('conflict', { reason: 'not_open' });
    const lead = workerOf(of, input.leadId, 'leadId');
    if (!lead.ok) return lead;
    const { kind, group, waiting, overCap = false } = input;
    const leading = { of, group: waiting ? null : group, lead: lead.value, caller, overCap, today };
    const room = await roomFor(deps, session, leading);
    if (!room.ok) return room;
    const made = await deps.plans.seal(firstDocument({ planId, input, lead: lead.value, now, caller }), body);
    await deps.plans.insertIn(session, made);
    const change = await planEffects(deps, session, { of, now, doc: made.doc });
    const codes = { kind, state: made.doc.state, ...(group === null ? {} : { group }) };
    const event = { kind: 'plan_made', about: { kind: 'plan', id: planId }, codes };
    return ok({ change, action: 'plan.make', meta: { planId, ...codes, overCap }, event, value: made });
  });
  if (!changed.ok) return changed;
  return ok({ plan: await presentPlan(deps, changed.value.value, { caller, openActions: 0 }) });
}

function bodyOf({ cases }: PlansDeps, { aim, goals, kind }: Input): PlanBody {
  return {
    aim,
    goals: goals.map(({ text }) => ({ goalId: cases.ids.uuid(), text, state: 'open', note: null })),
    ...{ reviews: [], outcomeSaid: null, therapy: kind === 'therapeutic' ? NO_THERAPY : null },
  };
}

interface First {
  readonly planId: string;
  readonly input: Input;
  readonly lead: PlanDoc['lead'];
  readonly now: number;
  readonly caller: CaseCaller;
}

function firstDocument({ planId, input, lead, now, caller }: First): Omit<PlanDoc, 'body'> {
  const { clientId, caseId, kind, group, waiting, startedOn, reviewOn } = input;
  return {
    ...{ _id: planId, clientId, caseId, revision: 1, kind, group, state: waiting ? 'waiting' : 'active', lead },
    ...{ startedOn, waitingSince: waiting ? startedOn : null, reviewOn, endedAt: null, outcome: null },
    ...{ modality: null, sessions: [], madeAt: now, changedAt: now, purgeAt: null, legalHold: false },
    changedBy: { agentId: caller.agentId, name: caller.name },
  };
}

/** Changed since, it is the plan that was made; another one asked for under its clientId is a conflict. */
async function again(deps: PlansDeps, first: OpenedPlan, input: Input, caller: CaseCaller): Made {
  const { doc, body } = first;
  const asked = [input.caseId, input.kind, input.group, input.startedOn];
  const words = [input.aim, input.goals.map(({ text }) => text), input.reviewOn];
  const kept = [body.aim, body.goals.map(({ text }) => text), doc.reviewOn];
  const same =
    isDeepStrictEqual(asked, [doc.caseId, doc.kind, doc.group, doc.startedOn]) &&
    (doc.revision > 1 || isDeepStrictEqual(words, kept));
  return same ? ok({ plan: await presentPlan(deps, first, { caller, openActions: 0 }) }) : fail('conflict');
}
