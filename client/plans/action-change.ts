// What can be changed of something to do, field by field, so that what two people wrote can be put together.

import { londonDay, wallTimeAt } from '../../shared/domain/opening-hours.ts';
import { ACTION_DOERS } from '../../shared/domain/plan-states.ts';
import type { Action } from '../../shared/protocol/http/actions.ts';
import { type Faults, unreadableIn } from '../records/faults.ts';
import { asValues, describe, type Field, type Values } from '../records/field.ts';
import type { Choice } from '../ui/field.tsx';
import { say } from '../ui/words.ts';
import { actionAsSent } from './action-fields.ts';
import type { Worker } from './people.ts';

interface ActionWords {
  readonly what: string;
  readonly doer: string;
  readonly who: string | null;
  readonly assigneeId: string | null;
  readonly dueOn: string | null;
  readonly dueTime: string | null;
  /** `<planId>` or `<planId> <goalId>`. */
  readonly of: string | null;
}

const words = describe<ActionWords>();

/** Which others is asked only where others do it. */
export function changeFields(people: readonly Worker[], plans: readonly Choice[], body: Values): readonly Field[] {
  return [
    words.long('what', 'actions.what', { max: 1_000 }),
    words.oneOf('doer', 'actions.doer', { codes: ACTION_DOERS, group: 'doer' }),
    ...(body.doer === 'others' ? [words.text('who', 'actions.who', { max: 200 })] : []),
    words.choice('assigneeId', 'actions.assignee', { people }, { none: 'actions.nobody' }),
    words.day('dueOn', 'actions.due_on'),
    words.text('dueTime', 'actions.due_time', { hint: 'actions.due_time_hint', max: 5 }),
    words.choice('of', 'actions.for', { named: plans }, { none: 'actions.for_none' }),
  ];
}

export function changeFaults(people: readonly Worker[], plans: readonly Choice[]) {
  return (body: Values): Faults => ({
    ...unreadableIn(changeFields(people, plans, body), body),
    ...(isEmpty(body.what) ? { what: say('form.missing') } : {}),
    ...(body.doer === 'others' && isEmpty(body.who) ? { who: say('form.missing') } : {}),
  });
}

const isEmpty = (value: unknown): boolean => typeof value !== 'string' || value.trim() === '';

/** The end of a day is the day without a time. */
const END_OF_DAY = 24 * 60 - 1;

export function changeOf({ what, doer, who, assignee, dueAt, planId, goalId }: Action): Values {
  const at = dueAt === null ? null : new Date(dueAt);
  const minute = at === null ? END_OF_DAY : wallTimeAt(at).minute;
  const two = (number: number): string => String(number).padStart(2, '0');
  return asValues({
    ...{ what, doer, who, assigneeId: assignee?.agentId ?? null },
    dueOn: at === null ? null : londonDay(at),
    dueTime: minute === END_OF_DAY ? null : `${two(Math.floor(minute / 60))}:${two(minute % 60)}`,
    of: planId === null ? null : [planId, goalId].filter((id) => id !== null).join(' '),
  } satisfies ActionWords);
}

/** Others are named only where others do it. */
export function changeAsSent(body: Values): Readonly<Record<string, unknown>> {
  return actionAsSent({ ...body, who: body.doer === 'others' ? (body.who ?? null) : null });
}
