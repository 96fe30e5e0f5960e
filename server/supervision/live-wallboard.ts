/** The wallboard as it changes: whole, at most twice a second, within a second of what happened, while anybody watches. */
import type { Wallboard } from '../../shared/protocol/desk.ts';
import { type AgentsStore, agentView } from '../agents/index.ts';
import type { Logger } from '../platform/logger.ts';
import type { Clock } from '../platform/ports.ts';
import { type Repeating, repeat } from '../platform/repeat.ts';
import type { Rooms } from '../platform/rooms.ts';
import type { Signals } from '../platform/signals.redis.ts';
import type { WallboardStore } from './wallboard.store.ts';
import { wallboardFigures } from './wallboard-figures.ts';

export const WALLBOARD_ROOM = 'wallboard';

const AT_MOST_EVERY_MS = 500;
/** Nothing may be missed for long even if a signal is: figures of the day also move with the clock. */
const AT_LEAST_EVERY_MS = 5_000;

export interface WallboardDeps {
  readonly store: WallboardStore;
  readonly agents: AgentsStore;
  readonly rooms: Rooms;
  readonly signals: Signals;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How long people may wait, once a named person confirmed it (D3). */
  readonly targetMs: () => number | null;
}

export interface LiveWallboard {
  now(): Promise<Wallboard>;
  stop(): Promise<void>;
}

export function createLiveWallboard(deps: WallboardDeps): LiveWallboard {
  const { rooms, signals, clock } = deps;
  let revision = clock.now();
  let shown = '';

  async function read(): Promise<Wallboard> {
    const at = clock.now();
    // Counted when the reading begins: of two at once, the one that saw more is the newer.
    revision = Math.max(revision + 1, at);
    const mine = revision;
    const [reading, agents] = await Promise.all([
      deps.store.read(at),
      deps.agents.findMany({
        disabledAt: null,
        availability: { $exists: true },
        role: { $in: ['agent', 'supervisor', 'safeguarding_lead', 'coordinator'] },
      }),
    ]);
    return wallboardFigures({
      ...reading,
      at,
      revision: mine,
      agents: agents.map(agentView),
      targetMs: deps.targetMs(),
    });
  }

  async function tell(): Promise<void> {
    const watchers = rooms.followers(WALLBOARD_ROOM);
    if (watchers.length === 0) return;
    const wallboard = await read();
    const { at: _, revision: __, ...rest } = wallboard;
    const text = JSON.stringify(rest);
    if (text === shown) return;
    shown = text;
    for (const watcher of watchers) watcher.emit('wallboard:changed', { wallboard });
  }

  const loop: Repeating = repeat(
    { name: 'wallboard', everyMs: AT_LEAST_EVERY_MS, gapMs: AT_MOST_EVERY_MS, logger: deps.logger },
    tell,
  );
  for (const topic of ['queue:changed', 'agent:changed', 'conversation:changed', 'visitor:presence']) {
    signals.subscribe(topic, () => loop.soon());
  }
  return { now: read, stop: () => loop.stop() };
}
