/** A rule that calls for a lead does so once, the moment it first holds; the alert holds ids alone. */
import type { Answers } from '../../shared/domain/tools/answers.ts';
import { score } from '../../shared/domain/tools/score.ts';
import type { ToolDefinition } from '../../shared/domain/tools/tool-definition.ts';
import type { AgeBand } from '../../shared/protocol/pre-chat.ts';
import type { AssessmentDoc } from './assessment.ts';
import type { AssessmentsDeps } from './deps.ts';

export interface AnswersThen {
  readonly before: Answers;
  readonly after: Answers;
  readonly ageBand: AgeBand | null;
}

export function callLeads(
  { callLead }: Pick<AssessmentsDeps, 'callLead'>,
  { _id, conversationId, caseId }: Pick<AssessmentDoc, '_id' | 'conversationId' | 'caseId'>,
  tool: ToolDefinition,
  { before, after, ageBand }: AnswersThen,
): void {
  const called = new Set(callingRules(tool, before, ageBand));
  for (const ruleId of callingRules(tool, after, ageBand)) {
    if (!called.has(ruleId)) callLead({ causeId: `assessment:${_id}:${ruleId}`, conversationId, caseId });
  }
}

function callingRules(tool: ToolDefinition, answers: Answers, ageBand: AgeBand | null): string[] {
  return score(tool, answers, ageBand)
    .fired.filter(({ effects }) => effects.some((each) => each.do === 'alert_lead'))
    .map(({ ruleId }) => ruleId);
}
