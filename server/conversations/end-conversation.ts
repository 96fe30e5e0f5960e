/**
 * Every way a conversation ends, through one door: the entry `ended`, the state, the agent's place and the visitor's token
 * change in one transaction, so that nothing written at the same moment comes after the end.
 */
import { type Cause, canBecome } from '../../shared/domain/conversation-state.ts';
import type { EndedData } from '../../shared/protocol/entry.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ConversationChange, ConversationDoc, StandingOffer } from './conversation.ts';
import type { ConversationsDeps } from './deps.ts';
import { isKeptLong } from './link-to-case.ts';
import type { Author, Posted } from './log.ts';
import { participants } from './who-stays.ts';

export interface Ending {
  readonly conversationId: string;
  readonly clientId: string;
  readonly author: Author;
  readonly ended: EndedData;
  /** What the record says; staff give their own reason, else that of the entry. */
  readonly endReason?: string;
  /** Refuses the end by a further rule, with the document as it is in the transaction. */
  readonly unless?: (doc: ConversationDoc) => Result<null>;
}

interface Ended {
  readonly offer: StandingOffer | null;
  readonly agents: readonly string[];
}

export async function endConversation(deps: ConversationsDeps, ending: Ending): Promise<Result<Posted>> {
  const { conversationId, clientId, author, ended } = ending;
  const outcome = await deps.log.post<Ended>({
    conversationId,
    clientId,
    author,
    content: { kind: 'ended', data: ended },
    replay: async (first) => {
      const reason = (await deps.store.find(conversationId))?.endReason;
      const same = JSON.stringify(first.content.data) === JSON.stringify(ended);
      return same && reason === (ending.endReason ?? ended.reason) ? ok({ offer: null, agents: [] }) : fail('conflict');
    },
    work: async ({ session, conversation, at }) => {
      const refused = ending.unless?.(conversation);
      if (refused && !refused.ok) return refused;
      const to = conversation.state === 'active' ? 'wrap_up' : 'closed';
      const cause: Cause = ended.reason;
      if (!canBecome(conversation.state, to, cause, author.role)) return fail('closed');
      if (conversation.offer) {
        await deps.agents.release(session, conversation.offer.agentId, conversationId);
        await deps.queue.endOfferIn(session, conversation.offer.offerId, at);
      }
      // A wrap-up goes on holding its place until it is saved; consulting colleagues are free at once.
      for (const { agentId } of conversation.consulting) await deps.agents.release(session, agentId, conversationId);
      await deps.audit.record(
        { actor: author, action: `conversation.${ended.reason}`, target: { kind: 'conversation', id: conversationId } },
        session,
      );
      const value = { offer: conversation.offer, agents: participants(conversation) };
      const kept = to === 'closed' ? { purgeAt: deps.service.purgeAt(at, isKeptLong(conversation)) } : {};
      return ok({ value, change: { ...endChange(conversation, ending, to, at), ...kept, state: to } });
    },
  });
  if (!outcome.ok) return outcome;
  announce(deps, conversationId, outcome.value.value, ended.reason === 'exit');
  return ok({ seq: outcome.value.seq, at: outcome.value.at });
}

function endChange(
  doc: ConversationDoc,
  { ended, endReason }: Ending,
  to: 'wrap_up' | 'closed',
  at: number,
): ConversationChange {
  const exit = ended.reason === 'exit';
  return {
    endedAt: at,
    closedAt: to === 'closed' ? at : null,
    endReason: endReason ?? ended.reason,
    offer: null,
    consulting: [],
    ...(exit ? { tokenHash: null, connection: { state: 'left', since: at, nodeId: null, socketId: null } } : {}),
    ...(to === 'closed' && doc.holder ? { holder: doc.holder } : {}),
  };
}

/** Tells everybody; after an exit the visitor's connections are closed and the token is dead. */
function announce(deps: ConversationsDeps, conversationId: string, { offer, agents }: Ended, exit: boolean): void {
  if (offer) {
    const { agentId, offerId } = offer;
    deps.queue.offerWithdrawn({ agentId, offerId, conversationId, reason: 'visitor_left' });
  }
  deps.signals.publish('conversation:ended', { conversationId });
  deps.delivery.changed(conversationId, agents);
  for (const agentId of agents) deps.queue.agentChanged(agentId);
  if (exit) {
    deps.signals.publish('visitor:dead', { conversationId });
    deps.signals.publish('visitor:presence', { conversationId });
  }
  deps.queue.changed(conversationId);
}
