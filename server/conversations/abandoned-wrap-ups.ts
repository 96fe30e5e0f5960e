/**
 * A wrap-up whose worker never came back: closed after half a day, when every session of that day is over, so that its
 * place is free and its deletion is due. What was saved of it stays; nothing is made up. An emergency waits for a lead.
 */
import { fail, ok } from '../../shared/result.ts';
import type { ConversationsDeps } from './deps.ts';
import { isKeptLong } from './link-to-case.ts';
import { SYSTEM } from './log.ts';
import { updateConversation } from './update-conversation.ts';

/** As long as a session of staff can live. */
const ABANDONED_AFTER_MS = 12 * 60 * 60_000;

export async function sweepAbandonedWrapUps(deps: ConversationsDeps): Promise<void> {
  const before = deps.clock.now() - ABANDONED_AFTER_MS;
  for (const { _id } of await deps.store.findMany({ state: 'wrap_up', endedAt: { $lte: before } }, 100)) {
    if (await deps.safeguarding.endNeedsLead(_id)) continue;
    const closed = await updateConversation(deps, _id, SYSTEM.id, async (doc, session, now) => {
      if (doc.state !== 'wrap_up') return fail('conflict');
      if (doc.holder) await deps.agents.release(session, doc.holder.agentId, _id);
      const target = { kind: 'conversation', id: _id };
      await deps.audit.record({ actor: SYSTEM, action: 'wrap_up.abandoned', target }, session);
      return ok({ state: 'closed', closedAt: now, purgeAt: deps.service.purgeAt(now, isKeptLong(doc)) });
    });
    if (closed.ok && closed.value.holder) deps.queue.agentChanged(closed.value.holder.agentId);
  }
}
