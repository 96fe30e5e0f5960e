// What is asked of an action, and how it is sent. What it is for, a plan or a goal of it, is one choice.
import { endOfLondonDay } from '../../shared/domain/london-moment.ts';
import { londonDay, wallTimeAt } from '../../shared/domain/opening-hours.ts';
import { ACTION_DOERS } from '../../shared/domain/plan-states.ts';
import type { Action } from '../../shared/protocol/http/actions.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { labelOf, type ReferenceItem } from '../app/reference.ts';
import { asValues, describe, type Field, type Values } from '../records/field.ts';
import type { Choice } from '../ui/field.tsx';
import { say } from '../ui/words.ts';
import { isOpenPlan } from './case-plans.ts';

interface ActionForm {
  readonly what: string | null;
  readonly doer: string;
  readonly who: string | null;
  readonly assigneeId: string | null;
  readonly dueOn: string | null;
  readonly dueTime: string | null;
  /** A plan, or one and its goal with a space between. */
  readonly planId: string | null;
}

const action = describe<ActionForm>();

export function actionFields(people: readonly Choice[], plans: readonly Choice[]): readonly Field[] {
  return [
    action.long('what', 'action.what', { max: 1_000 }),
    action.oneOf('doer', 'action.doer', { codes: ACTION_DOERS, group: 'doer' }),
    action.text('who', 'action.who', { hint: 'action.who_hint', max: 200 }),
    action.choice('assigneeId', 'action.assignee', { choices: people }, { none: 'action.owner' }),
    action.day('dueOn', 'action.due_on'),
    action.clock('dueTime', 'action.due_time'),
    ...(plans.length === 0
      ? []
      : [action.choice('planId', 'action.for', { choices: plans }, { none: 'action.for_case' })]),
  ];
}

/** Open plans, and the open goals of each under it. */
export function planChoices(plans: readonly Plan[], kinds: readonly ReferenceItem[]): readonly Choice[] {
  return plans.filter(isOpenPlan).flatMap(({ planId, kind, goals }) => {
    const group = labelOf(kinds, kind);
    const open = goals.filter(({ state }) => state === 'open');
    return [
      { code: planId, label: say('action.whole_plan'), group },
      ...open.map(({ goalId, text }) => ({ code: `${planId} ${goalId}`, label: text, group })),
    ];
  });
}

export function blankAction(assigneeId: string | null): Values {
  const blank: ActionForm = {
    ...{ what: null, doer: 'us', who: null, assigneeId, dueOn: null, dueTime: null, planId: null },
  };
  return asValues(blank);
}

export function bodyOfAction({ what, doer, who, assignee, planId, goalId, dueAt }: Action): Values {
  const where = planId === null || goalId === null ? planId : `${planId} ${goalId}`;
  return asValues({ what, doer, who, assigneeId: assignee?.agentId ?? null, planId: where, ...dayAndClock(dueAt) });
}

/** By the end of its day is no time of it. */
function dayAndClock(dueAt: string | null): Pick<ActionForm, 'dueOn' | 'dueTime'> {
  if (dueAt === null) return { dueOn: null, dueTime: null };
  const dueOn = londonDay(new Date(dueAt));
  if (Date.parse(dueAt) === endOfLondonDay(dueOn)) return { dueOn, dueTime: null };
  const { minute } = wallTimeAt(new Date(dueAt));
  const two = (number: number): string => String(number).padStart(2, '0');
  return { dueOn, dueTime: `${two(Math.floor(minute / 60))}:${two(minute % 60)}` };
}

export function actionAsSent({ planId, ...rest }: Values): Values {
  const [plan, goal] = String(planId ?? '').split(' ');
  return { ...rest, planId: plan || null, goalId: goal ?? null };
}
