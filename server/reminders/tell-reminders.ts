/** Tells desks that something is due, louder or done: whose it is, and where it is overdue those who answer for it. */
import { isForLead } from '../../shared/domain/due-kinds.ts';
import { isLeadRole } from '../../shared/domain/permissions.ts';
import { agentRoom } from '../conversations/index.ts';
import type { StaffSession } from '../platform/http-route.ts';
import type { Rooms } from '../platform/rooms.ts';
import { hearsOf } from './list-reminders.ts';
import type { ReminderDoc } from './reminders.store.ts';

const ESCALATED_ROOM = 'reminders:escalated';
const LEADS_ROOM = 'reminders:leads';

export function reminderRooms({ role }: Pick<StaffSession, 'role'>): string[] {
  return [...(hearsOf(role) === null ? [] : [ESCALATED_ROOM]), ...(isLeadRole(role) ? [LEADS_ROOM] : [])];
}

/** To whom something was said: codes and ids, as a signal carries them. */
export interface Said {
  readonly agentIds: readonly string[];
  readonly escalated: boolean;
  readonly forLeads: boolean;
}

export function saidOf(docs: readonly Pick<ReminderDoc, 'forIds' | 'state' | 'kind'>[]): Said {
  return {
    agentIds: [...new Set(docs.flatMap(({ forIds }) => forIds))],
    escalated: docs.some(({ state }) => state === 'escalated'),
    forLeads: docs.some(({ kind }) => isForLead(kind)),
  };
}

export function tellReminders(rooms: Rooms, { agentIds, escalated, forLeads }: Said): void {
  const all = [...agentIds.map(agentRoom), ...(escalated ? [ESCALATED_ROOM] : []), ...(forLeads ? [LEADS_ROOM] : [])];
  const followers = new Map(all.flatMap((room) => rooms.followers(room)).map((each) => [each.socketId, each]));
  for (const follower of followers.values()) follower.emit('reminders:changed', {});
}
