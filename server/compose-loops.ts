/**
 * What a node does by itself, again and again: heartbeat, matching, sweeps, places. Timers are a convenience of the node;
 * what is due stands in MongoDB and is swept by every node.
 */
import type { Duties } from './compose-duties.ts';
import type { Platform } from './compose-platform.ts';
import {
  affirmVisitors,
  dropNodeVisitors,
  restartVisitorGrace,
  sweepAbandonedWrapUps,
  sweepLostVisitors,
  sweepSilent,
} from './conversations/index.ts';
import type { DiskWatch } from './platform/disk-watch.ts';
import { createLease } from './platform/lease.store.ts';
import { createNodes, DEAD_AFTER_MS, HEARTBEAT_MS } from './platform/nodes.store.ts';
import { type Repeating, repeat } from './platform/repeat.ts';
import {
  affirmAgents,
  createExhaustedAlerts,
  dropNodeAgents,
  matchingRound,
  restartAgentGrace,
  sweepExpiredOffers,
  sweepLostAgents,
} from './queue/index.ts';

const LEASE_MS = 3_000;
const SECOND_MS = 1_000;
const LOG_SWEEP_MS = 5_000;
const PLACES_MS = 5_000;
const PLACES_GAP_MS = 2_000;

export interface Loops {
  /** The matcher should look soon. */
  queueChanged(): void;
  stop(): Promise<void>;
}

export function composeLoops(platform: Platform, duties: Duties, disk: DiskWatch): Loops {
  const { database, clock, logger, signals, nodeId } = platform;
  const nodes = createNodes(database, nodeId);
  const lease = createLease(database, 'matcher', nodeId, LEASE_MS);
  const alerts = createExhaustedAlerts(duties);

  /** When this node last beat. Past its life it cannot judge who is lost: it was away itself, or has just come. */
  let beatAt = Number.NEGATIVE_INFINITY;
  const isLive = () => clock.now() - beatAt <= DEAD_AFTER_MS;

  async function heartbeat(): Promise<void> {
    const now = clock.now();
    const wasAway = !isLive();
    await nodes.beat(now);
    if (wasAway && !(await nodes.othersLive(now))) {
      await restartVisitorGrace(duties);
      await restartAgentGrace(duties);
    }
    await affirmVisitors(duties);
    await affirmAgents(duties);
    beatAt = now;
    // What kept us from beating may have kept the others too: they get a round.
    if (wasAway) return;
    for (const dead of await nodes.dead(now)) {
      await dropNodeVisitors(duties, dead);
      await dropNodeAgents(duties, dead);
      await nodes.forget(dead);
    }
  }

  async function sweep(): Promise<void> {
    if (!isLive()) return;
    await sweepExpiredOffers(duties);
    await sweepLostAgents(duties);
    await sweepLostVisitors(duties);
    await sweepSilent(duties);
    await sweepAbandonedWrapUps(duties);
  }

  const match = repeat({ name: 'match', everyMs: SECOND_MS, gapMs: 20, logger }, async () => {
    await matchingRound(duties, lease, alerts);
  });
  const places = repeat({ name: 'places', everyMs: PLACES_MS, gapMs: PLACES_GAP_MS, logger }, () =>
    duties.places.tell(),
  );
  const logSweep = repeat(
    { name: 'log-sweep', everyMs: () => (signals.connected() ? LOG_SWEEP_MS : SECOND_MS), logger },
    () => duties.log.sweep(),
  );
  signals.onReconnect(() => logSweep.soon());
  const all: readonly Repeating[] = [
    repeat({ name: 'heartbeat', everyMs: HEARTBEAT_MS, logger }, heartbeat),
    repeat({ name: 'sweep', everyMs: SECOND_MS, logger }, sweep),
    match,
    places,
    logSweep,
    repeat({ name: 'disk', everyMs: platform.disk.everyMs, logger }, () => disk.look()),
  ];

  return {
    queueChanged: () => {
      match.soon();
      places.soon();
    },
    stop: async () => {
      await Promise.all(all.map((each) => each.stop()));
      await lease.release();
      // A stopping node releases its own claims only: its connections, not anybody's work.
      await dropNodeVisitors(duties, nodeId);
      await dropNodeAgents(duties, nodeId);
      await nodes.forget(nodeId);
    },
  };
}
