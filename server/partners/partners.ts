// Who a person can be referred to today, and the secret that signs what is sent to them. The entries come from the
// service pack; nothing leaves for one whose agreement is not in force or that nobody has checked (E2).
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { MasterKeys } from '../platform/master-keys.ts';
import { isUsable, type Recipient, type RecipientChannel } from '../service/index.ts';

/** All but the telephone: by that a person tells them. */
export type SendingChannel = Exclude<RecipientChannel, { readonly type: 'telephone' }>;

export interface Partner {
  readonly recipient: Recipient;
  /** Valid today, agreed, checked, and not told by telephone. */
  readonly usable: boolean;
}

export interface Partners {
  find(recipientId: string, now: number): Partner | null;
  /** All that are listed on this day; those not usable are shown to staff as such. */
  list(now: number): readonly Partner[];
  /** How a usable partner receives referrals; null: nothing may be sent to it today. */
  channelOf(recipientId: string, now: number): SendingChannel | null;
  /** How it received them, whatever has lapsed since: a recall must still reach it. */
  lastChannelOf(recipientId: string): SendingChannel | null;
  /** Null: what goes to it is not encrypted once more. */
  ageRecipientOf(recipientId: string): string | null;
  secretOf(recipientId: string): string;
}

export interface PartnersDeps {
  readonly recipients: () => readonly Recipient[];
  readonly masterKeys: MasterKeys;
}

export function createPartners({ recipients, masterKeys }: PartnersDeps): Partners {
  const listed = (recipientId: string) => recipients().find((each) => each.recipientId === recipientId);
  const find = (recipientId: string, now: number): Partner | null => {
    const recipient = listed(recipientId);
    return recipient ? { recipient, usable: isUsable(recipient, dayOf(now)) } : null;
  };
  return {
    find,
    list: (now) =>
      recipients()
        .filter(({ validFrom, validTo }) => validFrom <= dayOf(now) && (validTo === undefined || dayOf(now) <= validTo))
        .map((recipient) => ({ recipient, usable: isUsable(recipient, dayOf(now)) })),
    channelOf: (recipientId, now) => {
      const partner = find(recipientId, now);
      return partner?.usable ? sendingChannel(partner.recipient) : null;
    },
    lastChannelOf: (recipientId) => sendingChannel(listed(recipientId)),
    ageRecipientOf: (recipientId) => listed(recipientId)?.ageRecipient ?? null,
    secretOf: (recipientId) => partnerSecret(masterKeys, recipientId),
  };
}

/** What the partner checks our signature with: text, since partners keep it in a settings page. */
export function partnerSecret(masterKeys: MasterKeys, recipientId: string): string {
  return masterKeys.derive(`partner-webhook:${recipientId}`).toString('base64url');
}

function sendingChannel(recipient: Recipient | undefined): SendingChannel | null {
  return recipient === undefined || recipient.channel.type === 'telephone' ? null : recipient.channel;
}

/** An agreement ends with the day in England, not with that of Greenwich: in summer an hour lies between them. */
function dayOf(now: number): string {
  return londonDay(new Date(now));
}
