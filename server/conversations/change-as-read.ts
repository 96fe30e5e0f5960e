/**
 * A change decided from a document that was read before: written only if that is still how it stands, without reading it
 * again. Whoever decided from an older one loses quietly, and decides again. The caller announces it, in the order of what
 * is waited for.
 */
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import { Refused } from '../platform/refused.ts';
import { transact } from '../platform/transaction.ts';
import type { ConversationChange, ConversationDoc } from './conversation.ts';
import type { ConversationsDeps } from './deps.ts';

export interface AsRead {
  readonly _id: string;
  readonly revision: number;
}

/** What goes with the change, in its transaction; it may run more than once. */
export type Accompany = (session: Session, now: number) => Promise<Result<ConversationChange>>;

export async function changeAsRead(
  deps: Pick<ConversationsDeps, 'database' | 'store' | 'clock' | 'steps'>,
  read: AsRead,
  by: string,
  guard: Readonly<Record<string, unknown>>,
  accompany: Accompany,
): Promise<Result<ConversationDoc>> {
  try {
    const after = await transact(deps.database, async (session) => {
      const at = deps.clock.now();
      const change = await accompany(session, at);
      if (!change.ok) throw new Refused(change);
      const changed = await deps.store.changeAsReadIn(session, read, guard, change.value, { at, by });
      if (!changed) throw new Refused(fail('conflict'));
      deps.steps('transaction:open');
      return changed;
    });
    deps.steps('transaction:committed');
    return ok(after);
  } catch (error) {
    if (error instanceof Refused) return error.outcome;
    throw error;
  }
}
