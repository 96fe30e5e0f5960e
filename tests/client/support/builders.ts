import type { StaffConversation } from '../../../shared/protocol/conversation.ts';
import type { Agent, Alert, Offer } from '../../../shared/protocol/desk.ts';
import type { Entry } from '../../../shared/protocol/entry.ts';

export const T0 = '2026-11-24T09:00:00.000Z';

export function later(ms: number): string {
  return new Date(Date.parse(T0) + ms).toISOString();
}

export function aConversation(change: Partial<StaffConversation> = {}): StaffConversation {
  return {
    conversationId: 'c1',
    revision: 1,
    state: 'active',
    channel: 'chat',
    queueId: 'main',
    priority: 'normal',
    enqueuedAt: T0,
    acceptedAt: T0,
    endedAt: null,
    endReason: null,
    lastSeq: 0,
    holder: { agentId: 'a1', name: 'Ruth' },
    consulting: [],
    visitor: { presence: 'connected', since: T0, language: 'en' },
    reads: { visitor: 0, agent: 0 },
    preChat: null,
    wrapUp: null,
    ageBand: null,
    riskFlag: false,
    caseId: null,
    opening: [],
    ...change,
  };
}

export function anAgent(change: Partial<Agent> = {}): Agent {
  return {
    agentId: 'a1',
    name: 'Ruth',
    role: 'agent',
    teamId: 't1',
    availability: 'available',
    capacity: 3,
    maximumCapacity: 4,
    load: 0,
    presence: 'connected',
    since: T0,
    pausedUntil: null,
    ...change,
  };
}

export function aMessage(seq: number, change: Partial<Extract<Entry, { kind: 'message' }>> = {}): Entry {
  return {
    conversationId: 'c1',
    seq,
    at: later(seq * 1000),
    kind: 'message',
    author: { role: 'visitor' },
    text: `line ${seq}`,
    ...change,
  };
}

export function anOffer(change: Partial<Offer> = {}): Offer {
  return {
    offerId: 'o1',
    conversationId: 'c1',
    queueId: 'main',
    expiresAt: later(30_000),
    expiresInMs: 30_000,
    waitedMs: 12_000,
    priority: 'normal',
    language: 'en',
    reasons: [],
    preChat: null,
    ...change,
  };
}

export function anAlert(change: Partial<Alert> = {}): Alert {
  return {
    alertId: 'l1',
    kind: 'emergency',
    raisedAt: T0,
    conversationId: 'c1',
    acknowledgedBy: null,
    closedAt: null,
    ...change,
  };
}
