/**
 * Safe contact is a hard gate: a phone number or an address is shown or used only where the person said that it is safe.
 * Unknown counts as unsafe. One gate (`judgeContact`) for the contacts of a case, for what a card shares and for what is
 * left in the message form; there is no way around it.
 */
import type { ContactChannel, ContactTerms } from './contact-terms.ts';
import { londonDay } from './opening-hours.ts';
import { isSafeSpan, nextSafeTime, timesKnown } from './safe-times.ts';

/** `check` is a call that asks whether this still is safe, before anything else is said: it leaves nothing behind. */
export const CONTACT_PURPOSES = ['show', 'call', 'text', 'email', 'post', 'voicemail', 'check'] as const;
export type ContactPurpose = (typeof CONTACT_PURPOSES)[number];

export const CONTACT_VERDICTS = [
  'allowed',
  'outside_safe_times',
  'unsafe',
  'unknown',
  'stopped',
  'recheck_due',
] as const;
export type ContactVerdict = (typeof CONTACT_VERDICTS)[number];

/** A contact as the gate needs to know it. */
export interface GatedContact extends ContactTerms {
  readonly retired: boolean;
  /** Somebody else answered, or a voice was doubtful, and nobody has reviewed that yet: on any contact of the case. */
  readonly stopped: boolean;
  /** The person is under 18, or may be. */
  readonly ofChild: boolean;
}

export interface ContactJudgement {
  readonly verdict: ContactVerdict;
  /** A code that says more. */
  readonly because: string | null;
  /** The next safe time, epoch ms. */
  readonly nextAllowedAt: number | null;
}

interface Use {
  readonly contact: GatedContact;
  readonly purpose: ContactPurpose;
  /** Epoch ms. */
  readonly at: number;
  /** How long it takes: all of it has to be inside safe times. */
  readonly forMs?: number;
}

const USES: Readonly<Record<ContactChannel, readonly ContactPurpose[]>> = {
  phone: ['show', 'call', 'text', 'voicemail', 'check'],
  text: ['show', 'text'],
  email: ['show', 'email'],
  post: ['show', 'post'],
  app: ['show', 'text', 'call'],
  other: ['show'],
};

/** What may be done over a channel at all. */
export function usesOf(channel: ContactChannel): readonly ContactPurpose[] {
  return USES[channel];
}

/** What leaves something where others may find it. */
const SENT: readonly ContactPurpose[] = ['text', 'email', 'post', 'voicemail'];

export function judgeContact({ contact, purpose, at, forMs = 0 }: Use): ContactJudgement {
  const refused = refusalOf(contact, purpose, at);
  if (refused !== null) return { ...refused, nextAllowedAt: null };
  // A letter comes when it comes, and an address is no ringing telephone.
  if (contact.channel === 'post') return ALLOWED;
  if (!timesKnown(contact)) return { verdict: 'unknown', because: 'times_not_asked', nextAllowedAt: null };
  if (isSafeSpan(contact, at, forMs)) return ALLOWED;
  return { verdict: 'outside_safe_times', because: null, nextAllowedAt: nextSafeTime(contact, at, forMs) };
}

const ALLOWED: ContactJudgement = { verdict: 'allowed', because: null, nextAllowedAt: null };

type Refusal = Pick<ContactJudgement, 'verdict' | 'because'>;

/** Everything that no time of day makes good. */
function refusalOf(contact: GatedContact, purpose: ContactPurpose, at: number): Refusal | null {
  const { channel, safe, retired, stopped } = contact;
  if (retired) return unsafe('retired');
  if (!USES[channel].includes(purpose)) return unsafe('not_this_way');
  if (safe === 'no') return unsafe('said_unsafe');
  if (safe !== 'yes') return unknown('not_asked');
  if (stopped) return { verdict: 'stopped', because: 'not_reviewed' };
  if (isRecheckDue(contact, at) && purpose !== 'check') return { verdict: 'recheck_due', because: null };
  return childRefusal(contact, purpose) ?? wordsRefusal(contact, purpose);
}

/** Nothing is ever sent to the parent of a child (H10): they may be who harms, and the child decides. */
function childRefusal({ ofChild, holder }: GatedContact, purpose: ContactPurpose): Refusal | null {
  return ofChild && holder === 'parent_or_carer' && SENT.includes(purpose) ? unsafe('parent_of_child') : null;
}

/** What may be left behind was asked apart: a number that is safe to ring is not yet safe to write to. */
function wordsRefusal({ channel, voicemail, textOk }: GatedContact, purpose: ContactPurpose): Refusal | null {
  if (purpose === 'voicemail') {
    if (voicemail === null) return unknown('voicemail_not_asked');
    return voicemail === 'no' ? unsafe('voicemail_no') : null;
  }
  if (purpose === 'text' && channel === 'phone') {
    if (textOk === null) return unknown('text_not_asked');
    return textOk ? null : unsafe('text_no');
  }
  return null;
}

const unsafe = (because: string): Refusal => ({ verdict: 'unsafe', because });
const unknown = (because: string): Refusal => ({ verdict: 'unknown', because });

/** From its day on in England, what was safe has to be asked again. */
export function isRecheckDue({ recheckOn }: Pick<ContactTerms, 'recheckOn'>, at: number): boolean {
  return recheckOn !== null && londonDay(new Date(at)) >= recheckOn;
}

/** The one item of a card that asks how and when it is safe to make contact. */
export const SAFE_CONTACT_ITEM = 'safe_contact';

export type Safety = 'safe' | 'unsafe' | 'unknown';

/** A contact that was given once, in words, with a yes or no of its own. */
export interface ContactDetail {
  readonly value: string;
  readonly safety: Safety;
}

const SAFE: Readonly<Record<Safety, ContactTerms['safe']>> = { safe: 'yes', unsafe: 'no', unknown: 'unknown' };

/** The value, or null where it may be neither shown nor used. When, stands beside it in the person's own words. */
export function usableContact({ value, safety }: ContactDetail): string | null {
  const contact: GatedContact = {
    ...{ channel: 'other', holder: 'person', safe: SAFE[safety], voicemail: null, textOk: null, recheckOn: null },
    ...{ anyTime: true, safeTimes: [], neverTimes: [], retired: false, stopped: false, ofChild: false },
  };
  return judgeContact({ contact, purpose: 'show', at: 0 }).verdict === 'allowed' ? value : null;
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

/** Stands in the place of what is not shown. */
export const HIDDEN = '•••';

function isPhone(run: string): boolean {
  return run.replace(/\D/g, '').length >= DIGITS_OF_A_PHONE;
}

/** The same words with each of these hidden: they are read where they were sent, with what has to be asked first. */
export function withoutContactDetails(text: string): string {
  return text
    .replace(new RegExp(EMAIL, 'g'), HIDDEN)
    .replace(DIGIT_RUN, (run) => (isPhone(run) ? `${HIDDEN}${/\s$/.test(run) ? ' ' : ''}` : run));
}

/** An e-mail address, or a run of digits as long as a telephone number. */
export function holdsContactDetail(text: string): boolean {
  if (EMAIL.test(text)) return true;
  return (text.match(DIGIT_RUN) ?? []).some(isPhone);
}
