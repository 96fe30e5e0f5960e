// The steps of a plan after it was made, as data: what each asks, what it begins with, and how it is sent.
import type { Reply } from '../../shared/protocol/errors.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { asValues, describe, type Field, type Values } from '../records/field.ts';
import type { Choice } from '../ui/field.tsx';
import { beginPlan, changePlan, endPlan, reviewPlan } from './plan-calls.ts';
import { bodyOfPlan, planAsSent, planFields } from './plan-fields.ts';

export const PLAN_STEPS = ['change', 'begin', 'review', 'end'] as const;
export type PlanStep = (typeof PLAN_STEPS)[number];

interface StepForm {
  readonly leadId: string | null;
  readonly startedOn: string | null;
  readonly reviewOn: string | null;
  readonly progress: string | null;
  readonly note: string | null;
  readonly nextOn: string | null;
  readonly state: string;
  readonly outcome: string | null;
  readonly said: string | null;
  readonly endOpen: boolean;
}

const step = describe<StepForm>();
const SAID_MAX = 2_000;

export interface Around {
  readonly people: readonly Choice[];
  readonly today: string;
}

export function stepFields(name: PlanStep, plan: Plan, { people }: Around): readonly Field[] {
  const lead = step.choice('leadId', 'plan.lead', { choices: people }, { none: 'plan.nobody' });
  switch (name) {
    case 'change':
      return planFields(people);
    case 'begin':
      return [lead, step.pastDay('startedOn', 'plan.started_on'), step.day('reviewOn', 'plan.review_on')];
    case 'review':
      return [
        step.choice('progress', 'plan.progress', { list: 'planProgress' }, { none: 'plan.choose' }),
        step.day('nextOn', 'plan.next_on'),
        step.long('note', 'plan.review_note', { hint: 'section.facts_hint' }),
      ];
    case 'end':
      return [
        step.oneOf('state', 'plan.end_state', { codes: ['completed', 'ended'], group: 'plan_end' }),
        step.choice('outcome', 'plan.outcome', { list: 'planOutcomes' }, { none: 'plan.choose' }),
        step.long('said', 'plan.end_said', { max: SAID_MAX }),
        ...(plan.openActions > 0 ? [step.flag('endOpen', 'plan.end_open')] : []),
      ];
  }
}

export function stepStart(name: PlanStep, plan: Plan, { people, today }: Around): Values {
  switch (name) {
    case 'change':
      return bodyOfPlan(plan);
    case 'begin':
      return asValues({ leadId: people[0]?.code ?? null, startedOn: today, reviewOn: null });
    case 'review':
      return asValues({ progress: null, nextOn: null, note: null });
    case 'end':
      return asValues({ state: 'completed', outcome: null, said: null, endOpen: false });
  }
}

interface Sending {
  readonly plan: Plan;
  /** Under which the plan was read: when writing began, or for what only adds, now. */
  readonly revision: number;
  readonly clientId: string;
  /** Above the cap of its group: somebody was told, and goes on. */
  readonly overCap: boolean;
}

export function sendStep(
  name: PlanStep,
  body: Values,
  { plan, revision, clientId, overCap }: Sending,
): Promise<Reply<unknown>> {
  const over: Values = overCap ? { overCap } : {};
  switch (name) {
    case 'change':
      return changePlan(plan, { ...planAsSent(body, plan), ...over, revision });
    case 'begin':
      return beginPlan(plan, { ...body, ...over, revision: plan.revision });
    case 'review':
      return reviewPlan(plan, { ...body, clientId, revision: plan.revision });
    case 'end':
      return endPlan(plan, { ...body, revision: plan.revision });
  }
}
