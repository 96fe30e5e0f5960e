/**
 * What must hold of the queue at every moment, worked out from what is stored at one moment of the whole database, in words
 * of its own: nothing here is taken from the server's rules (Q1, Q2, Q3).
 */
import { mongo } from 'mongoose';

const HALF_AN_HOUR_MS = 30 * 60_000;
/** A round comes each second; on a busy machine what it decides takes a little to be written. */
const FORGOTTEN_AFTER_MS = 5_000;

export interface AgentRow {
  readonly _id: string;
  readonly holds: readonly string[];
  readonly capacity: number;
  readonly ringing: string | null;
  readonly availability: string;
  readonly connections: readonly unknown[];
  readonly pausedUntil: number | null;
}

export interface ConversationRow {
  readonly _id: string;
  readonly state: string;
  readonly enqueuedAt: number;
  readonly queueKey: number;
  readonly riskFlag: boolean;
  readonly offer: { readonly agentId: string } | null;
  readonly holder: { readonly agentId: string } | null;
  readonly consulting: readonly { readonly agentId: string }[];
  readonly exclusions: readonly { readonly agentId: string }[];
  readonly connection: { readonly state: string };
}

/** All staff, and the conversations that are not closed. */
export interface Found {
  readonly agents: readonly AgentRow[];
  readonly conversations: readonly ConversationRow[];
}

export interface ShiftCheck {
  /** Every sentence is something that must not be; `also` is asked of the same moment. */
  look(also?: (found: Found) => string[]): Promise<string[]>;
  close(): Promise<void>;
}

export function createShiftCheck(
  uri: string,
  databaseName: string,
  forgottenAfterMs: number = FORGOTTEN_AFTER_MS,
): ShiftCheck {
  const client = new mongo.MongoClient(uri);
  const database = client.db(databaseName);
  /** When everybody who ever waited came. */
  const cameAt = new Map<string, number>();
  /** Since when somebody who waits and somebody free stand side by side. */
  let besideSince = new Map<string, number>();

  async function read(): Promise<Found> {
    const session = client.startSession({ snapshot: true });
    try {
      const agents = await database.collection<AgentRow>('agents').find({}, { session }).toArray();
      // By name, so that an index finds them among the thousands that are closed.
      const open = { state: { $in: ['waiting', 'offered', 'active', 'wrap_up'] } };
      const conversations = await database
        .collection<ConversationRow>('conversations')
        .find(open, { session })
        .toArray();
      return { agents, conversations };
    } finally {
      await session.endSession();
    }
  }

  function keptPlace({ _id, enqueuedAt, queueKey }: ConversationRow): string[] {
    const first = cameAt.get(_id) ?? enqueuedAt;
    cameAt.set(_id, first);
    return [
      ...(first === enqueuedAt ? [] : [`${_id} lost the time it came`]),
      ...(queueKey > enqueuedAt || queueKey < enqueuedAt - HALF_AN_HOUR_MS ? [`${_id} overtakes too many`] : []),
    ];
  }

  function forgotten(agents: readonly AgentRow[], conversations: readonly ConversationRow[], now: number): string[] {
    const risky = new Set(conversations.flatMap(({ _id, riskFlag }) => (riskFlag ? [_id] : [])));
    const free = agents.filter(
      (agent) =>
        agent.availability === 'available' &&
        agent.connections.length > 0 &&
        agent.ringing === null &&
        agent.holds.length < agent.capacity &&
        (agent.pausedUntil ?? 0) <= now &&
        !agent.holds.some((id) => risky.has(id)),
    );
    const beside = new Map<string, number>();
    for (const { _id, state, connection, exclusions } of conversations) {
      if (state !== 'waiting' || connection.state !== 'connected') continue;
      for (const agent of free) {
        if (exclusions.some(({ agentId }) => agentId === agent._id)) continue;
        const pair = `${_id} waits beside ${agent._id}, who is free`;
        beside.set(pair, besideSince.get(pair) ?? now);
      }
    }
    besideSince = beside;
    return [...beside].flatMap(([pair, since]) => (now - since > forgottenAfterMs ? [pair] : []));
  }

  return {
    look: async (also = () => []) => {
      const { agents, conversations } = await read();
      return [
        ...agents.flatMap(({ _id, holds, capacity }) => (holds.length > capacity ? [`${_id} is over capacity`] : [])),
        ...recounted(agents, conversations),
        ...conversations.flatMap(keptPlace),
        ...forgotten(agents, conversations, Date.now()),
        ...also({ agents, conversations }),
      ];
    },
    close: () => client.close(),
  };
}

/** What agents hold is exactly what the conversations say, and what rings is what is offered. */
function recounted(agents: readonly AgentRow[], conversations: readonly ConversationRow[]): string[] {
  const byConversations = conversations.flatMap(({ _id, state, offer, holder, consulting }) => {
    const who = state === 'offered' ? [offer] : state === 'waiting' ? [] : [holder, ...consulting];
    return who.map((each) => `${each?.agentId ?? 'nobody'} has ${_id}`);
  });
  const byAgents = agents.flatMap(({ _id, holds }) => holds.map((id) => `${_id} has ${id}`));
  const rings = agents.flatMap(({ _id, ringing }) => (ringing === null ? [] : [`${_id} rings for ${ringing}`]));
  const offered = conversations.flatMap(({ _id, offer }) => (offer ? [`${offer.agentId} rings for ${_id}`] : []));
  return [
    ...differing(byAgents, byConversations, 'an agent says, and no conversation'),
    ...differing(byConversations, byAgents, 'a conversation says, and no agent'),
    ...differing(rings, offered, 'a bell without an offer'),
    ...differing(offered, rings, 'an offer without a bell'),
  ];
}

function differing(these: readonly string[], those: readonly string[], what: string): string[] {
  const known = new Set(those);
  return these.filter((each) => !known.has(each)).map((each) => `${what}: ${each}`);
}
