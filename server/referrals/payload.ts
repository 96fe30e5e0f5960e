/**
 * What leaves for a partner, as one documented form. An allow-list: nothing is in it but the items that a person said yes
 * to, with exactly the values they were shown (C1), and no contact detail that was not said to be safe.
 */
import { passesContactGate, saidSafeAmong } from '../../shared/domain/safe-contact.ts';
import type { ConsentRecipient } from '../../shared/protocol/entry.ts';
import { iso } from '../platform/ports.ts';

export const REFERRAL_SCHEMA = 'hearthline.referral/1';

interface Envelope {
  readonly schema: typeof REFERRAL_SCHEMA;
  readonly referralId: string;
  /** Short, for the telephone; the same on everything about one referral. */
  readonly reference: string;
  readonly sentAt: string;
  readonly service: string;
  readonly recipient: { readonly recipientId: string; readonly name: string };
}

export interface ReferralPayload extends Envelope {
  readonly kind: 'referral';
  readonly purpose: string;
  readonly items: readonly { readonly itemId: string; readonly label: string; readonly value: string }[];
  readonly consent: { readonly wordingVersion: string; readonly givenAt: string; readonly language: string };
}

/**
 * `recall`: the person has taken the consent back; `pause`: contact nobody but us until we say so; `resume`: we have asked, go on
 * as before. None names a person.
 */
export interface NoticePayload extends Envelope {
  readonly kind: 'recall' | 'pause' | 'resume';
}

export interface EnvelopeFacts {
  readonly referralId: string;
  readonly reference: string;
  /** When sending first began: the same at every attempt, so that the partner gets the same bytes under one key. */
  readonly sentAt: number;
  readonly service: string;
  readonly recipient: { readonly recipientId: string; readonly name: string };
}

export interface ConsentFacts {
  readonly itemIds: readonly string[];
  readonly wordingVersion: string;
  readonly givenAt: number;
  readonly language: string;
}

export function referralPayload(
  facts: EnvelopeFacts,
  card: Pick<ConsentRecipient, 'purpose' | 'items'>,
  consent: ConsentFacts,
): ReferralPayload {
  const saidSafe = saidSafeAmong(consent.itemIds);
  const items = card.items
    .filter((item) => consent.itemIds.includes(item.itemId))
    .filter((item) => passesContactGate(item, saidSafe))
    .map(({ itemId, label, value }) => ({ itemId, label, value }));
  const { wordingVersion, givenAt, language } = consent;
  return {
    ...envelope(facts),
    kind: 'referral',
    purpose: card.purpose,
    items,
    consent: { wordingVersion, givenAt: iso(givenAt), language },
  };
}

export function noticePayload(facts: EnvelopeFacts, kind: NoticePayload['kind']): NoticePayload {
  return { ...envelope(facts), kind };
}

function envelope({ referralId, reference, sentAt, service, recipient }: EnvelopeFacts): Envelope {
  const { recipientId, name } = recipient;
  return {
    schema: REFERRAL_SCHEMA,
    referralId,
    reference,
    sentAt: iso(sentAt),
    service,
    recipient: { recipientId, name },
  };
}
