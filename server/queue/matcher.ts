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

/** Answers how long it took to read and to decide, in milliseconds; what is written then keeps nobody else from working. */
export async function matchingRound(deps: QueueDeps, lease: Lease, alerts: ExhaustedAlerts): Promise<number> {
  const epoch = await lease.hold(deps.clock.now());
  if (epoch === null) return 0;
  const begunAt = performance.now();
  const [known, onDuty, risky, settings] = await Promise.all([
    deps.waiting.read(),
    deps.onDuty.read(),
    deps.line.riskHeld(),
    deps.settings(),
  ]);
  const asked = [...onDuty.values()].map((agent) => ({
    ...agent,
    riskHolds: agent.holds.filter((id) => risky.has(id)),
  }));
  const waiting = [...known.values()];
  const matching = match(waiting, asked, deps.clock.now(), settings);
  const makings = matching.offers.flatMap(({ conversationId, ...offer }) => {
    const conversation = known.get(conversationId);
    return conversation ? [{ ...offer, conversation, epoch }] : [];
  });
  const decidingMs = performance.now() - begunAt;
  await makeAll(deps, makings);
  if (waiting.length > 0) deps.measures.round(performance.now() - begunAt);
  const hopeless = matching.unmatched.filter(({ reason }) => NOBODY_CAN.has(reason.code));
  const unable = hopeless.map(({ conversationId }) => conversationId);
  alerts.tell([...matching.exhausted, ...unable], waiting);
  return decidingMs;
}

/** In the order of the queue, some at once. */
async function makeAll(deps: QueueDeps, offers: readonly Making[]): Promise<void> {
  const failures: unknown[] = [];
  const makeOne = async (offer: Making): Promise<void> => {
    // One that cannot be made keeps nobody behind it waiting.
    await makeOffer(deps, offer).catch((error: unknown) => void failures.push(error));
  };
  await someAtOnce(offers, makeOne, AT_ONCE);
  if (failures.length > 0) throw failures[0];
}
