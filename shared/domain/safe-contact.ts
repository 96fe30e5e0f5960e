/**
 * Safe contact is a hard gate: a phone number or an address is shown or used only where the person said that it is safe.
 * Unknown counts as unsafe. A contact detail hidden in another field has not been asked about, so it is unknown.
 */

/** The one item of a card that asks how and when it is safe to make contact. */
export const SAFE_CONTACT_ITEM = 'safe_contact';

export type Safety = 'safe' | 'unsafe' | 'unknown';

export interface ContactDetail {
  readonly value: string;
  readonly safety: Safety;
}

/** The value, or null where it may be neither shown nor used. */
export function usableContact({ value, safety }: ContactDetail): string | null {
  return safety === 'safe' ? value : null;
}

/** Who gives a safe contact says that it is safe; where somebody else sees it, a person has to ask first. */
export function safetyOf(contact: { readonly whoElseSees?: string | undefined }): Safety {
  return contact.whoElseSees === undefined || contact.whoElseSees.trim() === '' ? 'safe' : 'unknown';
}

export interface SharedItem {
  readonly itemId: string;
  readonly value: string;
}

/** `saidSafe` holds the items that the person switched on as a safe way to make contact. */
export function passesContactGate(item: SharedItem, saidSafe: readonly string[]): boolean {
  if (!isContact(item)) return true;
  return usableContact({ value: item.value, safety: saidSafe.includes(item.itemId) ? 'safe' : 'unknown' }) !== null;
}

/** Which of the items that a person said yes to carry that mark: only the item that asks the question can. */
export function saidSafeAmong(itemIds: readonly string[]): string[] {
  return itemIds.filter((itemId) => itemId === SAFE_CONTACT_ITEM);
}

export function isContact({ itemId, value }: SharedItem): boolean {
  return itemId === SAFE_CONTACT_ITEM || holdsContactDetail(value);
}

const EMAIL = /[^\s@]+@[^\s@]+\.[^\s@]{2,}/;
const DIGIT_RUN = /(?:\+\s?\d|\b0)[\d\s()-]{8,}/g;
const DIGITS_OF_A_PHONE = 10;

/** An e-mail address, or a run of digits as long as a telephone number. */
export function holdsContactDetail(text: string): boolean {
  if (EMAIL.test(text)) return true;
  return (text.match(DIGIT_RUN) ?? []).some((run) => run.replace(/\D/g, '').length >= DIGITS_OF_A_PHONE);
}
