/**
 * Agents' connections: presence is their union. A lost agent's ringing offers return at once; past the grace active
 * conversations go back as `returned` with the place they had (Q2), and the agent is offline.
 */

import { fail, ok } from '../../shared/result.ts';
import type { AgentDoc } from '../agents/index.ts';
import {
  agentRoom,
  type ConversationChange,
  type ConversationDoc,
  participants,
  type StaffCaller,
  SYSTEM,
} from '../conversations/index.ts';
import { dropRinging } from './availability.ts';
import type { QueueDeps } from './deps.ts';
import { backToQueue } from './return-to-queue.ts';

export async function agentConnected(deps: QueueDeps, { agentId, socketId }: StaffCaller): Promise<void> {
  await deps.agents.connect(agentId, { nodeId: deps.nodeId, socketId, connectedSince: deps.clock.now() });
  await presenceChanged(deps, agentId);
}

export function agentDisconnected(deps: QueueDeps, { agentId, socketId }: StaffCaller): Promise<void> {
  return disconnected(deps, agentId, socketId);
}

async function disconnected(deps: QueueDeps, agentId: string, socketId: string): Promise<void> {
  const gone = await deps.agents.disconnect(agentId, socketId, deps.clock.now());
  if (gone) await dropRinging(deps, agentId);
  const held = await presenceChanged(deps, agentId);
  // Nobody who is gone is still typing.
  if (gone)
    for (const conversationId of held) deps.signals.publish('typing', { conversationId, who: agentId, typing: false });
}

/** Connections of nodes that died; the grace of their agents starts anew. */
export async function dropNodeAgents(deps: QueueDeps, nodeId: string): Promise<void> {
  for (const agentId of await deps.agents.dropNode(nodeId, deps.clock.now())) {
    const agent = await deps.agents.find(agentId);
    if (agent?.connections.length === 0) await dropRinging(deps, agentId);
    await presenceChanged(deps, agentId);
  }
}

/**
 * Swept by every node each second: an offer that could not be taken back when its agent went (a failover in that moment)
 * rings at nobody.
 */
export async function sweepUnheardOffers(deps: QueueDeps): Promise<void> {
  const unheard = await deps.agents.findMany({ ringing: { $ne: null }, connections: { $size: 0 } });
  for (const { _id } of unheard) await dropRinging(deps, _id);
}

/** The visitor sees `away` at once: the view of the conversations held changes with the agent's presence. */
async function presenceChanged(deps: QueueDeps, agentId: string): Promise<string[]> {
  deps.queue.agentChanged(agentId);
  deps.queue.changed(null);
  const held = await deps.store.findMany({ 'holder.agentId': agentId, state: 'active' }, 50);
  for (const { _id } of held) deps.delivery.changed(_id, [agentId]);
  return held.map(({ _id }) => _id);
}

/**
 * Swept by every node each second. Offline is no answer to a person: who signed out or chose offline and is gone gives
 * back what they still held, and so does one whose return failed at the first try.
 */
export async function sweepLostAgents(deps: QueueDeps): Promise<void> {
  const { agentGraceMs } = await deps.settings();
  const before = deps.clock.now() - agentGraceMs;
  const lost = await deps.agents.findMany({
    lostAt: { $ne: null, $lte: before },
    $or: [{ availability: { $ne: 'offline' } }, { 'holds.0': { $exists: true } }],
  });
  for (const agent of lost) {
    if (agent.availability !== 'offline' && !(await takeOffline(deps, agent))) continue;
    const inThem = { $or: [{ 'holder.agentId': agent._id }, { 'consulting.agentId': agent._id }] };
    const held = await deps.store.findMany({ ...inThem, state: 'active' }, 50);
    for (const { _id } of held) await leaveLost(deps, _id, agent._id, agent.lostAt ?? 0);
    if (held.length > 0) await presenceChanged(deps, agent._id);
  }
}

async function takeOffline(deps: QueueDeps, agent: AgentDoc): Promise<boolean> {
  const guard = { lostAt: agent.lostAt, availability: agent.availability };
  const set = { availability: 'offline', availabilitySince: deps.clock.now() };
  const after = await deps.agents.change(agent._id, guard, { $set: set });
  if (!after) return false;
  await deps.agents.recordAvailability(after, deps.clock.now(), 'lost');
  await dropRinging(deps, agent._id);
  await presenceChanged(deps, agent._id);
  return true;
}

/** Connections here that another node took for dead, or that could not be written when they came, are written again. */
export async function affirmAgents(deps: QueueDeps): Promise<void> {
  const prefix = agentRoom('');
  const ids = deps.rooms.rooms(prefix).map((room) => room.slice(prefix.length));
  if (ids.length === 0) return;
  for (const { _id, connections } of await deps.agents.findMany({ _id: { $in: ids } })) {
    const known = new Set(connections.map(({ socketId }) => socketId));
    for (const { socketId } of deps.rooms.followers(agentRoom(_id))) {
      if (known.has(socketId)) continue;
      const connection = { nodeId: deps.nodeId, socketId, connectedSince: deps.clock.now() };
      await deps.agents.connect(_id, connection);
      // It may have gone while that was written.
      if (!deps.rooms.has(agentRoom(_id), socketId)) await deps.agents.disconnect(_id, socketId, deps.clock.now());
      await presenceChanged(deps, _id);
    }
  }
}

/** A connection may still be being written while it is young. */
const SURELY_WRITTEN_MS = 15_000;

/**
 * Connections that stand as here and are not: going could not be written when they went. And who has none and was never
 * marked as lost is lost from now on, or what they hold would never come back.
 */
export async function dropGhostAgents(deps: QueueDeps): Promise<void> {
  const before = deps.clock.now() - SURELY_WRITTEN_MS;
  for (const { _id: agentId, connections } of await deps.agents.findMany({ 'connections.nodeId': deps.nodeId })) {
    for (const { nodeId, socketId, connectedSince } of connections) {
      if (nodeId !== deps.nodeId || connectedSince > before || deps.rooms.has(agentRoom(agentId), socketId)) continue;
      await disconnected(deps, agentId, socketId);
    }
  }
  const atWork = { $or: [{ availability: { $ne: 'offline' } }, { 'holds.0': { $exists: true } }] };
  await deps.agents.graceFrom({ connections: { $size: 0 }, lostAt: null, ...atWork }, deps.clock.now());
}

/** After an outage of the whole service the grace starts anew: nobody could come back in time. */
export async function restartAgentGrace(deps: QueueDeps): Promise<void> {
  const gone = { lostAt: { $ne: null }, $or: [{ availability: { $ne: 'offline' } }, { 'holds.0': { $exists: true } }] };
  await deps.agents.graceFrom(gone, deps.clock.now());
}

/** A colleague who consulted stays and holds; with nobody left the visitor goes back to the queue with the place they had. */
async function leaveLost(deps: QueueDeps, conversationId: string, agentId: string, lostAt: number): Promise<void> {
  const doc = await deps.store.find(conversationId);
  const name = [doc?.holder, ...(doc?.consulting ?? [])].find((each) => each?.agentId === agentId)?.name ?? '';
  const content = { kind: 'left', data: { name } } as const;
  const outcome = await deps.log.post<readonly string[]>({
    conversationId,
    clientId: `agent-lost:${agentId}:${lostAt}`,
    author: SYSTEM,
    content,
    replay: async () => ok([]),
    work: async ({ session, conversation }) => {
      const all = participants(conversation);
      if (conversation.state !== 'active' || !all.includes(agentId)) return fail('conflict');
      // Worked off one after another: whoever is back by now keeps what they have.
      const agent = await deps.agents.findIn(session, agentId);
      if (agent && agent.connections.length > 0) return fail('conflict');
      await deps.agents.release(session, agentId, conversationId);
      const writers = all.filter((each) => each !== agentId);
      return ok({ value: all, content: { ...content, writers }, change: changeWithout(deps, conversation, agentId) });
    },
  });
  if (!outcome.ok) return;
  const after = await deps.store.find(conversationId);
  if (after?.state === 'waiting') await deps.safeguarding.raiseAlert({ kind: 'agent_lost', conversationId, agentId });
  deps.delivery.changed(conversationId, outcome.value.value);
  deps.queue.changed(conversationId);
}

function changeWithout(deps: QueueDeps, conversation: ConversationDoc, agentId: string): ConversationChange {
  const staying = [...(conversation.holder ? [conversation.holder] : []), ...conversation.consulting].filter(
    (each) => each.agentId !== agentId,
  );
  const [holder, ...consulting] = staying;
  if (holder) return { holder, consulting };
  return backToQueue(deps, conversation, agentId);
}
