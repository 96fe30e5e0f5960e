/**
 * The life of a node among the others: it beats in a loop of its own, so that no clean-up makes it look dead; it says again
 * who is connected to it; it cleans up after those who stopped beating.
 */
import type { Duties } from './compose-duties.ts';
import type { Platform } from './compose-platform.ts';
import { affirmVisitors, dropGhostVisitors, dropNodeVisitors, restartVisitorGrace } from './conversations/index.ts';
import { DEAD_AFTER_MS, HEARTBEAT_MS, type Namesake, type Nodes } from './platform/nodes.store.ts';
import { type Repeating, repeat } from './platform/repeat.ts';
import { affirmAgents, dropGhostAgents, dropNodeAgents, restartAgentGrace } from './queue/index.ts';

const GHOSTS_MS = 10_000;

export interface Life {
  /** Past its life a node cannot judge who is lost: it was away itself, or has just come and not said who is here. */
  isLive(): boolean;
  readonly loops: readonly Repeating[];
  /** A stopping node releases its own claims only: its connections, not anybody's work. */
  leave(): Promise<void>;
}

export function composeLife(
  { clock, logger, nodeId, nodeName, background }: Platform,
  duties: Duties,
  nodes: Nodes,
): Life {
  let beatAt = Number.NEGATIVE_INFINITY;
  let cameAt = Number.POSITIVE_INFINITY;
  let affirmedAt = Number.NEGATIVE_INFINITY;
  let namesakes: readonly Namesake[] = [];
  const isBeating = () => clock.now() - beatAt <= DEAD_AFTER_MS;

  async function beat(): Promise<void> {
    const now = clock.now();
    const isFirst = beatAt === Number.NEGATIVE_INFINITY;
    const wasAway = !isBeating();
    await nodes.beat(now);
    if (isFirst) {
      namesakes = await nodes.namesakes();
      for (const { _id: before } of namesakes) {
        // Their agents must not be offered anybody: nobody would hear it ring. Nor may who never comes back be offered.
        await dropNodeAgents(duties, before);
        background.run(dropNodeVisitors(duties, before), 'visitors of the process before could not be marked as away');
      }
    }
    if (wasAway) {
      if (!(await nodes.othersLive(now))) {
        await restartVisitorGrace(duties);
        await restartAgentGrace(duties);
      }
      cameAt = clock.now();
    }
    beatAt = now;
    if (wasAway) affirming.soon();
  }

  async function affirm(): Promise<void> {
    const began = clock.now();
    await affirmVisitors(duties);
    await affirmAgents(duties);
    const wasHere = affirmedAt >= cameAt;
    affirmedAt = began;
    // What kept us from beating may have kept the others too: they get a round.
    if (wasHere && isBeating()) await cleanUp(began);
    if (namesakes.length > 0) await lookAtNamesakes();
  }

  /** One that beats on is no process of before: each start of the one would take the other's agents for gone. */
  async function lookAtNamesakes(): Promise<void> {
    const now = await nodes.namesakes();
    const beatsOn = ({ _id, beatAt: then }: Namesake) => now.some((each) => each._id === _id && each.beatAt !== then);
    if (namesakes.some(beatsOn)) {
      logger.error({ nodeName }, 'another node runs under the same name: give each a NODE_NAME of its own');
      namesakes = [];
    } else namesakes = now;
  }

  async function cleanUp(now: number): Promise<void> {
    for (const dead of await nodes.dead(now)) {
      await dropNodeVisitors(duties, dead);
      await dropNodeAgents(duties, dead);
      await nodes.forget(dead);
    }
  }

  async function dropGhosts(): Promise<void> {
    await dropGhostVisitors(duties);
    await dropGhostAgents(duties);
  }

  const affirming = repeat({ name: 'affirm', everyMs: HEARTBEAT_MS, logger }, affirm);
  return {
    isLive: () => isBeating() && affirmedAt >= cameAt,
    loops: [
      repeat({ name: 'heartbeat', everyMs: HEARTBEAT_MS, logger }, beat),
      affirming,
      repeat({ name: 'ghosts', everyMs: GHOSTS_MS, logger }, dropGhosts),
    ],
    leave: async () => {
      await dropNodeVisitors(duties, nodeId);
      await dropNodeAgents(duties, nodeId);
      await nodes.forget(nodeId);
    },
  };
}
