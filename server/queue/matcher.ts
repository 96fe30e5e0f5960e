/**
 * The matching round: one node leads by a lease, loads who waits and who is free, asks the pure rule and makes the offers.
 * It runs when something changed and at least each second, so that nobody is forgotten (Q3). A stale leader loses by revision.
 */
import type { AlertKind } from '../../shared/domain/alert-kinds.ts';
import type { ConversationDoc } from '../conversations/index.ts';
import type { Lease } from '../platform/lease.store.ts';
import type { QueueDeps } from './deps.ts';
import type { MatchAgent } from './free-agents.ts';
import { makeOffer } from './make-offer.ts';
import { match } from './routing.ts';

const LOADED_AT_MOST = 500;

export interface RoundResult {
  readonly offered: number;
  readonly unmatched: number;
}

export async function matchingRound(deps: QueueDeps, lease: Lease, alerts: ExhaustedAlerts): Promise<RoundResult> {
  const epoch = await lease.hold(deps.clock.now());
  if (epoch === null) return { offered: 0, unmatched: 0 };
  const begunAt = performance.now();
  // Those who are away keep their place but are not offered: they must not fill what is loaded.
  const waiting = await deps.store.findMany({ state: 'waiting', 'connection.state': 'connected' }, LOADED_AT_MOST);
  if (waiting.length === 0) {
    alerts.clear();
    return { offered: 0, unmatched: 0 };
  }
  const [agents, flagged, settings] = await Promise.all([
    deps.agents.findMany({ disabledAt: null, availability: { $ne: 'offline' } }),
    deps.store.findMany({ riskFlag: true, state: { $in: ['offered', 'active', 'wrap_up'] } }, 10_000),
    deps.settings(),
  ]);
  const risky = new Set(flagged.map(({ _id }) => _id));
  const asked: MatchAgent[] = agents.map((agent) => ({
    ...agent,
    riskHolds: agent.holds.filter((id) => risky.has(id)),
  }));
  const matching = match(waiting, asked, deps.clock.now(), settings);
  let offered = 0;
  for (const offer of matching.offers) {
    const made = await makeOffer(deps, { ...offer, epoch });
    if (made.ok) offered += 1;
  }
  deps.measures.round(performance.now() - begunAt);
  await alerts.tell(matching.exhausted, waiting);
  return { offered, unmatched: matching.unmatched.length };
}

export interface ExhaustedAlerts {
  tell(exhausted: readonly string[], waiting: readonly ConversationDoc[]): Promise<void>;
  clear(): void;
}

/**
 * Alerts supervisors once a conversation: everybody who could take it was asked, or somebody in danger has waited longer
 * than the service allows (H6).
 */
export function createExhaustedAlerts(deps: QueueDeps): ExhaustedAlerts {
  const told = new Set<string>();

  async function once(kind: AlertKind, conversationId: string): Promise<void> {
    const key = `${kind}:${conversationId}`;
    if (told.has(key)) return;
    told.add(key);
    await deps.safeguarding.raiseAlert({ kind, conversationId });
  }

  return {
    tell: async (exhausted, waiting) => {
      const { dangerToSupervisorMs } = await deps.settings();
      const late = deps.clock.now() - dangerToSupervisorMs;
      for (const conversationId of exhausted) await once('nobody_left', conversationId);
      for (const { _id, priority, enqueuedAt } of waiting) {
        if (priority === 'danger' && enqueuedAt <= late) await once('danger_not_answered', _id);
      }
      const present = new Set(waiting.map(({ _id }) => _id));
      for (const key of told) if (!present.has(key.slice(key.indexOf(':') + 1))) told.delete(key);
    },
    clear: () => told.clear(),
  };
}
