/** What the rules make of the answers of a case: each with its rule, its sentence and the answers behind it. A person decides. */
import { z } from 'zod';
import { ELIGIBILITY_ASKS } from '../domain/eligibility.ts';
import { ENHANCED_GROUPS } from '../domain/enhanced-rights.ts';
import { MARAC_STATES } from '../domain/marac-state.ts';
import { PATHWAY_GIVERS, PATHWAY_OFFERS } from '../domain/pathway-data.ts';
import { PATHWAY_NEXT, PATHWAY_OUTCOMES } from '../domain/pathway-outcome.ts';
import { code, id, time } from './common.ts';

const person = z.object({ agentId: id, name: z.string() });
const day = z.iso.date();
/** As the rules hand them back. */
const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();

export const ruling = z.object({
  ruleId: code,
  sentence: z.string(),
  /** `fact` names where the answer stands (`circumstances.area`). */
  grounds: list(z.object({ fact: z.string(), value: z.string() })),
});

/** A warm way on: looked at together with the person. */
export const signpost = z.object({
  ...{ label: z.string(), address: z.string(), phone: z.string().nullable() },
  /** Nobody has opened it and seen that it is right. */
  unverified: z.boolean(),
});

export type Signpost = z.infer<typeof signpost>;

export const eligibilityView = ruling.extend({
  outcome: z.enum(['eligible', 'out_of_area', 'ask']),
  missing: list(z.enum(ELIGIBILITY_ASKS)),
  crisisHelp: z.literal(true),
  /** Where to look together, for somebody who lives elsewhere. */
  signpost: signpost.nullable(),
});

export const rightsView = z.object({
  codeVersion: code,
  groups: list(z.object({ group: z.enum(ENHANCED_GROUPS), rulings: list(ruling) })),
  toAsk: list(z.object({ group: z.enum(ENHANCED_GROUPS), sentence: z.string() })),
  /** The rights of this Code that are theirs today. */
  rights: list(z.object({ right: z.number().int(), label: z.string(), appliesTo: z.enum(['all', 'reported']) })),
});

export const ageView = z.object({
  band: code.nullable(),
  rules: list(ruling),
  /** What it made somebody's duty and is not done yet. */
  duties: list(
    z.object({
      duty: code,
      kind: z.enum(['alert', 'stop', 'task']),
      to: z.enum(['safeguarding_lead', 'owner']),
      sentence: z.string(),
      dueAt: time,
    }),
  ),
});

const provider = z.object({
  code,
  programme: z.string(),
  provider: z.string(),
  lot: z.string(),
  phone: z.string().nullable(),
  forArea: z.enum(['today', 'safety']),
  endsOn: day.nullable(),
  unverified: z.boolean(),
  doubts: list(z.string()),
});

export const pathwayRecord = z
  .object({
    recordId: id,
    pathway: code,
    outcome: z.enum(PATHWAY_OUTCOMES),
    offered: list(code),
    chosen: code.nullable(),
    why: z.string().nullable(),
    saidNoReason: z.boolean(),
    /** The rules it was offered under; empty: by somebody's judgement alone. */
    ruleIds: list(code),
    next: z.enum(PATHWAY_NEXT),
    at: time,
    by: person,
  })
  .meta({ id: 'PathwayRecord' });
export type PathwayRecord = z.infer<typeof pathwayRecord>;

export const suggestionView = z.object({
  pathway: code,
  label: z.string(),
  offer: z.enum(PATHWAY_OFFERS),
  givenBy: z.enum(PATHWAY_GIVERS),
  rulings: list(ruling),
  providers: list(provider),
  panel: z.object({ code, label: z.string(), memberAgencies: list(z.string()), meets: z.string() }).nullable(),
  options: list(code),
  tools: list(code),
  number: code.nullable(),
  note: z.string().nullable(),
  doubts: list(z.string()),
  /** The last answer about it; with `again` false it is not pressed on them for the same reasons. */
  answered: pathwayRecord.nullable(),
  again: z.boolean(),
});

export const maracReferral = z
  .object({
    referralId: id,
    revision: z.number().int(),
    panel: z.object({ code, label: z.string() }),
    state: z.enum(MARAC_STATES),
    basis: z.enum(['agreed', 'without_agreement']),
    disclosureId: id.nullable(),
    /** Within twelve months of the last hearing. */
    repeat: z.boolean(),
    referredOn: day,
    listedFor: day.nullable(),
    heardOn: day.nullable(),
    /** What was said to the person, or why they could not be told. */
    said: z.string(),
    actions: z.string().nullable(),
    history: list(z.object({ state: z.enum(MARAC_STATES), at: time, by: person })),
  })
  .meta({ id: 'MaracReferral' });
export type MaracReferral = z.infer<typeof maracReferral>;
