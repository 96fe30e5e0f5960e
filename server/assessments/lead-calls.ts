/** A rule that calls for a lead does so once, in the change in which it first holds; the alert holds ids alone. */
import type { Answers } from '../../shared/domain/tools/answers.ts';
import { score } from '../../shared/domain/tools/score.ts';
import type { ToolDefinition } from '../../shared/domain/tools/tool-definition.ts';
import type { AgeBand } from '../../shared/protocol/pre-chat.ts';
import type { Session } from '../platform/mongo.ts';
import type { AssessmentDoc } from './assessment.ts';
import type { AssessmentsDeps } from './deps.ts';

export interface AnswersThen {
  readonly before: Answers;
  readonly after: Answers;
  readonly ageBand: AgeBand | null;
}

type Called = Pick<AssessmentDoc, '_id' | 'conversationId' | 'caseId'>;

/** The causes that were called for, to be announced when the transaction stands. */
export async function callLeadsIn(
  { leads }: Pick<AssessmentsDeps, 'leads'>,
  session: Session,
  { _id, conversationId, caseId }: Called,
  tool: ToolDefinition,
  { before, after, ageBand }: AnswersThen,
): Promise<string[]> {
  const called = new Set(callingRules(tool, before, ageBand));
  const rules = callingRules(tool, after, ageBand).filter((ruleId) => !called.has(ruleId));
  const causes = rules.map((ruleId) => `assessment:${_id}:${ruleId}`);
  for (const causeId of causes) await leads.callIn(session, { causeId, conversationId, caseId });
  return causes;
}

export function announceCalls({ leads }: Pick<AssessmentsDeps, 'leads'>, causes: readonly string[]): void {
  for (const causeId of causes) leads.announce(causeId);
}

function callingRules(tool: ToolDefinition, answers: Answers, ageBand: AgeBand | null): string[] {
  return score(tool, answers, ageBand)
    .fired.filter(({ effects }) => effects.some((each) => each.do === 'alert_lead'))
    .map(({ ruleId }) => ruleId);
}
