/** The level of risk on the case itself: where it came from, raised at once, lowered only with a second person. */
import { z } from 'zod';
import { riskLevel } from '../../domain/tools/rule.ts';
import { caseLevel, standingLevel } from '../assessment.ts';
import { clientId, empty, id, text } from '../common.ts';
import { route } from './define.ts';

const params = z.strictObject({ caseId: id });
const whole = z.object({ level: caseLevel });

export const caseLevelRoutes = {
  read: route({
    method: 'GET',
    path: '/cases/:caseId/level',
    summary: 'The level that stands, which assessments it came from, and a lowering that waits for a second person',
    allow: 'assessment.use',
    params,
    query: empty,
    body: empty,
    output: whole,
    errors: ['not_found'],
  }),
  set: route({
    method: 'POST',
    path: '/cases/:caseId/level',
    summary: 'Change the level by judgement: raising takes effect at once, lowering is proposed to a second person',
    allow: 'assessment.use',
    params,
    query: empty,
    body: z.strictObject({ clientId, from: standingLevel, to: riskLevel, reason: text(2_000) }),
    output: whole,
    errors: ['not_found', 'conflict'],
  }),
} as const;
