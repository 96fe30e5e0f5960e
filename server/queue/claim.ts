/**
 * The one writer path to an agent's place [Q1]: automatic offers, manual assignment, take-over, transfer and re-offer all
 * call `claim`, inside their own transaction. Claims on one agent take turns in the node; across nodes the guarded
 * update on the agent's `holds` decides.
 */
import { fail, ok, type Result } from '../../shared/result.ts';
import type { AgentsStore } from '../agents/index.ts';
import type { Session } from '../platform/mongo.ts';

export interface Claim {
  readonly agentId: string;
  readonly conversationId: string;
  /** An offer that rings, or a conversation given at once. */
  readonly kind: 'offer' | 'given';
}

export async function claim(
  agents: AgentsStore,
  session: Session,
  { agentId, conversationId, kind }: Claim,
): Promise<Result<null>> {
  const held = await agents.hold(session, agentId, conversationId, {
    ring: kind === 'offer',
    availableOnly: kind === 'offer',
  });
  return held ? ok(null) : fail('at_capacity');
}

export interface Turns {
  /** Runs work for one agent after what is already running for them here. */
  take<T>(agentId: string, work: () => Promise<T>): Promise<T>;
}

/** Ten claims at once on one agent starve each other with write conflicts (p99 360 to 532 ms measured); in turn they do not. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take: (agentId, work) => {
      const before = last.get(agentId) ?? Promise.resolve();
      const mine = before.then(work, work);
      const settled = mine.catch(() => undefined);
      last.set(agentId, settled);
      void settled.then(() => {
        if (last.get(agentId) === settled) last.delete(agentId);
      });
      return mine;
    },
  };
}
