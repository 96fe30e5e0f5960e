/** Every assessment of a person as it stands: what whoever lowers a level has to have seen, open ones as well. */

import { score } from '../../shared/domain/tools/score.ts';
import { type KnownSigns, signsOf, speaks } from '../../shared/domain/tools/signs.ts';
import type { ToolDefinition } from '../../shared/domain/tools/tool-definition.ts';
import type { ApprovalFact } from '../../shared/protocol/http/approvals.ts';
import type { AgeBand } from '../../shared/protocol/pre-chat.ts';
import { sayAssessment, sayPoliceGrade, sayRaise } from '../../shared/text/en/assessment-fact.ts';
import { sayReading } from '../../shared/text/en/tool-reading.ts';
import type { Session } from '../platform/mongo.ts';
import { type AssessmentDoc, answersOf, type LevelChange, type StoredAnswers } from './assessment.ts';
import type { AssessmentsDeps } from './deps.ts';
import { definitionOf } from './present-assessment.ts';
import { filterOf } from './reach-assessment.ts';

export interface Standing {
  readonly doc: AssessmentDoc;
  readonly definition: ToolDefinition;
  readonly answers: StoredAnswers;
  /** How its level came to stand, oldest first. */
  readonly levels: readonly LevelChange[];
}

/** More than a case ever has. */
const LOOKED_THROUGH = 500;

export async function allStanding(
  deps: Pick<AssessmentsDeps, 'assessments' | 'tools'>,
  subject: Parameters<typeof filterOf>[0],
  session: Session,
): Promise<Standing[]> {
  const docs = await deps.assessments.of(filterOf(subject), LOOKED_THROUGH, session);
  return Promise.all(
    docs.map(async (doc) => ({
      doc,
      definition: await definitionOf(deps, doc),
      answers: await deps.assessments.answers(doc),
      levels: await deps.assessments.levels(doc._id),
    })),
  );
}

/** The age stands still for this: that somebody grew a year older is no answer. */
export function signsIn(standing: readonly Standing[]): KnownSigns {
  return Object.fromEntries(
    standing.map(({ doc, definition, answers }) => {
      const given = answersOf(answers);
      return [doc._id, signsOf(given, score(definition, given))];
    }),
  );
}

/** One line a tool, then each of its rules that asks for judgement or for help, and what the police gave. */
export function factsOf(standing: readonly Standing[], ageBand: AgeBand | null): ApprovalFact[] {
  return standing.flatMap(({ doc, definition, answers, levels }) => {
    const { title } = definition;
    const { fired, ...read } = score(definition, answersOf(answers), ageBand);
    const { level, band, state, startedAt } = doc;
    const raised = levels.findLast(({ to }) => to === level);
    const said = {
      title,
      open: state === 'open',
      startedAt,
      level,
      band: read.band ?? band,
      reading: sayReading(read),
    };
    return [
      { name: 'assessment', value: sayAssessment(said) },
      ...(raised?.reason == null
        ? []
        : [
            { name: 'raised', value: sayRaise({ title, name: raised.who.name, at: raised.at, reason: raised.reason }) },
          ]),
      ...fired.filter(speaks).map(({ because }) => ({ name: 'rule', value: `${title}: ${because}` })),
      ...doc.police.map((grade) => ({ name: 'police_grade', value: sayPoliceGrade(grade) })),
    ];
  });
}
