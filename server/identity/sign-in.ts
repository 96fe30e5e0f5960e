/** Signing in: an unknown e-mail and a wrong password get the same answer after the same work (V3). */

import type { z } from 'zod';
import type { Account, credentials } from '../../shared/protocol/http/session.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { AgentDoc } from '../agents/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Accounts } from './accounts.store.ts';
import type { Passwords } from './password.ts';
import type { Sessions } from './sessions.store.ts';
import type { SignInLimits } from './sign-in-limits.ts';

export interface SignInDeps {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly passwords: Passwords;
  readonly limits: SignInLimits;
  readonly audit: Audit;
  /**
   * A new session begins offline. A second device turns nothing while the agent is connected at the first: there they
   * are at work, and an offer may ring.
   */
  readonly goOffline: (agentId: string, cause: 'signed_in' | 'signed_out') => Promise<void>;
}

export interface SignedIn {
  readonly account: Account;
  readonly token: string;
}

export async function signIn(
  deps: SignInDeps,
  { email, password }: z.infer<typeof credentials>,
  address: string,
): Promise<Result<SignedIn>> {
  const retryAfterMs = await deps.limits.attempt(email, address);
  if (retryAfterMs !== null) return fail('rate_limited', { retryAfterMs });
  const agent = await deps.accounts.findByEmail(email);
  const mayEnter = agent !== null && agent.disabledAt === null;
  const right = await deps.passwords.verify(mayEnter ? agent.passwordHash : null, password);
  if (right === null) return fail('unavailable');
  if (!right || agent === null) {
    await record(deps, agent, 'session.refuse');
    return fail('unauthenticated');
  }
  await deps.limits.succeeded(email, address);
  await deps.goOffline(agent._id, 'signed_in');
  const { token } = await deps.sessions.open(agent._id);
  await record(deps, agent, 'session.open');
  return ok({ account: accountOf({ ...agent, agentId: agent._id }), token });
}

export function accountOf({ agentId, name, role, teamId }: Account): Account {
  return { agentId, name, role, teamId };
}

/** Guesses at accounts that do not exist are recorded alike: the time must not tell which exist. */
async function record({ audit }: SignInDeps, agent: AgentDoc | null, action: string): Promise<void> {
  const id = agent?._id ?? 'nobody';
  const actor = action === 'session.open' ? { id, role: agent?.role ?? 'public' } : { id: 'unknown', role: 'public' };
  await audit.record({ actor, action, target: { kind: 'account', id } });
}
