/** Tells the partner's pages on this node that something of theirs changed; what it is, they ask for themselves. */
import type { StaffSession } from '../platform/http-route.ts';
import type { Rooms } from '../platform/rooms.ts';
import type { ReferralRow } from '../referrals/index.ts';

const PREFIX = 'portal:';

export function portalRooms({ role, partnerId = null }: Pick<StaffSession, 'role' | 'partnerId'>): string[] {
  return role === 'partner' && partnerId !== null ? [`${PREFIX}${partnerId}`] : [];
}

export function tellPortal(rooms: Rooms, { recipientId }: Pick<ReferralRow, 'recipientId'>): void {
  for (const follower of rooms.followers(`${PREFIX}${recipientId}`)) follower.emit('portal:changed', {});
}

/** Whether anybody of a partner is connected here: else nothing needs to be read. */
export function isAnyPartnerHere(rooms: Rooms): boolean {
  return rooms.rooms(PREFIX).length > 0;
}
