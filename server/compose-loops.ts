/**
 * What a node does by itself, again and again: heartbeat, matching, sweeps, places. Timers are a convenience of the node;
 * what is due stands in MongoDB and is swept by every node.
 */
import { agentsSpec } from './agents/index.ts';
import type { Duties } from './compose-duties.ts';
import type { Platform } from './compose-platform.ts';
import {
  affirmVisitors,
  conversationsSpec,
  createMissedNotes,
  dropNodeVisitors,
  restartVisitorGrace,
  sweepAbandonedWrapUps,
  sweepLostVisitors,
  sweepSilent,
  tellMissedChanges,
} from './conversations/index.ts';
import type { DiskWatch } from './platform/disk-watch.ts';
import { createLease } from './platform/lease.store.ts';
import { createNodes, DEAD_AFTER_MS, HEARTBEAT_MS } from './platform/nodes.store.ts';
import { type Repeating, repeat } from './platform/repeat.ts';
import {
  affirmAgents,
  createExhaustedAlerts,
  createPictureStore,
  createReconciler,
  dropNodeAgents,
  matchingRound,
  restartAgentGrace,
  sweepExpiredOffers,
  sweepLostAgents,
  tellMissedAtDesks,
} from './queue/index.ts';

import { createMissedAlerts } from './safeguarding/index.ts';

const LEASE_MS = 3_000;
const SECOND_MS = 1_000;
const LEAST_REST_MS = 5;
const LOG_SWEEP_MS = 5_000;
const PLACES_MS = 5_000;
const PLACES_GAP_MS = 2_000;

export interface LoopParts {
  readonly disk: DiskWatch;
  /** How often it is looked whether what is stored agrees. */
  readonly reconcileMs: number;
  /** Looks of duties that are composed elsewhere for what no signal has told. */
  readonly looks: Readonly<Record<string, () => Promise<void>>>;
}

export interface Loops {
  /** The matcher should look soon. */
  queueChanged(): void;
  stop(): Promise<void>;
}

export function composeLoops(platform: Platform, duties: Duties, { reconcileMs, disk, looks }: LoopParts): Loops {
  const { database, clock, logger, signals, nodeId } = platform;
  const nodes = createNodes(database, nodeId);
  const lease = createLease(database, 'matcher', nodeId, LEASE_MS);
  const alerts = createExhaustedAlerts(duties);
  const reconcilerLease = createLease(database, 'reconciler', nodeId, 2 * reconcileMs);
  const picture = createPictureStore(database, { agents: agentsSpec, conversations: conversationsSpec });
  const dropVisitors = (id: string) => dropNodeVisitors(duties, id);
  const reconciler = createReconciler({ ...duties, picture, dropVisitors }, reconcilerLease, () => nodes.known());

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

  /** A round is followed by a rest as long as itself: quick ones soon by another, and slow ones never fill the node. */
  let restMs = LEAST_REST_MS;
  const match = repeat({ name: 'match', everyMs: SECOND_MS, gapMs: () => restMs, logger }, async () => {
    const began = performance.now();
    await matchingRound(duties, lease, alerts);
    restMs = Math.max(LEAST_REST_MS, performance.now() - began);
  });
  const places = repeat({ name: 'places', everyMs: PLACES_MS, gapMs: PLACES_GAP_MS, logger }, () =>
    duties.places.tell(),
  );
  const tellMissedAlerts = createMissedAlerts(duties);
  /** What signals should have told: looked for now and then, each second while Redis is away, at once when it is back. */
  const missed = [
    ['log-sweep', () => duties.log.sweep()],
    ['missed-changes', () => tellMissedChanges(duties)],
    ['missed-at-desks', () => tellMissedAtDesks(duties)],
    ['missed-alerts', tellMissedAlerts],
    ['missed-notes', createMissedNotes(duties)],
    ...Object.entries(looks),
  ] as const;
  const everyMs = () => (signals.connected() ? LOG_SWEEP_MS : SECOND_MS);
  const sweeps = missed.map(([name, work]) => repeat({ name, everyMs, logger }, work));
  const sweepSoon = () => {
    for (const each of sweeps) each.soon();
  };
  signals.onSilence(sweepSoon);
  signals.onReconnect(sweepSoon);
  const all: readonly Repeating[] = [
    repeat({ name: 'heartbeat', everyMs: HEARTBEAT_MS, logger }, heartbeat),
    repeat({ name: 'sweep', everyMs: SECOND_MS, logger }, sweep),
    match,
    places,
    repeat({ name: 'reconcile', everyMs: reconcileMs, logger }, () => reconciler.round()),
    repeat({ name: 'disk', everyMs: platform.disk.everyMs, logger }, () => disk.look()),
    ...sweeps,
  ];

  return {
    queueChanged: () => {
      match.soon();
      places.soon();
    },
    stop: async () => {
      await Promise.all(all.map((each) => each.stop()));
      await lease.release();
      await reconcilerLease.release();
      // A stopping node releases its own claims only: its connections, not anybody's work.
      await dropNodeVisitors(duties, nodeId);
      await dropNodeAgents(duties, nodeId);
      await nodes.forget(nodeId);
    },
  };
}
