/** The states of plans, goals, actions and sessions, and who does an action. Kinds and groups are data (`reference/plan-lists.ts`). */

/** `waiting` is on the waiting list of its kind or group, with a date and a review. */
export const PLAN_STATES = ['waiting', 'active', 'completed', 'ended'] as const;
export type PlanState = (typeof PLAN_STATES)[number];
export const OPEN_PLAN_STATES: readonly PlanState[] = ['waiting', 'active'];

export const GOAL_STATES = ['open', 'met', 'partly_met', 'not_met', 'dropped'] as const;
export type GoalState = (typeof GOAL_STATES)[number];

/** How a plan goes, at a review. */
export const PLAN_PROGRESS = ['better', 'same', 'worse', 'not_known'] as const;

/** Who does it. What others or the person do is waited for, and asked after on its day. */
export const ACTION_DOERS = ['us', 'others', 'person'] as const;
export type ActionDoer = (typeof ACTION_DOERS)[number];

export const ACTION_STATES = ['open', 'done', 'cancelled'] as const;
export type ActionState = (typeof ACTION_STATES)[number];

export const SESSION_STATES = [
  'offered',
  'attended',
  'not_attended',
  'cancelled_by_person',
  'cancelled_by_us',
] as const;
export type SessionState = (typeof SESSION_STATES)[number];
