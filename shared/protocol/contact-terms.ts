/** What was said about one way to reach somebody, and what the gate says of it: the schemas that contacts, calls and their pages share. */
import { z } from 'zod';
import {
  CONTACT_CHANNELS,
  CONTACT_HOLDERS,
  CONTACT_SAFETIES,
  CONTACT_TOLD_BY,
  VOICEMAIL_RULES,
} from '../domain/contact-terms.ts';
import { WEEKDAYS } from '../domain/opening-hours.ts';
import { CONTACT_VERDICTS } from '../domain/safe-contact.ts';
import { day } from './case-sections.ts';
import { code, text, time } from './common.ts';

const clock = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, { message: 'Write a time as HH:MM.' });
const span = z.strictObject({ day: z.enum(WEEKDAYS), from: clock, to: clock });
const spans = z.array(span).max(40);
const known = z.enum(['yes', 'no', 'not_known']).nullable();
const short = text(300).nullable();

/** What was said about one way to reach them. Null is "not asked", never "no objection". */
export const contactTerms = z.strictObject({
  channel: z.enum(CONTACT_CHANNELS),
  holder: z.enum(CONTACT_HOLDERS),
  safe: z.enum(CONTACT_SAFETIES),
  /** Needed where `safe` is yes. */
  toldBy: z.enum(CONTACT_TOLD_BY).nullable(),
  /** Why it is safe or not, in the person's own words. */
  said: text(500).nullable(),
  anyTime: z.boolean(),
  safeTimes: spans,
  neverTimes: spans,
  voicemail: z.enum(VOICEMAIL_RULES).nullable(),
  textOk: z.boolean().nullable(),
  /** Whether our name may show as the sender. */
  senderNameOk: z.boolean().nullable(),
  codeWord: text(100).nullable(),
  /** Who else sees or uses the device. */
  deviceSeenBy: short,
  sharedAccount: known,
  itemisedBill: known,
  interpreterGender: z.enum(['any', 'woman', 'man']).nullable(),
  askFor: text(100).nullable(),
  /** Who else may be asked; a number of theirs is a contact of its own. */
  alternative: z.strictObject({ name: text(100), relation: text(100) }).nullable(),
  /** When it has to be asked again; needed where `safe` is yes. */
  recheckOn: day.nullable(),
  preferred: z.boolean(),
});
export type ContactTermsInput = z.infer<typeof contactTerms>;

/** What the gate says. `because` is a code that says more; `nextAllowedAt` is the next safe time, where one is known. */
export const contactJudgement = z.object({
  verdict: z.enum(CONTACT_VERDICTS),
  because: code.nullable(),
  nextAllowedAt: time.nullable(),
});
