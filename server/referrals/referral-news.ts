/**
 * What becomes of a referral, told to the staff of its conversation on this node. A signal only says which one changed: what
 * is shown is what is stored, and never older than what was shown before.
 */
import { conversationRoom, VISITOR } from '../conversations/index.ts';
import { lookForMissed } from '../platform/look-for-missed.ts';
import type { Database } from '../platform/mongo.ts';
import type { Clock } from '../platform/ports.ts';
import type { Rooms } from '../platform/rooms.ts';
import { createShown } from '../platform/shown.ts';
import { createOutboxStore } from './outbox.store.ts';
import { presentReferral, type ReferralRow } from './referral-record.ts';

export interface ReferralNews {
  tell(referralId: string, conversationId: string): Promise<void>;
  /** Tells what no signal has told (Q4). */
  tellMissed(): Promise<void>;
}

export interface NewsParts {
  readonly database: Database;
  readonly rooms: Rooms;
  readonly clock: Clock;
}

/** All that is shown changes with the state. */
const versionOf = ({ transitions }: Pick<ReferralRow, 'transitions'>): number => transitions.length;

export function createReferralNews({ database, rooms, clock }: NewsParts): ReferralNews {
  const outbox = createOutboxStore(database);
  const shown = createShown();
  const staffOf = (conversationId: string) =>
    rooms.followers(conversationRoom(conversationId)).filter(({ who }) => who !== VISITOR.id);

  function show(row: ReferralRow): void {
    const staff = row.conversationId === null ? [] : staffOf(row.conversationId);
    if (staff.length === 0 || !shown.tell(row._id, versionOf(row))) return;
    for (const follower of staff) follower.emit('referral:changed', { referral: presentReferral(row) });
  }

  return {
    tell: async (referralId, conversationId) => {
      if (staffOf(conversationId).length === 0) return;
      const row = await outbox.find(referralId);
      if (row) show(row);
    },
    tellMissed: lookForMissed<ReferralRow>({
      ...{ now: () => clock.now(), shown, versionOf },
      writtenSince: (at) => outbox.changedSince(at),
      show: async (row) => show(row),
    }),
  };
}
