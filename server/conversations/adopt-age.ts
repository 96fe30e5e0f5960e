/**
 * An age that is known in a case holds in its conversations as well (H10): the card, the words and the skills turn on it
 * there, and a referral that waits to leave reads it.
 */
import { holdsInConversation } from '../../shared/domain/two-ages.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ConversationsDeps } from './deps.ts';
import { SYSTEM } from './log.ts';
import { updateConversation } from './update-conversation.ts';
import { ageChange } from './visitor-commands.ts';

export interface AgeOfCase {
  readonly caseId: string;
  readonly ageBand: string;
  /** When the case came to know it. */
  readonly at: number | null;
}

export async function adoptAgeOfCase(
  deps: ConversationsDeps,
  conversationId: string,
  { caseId, ageBand, at }: AgeOfCase,
): Promise<Result<null>> {
  const changed = await updateConversation(deps, conversationId, SYSTEM.id, async (doc, session, now) => {
    const said = { ageBand: doc.ageBand, at: doc.ageAt ?? null };
    if (doc.caseId !== caseId || !holdsInConversation({ ageBand, at }, said))
      return fail('conflict', { reason: 'known_already' });
    const target = { kind: 'conversation', id: conversationId };
    const meta = { caseId, ageBand };
    await deps.audit.record({ actor: SYSTEM, action: 'conversation.age_of_case', target, meta }, session);
    return ok(ageChange(doc, ageBand, at ?? now));
  });
  return changed.ok || changed.error.code === 'conflict' ? ok(null) : changed;
}
