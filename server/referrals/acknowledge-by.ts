/** By when a partner should have said that it has a referral, and who asks when it has not (D2). */
import { dueOf, type Urgency } from '../../shared/domain/case-clocks.ts';
import { nextChase } from '../../shared/domain/chase-ladder.ts';
import type { ReferralsDeps } from './deps.ts';
import type { RowChange } from './outbox.store.ts';
import type { ReferralRow } from './referral-record.ts';

export type Waiting = Required<Pick<RowChange, 'acknowledgeBy' | 'chase'>>;

/** Of one that left at `sentAt`, as the person is known now. */
export function waitingFor(
  { partners, clocks }: Pick<ReferralsDeps, 'partners' | 'clocks'>,
  { recipientId, chases = [] }: Pick<ReferralRow, 'recipientId' | 'chases'>,
  { urgency, sentAt }: { readonly urgency: Urgency; readonly sentAt: number },
): Waiting {
  const recipientKind = partners.find(recipientId, sentAt)?.recipient.kind ?? '';
  const clock = { clock: 'partner_acknowledgement', recipientKind, byTelephone: false, urgency } as const;
  const settings = clocks();
  const { dueAt, counts } = dueOf(clock, new Date(sentAt), settings);
  const acknowledgeBy = { at: dueAt.getTime(), counts };
  const next = nextChase({ acknowledgeBy: acknowledgeBy.at, counts, chases }, settings);
  return { acknowledgeBy, chase: next && { ...next, told: false } };
}
