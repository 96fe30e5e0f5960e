/**
 * What does not agree in what is stored of the queue, and why. Each change writes all its documents in one transaction, so
 * nothing of this should ever be found; a restored backup, a hand in the database or a fault of ours may leave it. Pure.
 */
import type { AgentDoc } from '../agents/index.ts';
import type { ConversationDoc } from '../conversations/index.ts';

export type AgentPart = Pick<AgentDoc, '_id' | 'holds' | 'ringing' | 'connections'>;
export type ConversationPart = Pick<
  ConversationDoc,
  '_id' | 'revision' | 'state' | 'offer' | 'holder' | 'consulting' | 'connection'
>;

export interface LeasePart {
  readonly _id: string;
  readonly epoch: number;
  readonly until: number;
}

/** Past any life that a lease is given: whoever wrote it had a clock that was wrong. */
const BEYOND_BELIEF_MS = 10 * 60_000;

export interface Picture {
  readonly agents: readonly AgentPart[];
  /** All that are not closed; a conversation that is not here takes nobody's place. */
  readonly conversations: readonly ConversationPart[];
  /** Offers that stand according to their history. */
  readonly standing: readonly { readonly _id: string; readonly conversationId: string }[];
  /** All leases of the service, whatever they are for. */
  readonly leases: readonly LeasePart[];
  /** Nodes that beat, or did until a moment ago. */
  readonly nodes: ReadonlySet<string>;
  readonly now: number;
}

export type Drift =
  | { readonly cause: AgentCause; readonly agentId: string; readonly conversationId: string }
  | { readonly cause: 'offer_left_standing'; readonly offerId: string; readonly conversationId: string }
  | { readonly cause: ConversationCause; readonly conversationId: string; readonly revision: number }
  | { readonly cause: 'connections_of_no_node'; readonly nodeId: string }
  | { readonly cause: 'lease_of_wrong_clock'; readonly name: string; readonly epoch: number };

type AgentCause = 'held_for_nothing' | 'not_held' | 'rings_for_nothing' | 'does_not_ring';
type ConversationCause = 'offer_without_record' | 'active_without_holder' | 'offered_without_offer' | 'offer_left_over';

/** The same fault seen again has the same name; where something moved in between, it is another. */
export function nameOf(drift: Drift): string {
  return JSON.stringify(drift);
}

export function findDrift({ agents, conversations, standing, leases, nodes, now }: Picture): Drift[] {
  const staff = new Map(agents.map((agent) => [agent._id, agent]));
  const byId = new Map(conversations.map((each) => [each._id, each]));
  const records = new Set(standing.map(({ _id }) => _id));
  return [
    ...agents.flatMap((agent) => driftOfAgent(agent, byId)),
    ...conversations.flatMap((each) => driftOfConversation(each, staff, records)),
    ...standing
      .filter(({ _id, conversationId }) => byId.get(conversationId)?.offer?.offerId !== _id)
      .map(({ _id, conversationId }) => ({ cause: 'offer_left_standing' as const, offerId: _id, conversationId })),
    ...strangers(agents, conversations, nodes),
    ...leases
      .filter((lease) => lease.until - now > BEYOND_BELIEF_MS)
      .map(({ _id: name, epoch }) => ({ cause: 'lease_of_wrong_clock' as const, name, epoch })),
  ];
}

/** Whose place a conversation takes: of the offer, of the holder, of those who consult. */
function placesOf({ state, offer, holder, consulting }: ConversationPart): readonly string[] {
  if (state === 'offered') return offer ? [offer.agentId] : [];
  if (state === 'wrap_up') return holder ? [holder.agentId] : [];
  if (state !== 'active') return [];
  return [...(holder ? [holder] : []), ...consulting].map(({ agentId }) => agentId);
}

function driftOfAgent(agent: AgentPart, byId: ReadonlyMap<string, ConversationPart>): Drift[] {
  const { _id: agentId, holds, ringing } = agent;
  const found: Drift[] = [];
  for (const conversationId of holds) {
    const conversation = byId.get(conversationId);
    if (!conversation || !placesOf(conversation).includes(agentId))
      found.push({ cause: 'held_for_nothing', agentId, conversationId });
  }
  const offer = ringing === null ? null : byId.get(ringing)?.offer;
  if (ringing !== null && offer?.agentId !== agentId)
    found.push({ cause: 'rings_for_nothing', agentId, conversationId: ringing });
  return found;
}

function driftOfConversation(
  conversation: ConversationPart,
  staff: ReadonlyMap<string, AgentPart>,
  records: ReadonlySet<string>,
): Drift[] {
  const { _id: conversationId, revision, state, offer, holder } = conversation;
  const here = { conversationId, revision };
  if (state === 'active' && !(holder && staff.has(holder.agentId)))
    return [{ cause: 'active_without_holder', ...here }];
  if (state === 'offered' && !(offer && staff.has(offer.agentId))) return [{ cause: 'offered_without_offer', ...here }];
  if (state !== 'offered' && offer) return [{ cause: 'offer_left_over', ...here }];
  const found: Drift[] = [];
  for (const agentId of placesOf(conversation)) {
    if (staff.get(agentId)?.holds.includes(conversationId) === false)
      found.push({ cause: 'not_held', agentId, conversationId });
  }
  if (offer && !records.has(offer.offerId)) found.push({ cause: 'offer_without_record', ...here });
  // One that rings for another conversation has a fault of its own; this one follows when that is put right.
  if (offer && staff.get(offer.agentId)?.ringing === null)
    found.push({ cause: 'does_not_ring', agentId: offer.agentId, conversationId });
  return found;
}

/** Connections that a node left behind which nobody knows: its people would seem to be here for ever. */
function strangers(
  agents: readonly AgentPart[],
  conversations: readonly ConversationPart[],
  nodes: ReadonlySet<string>,
): Drift[] {
  const ofAgents = agents.flatMap(({ connections }) => connections.map(({ nodeId }) => nodeId));
  const ofVisitors = conversations.flatMap(({ connection: { state, nodeId } }) =>
    state === 'connected' && nodeId !== null ? [nodeId] : [],
  );
  const unknown = new Set([...ofAgents, ...ofVisitors].filter((nodeId) => !nodes.has(nodeId)));
  return [...unknown].map((nodeId) => ({ cause: 'connections_of_no_node', nodeId }));
}
