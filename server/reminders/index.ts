// The only door to reminders: put beside a thing that is to be done, said at its time, louder when it is overdue.
export { reminderFollower } from './follow-case.ts';
export { createRemind, type Remind } from './remind.ts';
export { remindOfCaseIn } from './remind-of-case.ts';
export { createReminderRoutes } from './reminders.http.ts';
export { createRemindersStore, type ReminderDoc, remindersSpec } from './reminders.store.ts';
export { runReminders } from './run-reminders.ts';
export { reminderRooms, saidOf, tellReminders } from './tell-reminders.ts';
