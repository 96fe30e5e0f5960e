/** Guidance on a case: what the rules make of its answers, and what came of what was offered. */
import { z } from 'zod';
import { PATHWAY_OUTCOMES } from '../../domain/pathway-outcome.ts';
import { clockView } from '../clocks.ts';
import { clientId, code, empty, id, text } from '../common.ts';
import {
  ageView,
  eligibilityView,
  maracReferral,
  pathwayRecord,
  rightsView,
  signpost,
  suggestionView,
} from '../guidance.ts';
import { route } from './define.ts';

const params = z.strictObject({ caseId: id });
const day = z.iso.date({ message: 'Write the day as YYYY-MM-DD.' });

const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();

export const guidance = z
  .object({
    caseId: id,
    revision: z.number().int(),
    day: z.iso.date(),
    clocks: list(clockView),
    eligibility: eligibilityView,
    rights: rightsView,
    age: ageView,
    pathways: list(suggestionView),
    /** What was answered about pathways that nothing suggests any more. */
    earlier: list(pathwayRecord),
    wishes: list(code),
    /** Every pathway of the service by its name, also what is named only when they asked for it. */
    known: list(z.object({ pathway: code, label: z.string(), onRequest: z.boolean() })),
    marac: list(maracReferral),
  })
  .meta({ id: 'Guidance' });
export type Guidance = z.infer<typeof guidance>;

const answer = z.strictObject({
  clientId,
  pathway: code,
  outcome: z.enum(PATHWAY_OUTCOMES),
  chosen: code.nullable(),
  /** In their words; of a duty, in ours. */
  why: text(2_000).nullable(),
  saidNoReason: z.boolean(),
});

const moved = z.object({ referral: maracReferral });

export const guidanceRoutes = {
  read: route({
    method: 'GET',
    path: '/cases/:caseId/guidance',
    summary: 'Eligibility, rights, rules of age, pathways and clocks, each with its rule and the answers behind it',
    allow: 'case.read',
    params,
    query: empty,
    body: empty,
    output: z.object({ guidance }),
    errors: ['not_found'],
  }),
  answer: route({
    method: 'POST',
    path: '/cases/:caseId/pathways',
    summary: 'What was offered, chosen and why; refused, not needed and chosen elsewhere are outcomes',
    allow: 'case.write',
    params,
    query: empty,
    body: answer,
    output: z.object({ record: pathwayRecord }),
    errors: ['not_found', 'conflict'],
  }),
  wish: route({
    method: 'POST',
    path: '/cases/:caseId/wishes',
    summary: 'They asked about a pathway by themselves; restorative justice is named only then',
    allow: 'case.write',
    params,
    query: empty,
    body: z.strictObject({ clientId, pathway: code, said: text(2_000) }),
    output: z.object({ wishes: z.array(code) }),
    errors: ['not_found', 'conflict'],
  }),
  refer: route({
    method: 'POST',
    path: '/cases/:caseId/marac',
    summary: 'Refer to the multi-agency meeting: with their agreement, or by a disclosure that two people decided',
    allow: 'case.write',
    params,
    query: empty,
    body: z.discriminatedUnion('basis', [
      z.strictObject({ basis: z.literal('agreed'), clientId, panel: code, said: text(2_000) }),
      z.strictObject({
        ...{ basis: z.literal('without_agreement'), clientId, panel: code },
        disclosureId: id,
        /** Why asking was unsafe, or what they said. */
        said: text(2_000),
      }),
    ]),
    output: moved,
    errors: ['not_found', 'conflict'],
  }),
  move: route({
    method: 'POST',
    path: '/cases/:caseId/marac/:referralId/moves',
    summary: 'Received, listed for a day, heard, actions returned, or recalled',
    allow: 'case.write',
    params: z.strictObject({ caseId: id, referralId: id }),
    query: empty,
    body: z.discriminatedUnion('cause', [
      z.strictObject({
        cause: z.enum(['receive', 'recall']),
        revision: z.number().int(),
        said: text(2_000).nullable(),
      }),
      z.strictObject({ cause: z.literal('list'), revision: z.number().int(), meetingOn: day }),
      z.strictObject({ cause: z.literal('hear'), revision: z.number().int(), on: day }),
      z.strictObject({ cause: z.literal('return_actions'), revision: z.number().int(), actions: text() }),
    ]),
    output: moved,
    errors: ['not_found', 'conflict'],
  }),
  findArea: route({
    method: 'POST',
    path: '/areas/find',
    summary: 'Which districts a postcode may be in: candidates to ask about. It is neither stored nor needed',
    allow: 'area.find',
    params: empty,
    query: empty,
    body: z.strictObject({ postcode: z.string().min(1).max(20) }),
    output: z.object({
      found: z.enum(['inside', 'straddles', 'outside', 'no_postcode']),
      outward: z.string().nullable(),
      areas: z.array(z.object({ code, label: z.string() })),
      /** What to ask, or what to correct in what was typed. */
      sentence: z.string(),
      /** For somebody outside. */
      signpost: signpost.nullable(),
    }),
    errors: [],
  }),
} as const;
