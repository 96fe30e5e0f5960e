/** What supervisors do to the queue by hand: assign, take over, prioritise; each with a reason, audited, through `claim`. */
import { type Cause, canBecome, hasEnded } from '../../shared/domain/conversation-state.ts';
import type { InputOf, OutputOf } from '../../shared/protocol/define.ts';
import type { SupervisorCommands } from '../../shared/protocol/supervisor.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { AgentDoc } from '../agents/index.ts';
import { participants, reach, type StaffCaller, storeNote, updateConversation } from '../conversations/index.ts';
import type { QueueDeps } from './deps.ts';
import { accepted, giveTo, handOver, holderOf } from './transfer.ts';

type Out = Promise<Result<OutputOf<SupervisorCommands, 'conversation:assign'>>>;
type Assign = InputOf<SupervisorCommands, 'conversation:assign'>;
type TakeOver = InputOf<SupervisorCommands, 'conversation:take-over'>;

export async function assign(deps: QueueDeps, input: Assign, caller: StaffCaller): Out {
  const target = await deps.agents.find(input.agentId);
  if (!target || target.disabledAt !== null || target.teamId !== caller.teamId) return fail('not_found');
  return give(deps, input, target, caller, 'assigned');
}

export async function takeOver(deps: QueueDeps, input: TakeOver, caller: StaffCaller): Out {
  const target = await deps.agents.find(caller.agentId);
  return target ? give(deps, input, target, caller, 'taken_over') : fail('not_found');
}

async function give(deps: QueueDeps, input: TakeOver, target: AgentDoc, caller: StaffCaller, cause: Cause): Out {
  const { conversationId, clientId } = input;
  const reached = await reach(deps, 'conversation.intervene', caller, conversationId);
  if (!reached.ok) return reached;
  const before = reached.value;
  const agentId = target._id;
  if (before.holder?.agentId === agentId && before.state === 'active')
    return ok({ conversation: await deps.presenter.toStaff(before) });
  const handed = await deps.turns.take(agentId, () =>
    handOver(deps, {
      conversationId,
      clientId,
      caller,
      content: { kind: 'joined', data: { name: target.name }, writers: [agentId] },
      agents: [...new Set([...participants(before), ...(before.offer ? [before.offer.agentId] : []), agentId])],
      move: async (session, doc, at) => {
        if (!canBecome(doc.state, 'active', cause)) return fail('closed');
        const given = await giveTo(deps, session, doc, target);
        if (!given.ok) return given;
        // Rung at this very agent until now: it rings no more, or they would be passed over.
        await deps.agents.change(agentId, { ringing: conversationId }, { $set: { ringing: null } }, session);
        const others = [...participants(doc), ...(doc.offer ? [doc.offer.agentId] : [])].filter(
          (each) => each !== agentId,
        );
        for (const other of others) await deps.agents.release(session, other, conversationId);
        if (doc.offer) await deps.offers.endIn(session, doc.offer.offerId, 'withdrawn', at, cause);
        await accepted(deps, session, target, at);
        const holder = holderOf(target);
        return ok({ state: 'active', holder, consulting: [], offer: null, acceptedAt: doc.acceptedAt ?? at });
      },
    }),
  );
  if (!handed.ok) return handed;
  const noted = await storeNote(deps, { conversationId, clientId, text: input.reason }, caller, 'note');
  if (!noted.ok) return noted;
  if (before.offer) deps.queue.offerWithdrawn({ ...before.offer, conversationId, reason: 'taken' });
  const after = await deps.store.find(conversationId);
  return after ? ok({ conversation: await deps.presenter.toStaff(after) }) : fail('not_found');
}

/** The band set by a person may go either way; the key follows the band, the place taken stays (Q2). */
export async function prioritise(
  deps: QueueDeps,
  { conversationId, clientId, priority, reason }: InputOf<SupervisorCommands, 'conversation:prioritise'>,
  caller: StaffCaller,
): Out {
  const reached = await reach(deps, 'conversation.intervene', caller, conversationId);
  if (!reached.ok) return reached;
  if (hasEnded(reached.value.state)) return fail('closed');
  // [L2] The note is the mark that this was done: sent again, it must not undo what was decided since.
  const before = await deps.notes.byClientId(conversationId, clientId);
  if (before) {
    const same = before.author.agentId === caller.agentId && before.text === reason;
    return same ? ok({ conversation: await deps.presenter.toStaff(reached.value) }) : fail('conflict');
  }
  const updated = await updateConversation(deps, conversationId, caller.agentId, async (doc, session) => {
    if (hasEnded(doc.state)) return fail('closed');
    const actor = { id: caller.agentId, role: caller.role };
    const target = { kind: 'conversation', id: conversationId };
    await deps.audit.record({ actor, action: 'conversation.prioritise', target, meta: { priority } }, session);
    const risk = doc.riskFlag || priority === 'danger' || priority === 'self_harm';
    return ok({ priority, queueKey: deps.queue.keyOf(doc.enqueuedAt, priority), riskFlag: risk });
  });
  if (!updated.ok) return updated;
  const noted = await storeNote(deps, { conversationId, clientId, text: reason }, caller, 'note');
  return noted.ok ? ok({ conversation: await deps.presenter.toStaff(updated.value) }) : noted;
}
