/** What the desks on this node were told: the agent as they stand, and the offers that stand with them. */
import { forgetOldest } from '../platform/forget-oldest.ts';
import { createShown, type Shown } from '../platform/shown.ts';

export interface ToldDesks {
  readonly agents: Shown;
  /** Whether it may ring now: once, and never when it went while somebody was still reading what to show. */
  rings(agentId: string, offerId: string, conversationId: string): boolean;
  offerTold(agentId: string, offerId: string, conversationId: string): void;
  offerGone(agentId: string, offerId: string): void;
  /** The offers that this agent's desks show, with their conversations. */
  offersOf(agentId: string): ReadonlyMap<string, string>;
  /** Forgets desks that are not here any more. */
  keep(agentIds: ReadonlySet<string>): void;
}

const REMEMBERED = 2_000;
const NONE: ReadonlyMap<string, string> = new Map();

export function createToldDesks(): ToldDesks {
  const agents = createShown();
  const offers = new Map<string, Map<string, string>>();
  /** The latest that rang or went. */
  const past = new Set<string>();

  function remember(offerId: string): void {
    past.add(offerId);
    forgetOldest(past, REMEMBERED);
  }

  function offerTold(agentId: string, offerId: string, conversationId: string): void {
    const known = offers.get(agentId) ?? new Map<string, string>();
    offers.set(agentId, known.set(offerId, conversationId));
  }

  return {
    agents,
    rings: (agentId, offerId, conversationId) => {
      if (past.has(offerId)) return false;
      remember(offerId);
      offerTold(agentId, offerId, conversationId);
      return true;
    },
    offerTold,
    offerGone: (agentId, offerId) => {
      remember(offerId);
      offers.get(agentId)?.delete(offerId);
    },
    offersOf: (agentId) => new Map(offers.get(agentId) ?? NONE),
    keep: (agentIds) => {
      agents.keep(agentIds);
      for (const agentId of offers.keys()) if (!agentIds.has(agentId)) offers.delete(agentId);
    },
  };
}
