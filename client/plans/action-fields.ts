// What is asked about something to do, and how it is sent.
import { ACTION_DOERS, ACTION_STATES } from '../../shared/domain/plan-states.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { readTime } from '../records/times.ts';
import type { Choice } from '../ui/field.tsx';
import { choicesOf } from '../ui/record/fields.ts';
import type { FormField, FormValues } from '../ui/record/form-fields.ts';
import { say } from '../ui/words.ts';
import { asChoices, type Worker } from './people.ts';

export function actionFields(people: readonly Worker[], plans: readonly Choice[]): FormField[] {
  return [
    { name: 'what', label: say('actions.what'), kind: 'area', max: 1_000 },
    { name: 'doer', label: say('actions.doer'), kind: 'radio', options: choicesOf('doer', ACTION_DOERS) },
    {
      ...{ name: 'who', label: say('actions.who'), kind: 'line', max: 200 },
      when: { field: 'doer', is: ['others'] },
    },
    {
      ...{ name: 'assigneeId', label: say('actions.assignee'), kind: 'select', optional: true },
      options: asChoices(people),
    },
    { name: 'dueOn', label: say('actions.due_on'), kind: 'day', optional: true },
    {
      ...{ name: 'dueTime', label: say('actions.due_time'), kind: 'line', max: 5, optional: true },
      hint: say('actions.due_time_hint'),
    },
    ...(plans.length === 0
      ? []
      : [{ name: 'of', label: say('actions.for'), kind: 'select', options: plans, optional: true } as const]),
  ];
}

/** Plans that run, each with its goals: `<planId>` or `<planId> <goalId>`. */
export function plansAndGoals(plans: readonly Plan[], kindOf: (plan: Plan) => string): Choice[] {
  const open = plans.filter(({ endedAt }) => endedAt === null);
  return open.flatMap((plan) => [
    { code: plan.planId, label: kindOf(plan) },
    ...plan.goals
      .filter(({ state }) => state === 'open' || state === 'partly_met')
      .map(({ goalId, text }) => ({ code: `${plan.planId} ${goalId}`, label: text })),
  ]);
}

export function newAction(me: string): FormValues {
  return { doer: 'us', assigneeId: me };
}

export function actionAsSent(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { of = null, dueTime = null, ...rest } = body;
  const [planId = null, goalId = null] = typeof of === 'string' ? of.split(' ') : [];
  const time = typeof dueTime === 'string' && dueTime !== '' ? (readTime(dueTime) ?? dueTime) : null;
  return { who: null, ...rest, dueTime: time, planId, goalId };
}

export function settleFields(outcomes: readonly Choice[]): FormField[] {
  const states = ACTION_STATES.filter((state) => state !== 'open');
  return [
    { name: 'state', label: say('actions.settle_state'), kind: 'radio', options: choicesOf('action_state', states) },
    {
      ...{ name: 'outcome', label: say('actions.outcome'), kind: 'select' },
      options: outcomes.filter(({ code }) => code !== 'plan_ended' && code !== 'case_closed'),
    },
    { name: 'said', label: say('actions.said'), kind: 'area', max: 2_000, optional: true },
  ];
}
