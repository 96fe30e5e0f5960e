/** Changes of a conversation that put nothing into its log: a short loop of compare-and-set, audited, then announced. */
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import { Refused } from '../platform/refused.ts';
import { pause, transact } from '../platform/transaction.ts';
import type { ConversationChange, ConversationDoc } from './conversation.ts';
import { RevisionMoved } from './conversations.store.ts';
import type { ConversationsDeps } from './deps.ts';
import { participants } from './who-stays.ts';

export type Decide = (
  doc: ConversationDoc,
  session: Session,
  now: number,
) => Result<ConversationChange> | Promise<Result<ConversationChange>>;

const ATTEMPTS = 12;

/** Loads, asks the rule, writes; the rule may run more than once. Returns the document as changed. */
export async function updateConversation(
  deps: Pick<ConversationsDeps, 'database' | 'store' | 'delivery' | 'clock' | 'queue' | 'steps'>,
  conversationId: string,
  by: string,
  decide: Decide,
): Promise<Result<ConversationDoc>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      const outcome = await transact(deps.database, async (session) => {
        const doc = await deps.store.findIn(session, conversationId);
        if (!doc) return fail('not_found');
        const now = deps.clock.now();
        const decided = await decide(doc, session, now);
        if (!decided.ok) throw new Refused(decided);
        await deps.store.changeIn(session, doc, decided.value, { at: now, by });
        deps.steps('transaction:open');
        return ok({ before: doc, after: { ...doc, ...decided.value, revision: doc.revision + 1 } });
      });
      if (!outcome.ok) return outcome;
      deps.steps('transaction:committed');
      const { before, after } = outcome.value;
      deps.delivery.changed(conversationId, [...new Set([...participants(before), ...participants(after)])]);
      if (before.queueKey !== after.queueKey || before.state !== after.state) deps.queue.changed(conversationId);
      return ok(after);
    } catch (error) {
      if (error instanceof Refused) return error.outcome;
      if (!(error instanceof RevisionMoved)) throw error;
      await pause(attempt);
    }
  }
  return fail('unavailable');
}
