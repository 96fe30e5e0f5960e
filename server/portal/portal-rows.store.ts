/** A partner's referrals in the outbox: only its own, and only what has arrived there. */
import { PARTNER_SEES, type PartnerSees } from '../../shared/domain/partner-sees.ts';
import type { Database } from '../platform/mongo.ts';
import type { TimeCursor } from '../platform/time-cursor.ts';
import { type ReferralRow, referralOutboxSpec } from '../referrals/index.ts';

export interface RowsAsked {
  readonly partnerId: string;
  readonly state: PartnerSees | null;
  readonly before: TimeCursor | null;
  readonly limit: number;
}

export interface PortalRows {
  /** Newest first. */
  list(asked: RowsAsked): Promise<ReferralRow[]>;
  countByState(partnerId: string): Promise<Partial<Record<PartnerSees, number>>>;
}

const MAJORITY = { readConcern: { level: 'majority' } } as const;

export function createPortalRows(database: Database): PortalRows {
  const rows = database.collection<ReferralRow>(referralOutboxSpec);
  const seen = (partnerId: string, states: readonly PartnerSees[], until: object = {}) => ({
    ...{ recipientId: partnerId, kind: 'referral' as const, state: { $in: [...states] } },
    firstSentAt: { $gt: 0, ...until },
  });
  return {
    list: ({ partnerId, state, before, limit }) => {
      const older =
        before === null
          ? {}
          : { $or: [{ firstSentAt: { $lt: before.at } }, { firstSentAt: before.at, _id: { $lt: before.id } }] };
      const until = before === null ? {} : { $lte: before.at };
      const filter = { $and: [seen(partnerId, state === null ? PARTNER_SEES : [state], until), older] };
      return rows.find(filter, { ...MAJORITY, sort: { firstSentAt: -1, _id: -1 }, limit }).toArray();
    },
    countByState: async (partnerId) => {
      const groups = await rows
        .aggregate<{ _id: PartnerSees; count: number }>(
          [{ $match: seen(partnerId, PARTNER_SEES) }, { $group: { _id: '$state', count: { $sum: 1 } } }],
          MAJORITY,
        )
        .toArray();
      return Object.fromEntries(groups.map(({ _id, count }) => [_id, count]));
    },
  };
}
