/** Three nodes against one: what a line costs in processor time, and what it takes from one node to another. */
import { inWords, ms, ratioOf } from '../figures.ts';
import type { Paced } from '../load/pace.ts';
import { partOf, type Row, runsOf } from '../row.ts';
import { cpuMsOf, idleCpu } from '../stage/cpu.ts';
import type { Product } from '../stage/product.ts';
import { interleave } from './interleave.ts';

/** What three nodes, databases and load can share on two cores without waiting for one. */
const PER_SECOND = 200;
const CONVERSATIONS = 60;
const AGENTS = 6;
const MOST = 2;

export const threeNodesRows: readonly Row[] = [
  {
    name: 'three-nodes',
    what: `three nodes against one, ${PER_SECOND}/s`,
    size: (options) => runsOf(options, partOf(options, 1 / 2)),
    run: async (bench) => {
      const [three, one] = [await bench.product({ nodes: 3, agents: AGENTS }), await bench.product({ agents: AGENTS })];
      const load = bench.load();
      for (const [name, { urls, desks }] of [
        ['three', three],
        ['one', one],
      ] as const)
        await load.call('talkWithProduct', { name, urls, desks, conversations: CONVERSATIONS });
      const idleOf = async ({ nodes }: Product): Promise<number> => {
        const each = await idleCpu(nodes.map(({ worker }) => worker.pid));
        return each.reduce((sum, ms) => sum + ms, 0);
      };
      const idle = { three: await idleOf(three), one: await idleOf(one) };
      const measure =
        (name: string, { nodes }: Product) =>
        async (seconds: number) => {
          const used = () => nodes.reduce((sum, { worker }) => sum + cpuMsOf(worker.pid), 0);
          const [before, redis] = [used(), cpuMsOf(bench.valkeyPid)];
          const paced: Paced = await load.call('pace', { name, perSecond: PER_SECOND, seconds });
          const cost = (used() - before) / paced.sent;
          const redisCost = (cpuMsOf(bench.valkeyPid) - redis) / paced.sent;
          const { heardSameNode: same, heardOtherNode: other } = paced;
          bench.say(
            `  ${name}: ${cost.toFixed(2)} ms of the nodes' processor a line, Redis ${redisCost.toFixed(2)}; p50 same node ${same.p50.toFixed(2)} (${same.count}), other node ${other.p50.toFixed(2)} ms (${other.count})`,
          );
          if (paced.unheard + paced.unacknowledged > 0) throw new Error(`${name}: lines were left over.`);
          return { cost, same: same.p50, other: other.p50 };
        };
      const runs = await interleave(bench, measure('three', three), measure('one', one), partOf(bench.options, 1 / 2));
      const [cross, same] = [runs.product.map(({ other }) => other), runs.product.map((each) => each.same)];
      const ratio = ratioOf(cross, same);
      const [costs, alone] = [runs.product.map(({ cost }) => cost), runs.reference.map(({ cost }) => cost)];
      return [
        {
          what: `three nodes, ${PER_SECOND}/s: visitor and agent on different nodes against the same, p50`,
          ...{ product: inWords(cross, ms), reference: inWords(same, ms), ratio },
          ...{ goal: `≤ ${MOST} ×`, reached: ratio.median <= MOST },
        },
        {
          what: `three nodes against one, ${PER_SECOND}/s: processor time a line, all nodes`,
          ...{ product: inWords(costs, ms), reference: inWords(alone, ms), ratio: ratioOf(costs, alone) },
          ...{ goal: '–', reached: null },
        },
        {
          what: `three nodes against one, all of ${CONVERSATIONS} conversations silent: processor time a second, all nodes`,
          ...{ product: ms(idle.three), reference: ms(idle.one), ratio: ratioOf([idle.three], [idle.one]) },
          ...{ goal: '–', reached: null },
          notes: [
            `Of the processor time a line, being there takes ${ms(idle.three / PER_SECOND)} of three nodes and ${ms(idle.one / PER_SECOND)} of one, at ${PER_SECOND} lines a second.`,
          ],
        },
      ];
    },
  },
];
