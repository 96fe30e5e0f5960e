// What is asked about a plan at each of its steps, and how it is sent.
import { GOAL_STATES } from '../../shared/domain/plan-states.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import type { ReferenceItem } from '../app/reference.ts';
import { asValues, describe, type Field, type Values } from '../records/field.ts';
import { itemsOf } from '../records/merge.ts';
import type { Choice } from '../ui/field.tsx';
import type { FormField } from '../ui/record/form-fields.ts';
import { say } from '../ui/words.ts';
import { asChoices, type Worker } from './people.ts';

const overCapField = (): FormField => ({
  ...{ name: 'overCap', label: say('plans.over_cap'), kind: 'many', optional: true },
  options: [{ code: 'yes', label: say('plans.over_cap_yes') }],
});

const leadField = (people: readonly Worker[], waiting: boolean): FormField => ({
  ...{ name: 'leadId', label: say('plans.lead'), kind: 'select', options: asChoices(people) },
  ...(waiting ? { optional: true } : {}),
});

interface Lists {
  readonly kinds: readonly Choice[];
  /** Each under its kind. */
  readonly groups: readonly ReferenceItem[];
}

/** `full`: the one chosen has as many as agreed, which can be said to be known. */
export function newPlanFields(people: readonly Worker[], { kinds, groups }: Lists, full: boolean): FormField[] {
  const labelOf = (kind: string | undefined) => kinds.find(({ code }) => code === kind)?.label ?? '';
  return [
    { name: 'kind', label: say('plans.kind'), kind: 'radio', options: kinds },
    {
      ...{ name: 'group', label: say('plans.group'), hint: say('plans.group_hint'), kind: 'select', optional: true },
      options: groups.map(({ code, label, group }) => ({ code, label, group: labelOf(group) })),
    },
    { name: 'aim', label: say('plans.aim'), hint: say('plans.aim_hint'), kind: 'area', max: 2_000 },
    { name: 'goals', label: say('plans.goals'), kind: 'area', max: 10_000, optional: true },
    {
      ...{ name: 'begins', label: say('plans.begins'), kind: 'radio' },
      options: [
        { code: 'now', label: say('plans.begins_now') },
        { code: 'waiting', label: say('plans.begins_waiting') },
      ],
    },
    leadField(people, true),
    { name: 'startedOn', label: say('plans.started_on'), kind: 'day' },
    { name: 'reviewOn', label: say('plans.review_on'), kind: 'day', optional: true },
    ...(full ? [overCapField()] : []),
  ];
}

type Written = Readonly<Record<string, unknown>>;

export const saidOverCap = ({ overCap }: Written): { readonly overCap?: true } =>
  Array.isArray(overCap) && overCap.includes('yes') ? { overCap: true } : {};

export function planAsSent({ goals, begins, overCap, ...rest }: Written): Written {
  const lines = String(goals ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const waiting = begins === 'waiting';
  return { ...rest, goals: lines.map((text) => ({ text })), waiting, ...saidOverCap({ overCap }) };
}

export function beginFields(people: readonly Worker[], full: boolean): FormField[] {
  return [
    leadField(people, false),
    { name: 'startedOn', label: say('plans.started_on'), kind: 'day' },
    { name: 'reviewOn', label: say('plans.review_on'), kind: 'day', optional: true },
    ...(full ? [overCapField()] : []),
  ];
}

export function reviewFields(progress: readonly Choice[]): FormField[] {
  return [
    { name: 'progress', label: say('plans.progress'), kind: 'radio', options: progress },
    { name: 'note', label: say('plans.note'), kind: 'area', max: 4_000, optional: true },
    { name: 'nextOn', label: say('plans.next_on'), kind: 'day', optional: true },
  ];
}

const endOpenField = (count: number): FormField => ({
  ...{ name: 'endOpen', label: say('plans.end_open', { count }), kind: 'many', optional: true },
  options: [{ code: 'yes', label: say('plans.end_open_yes') }],
});

export function endFields(outcomes: readonly Choice[], openActions: number): FormField[] {
  return [
    {
      ...{ name: 'state', label: say('plans.end_state'), kind: 'radio' },
      options: (['completed', 'ended'] as const).map((code) => ({ code, label: say(`plan_state.${code}`) })),
    },
    {
      ...{ name: 'outcome', label: say('plans.outcome'), kind: 'select' },
      options: outcomes.filter(({ code }) => code !== 'case_closed'),
    },
    { name: 'said', label: say('plans.end_said'), kind: 'area', max: 2_000 },
    ...(openActions === 0 ? [] : [endOpenField(openActions)]),
  ];
}

export function endAsSent({ endOpen, ...rest }: Written): Written {
  return { ...rest, ...(Array.isArray(endOpen) && endOpen.includes('yes') ? { endOpen: true } : {}) };
}

type Goal = Plan['goals'][number];

interface PlanWords {
  readonly aim: string;
  readonly leadId: string | null;
  readonly reviewOn: string | null;
  readonly goals: readonly Goal[];
}

const words = describe<PlanWords>();
const goal = describe<Goal>();

/** What is changed of a plan that runs; whoever leads it is chosen among those who work in the case. */
export function planFields(people: readonly Worker[]): readonly Field[] {
  return [
    words.long('aim', 'plans.aim', { hint: 'plans.aim_hint', max: 2_000 }),
    words.choice('leadId', 'plans.lead', { people }),
    words.day('reviewOn', 'plans.review_on'),
    words.items('goals', 'plans.goal_list', {
      ...{ key: 'goalId', add: 'plans.goal_add', one: 'plans.goal_one' },
      blank: (goalId): Goal => ({ goalId, text: '', state: 'open', note: null }),
      fields: [
        goal.text('text', 'plans.goal_text', { max: 500 }),
        goal.oneOf('state', 'plans.goal_state', { codes: GOAL_STATES, group: 'goal_state' }),
        goal.text('note', 'plans.goal_note', { max: 4_000 }),
      ],
    }),
  ];
}

export function planAsValues({ aim, lead, reviewOn, goals }: Plan): Values {
  return asValues({ aim, leadId: lead?.agentId ?? null, reviewOn, goals: goals.map((each) => ({ ...each })) });
}

/** A goal that the server does not know yet has no id of its own there; one without a word is none. */
export function changeAsSent(body: Values, known: readonly string[]): Values {
  const goals = itemsOf(body.goals ?? null)
    .filter(({ text }) => text !== null && text !== '')
    .map((each) => ({ ...each, goalId: known.includes(String(each.goalId)) ? (each.goalId ?? null) : null }));
  return { ...body, aim: body.aim ?? '', goals };
}
