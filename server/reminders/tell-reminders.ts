/** Tells desks that something is due, louder or done: whose it is, and where it is overdue those who answer for it. */
import { agentRoom } from '../conversations/index.ts';
import type { StaffSession } from '../platform/http-route.ts';
import type { Rooms } from '../platform/rooms.ts';
import { hearsOf } from './list-reminders.ts';

const ESCALATED_ROOM = 'reminders:escalated';

export function reminderRooms({ role }: Pick<StaffSession, 'role'>): string[] {
  return hearsOf(role) === null ? [] : [ESCALATED_ROOM];
}

export function tellReminders(rooms: Rooms, agentIds: readonly string[], escalated: boolean): void {
  const all = [...agentIds.map(agentRoom), ...(escalated ? [ESCALATED_ROOM] : [])];
  const followers = new Map(all.flatMap((room) => rooms.followers(room)).map((each) => [each.socketId, each]));
  for (const follower of followers.values()) follower.emit('reminders:changed', {});
}
