// The question before it is asked. What the preview shows, what the visitor sees and what would be sent are made from
// this one value (C1); nothing is on the card that has no value, and no value is invented.
import type { ConsentRecipient } from '../../shared/protocol/entry.ts';
import type { Input } from '../connection/protocol.ts';

export interface OfferedItem {
  readonly itemId: string;
  readonly label: string;
  readonly needed: boolean;
  readonly because?: string;
  readonly sensitive: boolean;
}

export interface OfferedRecipient {
  readonly recipientId: string;
  readonly name: string;
  readonly kind: string;
  readonly purpose: string;
  readonly unverified: boolean;
  readonly items: readonly OfferedItem[];
}

export interface OfferedWording {
  readonly wordingVersion: string;
  readonly language: string;
  readonly text: string;
}

export interface Offered {
  readonly recipients: readonly OfferedRecipient[];
  readonly wordings: readonly OfferedWording[];
}

export interface ConsentDraft {
  readonly recipientId: string | null;
  readonly wordingVersion: string | null;
  readonly language: string | null;
  /** What the worker wrote for each item; an empty one is not asked about. */
  readonly values: Readonly<Record<string, string>>;
}

export const emptyDraft: ConsentDraft = { recipientId: null, wordingVersion: null, language: null, values: {} };

export function chosenRecipient(offered: Offered, draft: ConsentDraft): OfferedRecipient | null {
  return offered.recipients.find((recipient) => recipient.recipientId === draft.recipientId) ?? null;
}

/** The wording chosen; else the first in the visitor's language, else the first there is. */
export function chosenWording(offered: Offered, draft: ConsentDraft, language: string): OfferedWording | null {
  const { wordings } = offered;
  const same = (w: OfferedWording) => w.wordingVersion === draft.wordingVersion && w.language === draft.language;
  const near = (w: OfferedWording) => w.language.split('-')[0] === language.split('-')[0];
  return wordings.find(same) ?? wordings.find(near) ?? wordings[0] ?? null;
}

/** The card as the visitor would get it: only items with a value, in the recipient's own order. */
export function cardOf(recipient: OfferedRecipient, draft: ConsentDraft): ConsentRecipient {
  const { recipientId, name, purpose } = recipient;
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
