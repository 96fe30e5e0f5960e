/** Accounts, sessions and the limits in front of them. */

import type { AgentDoc } from './agents/index.ts';
import type { Duties } from './compose-duties.ts';
import type { Platform } from './compose-platform.ts';
import type { Config } from './config.ts';
import {
  type Accounts,
  createAccess,
  createAccounts,
  createPasswords,
  createSessions,
  createSignInLimits,
  type Sessions,
  sessionTable,
} from './identity/index.ts';
import { type ConversationLimits, createConversationLimits } from './platform/conversation-limits.redis.ts';
import type { RouteTable } from './platform/http-route.ts';
import { createLimits } from './platform/rate-limit.redis.ts';
import { dropRinging } from './queue/index.ts';

export interface Identity {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly access: ReturnType<typeof createAccess>;
  readonly conversationLimits: ConversationLimits;
  readonly limits: ReturnType<typeof createLimits>;
  readonly routes: RouteTable;
}

/** Somebody works here no more, or as something else: what was theirs is looked at. */
export const AGENT_STOPPED = 'agent:stopped';

export async function composeIdentity(config: Config, platform: Platform, duties: Duties): Promise<Identity> {
  const { database, sealing, masterKeys, signals, ids, clock, redis, logger } = platform;
  const now = () => clock.now();
  const { audit } = duties;
  const sessions = createSessions({ database, signals, ids, now });
  const passwords = await createPasswords();
  const isOffline = async (agent: AgentDoc, cause: string): Promise<void> => {
    await duties.agents.recordAvailability(agent, now(), cause);
    await dropRinging(duties, agent._id);
    duties.queue.agentChanged(agent._id);
    duties.queue.changed(null);
  };
  const stopsWork = async (agentId: string, cause: string): Promise<void> => {
    const agent = await duties.agents.find(agentId);
    if (agent) await isOffline(agent, cause);
    signals.publish(AGENT_STOPPED, { agentId });
  };
  const stored = { database, sealing, masterKeys, audit, passwords, sessions };
  const accounts = createAccounts({ ...stored, ids, now, stopsWork });
  const limits = createLimits({
    redis,
    prefix: config.redisPrefix,
    masterKeys,
    limits: config.limits,
    production: config.production,
    now,
  });
  const conversationLimits = createConversationLimits({ limits, redis, prefix: config.redisPrefix, now });
  signals.subscribe('conversation:ended', ({ conversationId }, origin) => {
    if (origin === 'here' && typeof conversationId === 'string') void conversationLimits.closed(conversationId);
  });
  const goOffline = async (agentId: string, cause: 'signed_in' | 'signed_out'): Promise<void> => {
    const nowhere = cause === 'signed_in' ? { connections: { $size: 0 } } : {};
    const set = { availability: 'offline', availabilitySince: now() };
    const guard = { availability: { $ne: 'offline' }, ...nowhere };
    const agent = await duties.agents.change(agentId, guard, { $set: set });
    if (agent) await isOffline(agent, cause);
  };
  const signIn = { accounts, sessions, passwords, limits: createSignInLimits(limits), audit, goOffline };
  const access = createAccess({ audit, logger });
  return { accounts, sessions, access, conversationLimits, limits, routes: sessionTable(signIn) };
}
