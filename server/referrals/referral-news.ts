/**
 * What becomes of a referral, told to the staff of its conversation or its case on this node. A signal only says which one
 * changed: what is shown is what is stored, and never older than what was shown before.
 */
import { conversationRoom, VISITOR } from '../conversations/index.ts';
import { lookForMissed } from '../platform/look-for-missed.ts';
import type { Database } from '../platform/mongo.ts';
import type { Clock } from '../platform/ports.ts';
import type { Follower, Rooms } from '../platform/rooms.ts';
import { createShown } from '../platform/shown.ts';
import { createOutboxStore } from './outbox.store.ts';
import { presentReferral, type ReferralRow } from './referral-record.ts';

export interface ReferralNews {
  tell(referralId: string, of: { readonly conversationId: string | null; readonly ofCase: boolean }): Promise<void>;
  /** Tells what no signal has told (Q4). */
  tellMissed(): Promise<void>;
}

export interface NewsParts {
  readonly database: Database;
  readonly rooms: Rooms;
  readonly clock: Clock;
  /** Of whoever follows it in its case, where it was made in one. */
  readonly desksOfCase: (row: ReferralRow) => Promise<readonly Follower[]>;
}

/** All that is shown changes with the state. */
const versionOf = ({ transitions }: Pick<ReferralRow, 'transitions'>): number => transitions.length;

export function createReferralNews({ database, rooms, clock, desksOfCase }: NewsParts): ReferralNews {
  const outbox = createOutboxStore(database);
  const shown = createShown();
  const staffOf = (conversationId: string | null) =>
    conversationId === null
      ? []
      : rooms.followers(conversationRoom(conversationId)).filter(({ who }) => who !== VISITOR.id);

  async function show(row: ReferralRow): Promise<void> {
    const desks = [...staffOf(row.conversationId), ...(await desksOfCase(row))];
    const staff = new Map(desks.map((each) => [each.socketId, each]));
    if (staff.size === 0 || !shown.tell(row._id, versionOf(row))) return;
    for (const follower of staff.values()) follower.emit('referral:changed', { referral: presentReferral(row) });
  }

  return {
    tell: async (referralId, { conversationId, ofCase }) => {
      if (!ofCase && staffOf(conversationId).length === 0) return;
      const row = await outbox.find(referralId);
      if (row) await show(row);
    },
    tellMissed: lookForMissed<ReferralRow>({
      ...{ now: () => clock.now(), shown, versionOf },
      writtenSince: (at) => outbox.changedSince(at),
      show,
    }),
  };
}
