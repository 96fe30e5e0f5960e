/**
 * An age that is known in a case holds in its conversations as well (H10): the card, the words and the skills turn on it
 * there, and a referral that waits to leave reads it.
 */
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ConversationsDeps } from './deps.ts';
import { SYSTEM } from './log.ts';
import { updateConversation } from './update-conversation.ts';
import { ageChange } from './visitor-commands.ts';

export async function adoptAgeOfCase(
  deps: ConversationsDeps,
  conversationId: string,
  { caseId, ageBand }: { readonly caseId: string; readonly ageBand: string },
): Promise<Result<null>> {
  const changed = await updateConversation(deps, conversationId, SYSTEM.id, async (doc, session) => {
    if (doc.caseId !== caseId || doc.ageBand === ageBand) return fail('conflict', { reason: 'known_already' });
    const target = { kind: 'conversation', id: conversationId };
    const meta = { caseId, ageBand };
    await deps.audit.record({ actor: SYSTEM, action: 'conversation.age_of_case', target, meta }, session);
    return ok(ageChange(doc, ageBand));
  });
  return changed.ok || changed.error.code === 'conflict' ? ok(null) : changed;
}
