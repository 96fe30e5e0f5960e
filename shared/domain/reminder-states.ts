/** What staff are reminded of, and how loud a reminder is. A person is never reminded by the system (V2). */

export const REMINDER_KINDS = [
  'action',
  'chase_others',
  'chase_person',
  'plan_review',
  'waiting_list_review',
  'callback',
  'contact_recheck',
  'contact_stop',
] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];

/** Not said yet · said to who does it · overdue: said to coordinator and supervisor as well · over. */
export const REMINDER_STATES = ['later', 'due', 'escalated', 'over'] as const;
export type ReminderState = (typeof REMINDER_STATES)[number];
