/** Referrals and what was written about them, as partners and staff are shown them. */
import type { PortalContents, PortalReferral, ThreadMessage } from '../../shared/protocol/http/portal.ts';
import type { ReferralPayload } from '../../shared/protocol/referral-payload.ts';
import { iso, isoOrNull } from '../platform/ports.ts';
import type { TheirRow } from './theirs.ts';
import type { MessageDoc, ThreadStore } from './thread.store.ts';

/** Every change of a referral that concerns a partner is one more step of its history. */
export function revisionOf({ transitions }: Pick<TheirRow, 'transitions'>): number {
  return transitions.length;
}

export function presentRow(row: TheirRow): PortalReferral {
  const { referralId, reference, state, transitions, sentAt, firstSentAt, stopConfirmedAt = null } = row;
  const receivedAt = sentAt ?? firstSentAt ?? row.createdAt;
  return {
    ...{ referralId, reference, state, revision: revisionOf(row) },
    ...{ receivedAt: iso(receivedAt), changedAt: iso(Math.max(receivedAt, transitions.at(-1)?.at ?? receivedAt)) },
    stopConfirmedAt: isoOrNull(stopConfirmedAt),
    paused: row.pause != null,
    answered: state === 'acknowledged' && transitions.at(-2)?.state === 'returned_needs_info',
  };
}

/** As it left: nothing is added, and nothing worked out again. */
export function presentContents({ service, sentAt, purpose, items, consent }: ReferralPayload): PortalContents {
  return { service, sentAt, purpose, items: items.map((item) => ({ ...item })), consent: { ...consent } };
}

/** Of whoever wrote only the first name that they chose (H19). */
export function presentThread(thread: ThreadStore, messages: readonly MessageDoc[]): Promise<ThreadMessage[]> {
  return Promise.all(
    messages.map(async (message) => {
      const { _id: messageId, kind, from, by, at, codes } = message;
      return {
        ...{ messageId, kind, from, name: by.name, at: iso(at), codes: { ...codes } },
        ...(await thread.wordsOf(message)),
      };
    }),
  );
}
