// What is asked of a plan, new or as it stands, and how it is sent.
import { GOAL_STATES } from '../../shared/domain/plan-states.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import type { ReferenceItem } from '../app/reference.ts';
import { type Faults, unreadableIn } from '../records/faults.ts';
import { asValues, describe, type Field, type Source, type Values } from '../records/field.ts';
import { itemsOf } from '../records/merge.ts';
import type { Choice } from '../ui/field.tsx';
import { say } from '../ui/words.ts';

interface Goal {
  readonly goalId: string;
  readonly text: string | null;
  readonly state: Plan['goals'][number]['state'];
  readonly note: string | null;
}

interface PlanForm {
  readonly kind: string | null;
  readonly group: string | null;
  readonly aim: string | null;
  readonly waiting: boolean;
  readonly leadId: string | null;
  readonly startedOn: string | null;
  readonly reviewOn: string | null;
  readonly goals: readonly Goal[];
}

const plan = describe<PlanForm>();
const goal = describe<Goal>();

const AIM_MAX = 2_000;
const GOAL_MAX = 500;

const aim = plan.long('aim', 'plan.aim', { max: AIM_MAX });
const lead = (people: readonly Choice[]): Field =>
  plan.choice('leadId', 'plan.lead', { choices: people }, { none: 'plan.nobody' });
const reviewOn = plan.day('reviewOn', 'plan.review_on');
const blankGoal = (goalId: string): Goal => ({ goalId, text: null, state: 'open', note: null });

const goals = (fields: readonly Field[]): Field =>
  plan.items('goals', 'plan.goals', {
    key: 'goalId',
    add: 'plan.goal_new',
    one: 'plan.goal',
    fields,
    blank: blankGoal,
  });

const goalText = goal.text('text', 'plan.goal_text', { max: GOAL_MAX });

/** A group is asked for where the kind has any; a plan for which there is no room yet begins later. */
export function newPlanFields(body: Values, groups: readonly ReferenceItem[], people: readonly Choice[]): Field[] {
  const ofKind = groups.filter(({ group }) => group === body.kind);
  const waits: Source = { choices: ofKind };
  return [
    plan.choice('kind', 'plan.kind', { list: 'planKinds' }, { none: 'plan.choose' }),
    ...(ofKind.length === 0 ? [] : [plan.choice('group', 'plan.group', waits, { none: 'plan.no_group' })]),
    aim,
    plan.flag('waiting', 'plan.waiting'),
    ...(body.waiting === true ? [] : [lead(people)]),
    plan.pastDay('startedOn', body.waiting === true ? 'plan.waiting_since' : 'plan.started_on'),
    reviewOn,
    goals([goalText]),
  ];
}

export function blankPlan(today: string, leadId: string | null): Values {
  const blank: PlanForm = {
    ...{ kind: null, group: null, aim: null, waiting: false, leadId, startedOn: today, reviewOn: null, goals: [] },
  };
  return asValues(blank);
}

export function newPlanAsSent(
  { kind, group, aim, waiting, leadId, startedOn, reviewOn, goals }: Values,
  offered: boolean,
) {
  return {
    ...({ kind, aim, waiting, startedOn, reviewOn } as Values),
    group: offered ? (group ?? null) : null,
    leadId: waiting === true ? null : (leadId ?? null),
    goals: itemsOf(goals ?? null).map(({ text }) => ({ text: text ?? null })),
  } as Values;
}

/** What stands can be said otherwise; kind and group are what it was made as. */
export function planFields(people: readonly Choice[]): readonly Field[] {
  return [
    aim,
    lead(people),
    reviewOn,
    goals([
      goalText,
      goal.oneOf('state', 'plan.goal_state', { codes: GOAL_STATES, group: 'goal_state' }),
      goal.text('note', 'plan.goal_note', { max: GOAL_MAX }),
    ]),
  ];
}

export function bodyOfPlan({ aim, lead, reviewOn, goals }: Plan): Values {
  return asValues({ aim, leadId: lead?.agentId ?? null, reviewOn, goals });
}

/** A goal that the server has not seen has no id there yet. */
export function planAsSent(body: Values, { goals }: Plan): Values {
  const known = goals.map(({ goalId }) => goalId);
  return {
    ...body,
    goals: itemsOf(body.goals ?? null).map((each) => ({
      ...each,
      goalId: known.includes(String(each.goalId)) ? (each.goalId ?? null) : null,
    })),
  };
}

/** What cannot be sent at all; everything else the server judges, at the field it stands in. */
export function faultsOfPlan(fields: readonly Field[], body: Values): Faults {
  const needed = ['kind', 'aim', 'startedOn', 'progress', 'outcome', 'said', 'state', 'what'].filter(
    (name) => fields.some((field) => field.name === name) && isBlank(body[name]),
  );
  const empty = itemsOf(body.goals ?? null).flatMap(({ text }, index) =>
    isBlank(text) ? [`goals.${index}.text`] : [],
  );
  const missing = [...needed, ...empty].map((path) => [path, say('section.needed')] as const);
  return { ...unreadableIn(fields, body), ...Object.fromEntries(missing) };
}

const isBlank = (value: unknown): boolean => value === null || value === undefined || String(value).trim() === '';
