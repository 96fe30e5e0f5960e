/** The agent accepts: the entry `joined`, the state and the agent change together. An accept that finds the offer standing wins. */
import { canBecome } from '../../shared/domain/conversation-state.ts';
import type { InputOf, OutputOf } from '../../shared/protocol/define.ts';
import type { StaffCommands } from '../../shared/protocol/staff.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { authorOf, follow, hasConflict, pageForStaff, reach, type StaffCaller } from '../conversations/index.ts';
import type { QueueDeps } from './deps.ts';
import { offerGone } from './offer-gone.ts';

type In = InputOf<StaffCommands, 'offer:accept'>;
type Out = OutputOf<StaffCommands, 'offer:accept'>;

export async function acceptOffer(
  deps: QueueDeps,
  { conversationId, offerId }: In,
  caller: StaffCaller,
): Promise<Result<Out>> {
  const { agentId, name } = caller;
  const outcome = await deps.turns.take(agentId, () =>
    deps.log.post<'first' | 'again'>({
      conversationId,
      clientId: `accept:${offerId}`,
      author: authorOf(caller),
      content: { kind: 'joined', data: { name }, writers: [agentId] },
      replay: async () => ok('again'),
      work: async ({ session, conversation, at }) => {
        if (conversation.offer?.offerId !== offerId || conversation.offer.agentId !== agentId)
          return fail('offer_gone');
        // Kept out of it while it rang.
        if (hasConflict(conversation, agentId)) return fail('offer_gone');
        if (!canBecome(conversation.state, 'active', 'offer_accepted', 'agent')) return fail('offer_gone');
        const accepted = await deps.agents.change(
          agentId,
          { holds: conversationId },
          { $set: { ringing: null, lastAcceptedAt: at } },
          session,
        );
        if (!accepted) return fail('offer_gone');
        await deps.offers.endIn(session, offerId, 'accepted', at);
        const actor = { id: agentId, role: caller.role };
        const target = { kind: 'conversation', id: conversationId };
        await deps.audit.record({ actor, action: 'offer.accept', target }, session);
        const acceptedAt = conversation.acceptedAt ?? at;
        return ok({ value: 'first', change: { state: 'active', holder: { agentId, name }, offer: null, acceptedAt } });
      },
    }),
  );
  if (!outcome.ok) {
    const { code } = outcome.error;
    return code === 'offer_gone' || code === 'closed' ? offerGone(deps, { conversationId, offerId }, caller) : outcome;
  }
  if (outcome.value.value === 'first') deps.measures.offer('accepted');
  // The same value again only for who still has it: an old offer opens nothing any more (A1).
  const reached = await reach(deps, 'conversation.write', caller, conversationId);
  if (!reached.ok) return offerGone(deps, { conversationId, offerId }, caller);
  const told = { agentId, offerId, conversationId, reason: 'taken', answeredAt: caller.socketId };
  deps.signals.publish('offer:withdrawn', told);
  deps.delivery.changed(conversationId, [agentId]);
  deps.queue.agentChanged(agentId);
  deps.queue.changed(conversationId);
  follow(deps, conversationId, caller);
  const { conversation, entries, more } = await pageForStaff(deps, conversationId, 0, caller);
  return ok({ conversation, entries, more });
}
