/**
 * Agents' connections: presence is their union. A lost agent's ringing offers return at once; past the grace active
 * conversations go back as `returned` with the place they had (Q2), and the agent is offline.
 */

import { canBecome } from '../../shared/domain/conversation-state.ts';
import { raise } from '../../shared/domain/priority.ts';
import { fail, ok } from '../../shared/result.ts';
import { participants, type StaffCaller, SYSTEM } from '../conversations/index.ts';
import { dropRinging } from './availability.ts';
import type { QueueDeps } from './deps.ts';

export async function agentConnected(deps: QueueDeps, { agentId, socketId }: StaffCaller): Promise<void> {
  await deps.agents.connect(agentId, { nodeId: deps.nodeId, socketId, connectedSince: deps.clock.now() });
  await presenceChanged(deps, agentId);
}

export async function agentDisconnected(deps: QueueDeps, { agentId, socketId }: StaffCaller): Promise<void> {
  const gone = await deps.agents.disconnect(agentId, socketId, deps.clock.now());
  if (gone) await dropRinging(deps, agentId);
  await presenceChanged(deps, agentId);
}

/** Connections of nodes that died; the grace of their agents starts anew. */
export async function dropNodeAgents(deps: QueueDeps, nodeId: string): Promise<void> {
  for (const agentId of await deps.agents.dropNode(nodeId, deps.clock.now())) {
    const agent = await deps.agents.find(agentId);
    if (agent?.connections.length === 0) await dropRinging(deps, agentId);
    await presenceChanged(deps, agentId);
  }
}

/** The visitor sees `away` at once: the view of the conversations held changes with the agent's presence. */
async function presenceChanged(deps: QueueDeps, agentId: string): Promise<void> {
  deps.queue.agentChanged(agentId);
  deps.queue.changed();
  const held = await deps.store.findMany({ 'holder.agentId': agentId, state: 'active' }, 50);
  for (const { _id } of held) deps.delivery.changed(_id, [agentId]);
}

/** Swept by every node each second. */
export async function sweepLostAgents(deps: QueueDeps): Promise<void> {
  const { agentGraceMs } = await deps.settings();
  const before = deps.clock.now() - agentGraceMs;
  const lost = await deps.agents.findMany({ lostAt: { $ne: null, $lte: before }, availability: { $ne: 'offline' } });
  for (const agent of lost) {
    const guard = { lostAt: agent.lostAt, availability: agent.availability };
    const set = { availability: 'offline', availabilitySince: deps.clock.now() };
    const after = await deps.agents.change(agent._id, guard, { $set: set });
    if (!after) continue;
    await deps.agents.recordAvailability(after, deps.clock.now(), 'lost');
    await dropRinging(deps, agent._id);
    const held = await deps.store.findMany({ 'holder.agentId': agent._id, state: 'active' }, 50);
    for (const { _id } of held) await returnToQueue(deps, _id, agent._id, agent.lostAt ?? 0);
    await presenceChanged(deps, agent._id);
  }
}

async function returnToQueue(deps: QueueDeps, conversationId: string, agentId: string, lostAt: number): Promise<void> {
  const doc = await deps.store.find(conversationId);
  const name = doc?.holder?.name ?? '';
  const outcome = await deps.log.post<readonly string[]>({
    conversationId,
    clientId: `agent-lost:${agentId}:${lostAt}`,
    author: SYSTEM,
    content: { kind: 'left', data: { name }, writers: [] },
    replay: async () => ok([]),
    work: async ({ session, conversation }) => {
      if (conversation.holder?.agentId !== agentId || !canBecome(conversation.state, 'waiting', 'returned'))
        return fail('conflict');
      const all = participants(conversation);
      for (const each of all) await deps.agents.release(session, each, conversationId);
      const priority = raise(conversation.priority, 'returned');
      const queueKey = deps.queue.keyOf(conversation.enqueuedAt, priority);
      const change = {
        state: 'waiting',
        holder: null,
        consulting: [],
        previousAgentId: agentId,
        priority,
        queueKey,
      } as const;
      return ok({ value: all, change });
    },
  });
  if (!outcome.ok) return;
  await deps.safeguarding.raiseAlert({ kind: 'agent_lost', conversationId, agentId });
  deps.delivery.changed(conversationId, outcome.value.value);
  deps.queue.changed();
}
