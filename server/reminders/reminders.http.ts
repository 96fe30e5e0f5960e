/** The HTTP route of reminders. */
import { reminderRoutes } from '../../shared/protocol/http/reminders.ts';
import { fail } from '../../shared/result.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import { type ListDeps, listReminders } from './list-reminders.ts';

export function createReminderRoutes(deps: ListDeps): RouteTable {
  return [
    handle(reminderRoutes.list, {
      handler: async (_input, { session }) => (session ? listReminders(deps, session) : fail('unauthenticated')),
    }),
  ];
}
