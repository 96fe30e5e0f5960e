/** The HTTP route of reminders. */
import { reminderRoutes } from '../../shared/protocol/http/reminders.ts';
import { asStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import { type ListDeps, listReminders } from './list-reminders.ts';

export function createReminderRoutes(deps: ListDeps): RouteTable {
  return [
    handle(reminderRoutes.list, {
      handler: asStaff((_input, who) => listReminders(deps, who)),
    }),
  ];
}
