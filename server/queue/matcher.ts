/**
 * The matching round: one node leads by a lease, loads who waits and who is free, asks the pure rule and makes the offers.
 * It runs when something changed and at least each second, so that nobody is forgotten (Q3). A stale leader loses by revision.
 */
import type { Lease } from '../platform/lease.store.ts';
import { someAtOnce } from '../platform/some-at-once.ts';
import type { QueueDeps } from './deps.ts';
import type { ExhaustedAlerts } from './exhausted-alerts.ts';
import { type Making, makeOffer } from './make-offer.ts';
import { match } from './routing.ts';

/** Offers of one round are of different people to different agents, so they do not wait for each other. */
const AT_ONCE = 8;
/** Nobody on duty could take it: a supervisor is to know, as when everybody was asked. */
const NOBODY_CAN: ReadonlySet<string> = new Set(['nobody_has_skill', 'nobody_speaks_language', 'nobody_has_all']);

export interface RoundResult {
  /** How long it took to read and to decide, in milliseconds; what is written then keeps nobody else from working. */
  readonly decidingMs: number;
  readonly offered: number;
  readonly unmatched: number;
}

export async function matchingRound(deps: QueueDeps, lease: Lease, alerts: ExhaustedAlerts): Promise<RoundResult> {
  const epoch = await lease.hold(deps.clock.now());
  if (epoch === null) return { decidingMs: 0, offered: 0, unmatched: 0 };
  const begunAt = performance.now();
  const [waiting, onDuty, risky, settings] = await Promise.all([
    deps.waiting.read(),
    deps.onDuty.read(),
    deps.line.riskHeld(),
    deps.settings(),
  ]);
  const asked = [...onDuty.values()].map((agent) => ({
    ...agent,
    riskHolds: agent.holds.filter((id) => risky.has(id)),
  }));
  const matching = match([...waiting.values()], asked, deps.clock.now(), settings);
  const makings = matching.offers.flatMap(({ conversationId, ...offer }) => {
    const conversation = waiting.get(conversationId);
    return conversation ? [{ ...offer, conversation, epoch }] : [];
  });
  const decidingMs = performance.now() - begunAt;
  const offered = await makeAll(deps, makings);
  if (waiting.size > 0) deps.measures.round(performance.now() - begunAt);
  const hopeless = matching.unmatched.filter(({ reason }) => NOBODY_CAN.has(reason.code));
  const unable = hopeless.map(({ conversationId }) => conversationId);
  alerts.tell([...matching.exhausted, ...unable], [...waiting.values()]);
  return { decidingMs, offered, unmatched: matching.unmatched.length };
}

/** In the order of the queue, some at once; answers how many were made. */
async function makeAll(deps: QueueDeps, offers: readonly Making[]): Promise<number> {
  const failures: unknown[] = [];
  let made = 0;
  const makeOne = async (offer: Making): Promise<void> => {
    // One that cannot be made keeps nobody behind it waiting.
    const outcome = await makeOffer(deps, offer).catch((error: unknown) => void failures.push(error));
    if (outcome?.ok) made += 1;
  };
  await someAtOnce(offers, makeOne, AT_ONCE);
  if (failures.length > 0) throw failures[0];
  return made;
}
