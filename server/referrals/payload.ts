/**
 * Builds what leaves for a partner. An allow-list: nothing is in it but the items that a person said yes to, with exactly the
 * values they were shown (C1), and no contact detail that was not said to be safe.
 */
import { passesContactGate, saidSafeAmong } from '../../shared/domain/safe-contact.ts';
import type { ConsentRecipient } from '../../shared/protocol/entry.ts';
import {
  type EncryptedPayload,
  type NoticePayload,
  REFERRAL_SCHEMA,
  type ReferralPayload,
} from '../../shared/protocol/referral-payload.ts';
import { iso } from '../platform/ports.ts';

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

/** What is outside the cipher says which referral it is and nothing else. */
export function encryptedPayload(referralId: string, encrypted: string): EncryptedPayload {
  return { schema: REFERRAL_SCHEMA, referralId, encrypted };
}

function envelope({ referralId, reference, sentAt, service, recipient }: EnvelopeFacts): Omit<NoticePayload, 'kind'> {
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
