/** What came of an attempt to reach somebody, and what an outcome does to the attempts after it (H17). */
import type { ContactChannel } from './contact-terms.ts';
import { type ContactPurpose, type GatedContact, judgeContact, usesOf } from './safe-contact.ts';

/** The list of domain facts, section 12; an e-mail and a letter are attempts as well. */
export const ATTEMPT_OUTCOMES = [
  'spoke',
  'agreed_callback',
  'no_answer_no_message',
  'vague_voicemail_left',
  'wrong_number',
  'answered_by_other',
  'unsafe_stopped',
  'text_sent',
  'email_sent',
  'letter_sent',
  'declined',
] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** What a coordinator or lead may decide about a stop: go on, or go on by other ways since this one is not safe. */
export const STOP_DECISIONS = ['go_on', 'contact_is_unsafe'] as const;
export type StopDecision = (typeof STOP_DECISIONS)[number];

export const STOP_CAUSES = ['answered_by_other', 'doubtful_voice', 'unsafe_stopped'] as const;
export type StopCause = (typeof STOP_CAUSES)[number];

export const CALLBACK_STATES = ['booked', 'done', 'cancelled'] as const;
export type CallbackState = (typeof CALLBACK_STATES)[number];

const REACHED: readonly AttemptOutcome[] = ['spoke', 'agreed_callback', 'declined'];

/** The person was reached: what was tried before counts no more, and the first safe contact is made. */
export function isReached(outcome: AttemptOutcome): boolean {
  return REACHED.includes(outcome);
}

/** Nobody was reached, and another time may do better. */
const MISSED: readonly AttemptOutcome[] = ['no_answer_no_message', 'vague_voicemail_left'];

const USE: Partial<Record<AttemptOutcome, ContactPurpose>> = {
  no_answer_no_message: 'call',
  vague_voicemail_left: 'voicemail',
  text_sent: 'text',
  email_sent: 'email',
  letter_sent: 'post',
};

/** Which use of a contact the outcome tells of; whoever spoke or listened was called, or written to over this channel. */
export function purposeOfOutcome(outcome: AttemptOutcome, channel: ContactChannel): ContactPurpose {
  return USE[outcome] ?? usesOf(channel).find((use) => use !== 'show') ?? 'show';
}

/** Why all attempts on the case stop until somebody has reviewed; null where they may go on. */
export function stopCauseOf(outcome: AttemptOutcome, doubtful: boolean): StopCause | null {
  if (outcome === 'answered_by_other' || outcome === 'unsafe_stopped') return outcome;
  return doubtful ? 'doubtful_voice' : null;
}

/**
 * A code where the outcome goes against what the person said may be left with them, or does not fit the channel; null where
 * it may stand. When it was tried and how safe the contact is are no matter here: what happened is kept, and shows.
 */
export function outcomeRefusal(contact: GatedContact, outcome: AttemptOutcome): string | null {
  const use = USE[outcome];
  if (use === undefined) return null;
  const otherwise: GatedContact = {
    ...contact,
    ...{ safe: 'yes', recheckOn: null, retired: false, stopped: false, anyTime: true, safeTimes: [], neverTimes: [] },
  };
  const { verdict, because } = judgeContact({ contact: otherwise, purpose: use, at: 0 });
  return verdict === 'allowed' ? null : because;
}

/** Times at which nobody was reached since the person last was; the others tell nothing about when to try. */
export function missedSince(attempts: readonly { readonly outcome: AttemptOutcome; readonly at: number }[]): number[] {
  const reachedAt = Math.max(
    Number.NEGATIVE_INFINITY,
    ...attempts.filter(({ outcome }) => isReached(outcome)).map(({ at }) => at),
  );
  return attempts.filter(({ outcome, at }) => MISSED.includes(outcome) && at > reachedAt).map(({ at }) => at);
}
