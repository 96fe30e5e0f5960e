// Who a person can be referred to today, and the secret that signs what is sent to them. The entries come from the
// service pack; nothing leaves for one whose agreement is not in force or that nobody has checked (E2).
import type { MasterKeys } from '../platform/master-keys.ts';
import { iso } from '../platform/ports.ts';
import { isUsable, type Recipient } from '../service/index.ts';

export interface Partner {
  readonly recipient: Recipient;
  /** Valid today, agreed, checked, and with an address that can be sent to. */
  readonly usable: boolean;
}

export interface Partners {
  find(recipientId: string, now: number): Partner | null;
  /** All that are listed on this day; those not usable are shown to staff as such. */
  list(now: number): readonly Partner[];
  /** Where a usable partner receives referrals. */
  webhookOf(recipientId: string, now: number): string | null;
  /** Where it received them, whatever has lapsed since: a recall must still reach it. */
  addressOf(recipientId: string): string | null;
  secretOf(recipientId: string): string;
}

export interface PartnersDeps {
  readonly recipients: () => readonly Recipient[];
  readonly masterKeys: MasterKeys;
}

export function createPartners({ recipients, masterKeys }: PartnersDeps): Partners {
  const find = (recipientId: string, now: number): Partner | null => {
    const recipient = recipients().find((each) => each.recipientId === recipientId);
    return recipient ? { recipient, usable: isUsable(recipient, dayOf(now)) } : null;
  };
  return {
    find,
    list: (now) =>
      recipients()
        .filter(({ validFrom, validTo }) => validFrom <= dayOf(now) && (validTo === undefined || dayOf(now) <= validTo))
        .map((recipient) => ({ recipient, usable: isUsable(recipient, dayOf(now)) })),
    webhookOf: (recipientId, now) => {
      const partner = find(recipientId, now);
      return partner?.usable ? addressIn(partner.recipient) : null;
    },
    addressOf: (recipientId) => addressIn(recipients().find((each) => each.recipientId === recipientId)),
    secretOf: (recipientId) => partnerSecret(masterKeys, recipientId),
  };
}

/** What the partner checks our signature with: text, since partners keep it in a settings page. */
export function partnerSecret(masterKeys: MasterKeys, recipientId: string): string {
  return masterKeys.derive(`partner-webhook:${recipientId}`).toString('base64url');
}

function addressIn(recipient: Recipient | undefined): string | null {
  return recipient?.channel.type === 'webhook' ? recipient.channel.url : null;
}

function dayOf(now: number): string {
  return iso(now).slice(0, 10);
}
