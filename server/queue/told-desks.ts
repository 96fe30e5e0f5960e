/** What the desks on this node were told: the agent as they stand, and the offers that stand with them. */
import { createShown, type Shown } from '../platform/shown.ts';

export interface ToldDesks {
  readonly agents: Shown;
  offerTold(agentId: string, offerId: string, conversationId: string): void;
  offerGone(agentId: string, offerId: string): void;
  /** The offers that this agent's desks show, with their conversations. */
  offersOf(agentId: string): ReadonlyMap<string, string>;
  /** Forgets desks that are not here any more. */
  keep(agentIds: ReadonlySet<string>): void;
}

const NONE: ReadonlyMap<string, string> = new Map();

export function createToldDesks(): ToldDesks {
  const agents = createShown();
  const offers = new Map<string, Map<string, string>>();
  return {
    agents,
    offerTold: (agentId, offerId, conversationId) => {
      const known = offers.get(agentId) ?? new Map<string, string>();
      offers.set(agentId, known.set(offerId, conversationId));
    },
    offerGone: (agentId, offerId) => {
      offers.get(agentId)?.delete(offerId);
    },
    offersOf: (agentId) => new Map(offers.get(agentId) ?? NONE),
    keep: (agentIds) => {
      agents.keep(agentIds);
      for (const agentId of offers.keys()) if (!agentIds.has(agentId)) offers.delete(agentId);
    },
  };
}
