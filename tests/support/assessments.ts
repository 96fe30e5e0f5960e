/** Assessments in a test: begun, answered and changed over HTTP, as the console does. */
import { randomUUID } from 'node:crypto';
import type { Answer } from '../../shared/domain/tools/answers.ts';
import type { AssessmentRow, AssessmentView, Reading, StandingAnswer } from '../../shared/protocol/assessment.ts';
import type { answerInput, NewAssessment } from '../../shared/protocol/http/assessments.ts';
import { askAs, valueFrom } from './cases.ts';
import type { SignedIn } from './connect.ts';

type Whole = { assessment: AssessmentView };
type AnswerInput = (typeof answerInput)['_output'];

export interface SavedAnswers {
  readonly row: AssessmentRow;
  readonly answers: StandingAnswer[];
  readonly conflicts: string[];
  readonly reading: Reading;
}

export const yes: Answer = { is: 'yes' };
export const no: Answer = { is: 'no' };
export const notKnown: Answer = { is: 'not_known' };

/** One answer as it is sent; the person said so, and nobody had answered it. */
export function said(topicId: string, answer: Answer | null, more: Partial<AnswerInput> = {}): AnswerInput {
  return { topicId, answer, note: null, source: 'victim', revision: 0, ...more };
}

export function assessmentsAt(url: string) {
  const post = <T>(who: SignedIn | null, path: string, body?: unknown) => askAs<T>(url, who, 'POST', path, body);
  const start = (who: SignedIn | null, given: Partial<NewAssessment>) =>
    post<Whole>(who, '/assessments', { clientId: randomUUID(), tool: 'domestic_abuse_risk', ...given });
  const open = (who: SignedIn | null, assessmentId: string) =>
    askAs<Whole>(url, who, 'GET', `/assessments/${assessmentId}`);
  const answer = (who: SignedIn, assessmentId: string, answers: AnswerInput[], contact: unknown = null) =>
    post<SavedAnswers>(who, `/assessments/${assessmentId}/answers`, { contact, answers });
  return {
    start,
    open,
    answer,
    finish: (who: SignedIn, { assessmentId, revision }: Pick<AssessmentRow, 'assessmentId' | 'revision'>) =>
      post<Whole>(who, `/assessments/${assessmentId}/finish`, { revision }),
    level: (who: SignedIn, assessmentId: string, input: Readonly<Record<string, unknown>>) =>
      post<Whole>(who, `/assessments/${assessmentId}/level`, { clientId: randomUUID(), ...input }),
    policeGrade: (who: SignedIn, assessmentId: string, input: Readonly<Record<string, unknown>>) =>
      post<Whole>(who, `/assessments/${assessmentId}/police-grades`, { clientId: randomUUID(), ...input }),
    list: (who: SignedIn, query: string) =>
      askAs<{ assessments: AssessmentRow[] }>(url, who, 'GET', `/assessments?${query}`),
    started: async (who: SignedIn, given: Partial<NewAssessment>) => (await valueFrom(start(who, given))).assessment,
    opened: async (who: SignedIn, assessmentId: string) => (await valueFrom(open(who, assessmentId))).assessment,
    answered: (who: SignedIn, assessmentId: string, answers: AnswerInput[], contact: unknown = null) =>
      valueFrom(answer(who, assessmentId, answers, contact)),
  };
}

/** The topics that the tool counts, so many of them answered with yes. */
export function countedYes({ definition, answers }: AssessmentView, count: number): AnswerInput[] {
  const counted = definition.scoring.kind === 'none' ? [] : definition.scoring.of;
  const revisionOf = (topicId: string) => answers.find((each) => each.topicId === topicId)?.revision ?? 0;
  return counted.slice(0, count).map((topicId) => said(topicId, yes, { revision: revisionOf(topicId) }));
}
