/**
 * The two questions of the end (H14): who is asked, and answers kept unlinked. Not after exit, an emergency, an end for
 * behaviour or a loss; nobody under 13.
 */
import type { SurveyQuestion } from '../../shared/protocol/conversation.ts';
import { audienceOf } from '../../shared/text/wording.ts';
import type { ConversationDoc } from '../conversations/index.ts';
import type { SurveyQuestions } from '../service/index.ts';

const ASKED_AFTER: readonly (string | null)[] = ['ended', 'completed', 'other'];

/** The questions for this conversation's person, or null where none are asked. */
export function surveyFor(
  doc: Pick<ConversationDoc, 'endReason' | 'ageBand' | 'riskFlag' | 'acceptedAt'>,
  questions: SurveyQuestions,
): readonly SurveyQuestion[] | null {
  if (!ASKED_AFTER.includes(doc.endReason) || doc.riskFlag || doc.acceptedAt === null) return null;
  const own = questions[audienceOf(doc.ageBand)];
  return own.length === 0 ? null : own;
}

export type WaitBand = 'under_1_min' | 'under_5_min' | 'under_15_min' | 'longer';

export function waitBand(waitedMs: number): WaitBand {
  if (waitedMs < 60_000) return 'under_1_min';
  if (waitedMs < 300_000) return 'under_5_min';
  return waitedMs < 900_000 ? 'under_15_min' : 'longer';
}
