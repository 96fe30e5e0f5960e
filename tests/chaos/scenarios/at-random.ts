/** All faults at random, one upon the other, while many conversations go on: the seed says which (`CHAOS_SEED` plays it again). */
import type { Cluster } from '../cluster.ts';
import { pause } from '../link.ts';
import { busyNode, play, type Scenario, type Stage } from '../scenario.ts';
import { beginTalks, chatter } from '../talk.ts';
import { STEPS_OF_A_LINE } from './nodes-killed.ts';

const AGENTS = 12;
/** Two of three nodes must be there before the next one is taken away. */
const LEAST_NODES = 2;

type Chance = () => number;

interface Fault {
  readonly name: string;
  readonly happen: (stage: Stage, chance: Chance) => Promise<void>;
}

const between = (chance: Chance, least: number, most: number): number => least + chance() * (most - least);

const FAULTS: readonly Fault[] = [
  {
    name: 'node killed at a step',
    happen: async (stage, chance) => {
      await stage.cluster.whole(LEAST_NODES);
      const killAt = STEPS_OF_A_LINE[Math.floor(chance() * STEPS_OF_A_LINE.length)] ?? 'insert:during';
      const afterHits = Math.floor(chance() * 10);
      // Whoever talks there may have gone elsewhere meanwhile: then it is killed as it is.
      const node = await busyNode(stage);
      await Promise.race([node.killAt({ killAt, afterHits }), pause(3_000)]);
      await node.kill();
    },
  },
  {
    name: 'node killed',
    happen: async ({ cluster }) => {
      await cluster.whole(LEAST_NODES);
      await (await cluster.pick()).kill();
    },
  },
  {
    name: 'node frozen',
    happen: async (stage, chance) => {
      const node = await busyNode(stage);
      node.freeze();
      await pause(between(chance, 1_000, 9_000));
      node.thaw();
    },
  },
  {
    name: 'primary killed',
    happen: async ({ cluster }, chance) => {
      await (await cluster.mongo.primary()).kill();
      await pause(between(chance, 0, 2_000));
      await cluster.mongo.heal();
    },
  },
  {
    name: 'primary frozen',
    happen: async ({ cluster }, chance) => {
      const primary = await cluster.mongo.primary();
      primary.freeze();
      await pause(between(chance, 500, 6_000));
      primary.thaw();
      await cluster.mongo.heal();
    },
  },
  {
    name: 'secondary killed',
    happen: async ({ cluster }) => {
      const primary = await cluster.mongo.primary();
      await cluster.mongo.members.find((member) => member !== primary)?.kill();
      await cluster.mongo.heal();
    },
  },
  { name: 'Valkey emptied', happen: ({ cluster }) => cluster.valkey.flush() },
  {
    name: 'Valkey killed',
    happen: async ({ cluster }, chance) => {
      await cluster.valkey.kill();
      await pause(between(chance, 0, 3_000));
      await cluster.valkey.start();
    },
  },
  {
    name: 'Valkey frozen',
    happen: async ({ cluster }, chance) => {
      cluster.valkey.freeze();
      await pause(between(chance, 500, 4_000));
      cluster.valkey.thaw();
    },
  },
];

export const atRandom: Scenario = {
  name: 'everything at random',
  run: (full) => {
    const [forMs, talks, paceMs] = full ? [600_000, 50, 1_000] : [30_000, 12, 400];
    const seed = Number(process.env.CHAOS_SEED ?? Math.floor(Math.random() * 2 ** 31));
    const options = { nodes: 3, members: 3, capacity: 6 } as const;
    return play(atRandom.name, options, async (stage) => {
      const { cluster, crowd } = stage;
      for (let index = 0; index < AGENTS; index += 1) await crowd.agent(cluster.account('agent', index));
      const begun = await beginTalks(crowd, talks);
      crowd.recorder.restart();
      const talking = chatter(begun, { paceMs });
      const happened = await misfortune(stage, seed, forMs);
      await allBack(cluster);
      await talking.stop();
      const silence = crowd.recorder.longestSilenceMs();
      const did = `seed ${seed}, ${talks} conversations for ${forMs / 1_000} s, ${happened.size} kinds of faults (${describe(happened)}), at the longest ${silence} ms without an acknowledgement`;
      return { did };
    });
  },
};

async function misfortune(stage: Stage, seed: number, forMs: number): Promise<Map<string, number>> {
  const chance = seeded(seed);
  const happened = new Map<string, number>();
  const until = Date.now() + forMs;
  while (Date.now() < until) {
    const fault = FAULTS[Math.floor(chance() * FAULTS.length)];
    if (!fault) continue;
    await fault.happen(stage, chance);
    happened.set(fault.name, (happened.get(fault.name) ?? 0) + 1);
    await pause(between(chance, 200, 2_000));
  }
  return happened;
}

async function allBack(cluster: Cluster): Promise<void> {
  await cluster.mongo.heal();
  await cluster.whole();
}

function describe(happened: ReadonlyMap<string, number>): string {
  return [...happened].map(([name, count]) => `${name} ${count}`).join(', ');
}

/** mulberry32: small, and the same everywhere. */
function seeded(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
