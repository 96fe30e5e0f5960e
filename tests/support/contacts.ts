/** Contacts of a case in a test: a number kept for drama, safe at any time unless a test says otherwise. */
import { randomUUID } from 'node:crypto';
import type { ContactTermsInput } from '../../shared/protocol/contact-terms.ts';
import type { ContactAttempt, ContactStop } from '../../shared/protocol/http/contact-attempts.ts';
import type { SafeContact } from '../../shared/protocol/http/contacts.ts';
import { type Asked, askAs, valueFrom } from './cases.ts';
import type { SignedIn } from './connect.ts';

const DAY_MS = 86_400_000;

export const PHONE = '07700 900123';

export interface ContactGiven extends Partial<ContactTermsInput> {
  readonly value?: string;
}

export function someTerms(given: Partial<ContactTermsInput> = {}): ContactTermsInput {
  const safe = given.safe ?? 'yes';
  return {
    ...{ channel: 'phone', holder: 'person', safe, toldBy: safe === 'yes' ? 'person' : null, said: null },
    ...{ anyTime: given.safeTimes === undefined, safeTimes: [], neverTimes: [], voicemail: null, textOk: null },
    ...{ senderNameOk: null, codeWord: null, deviceSeenBy: null, sharedAccount: null, itemisedBill: null },
    ...{ interpreterGender: null, askFor: null, alternative: null, preferred: false },
    recheckOn: safe === 'yes' ? new Date(Date.now() + 60 * DAY_MS).toISOString().slice(0, 10) : null,
    ...given,
  };
}

export function aContact({ value = PHONE, ...given }: ContactGiven = {}) {
  return { clientId: randomUUID(), value, ...someTerms(given) };
}

export async function addContact(
  url: string,
  who: SignedIn,
  caseId: string,
  given: ContactGiven = {},
): Promise<SafeContact> {
  const path = `/cases/${caseId}/contacts`;
  return (await valueFrom(askAs<{ contact: SafeContact }>(url, who, 'POST', path, aContact(given)))).contact;
}

export interface Attempted {
  readonly attempt: ContactAttempt;
  readonly suggestions: { contactId: string; at: string }[];
  readonly stop: ContactStop | null;
}

/** What came of an attempt that was made at this moment. */
export function attempt(
  url: string,
  who: SignedIn,
  { caseId, ...said }: { caseId: string; contactId: string; outcome: string; at: string } & Record<string, unknown>,
): Promise<Asked<Attempted>> {
  const body = { clientId: randomUUID(), doubtful: false, note: null, callbackId: null, ...said };
  return askAs<Attempted>(url, who, 'POST', `/cases/${caseId}/contact-attempts`, body);
}
