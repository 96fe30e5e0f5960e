/** Who is free: available, connected, a place free, no offer ringing, no risk-flagged conversation held, not paused. */
import type { Availability } from '../../shared/protocol/desk.ts';
import { isPaused } from './pause.ts';

/** What of a stored agent decides whether they are offered a conversation. */
export interface MatchAgent {
  readonly _id: string;
  readonly availability: Availability;
  readonly capacity: number;
  /** Conversations that hold a place each: an offer, an active one, a wrap-up until saved. */
  readonly holds: readonly string[];
  /** The conversation whose offer to them stands unanswered. */
  readonly ringing: string | null;
  /** Those of the held ones that carry a risk flag. */
  readonly riskHolds: readonly string[];
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  readonly pausedUntil: number | null;
  readonly lastAcceptedAt: number | null;
  /** Live connections, on any node. */
  readonly connections: readonly unknown[];
  readonly disabledAt: number | null;
}

/** There today, now or after a break. Only what nobody on duty can do is said to be impossible. */
export function isOnDuty(agent: Pick<MatchAgent, 'availability' | 'disabledAt'>): boolean {
  return agent.availability !== 'offline' && agent.disabledAt === null;
}

/** Takes conversations, now or as soon as a place is free. */
export function isAtWork(agent: MatchAgent): boolean {
  return isOnDuty(agent) && agent.availability === 'available' && agent.connections.length > 0;
}

/** Free but for a pause: whom danger may ask. */
export function couldBeAsked(agent: MatchAgent): boolean {
  const { holds, capacity, ringing, riskHolds } = agent;
  return isAtWork(agent) && holds.length < capacity && ringing === null && riskHolds.length === 0;
}

export function isFree(agent: MatchAgent, now: number): boolean {
  return couldBeAsked(agent) && !isPaused(agent, now);
}
