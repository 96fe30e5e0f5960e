/**
 * Staff sessions in MongoDB, so that losing Redis signs nobody out (Q4). Only the token's SHA-256 is stored. What a node
 * remembers of a session is at most a second old, and forgotten at once when a signal says that it ended.
 */

import { createHash } from 'node:crypto';
import type { AgentDoc } from '../agents/index.ts';
import { agentsSpec } from '../agents/index.ts';
import { forgetOldest } from '../platform/forget-oldest.ts';
import type { StaffSession } from '../platform/http-route.ts';
import type { CollectionSpec, Database } from '../platform/mongo.ts';
import type { Ids } from '../platform/ports.ts';
import type { Signals } from '../platform/signals.redis.ts';
import { tokenIn } from './session-cookie.ts';
import { endsAt, isAlive, TOUCH_EVERY_MS } from './session-life.ts';

interface SessionDoc {
  /** SHA-256 of the token. */
  readonly _id: string;
  readonly sessionId: string;
  readonly agentId: string;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  /** When MongoDB may remove it; what is over is refused before that. */
  readonly expiresAt: Date;
}

/** Not `personal`: it names nobody but an account, and goes by itself within twelve hours. */
export const sessionsSpec: CollectionSpec = {
  name: 'sessions',
  personal: false,
  indexes: [
    { keys: { expiresAt: 1 }, expireAfterSeconds: 0 },
    { keys: { agentId: 1 } },
    { keys: { sessionId: 1 }, unique: true },
  ],
};

export type SessionEndReason = 'signed_out' | 'expired' | 'role_changed' | 'password_changed' | 'disabled';
/** Announced with `{sessionId, reason}` or `{agentId, reason}`, then all of the agent's; connections are closed. */
const SESSION_ENDED = 'session:ended';

export interface Sessions {
  /** Answers the token for the cookie. */
  open(agentId: string): Promise<{ readonly token: string; readonly sessionId: string }>;
  /** Who calls, decided again each time (A1); counts as use of the session. */
  sessionOf(cookieHeader: string | undefined): Promise<StaffSession | null>;
  /** Whether the agent is signed in anywhere. */
  has(agentId: string): Promise<boolean>;
  end(agentId: string, sessionId: string, reason: SessionEndReason): Promise<void>;
  endAll(agentId: string, reason: SessionEndReason): Promise<void>;
  /**
   * Twice a minute, for the sessions with a connection here: what is over is announced as ended, and what is at work
   * though nothing is typed goes on: an agent who is available or holds a conversation, a wallboard that is `watched`.
   */
  sweep(sessionIds: readonly string[], watched: (sessionId: string) => boolean): Promise<void>;
}

export interface SessionsOptions {
  readonly database: Database;
  readonly signals: Signals;
  readonly ids: Ids;
  readonly now: () => number;
}

const REMEMBER_MS = 1_000;
const REMEMBER_MOST = 5_000;
const MAJORITY = { readConcern: { level: 'majority' } } as const;

export function createSessions({ database, signals, ids, now }: SessionsOptions): Sessions {
  const sessions = database.collection<SessionDoc>(sessionsSpec);
  const agents = database.collection<AgentDoc>(agentsSpec);
  const known = new Map<string, { readonly session: StaffSession; readonly until: number }>();

  signals.subscribe(SESSION_ENDED, ({ agentId, sessionId }) => {
    for (const [key, { session }] of known) {
      if (session.agentId === agentId && (sessionId === undefined || session.sessionId === sessionId))
        known.delete(key);
    }
  });

  function remember(key: string, session: StaffSession): void {
    known.delete(key);
    known.set(key, { session, until: now() + REMEMBER_MS });
    forgetOldest(known, REMEMBER_MOST);
  }

  async function find(key: string): Promise<StaffSession | null> {
    const doc = await sessions.findOne({ _id: key }, MAJORITY);
    if (!doc || !isAlive(doc, now())) return null;
    const agent = await agents.findOne({ _id: doc.agentId, disabledAt: null }, MAJORITY);
    if (!agent) return null;
    if (now() - doc.lastUsedAt >= TOUCH_EVERY_MS) await touch(doc);
    const { _id: agentId, role, teamId, name, partnerId = null } = agent;
    const partner = role === 'partner' && partnerId !== null ? { partnerId } : {};
    return { sessionId: doc.sessionId, agentId, role, teamId, name, ...partner };
  }

  async function touch(doc: SessionDoc): Promise<void> {
    const lastUsedAt = now();
    const expiresAt = new Date(endsAt({ createdAt: doc.createdAt, lastUsedAt }));
    await sessions.updateOne({ _id: doc._id }, { $set: { expiresAt }, $max: { lastUsedAt } });
  }

  return {
    open: async (agentId) => {
      const token = ids.bytes(32).toString('base64url');
      const sessionId = ids.uuid();
      const times = { createdAt: now(), lastUsedAt: now() };
      await sessions.insertOne({
        _id: digest(token),
        sessionId,
        agentId,
        ...times,
        expiresAt: new Date(endsAt(times)),
      });
      return { token, sessionId };
    },
    sessionOf: async (cookieHeader) => {
      const token = tokenIn(cookieHeader);
      if (token === null) return null;
      const key = digest(token);
      const hit = known.get(key);
      if (hit && hit.until > now()) return hit.session;
      const session = await find(key);
      if (session) remember(key, session);
      else known.delete(key);
      return session;
    },
    has: async (agentId) =>
      (await sessions.findOne({ agentId, expiresAt: { $gt: new Date(now()) } }, MAJORITY)) !== null,
    end: async (agentId, sessionId, reason) => {
      await sessions.deleteOne({ agentId, sessionId });
      signals.publish(SESSION_ENDED, { agentId, sessionId, reason });
    },
    endAll: async (agentId, reason) => {
      await sessions.deleteMany({ agentId });
      signals.publish(SESSION_ENDED, { agentId, reason });
    },
    sweep: async (sessionIds, watched) => {
      const found = await sessions.find({ sessionId: { $in: [...sessionIds] } }, MAJORITY).toArray();
      const alive = found.filter((doc) => isAlive(doc, now()));
      for (const sessionId of sessionIds) {
        if (alive.every((doc) => doc.sessionId !== sessionId))
          signals.publish(SESSION_ENDED, { sessionId, reason: 'expired' });
      }
      const due = alive.filter((doc) => now() - doc.lastUsedAt >= TOUCH_EVERY_MS);
      const docs = await agents.find({ _id: { $in: due.map((doc) => doc.agentId) } }, MAJORITY).toArray();
      const atWork = docs.filter((agent) => agent.availability !== 'offline' || agent.holds.length > 0);
      const agentIds = atWork.map((agent) => agent._id);
      for (const doc of due) if (watched(doc.sessionId) || agentIds.includes(doc.agentId)) await touch(doc);
    },
  };
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
