/** How many lines a second one node takes through its whole path, against the least that keeps a line. */
import { inWords, perSecond, ratioOf } from '../figures.ts';
import type { Row } from '../row.ts';
import type { Watched } from '../stage/bench.ts';
import { cpuMsOf } from '../stage/cpu.ts';
import { interleave } from './interleave.ts';

const CONVERSATIONS = 500;
const AGENTS = 25;
const LEAST = 0.6;

function greatestRate(outstanding: 1 | 2): Row {
  const what = `greatest durable rate, ${CONVERSATIONS} conversations, ${outstanding} outstanding`;
  return {
    name: `greatest-rate-${outstanding}`,
    what,
    run: async (bench) => {
      const product = await bench.product({ agents: AGENTS });
      const bare = await bench.reference('durable');
      const indexed = await bench.reference('durable', 'both');
      const load = bench.load();
      const { urls, desks } = product;
      const conversations = CONVERSATIONS;
      await load.call('talkWithProduct', { name: 'product', urls, desks, conversations });
      await load.call('talkWithReference', { name: 'bare', url: bare.url, agents: AGENTS, conversations });
      await load.call('talkWithReference', { name: 'indexed', url: indexed.url, agents: AGENTS, conversations });
      const measure =
        (name: string, worker: Watched) =>
        async (seconds: number): Promise<number> => {
          const { pid } = worker;
          const before = [pid, bench.mongodPid, load.pid].map(cpuMsOf);
          const run = await bench.watched(name, worker, () => load.call('saturate', { name, outstanding, seconds }));
          if (run.refused > 0 || run.unheard > 0)
            throw new Error(`${name}: ${run.refused} refused, ${run.unheard} unheard.`);
          const used = [pid, bench.mongodPid, load.pid].map((each, at) => cpuMsOf(each) - (before[at] ?? 0));
          const each = used.map((ms) => Math.round((ms * 1_000) / run.acknowledgedInAll)).join('/');
          const { p50, p99 } = run.acknowledged;
          const figures = `${Math.round(run.perSecond)}/s, acknowledged p50 ${p50.toFixed(1)} p99 ${p99.toFixed(1)} ms`;
          bench.say(`  ${name}: ${figures}, µs a line (server/mongod/load) ${each}`);
          return run.perSecond;
        };
      const [measureBare, measureIndexed] = [measure('bare', bare.worker), measure('indexed', indexed.worker)];
      const runs = await interleave(bench, measure('product', product.first.worker), async (seconds) => ({
        bare: await measureBare(seconds),
        indexed: await measureIndexed(seconds),
      }));
      const ours = runs.product;
      const lineOf = (theirs: readonly number[], detail: string) => {
        const ratio = ratioOf(ours, theirs);
        return {
          what: `${what}${detail}`,
          product: inWords(ours, perSecond),
          reference: inWords(theirs, perSecond),
          ratio,
        };
      };
      const [bares, indexeds] = [runs.reference.map((each) => each.bare), runs.reference.map((each) => each.indexed)];
      const first = lineOf(bares, '');
      return [
        { ...first, goal: '≥ 60 %', reached: first.ratio.median >= LEAST },
        { ...lineOf(indexeds, ', against a reference with the indexes of L2 and L3'), goal: '–', reached: null },
      ];
    },
  };
}

export const greatestRateRows: readonly Row[] = [greatestRate(2), greatestRate(1)];
