/** `survey:answer`: after the end, once, kept without the conversation it came from. */

import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { InputOf } from '../../shared/protocol/define.ts';
import type { VisitorCommands } from '../../shared/protocol/visitor.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ConversationsStore } from '../conversations/index.ts';
import type { Clock } from '../platform/ports.ts';
import type { SurveyQuestions } from '../service/index.ts';
import { surveyFor, waitBand } from './survey.ts';
import type { SurveysStore } from './surveys.store.ts';

export interface SurveyDeps {
  readonly conversations: ConversationsStore;
  readonly surveys: SurveysStore;
  readonly questions: () => SurveyQuestions;
  readonly digest: (text: string) => string;
  readonly formVersion: string;
  readonly clock: Clock;
  readonly keptUntil: (madeAt: number) => Date;
}

export async function answerSurvey(
  deps: SurveyDeps,
  conversationId: string,
  { clientId, answers }: InputOf<VisitorCommands, 'survey:answer'>,
): Promise<Result<Record<string, never>>> {
  const doc = await deps.conversations.find(conversationId);
  if (!doc || doc.endedAt === null) return fail('not_found');
  const asked = surveyFor(doc, deps.questions());
  if (!asked) return fail('closed');
  const issues = asked.length === 0 ? [] : faults(answers, asked);
  if (issues.length > 0) return fail('bad_request', { issues });
  const now = deps.clock.now();
  const sorted = Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1));
  const kept = await deps.surveys.add({
    digest: deps.digest(`survey|${conversationId}`),
    sent: deps.digest(`survey|${conversationId}|${clientId}|${JSON.stringify(sorted)}`),
    purgeAt: deps.keptUntil(now),
    day: londonDay(new Date(now)),
    waitBand: waitBand((doc.acceptedAt ?? doc.endedAt) - doc.enqueuedAt),
    channel: doc.channel,
    answers,
    formVersion: deps.formVersion,
  });
  return kept ? ok({}) : fail('conflict', { reason: 'already_answered' });
}

function faults(
  answers: Readonly<Record<string, unknown>>,
  asked: NonNullable<ReturnType<typeof surveyFor>>,
): { path: string; message: string }[] {
  return Object.entries(answers).flatMap(([questionId, answer]) => {
    const question = asked.find((each) => each.questionId === questionId);
    const path = `answers.${questionId}`;
    if (!question) return [{ path, message: 'This was not asked.' }];
    if (answer === null || (typeof answer === 'number') === (question.kind === 'scale')) return [];
    return [{ path, message: question.kind === 'scale' ? 'Answer with 1 to 5.' : 'Answer in words.' }];
  });
}
