/** A referral as a sender writes it: the same for the police feed, a row of a file and both forms. Unknown fields are refused. */
import { z } from 'zod';
import { CONSENT_ANSWERS } from '../domain/inbound-consent.ts';
import { POLICE_GRADES, POLICE_RISK_TOOLS } from '../reference/police-risk-tools.ts';
import { code, language, text } from './common.ts';

const words = (units: number) => text(units).nullable().default(null);
const day = z.iso.date({ message: 'Write the day as YYYY-MM-DD.' }).nullable().default(null);
const listed = code.nullable().default(null);
const answer = z.enum(CONSENT_ANSWERS, { message: 'Answer yes, no or not_known.' }).default('not_known');

export const INBOUND_CONTACT_CHANNELS = ['phone', 'email', 'post'] as const;

const contact = z.strictObject({
  channel: z.enum(INBOUND_CONTACT_CHANNELS, { message: 'Say phone, email or post.' }),
  value: text(300),
  /** Whether it is safe, by the person's word to the sender; what was not asked is not known. */
  safe: answer,
  /** When, and what else they said about it. */
  said: words(500),
});

export const inboundReferralForm = z.strictObject({
  /** The sender's own number for it: sent again it is the same referral. */
  reference: text(100),
  /** When it was reported to the police. */
  reportedAt: z.iso
    .datetime({ offset: true, message: 'Write the time as 2026-11-03T14:30:00Z.' })
    .nullable()
    .default(null),
  person: z.strictObject({
    name: words(200),
    dateOfBirth: day,
    /** In whole years, where the day is not known. */
    age: z.number().int({ message: 'Give the age in whole years.' }).nullable().default(null),
    language: language.nullable().default(null),
    /** The district where they live, by its code. */
    area: listed,
  }),
  contacts: z.array(contact).max(5, { message: 'Give up to five ways to reach the person.' }).default([]),
  incident: z
    .strictObject({
      crimeType: listed,
      flags: z.array(code).max(10).default([]),
      capacity: listed,
      occurredOn: day,
      crimeReference: words(100),
      said: words(4_000),
    })
    .prefault({}),
  /** Who harmed them, as far as it was told: for conflict checks, never shown in a list. */
  otherParty: z
    .strictObject({ name: words(200), dateOfBirth: day, relation: words(200) })
    .nullable()
    .default(null),
  consent: z
    .strictObject({
      agreed: answer,
      explicit: answer,
      on: day,
      /** What they were told and how they agreed. */
      said: words(1_000),
    })
    .prefault({}),
  /** The sender's grade, kept as theirs with its day. */
  risk: z
    .strictObject({
      grade: z.enum(POLICE_GRADES, { message: 'Say standard, medium, high or not_graded.' }),
      tool: z.enum(POLICE_RISK_TOOLS, { message: 'Say dash, dara or other.' }).nullable().default(null),
      on: day,
      said: words(2_000),
    })
    .nullable()
    .default(null),
  /** Who to ask, or to send it back to. */
  referrer: z
    .strictObject({ name: words(200), organisation: words(200), phone: words(60), email: words(254) })
    .nullable()
    .default(null),
  wishes: words(2_000),
});
export type InboundReferralForm = z.infer<typeof inboundReferralForm>;
