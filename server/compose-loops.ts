/**
 * What a node does by itself, again and again: heartbeat, matching, sweeps, places. Timers are a convenience of the node;
 * what is due stands in MongoDB and is swept by every node.
 */
import { agentsSpec } from './agents/index.ts';
import type { Duties } from './compose-duties.ts';
import { composeLife } from './compose-life.ts';
import type { Platform } from './compose-platform.ts';
import {
  conversationsSpec,
  createMissedNotes,
  dropNodeVisitors,
  sweepAbandonedWrapUps,
  sweepLostVisitors,
  sweepSilent,
  tellMissedChanges,
} from './conversations/index.ts';
import type { DiskWatch } from './platform/disk-watch.ts';
import { createLease } from './platform/lease.store.ts';
import { describeError } from './platform/logger.ts';
import { createNodes } from './platform/nodes.store.ts';
import { type Repeating, repeat } from './platform/repeat.ts';
import {
  createExhaustedAlerts,
  createPictureStore,
  createReconciler,
  matchingRound,
  sweepExpiredOffers,
  sweepLostAgents,
  sweepUnheardOffers,
  tellMissedAtDesks,
} from './queue/index.ts';

import { createMissedAlerts, type EmergencyWatch } from './safeguarding/index.ts';

const LEASE_MS = 3_000;
const SECOND_MS = 1_000;
const LEAST_REST_MS = 5;
const MOST_REST_MS = 250;
const LOG_SWEEP_MS = 5_000;
const LEAD_COVER_MS = 2_000;
const PLACES_MS = 5_000;
const PLACES_GAP_MS = 2_000;

export interface LoopParts {
  readonly disk: DiskWatch;
  /** How often it is looked whether what is stored agrees. */
  readonly reconcileMs: number;
  /** Looks of duties that are composed elsewhere for what no signal has told. */
  readonly looks: Readonly<Record<string, () => Promise<void>>>;
  /** Looks for what is due in an emergency. */
  readonly watch: EmergencyWatch;
}

export interface Loops {
  /** The matcher should look soon. */
  queueChanged(): void;
  stop(): Promise<void>;
}

export function composeLoops(
  platform: Platform,
  duties: Duties,
  { reconcileMs, disk, looks, watch }: LoopParts,
): Loops {
  const { database, logger, signals, nodeId } = platform;
  const nodes = createNodes(database, platform);
  const lease = createLease(database, 'matcher', nodeId, LEASE_MS);
  const alerts = createExhaustedAlerts(duties);
  const reconcilerLease = createLease(database, 'reconciler', nodeId, 2 * reconcileMs);
  const picture = createPictureStore(database, { agents: agentsSpec, conversations: conversationsSpec });
  const dropVisitors = (id: string) => dropNodeVisitors(duties, id);
  const reconciler = createReconciler({ ...duties, picture, dropVisitors }, reconcilerLease, () => nodes.known());

  const life = composeLife(platform, duties, nodes);

  /** One step that fails keeps none of the others from being taken. */
  async function sweep(): Promise<void> {
    if (!life.isLive()) return;
    const steps = [
      sweepExpiredOffers,
      sweepUnheardOffers,
      sweepLostAgents,
      sweepLostVisitors,
      sweepSilent,
      sweepAbandonedWrapUps,
    ];
    for (const step of steps)
      await step(duties).catch((error: unknown) =>
        logger.warn({ step: step.name, ...describeError(error) }, 'a step of the sweep failed'),
      );
  }

  /** A round is followed by a rest as long as it took to decide: quick ones soon by another, and slow ones never fill the node. */
  let restMs = LEAST_REST_MS;
  const match = repeat({ name: 'match', everyMs: SECOND_MS, gapMs: () => restMs, logger }, async () => {
    const decidingMs = await matchingRound(duties, lease, alerts);
    restMs = Math.min(MOST_REST_MS, Math.max(LEAST_REST_MS, decidingMs));
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
    ...life.loops,
    repeat({ name: 'sweep', everyMs: SECOND_MS, logger }, sweep),
    repeat({ name: 'emergencies', everyMs: SECOND_MS, logger }, () => watch.look()),
    repeat({ name: 'lead-cover', everyMs: LEAD_COVER_MS, logger }, () => watch.lookForLead()),
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
      await life.leave();
    },
  };
}
