/** A valid conversation document; tests name only what matters to them. */
import { randomUUID } from 'node:crypto';
import type { ConversationDoc } from '../../../server/conversations/conversation.ts';

export function aConversation(overrides: Partial<ConversationDoc> = {}): ConversationDoc {
  const now = Date.now();
  const _id = overrides._id ?? randomUUID();
  return {
    _id,
    revision: 1,
    state: 'waiting',
    channel: 'chat',
    queueId: 'main',
    teamId: 'main',
    priority: 'normal',
    queueKey: now,
    createdAt: now,
    enqueuedAt: now,
    acceptedAt: null,
    endedAt: null,
    closedAt: null,
    endReason: null,
    offer: null,
    holder: null,
    consulting: [],
    exclusions: [],
    previousAgentId: null,
    language: 'en',
    languageNeeded: false,
    requiredSkills: [],
    preferredSkills: [],
    ageBand: null,
    riskFlag: false,
    caseId: null,
    connection: { state: 'connected', since: now, nodeId: 'n1', socketId: 's1' },
    reads: { visitor: 0, agent: 0 },
    opening: [],
    competence: null,
    tokenHash: randomUUID(),
    tokenKid: 'k1',
    tokenUntil: now + 86_400_000,
    requestId: randomUUID(),
    requestDigest: 'd',
    preChat: null,
    wrapUp: null,
    transitions: [],
    versions: {},
    purgeAt: null,
    legalHold: false,
    ...overrides,
  };
}
