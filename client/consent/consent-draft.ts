// The question before it is asked. What the preview shows, what the visitor sees and what would be sent are made from
// this one value (C1); nothing is on the card that has no value, and no value is invented.
import type { ConsentRecipient } from '../../shared/protocol/entry.ts';
import type { Input, ReferralRoutes, ValueOf } from '../connection/protocol.ts';

export type Offered = ValueOf<ReferralRoutes['recipients']>;
export type OfferedRecipient = Offered['recipients'][number];
export type OfferedItem = OfferedRecipient['items'][number];
export type OfferedWording = Offered['wordings'][number];

export interface ConsentDraft {
  readonly recipientId: string | null;
  readonly purposeId: string | null;
  readonly wordingVersion: string | null;
  readonly language: string | null;
  /** What the worker wrote for each item; an empty one is not asked about. */
  readonly values: Readonly<Record<string, string>>;
}

export const emptyDraft: ConsentDraft = {
  recipientId: null,
  purposeId: null,
  wordingVersion: null,
  language: null,
  values: {},
};

/** Nothing can be sent to a service whose details nobody has checked, so nothing is asked for it either (D1). */
export function usableRecipients(offered: Offered): readonly OfferedRecipient[] {
  return offered.recipients.filter((recipient) => recipient.usable);
}

export function chosenRecipient(offered: Offered, draft: ConsentDraft): OfferedRecipient | null {
  return usableRecipients(offered).find((recipient) => recipient.recipientId === draft.recipientId) ?? null;
}

/** A wording of one kind can never be attached to another (H2). */
export function wordingsFor(offered: Offered, kind: OfferedWording['kind']): readonly OfferedWording[] {
  return offered.wordings.filter((wording) => wording.kind === kind);
}

/** The wording chosen; else the first in the visitor's language, else the first there is. */
export function chosenWording(offered: Offered, draft: ConsentDraft, language: string): OfferedWording | null {
  const wordings = wordingsFor(offered, 'ask');
  const same = (w: OfferedWording) => w.wordingVersion === draft.wordingVersion && w.language === draft.language;
  return wordings.find(same) ?? nearestWording(wordings, language);
}

export function nearestWording(wordings: readonly OfferedWording[], language: string): OfferedWording | null {
  const near = (w: OfferedWording) => w.language.split('-')[0] === language.split('-')[0];
  return wordings.find(near) ?? wordings[0] ?? null;
}

/** The card as the visitor would get it: only items with a value, in the recipient's own order. */
export function cardOf(recipient: OfferedRecipient, draft: ConsentDraft): ConsentRecipient {
  const { recipientId, name } = recipient;
  const purpose = recipient.purposes.find((each) => each.purposeId === draft.purposeId)?.text ?? recipient.purpose;
  const items = recipient.items.flatMap((item) => {
    const value = draft.values[item.itemId]?.trim() ?? '';
    return value === '' ? [] : [{ ...item, value }];
  });
  return { recipientId, name, purpose, items };
}

/** Needed items nobody has filled in yet: without them the recipient could not help. */
export function missingNeeded(recipient: OfferedRecipient, draft: ConsentDraft): readonly OfferedItem[] {
  return recipient.items.filter((item) => item.needed && (draft.values[item.itemId]?.trim() ?? '') === '');
}

export function consentInput(
  ids: { readonly clientId: string; readonly conversationId: string },
  card: ConsentRecipient,
  wording: OfferedWording,
): Input<'consent:ask'> {
  const items = card.items.map(({ itemId, value }) => ({ itemId, value }));
  return {
    ...ids,
    wordingVersion: wording.wordingVersion,
    language: wording.language,
    recipients: [{ recipientId: card.recipientId, purpose: card.purpose, items }],
  };
}
