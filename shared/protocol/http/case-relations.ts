/** What joins cases, and what must keep them apart: duplicates and their merging, relatives, conflicts of interest. */
import { z } from 'zod';
import { MATCH_KINDS, MERGE_BASES } from '../../domain/case-merge.ts';
import { clientId, code, empty, id, text, time } from '../common.ts';
import { approval } from './approvals.ts';
import { casePerson, caseRow } from './cases.ts';
import { route } from './define.ts';

const params = z.strictObject({ caseId: id });
const reference = z.string().min(1).max(40);

export const duplicate = z.object({
  row: caseRow,
  shared: z.array(z.enum(MATCH_KINDS)),
  /** It was over before they came again: to be read, rather than joined. */
  earlier: z.boolean(),
});

/** A case that is not the caller's to open: whom to ask, and nothing of who it is. */
const caseElsewhere = z.object({ reference: z.string(), owner: casePerson.nullable() });

export const caseLink = z.object({
  linkId: id,
  caseId: id,
  reference: z.string(),
  /** What the client of that case is to the client of this one. */
  relation: code,
  mayKnowOfEachOther: z.boolean(),
  madeBy: casePerson,
  madeAt: time,
});
export type CaseLink = z.infer<typeof caseLink>;

const links = z.object({ links: z.array(caseLink) });

export const caseRelationRoutes = {
  duplicates: route({
    method: 'GET',
    path: '/cases/:caseId/duplicates',
    summary:
      'Cases of the same name and date of birth, and which of them are earlier ones; a shared telephone or e-mail alone is none',
    allow: 'case.read',
    params,
    query: empty,
    body: empty,
    output: z.object({
      duplicates: z.array(duplicate),
      others: z.array(caseElsewhere.extend({ earlier: z.boolean() })),
    }),
    errors: ['not_found'],
  }),
  merge: route({
    method: 'POST',
    path: '/cases/:caseId/merge',
    summary: 'Propose that another case is the same person; a second member of staff decides',
    allow: 'case.write',
    params,
    query: empty,
    body: z.strictObject({ clientId, reference, basis: z.enum(MERGE_BASES), reason: text(2_000) }),
    output: z.object({ approval }),
    errors: ['not_found', 'conflict'],
  }),
  unmerge: route({
    method: 'POST',
    path: '/cases/:caseId/unmerge',
    summary: 'Take two cases apart again that were wrongly taken for one person',
    allow: 'case.allocate',
    params,
    query: empty,
    body: z.strictObject({ reason: text(2_000) }),
    output: z.object({ row: caseRow }),
    errors: ['not_found', 'conflict'],
  }),
  links: route({
    method: 'GET',
    path: '/cases/:caseId/links',
    summary: 'Relatives who are clients in their own right',
    allow: 'case.read',
    params,
    query: empty,
    body: empty,
    output: links,
    errors: ['not_found'],
  }),
  link: route({
    method: 'POST',
    path: '/cases/:caseId/links',
    summary: 'Link a relative’s own case; neither may know of the other unless both agreed',
    allow: 'case.write',
    params,
    query: empty,
    body: z.strictObject({
      clientId,
      reference,
      relation: code,
      /** Who said so, and how; without it they may not. */
      bothAgreed: text(1_000).nullable(),
    }),
    output: links,
    errors: ['not_found', 'conflict'],
  }),
  unlink: route({
    method: 'DELETE',
    path: '/cases/:caseId/links/:linkId',
    summary: 'Take a link away',
    allow: 'case.write',
    params: z.strictObject({ caseId: id, linkId: id }),
    query: empty,
    body: empty,
    output: links,
    errors: ['not_found'],
  }),
  conflicts: route({
    method: 'GET',
    path: '/cases/:caseId/conflicts',
    summary: 'Which cases stand on the other side of this one: for the coordinator and the lead alone',
    allow: 'case.conflicts',
    params,
    query: empty,
    body: empty,
    output: z.object({ conflicts: z.array(caseElsewhere) }),
    errors: ['not_found'],
  }),
  exclude: route({
    method: 'POST',
    path: '/cases/:caseId/exclusions',
    summary: 'Say that somebody of the staff knows one of the people in it: it does not exist for them from then on',
    allow: 'case.write',
    params,
    query: empty,
    body: z.strictObject({ agentId: id, reason: text(1_000) }),
    output: empty,
    errors: ['not_found'],
  }),
} as const;
