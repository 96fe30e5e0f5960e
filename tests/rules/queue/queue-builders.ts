/** Conversations and agents for the rules of the queue: a valid whole, and what the test wants otherwise. */
import type { MatchAgent } from '../../../server/queue/free-agents.ts';
import type { RoutingSettings, WaitingConversation } from '../../../server/queue/routing.ts';

export const SECOND = 1_000;
export const MINUTE = 60_000;
export const NOON = Date.UTC(2026, 10, 2, 12);

export const settings: RoutingSettings = {
  offerMs: 30 * SECOND,
  dangerOfferMs: 10 * SECOND,
  languageRelaxesMs: 2 * MINUTE,
  youngSkillRelaxesMs: MINUTE,
  missedExclusionMs: MINUTE,
  declinedExclusionMs: 5 * MINUTE,
};

export function aConversation(wanted: Partial<WaitingConversation> = {}): WaitingConversation {
  const enqueuedAt = wanted.enqueuedAt ?? NOON;
  return {
    _id: 'conversation-1',
    state: 'waiting',
    priority: 'normal',
    enqueuedAt,
    queueKey: enqueuedAt,
    language: 'en',
    languageNeeded: false,
    requiredSkills: [],
    preferredSkills: [],
    exclusions: [],
    previousAgentId: null,
    connection: { state: 'connected' },
    ...wanted,
  };
}

export function anAgent(wanted: Partial<MatchAgent> = {}): MatchAgent {
  return {
    _id: 'agent-1',
    availability: 'available',
    capacity: 3,
    holds: [],
    ringing: null,
    riskHolds: [],
    skills: [],
    languages: ['en'],
    pausedUntil: null,
    lastAcceptedAt: null,
    connections: [{}],
    disabledAt: null,
    ...wanted,
  };
}
