/** A tool that is being filled in, as a test needs it. */
import {
  begin,
  type Draft,
  type Filling,
  nextBatch,
  type SavedReply,
  sending,
} from '../../../client/assessments/filling.ts';
import type { Answer } from '../../../shared/domain/tools/answers.ts';
import type { ToolDefinition } from '../../../shared/domain/tools/tool-definition.ts';
import type { AssessmentView, StandingAnswer } from '../../../shared/protocol/assessment.ts';
import { domesticAbuseRisk } from '../../../shared/reference/tools/domestic-abuse.ts';

export const AMARA = { agentId: 'amara', name: 'Amara' };
export const BEN = { agentId: 'ben', name: 'Ben' };
const AT = '2026-11-26T10:00:00.000Z';

export const yes: Answer = { is: 'yes' };
export const no: Answer = { is: 'no' };
export const notKnown: Answer = { is: 'not_known' };

export const draft = (answer: Answer | null, note: string | null = null): Draft => ({ answer, note, source: 'victim' });

export function stands(topicId: string, answer: Answer | null, more: Partial<StandingAnswer> = {}): StandingAnswer {
  return {
    ...{ topicId, answer, note: null, source: 'victim', origin: null, revision: 1, by: AMARA, at: AT },
    ...{ contact: null, contactInWords: false },
    ...more,
  };
}

export function aView(
  answers: StandingAnswer[] = [],
  row: Partial<AssessmentView['row']> = {},
  definition: ToolDefinition = domesticAbuseRisk,
): AssessmentView {
  const { code, version, title, kind } = definition;
  return {
    row: {
      ...{
        assessmentId: 'a1',
        tool: { code, version, title, kind },
        moment: null,
        planId: null,
        state: 'open',
        revision: 3,
      },
      ...{ conversationId: 'c1', caseId: null, band: null, level: 'not_assessed', levelBy: null },
      ...{ startedBy: AMARA, startedAt: AT, changedBy: AMARA, changedAt: AT, finishedBy: null, finishedAt: null },
      ...row,
    },
    ...{ definition, answers, reading: aReading(), standing: 'not_assessed', levels: [], lowering: null, police: [] },
    raisedHere: true,
    ...{ policeAbove: false, qualification: null, suits: true, review: { dueAt: null, after: [] } },
    ...{ previous: null, outcome: null, history: [] },
  };
}

export const aReading = (said = '0 yes'): AssessmentView['reading'] => ({
  ...{ total: 24, answered: 0, yes: 0, no: 0, notKnown: 0, unanswered: 24, score: 0, beside: null, band: null },
  ...{ whyNoBand: 'too_many_lack', couldReach: null, said, fired: [] },
});

export const aFilling = (answers: StandingAnswer[] = []): Filling => begin(aView(answers));

/** On its way, as the saver sends it. */
export function onItsWay(filling: Filling): Filling {
  const batch = nextBatch(filling);
  if (batch === null) throw new Error('Nothing is to be sent.');
  return sending(filling, batch);
}

export function reply(answers: StandingAnswer[], more: Partial<SavedReply> = {}): SavedReply {
  return { row: aView([], { revision: 4 }).row, reading: aReading('1 yes'), answers, conflicts: [], ...more };
}
