/** What each section of a case may hold: the schema that both ends, the documentation and the tests share. */
import { z } from 'zod';
import type { CaseSection } from '../domain/case-sections.ts';
import { code, id, language, text } from './common.ts';
import { ageBand } from './pre-chat.ts';

/** A day as written on paper, without a time. */
export const day = z.iso.date({ message: 'Write the day as YYYY-MM-DD.' });
const note = text(4_000).nullable();
const short = text(500).nullable();
const known = z.enum(['yes', 'no', 'not_known']).nullable();
const codes = z.array(code).max(40);

/** Only what they chose to give. Of age any one is enough: the day, the year, or what they say. */
export const personSection = z.strictObject({
  name: text(200).nullable(),
  preferredName: text(100).nullable(),
  pronouns: text(60).nullable(),
  dateOfBirth: day.nullable(),
  birthYear: z.number().int().nullable(),
  ageBand: ageBand.nullable(),
  note,
});

export const circumstancesSection = z.strictObject({
  capacities: codes,
  /** Where they live, by their own word; never proved by a postcode (D6). */
  area: code.nullable(),
  living: code.nullable(),
  /** Somebody who flees chooses the area of today, or of safety, not of the offence (D1). */
  areaOfSafety: code.nullable(),
  language: language.nullable(),
  interpreter: z.strictObject({ needed: z.boolean(), gender: z.enum(['any', 'woman', 'man']) }).nullable(),
  adjustments: codes,
  adjustmentsNote: short,
  /** What they want from us, in their words. */
  wishes: note,
});

export const incident = z.strictObject({
  incidentId: id,
  crimeType: code.nullable(),
  flags: codes,
  strands: codes,
  occurredBand: code.nullable(),
  occurredOn: day.nullable(),
  reported: code.nullable(),
  crimeReference: short,
  whyNotReported: codes,
  relationToPerson: code.nullable(),
  note,
});
export const incidentsSection = z.strictObject({ incidents: z.array(incident).max(40) });

/** The alleged perpetrator, children and others: used for conflict checks and MARAC, never shown across cases (H8). */
export const personOfCase = z.strictObject({
  personId: id,
  kind: z.enum(['alleged_perpetrator', 'child', 'other']),
  name: text(200).nullable(),
  dateOfBirth: day.nullable(),
  phone: text(60).nullable(),
  relation: code.nullable(),
  whereabouts: short,
  access: short,
  weapons: known,
  orders: short,
  school: short,
  note,
});
export const peopleSection = z.strictObject({ people: z.array(personOfCase).max(40) });

export const supportSection = z.strictObject({
  supportLevel: code.nullable(),
  fundingStream: code.nullable(),
  groups: codes,
  note,
});

export const justiceSection = z.strictObject({
  stages: z.array(z.strictObject({ stage: code, on: day.nullable(), note: short })).max(60),
  orders: z
    .array(z.strictObject({ orderId: id, kind: code, from: day.nullable(), until: day.nullable(), note: short }))
    .max(20),
  compensation: z
    .strictObject({
      told: z.boolean(),
      /** Whether they want to apply; null in what was written before it was asked. */
      wish: known.default(null),
      appliedOn: day.nullable(),
      /** Where the authority has named another day than the one that is worked out. */
      deadline: day.nullable(),
    })
    .nullable(),
});

export const rightsSection = z.strictObject({
  codeVersion: code,
  rights: z
    .array(
      z.strictObject({
        right: z.number().int().min(1).max(12),
        explainedOn: day.nullable(),
        usedOn: day.nullable(),
        note: short,
      }),
    )
    .max(12),
  personalStatement: z.strictObject({ offeredOn: day.nullable(), wish: known }).nullable(),
  /** Answers behind the enhanced rights, which are worked out from them. */
  targetedRepeatedly: known,
  fearOfEvidence: known,
  evidenceQuality: codes,
});

export const safetyPlanSection = z.strictObject({
  warningSigns: note,
  safePlaces: note,
  whoHelps: note,
  codeWord: short,
  children: note,
  pets: note,
  devices: note,
  work: note,
  leaving: note,
  other: note,
  agreedOn: day.nullable(),
  reviewOn: day.nullable(),
});

export const caseSectionSchemas = {
  person: personSection,
  circumstances: circumstancesSection,
  incidents: incidentsSection,
  people: peopleSection,
  support: supportSection,
  justice: justiceSection,
  rights: rightsSection,
  safety_plan: safetyPlanSection,
} as const satisfies Record<CaseSection, z.ZodType>;

export type SectionBody<S extends CaseSection> = z.infer<(typeof caseSectionSchemas)[S]>;
export type AnySectionBody = SectionBody<CaseSection>;

/** A section with its name, and what else stands beside it; strict, so that nothing unknown is taken. */
export function namedSection<E extends z.ZodRawShape>(extra: E) {
  const one = <N extends CaseSection, B extends z.ZodType>(section: N, body: B) =>
    z.strictObject({ section: z.literal(section), body, ...extra });
  return z.discriminatedUnion('section', [
    one('person', personSection),
    one('circumstances', circumstancesSection),
    one('incidents', incidentsSection),
    one('people', peopleSection),
    one('support', supportSection),
    one('justice', justiceSection),
    one('rights', rightsSection),
    one('safety_plan', safetyPlanSection),
  ]);
}
