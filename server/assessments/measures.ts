/** What measures a therapeutic plan: its assessments with their score, each still there whole with its answers and its history. */
import { score } from '../../shared/domain/tools/score.ts';
import type { PlanMeasure } from '../../shared/protocol/http/plans.ts';
import { iso, isoOrNull } from '../platform/ports.ts';
import { answersOf } from './assessment.ts';
import type { AssessmentsDeps } from './deps.ts';
import { definitionOf } from './present-assessment.ts';

export async function measuresOf(
  deps: Pick<AssessmentsDeps, 'assessments' | 'tools'>,
  planId: string,
): Promise<PlanMeasure[]> {
  const docs = await deps.assessments.ofPlans([planId]);
  const measures = await Promise.all(
    docs.map(async (doc): Promise<PlanMeasure[]> => {
      const { _id: assessmentId, moment, state, startedBy, changedBy, finishedBy } = doc;
      if (moment === null) return [];
      const definition = await definitionOf(deps, doc);
      const { code, version, title } = definition;
      const read = score(definition, answersOf(await deps.assessments.answers(doc)));
      return [
        {
          ...{ assessmentId, tool: { code, version, title }, moment, state, score: read.score },
          ...{ startedAt: iso(doc.startedAt), finishedAt: isoOrNull(doc.finishedAt) },
          by: finishedBy ?? changedBy ?? startedBy,
        },
      ];
    }),
  );
  return measures.flat();
}
