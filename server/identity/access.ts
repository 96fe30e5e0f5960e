/**
 * The one place that decides whether a command or route may run (A1): action × role × relation from the shared table, deny
 * by default. A role that never may is told so; what merely is not theirs does not exist for them. Denials of signed-in
 * people are recorded, without content.
 */
import { type Action, type Actor, decide, type Relation, relationsFor } from '../../shared/domain/permissions.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Audit } from '../audit/index.ts';
import type { AccessCaller, AccessPort } from '../platform/http-route.ts';
import type { Logger } from '../platform/logger.ts';

export interface AccessOptions {
  readonly audit: Audit;
  readonly logger: Logger;
  /** A denial to be counted: metrics know action and role, nobody's name. */
  readonly count?: (action: Action, actor: Actor, decision: 'forbidden' | 'not_found') => void;
}

/** What is open to everybody is open to staff as well. */
export function decideFor(action: Action, actor: Actor, held: readonly Relation[]): ReturnType<typeof decide> {
  const decision = decide(action, actor, held);
  return decision !== 'allowed' && decide(action, 'public', []) === 'allowed' ? 'allowed' : decision;
}

export function createAccess({ audit, logger, count }: AccessOptions): AccessPort {
  function refuse(action: Action, { actor, agentId }: AccessCaller, decision: 'forbidden' | 'not_found'): Result<null> {
    count?.(action, actor, decision);
    if (agentId === null) return fail(actor === 'public' ? 'unauthenticated' : decision);
    const target = { kind: 'permission', id: action };
    audit
      .record({ actor: { id: agentId, role: actor }, action: 'access.deny', target, meta: { decision } })
      .catch(() => logger.warn({ action, actor }, 'a denial could not be recorded'));
    return fail(decision);
  }

  return {
    permit: (action, caller) => {
      const everMay = relationsFor(action, caller.actor).length > 0 || relationsFor(action, 'public').length > 0;
      return everMay ? ok(null) : refuse(action, caller, 'forbidden');
    },
    decide: (action, caller, held) => {
      const decision = decideFor(action, caller.actor, held);
      return decision === 'allowed' ? ok(null) : refuse(action, caller, decision);
    },
  };
}
