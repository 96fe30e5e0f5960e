/** What cannot be said of a plan or an action: each fault is a path and a sentence that tells what to correct. */
import { planKinds } from '../reference/case-lists.ts';
import type { PlanGroup } from '../reference/plan-groups.ts';
import { itemsAt } from '../reference/reference-item.ts';
import type { SectionFault } from './case-faults.ts';

export interface PlanSaid {
  readonly kind: string;
  readonly group: string | null;
  readonly leadId: string | null;
  readonly startedOn: string;
  readonly reviewOn: string | null;
  readonly waiting: boolean;
}

const LONGEST_TO_REVIEW_DAYS = 366;
const DAY_MS = 86_400_000;

/** Groups are data of the service pack: which advocates there are is a contract's matter (E15). */
export function groupOn(groups: readonly PlanGroup[], code: string | null, day: string): PlanGroup | null {
  return itemsAt(groups, day).find((each) => each.code === code) ?? null;
}

/** `today` is the day in England. */
export function planFaults(
  { kind, group, leadId, startedOn, reviewOn, waiting }: PlanSaid,
  today: string,
  groups: readonly PlanGroup[],
): SectionFault[] {
  const known = itemsAt(planKinds, today).some(({ code }) => code === kind);
  const given = groupOn(groups, group, today);
  return [
    ...(known ? [] : [{ path: 'kind', message: 'This is no kind of plan. Choose one of the list.' }]),
    ...(kind === 'advocacy' && group === null ? [{ path: 'group', message: 'Say which advocacy group it is.' }] : []),
    ...(group !== null && given?.planKind !== kind
      ? [{ path: 'group', message: 'This group gives no such plan. Choose another group, or leave it out.' }]
      : []),
    ...(waiting && kind !== 'therapeutic' && given?.waitingList !== true
      ? [{ path: 'waiting', message: 'There is no waiting list for this. Begin it, or refer them.' }]
      : []),
    ...(!waiting && leadId === null
      ? [{ path: 'leadId', message: 'Say who leads it, or put it on the waiting list.' }]
      : []),
    ...(startedOn > today ? [{ path: 'startedOn', message: 'This day has not come yet.' }] : []),
    ...reviewFaults({ kind, reviewOn, waiting, wasOn: null }, today),
  ];
}

interface Reviewing {
  readonly kind: string;
  readonly reviewOn: string | null;
  readonly waiting: boolean;
  /** The day that stands; kept as it is, it may have passed. */
  readonly wasOn: string | null;
}

/** Nobody waits, and nothing goes on for long, without a day on which somebody looks. */
export function reviewFaults({ kind, reviewOn, waiting, wasOn }: Reviewing, today: string): SectionFault[] {
  const path = 'reviewOn';
  if (reviewOn === null)
    return waiting || kind !== 'short_term' ? [{ path, message: 'Say on which day it is looked at next.' }] : [];
  if (reviewOn === wasOn) return [];
  if (reviewOn <= today) return [{ path, message: 'The day of the review has to be ahead.' }];
  return Date.parse(reviewOn) > Date.parse(today) + LONGEST_TO_REVIEW_DAYS * DAY_MS
    ? [{ path, message: 'Look at it within a year.' }]
    : [];
}

export interface ActionSaid {
  readonly doer: string;
  readonly who: string | null;
  readonly dueOn: string | null;
  readonly dueTime: string | null;
  /** The day that stands; kept as it is, it may have passed. */
  readonly wasOn: string | null;
}

export function actionFaults({ doer, who, dueOn, dueTime, wasOn }: ActionSaid, today: string): SectionFault[] {
  return [
    ...(doer === 'others' && who === null ? [{ path: 'who', message: 'Say who is to do it.' }] : []),
    ...(dueOn === null && dueTime !== null ? [{ path: 'dueOn', message: 'A time needs its day.' }] : []),
    ...(dueOn !== null && dueOn < today && dueOn !== wasOn
      ? [{ path: 'dueOn', message: 'This day has passed. Choose one that is ahead.' }]
      : []),
  ];
}
