/**
 * What a person said about one way to reach them: whether it is safe, when, and what may be left there. Nothing of it is
 * assumed; what was not asked stays unasked, and the gate (`safe-contact.ts`) reads it as "no".
 */
import type { OpenSpan, Weekday } from './opening-hours.ts';

export const CONTACT_CHANNELS = ['phone', 'text', 'email', 'post', 'app', 'other'] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];

export const CONTACT_SAFETIES = ['yes', 'no', 'unknown'] as const;
export type ContactSafety = (typeof CONTACT_SAFETIES)[number];

/** Whose it is. Somebody else's is reached with the person's word alone, and a child's parent is sent nothing (H10). */
export const CONTACT_HOLDERS = ['person', 'parent_or_carer', 'trusted_other', 'professional'] as const;
export type ContactHolder = (typeof CONTACT_HOLDERS)[number];

/** Who told us how safe it is: the person, or a professional who had asked them. */
export const CONTACT_TOLD_BY = ['person', 'professional'] as const;

export const VOICEMAIL_RULES = ['no', 'vague', 'full'] as const;
export type VoicemailRule = (typeof VOICEMAIL_RULES)[number];

/** Part of a weekday on the clock in England; a night is two spans, "24:00" ends one. */
export interface WeeklySpan extends OpenSpan {
  readonly day: Weekday;
}

export interface ContactTimes {
  /** They said that any time will do. Without this and without a span, nobody has asked. */
  readonly anyTime: boolean;
  readonly safeTimes: readonly WeeklySpan[];
  /** Stand above the safe times. */
  readonly neverTimes: readonly WeeklySpan[];
}

/** What the gate decides by. */
export interface ContactTerms extends ContactTimes {
  readonly channel: ContactChannel;
  readonly holder: ContactHolder;
  readonly safe: ContactSafety;
  /** Null: not asked. */
  readonly voicemail: VoicemailRule | null;
  readonly textOk: boolean | null;
  /** The day (YYYY-MM-DD in England) from which it has to be asked again; null where nobody agreed one. */
  readonly recheckOn: string | null;
}
