/** Whether a person's story may be told: a consent of its own kind, asked and kept apart from every other. */
import { z } from 'zod';
import { CASE_STUDY_ANSWERS, CASE_STUDY_STANDINGS, CASE_STUDY_WAYS } from '../../domain/case-study.ts';
import { day } from '../case-sections.ts';
import { clientId, code, empty, id, text, time } from '../common.ts';
import { casePerson } from './cases.ts';
import { route } from './define.ts';

const how = z.enum(CASE_STUDY_WAYS, 'Say how they answered.');

export const caseStudyConsent = z
  .object({
    consentId: id,
    answer: z.enum(CASE_STUDY_ANSWERS),
    standing: z.enum(CASE_STUDY_STANDINGS),
    how,
    said: z.string(),
    until: day.nullable(),
    wording: z.object({ version: code, text: z.string() }),
    askedAt: time,
    askedBy: casePerson,
    withdrawn: z.object({ at: time, by: casePerson, said: z.string() }).nullable(),
  })
  .meta({ id: 'CaseStudyConsent' });
export type CaseStudyConsent = z.infer<typeof caseStudyConsent>;

const params = z.strictObject({ caseId: id });

export const caseStudyRoutes = {
  list: route({
    method: 'GET',
    path: '/cases/:caseId/case-study',
    summary: 'Whether their story may be told, with every answer they gave, newest first, and the words to ask with',
    allow: 'case.read',
    params,
    query: empty,
    body: empty,
    output: z.object({
      consents: z.array(caseStudyConsent),
      wording: z.object({ version: code, text: z.string() }).nullable(),
    }),
    errors: ['not_found'],
  }),
  record: route({
    method: 'POST',
    path: '/cases/:caseId/case-study',
    summary: 'Write down what they answered, under the wording they were asked with; a later answer takes its place',
    allow: 'case.write',
    params,
    query: empty,
    body: z.strictObject({
      clientId,
      /** The newest answer that was read: a no that a colleague wrote down meanwhile is not replaced unseen. */
      after: id.nullable(),
      wordingVersion: code,
      answer: z.enum(CASE_STUDY_ANSWERS, 'Say whether they said yes or no.'),
      how,
      said: text(1_000),
      until: day.nullable(),
    }),
    output: z.object({ consent: caseStudyConsent }),
    errors: ['not_found', 'conflict'],
  }),
  withdraw: route({
    method: 'POST',
    path: '/cases/:caseId/case-study/:consentId/withdraw',
    summary: 'They took it back: from now on their story is not told',
    allow: 'case.write',
    params: z.strictObject({ caseId: id, consentId: id }),
    query: empty,
    body: z.strictObject({ said: text(1_000) }),
    output: z.object({ consent: caseStudyConsent }),
    errors: ['not_found', 'conflict'],
  }),
} as const;
