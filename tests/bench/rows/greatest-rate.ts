/**
 * How many lines a second one node takes through its whole path, against the least that keeps a line. Each side at as many
 * unanswered lines a conversation as suit it best: that is looked for first, then both are measured in turn.
 */
import { inWords, perSecond, ratioOf } from '../figures.ts';
import type { LoadMethods } from '../load/load.process.ts';
import { partOf, type Row, runsOf } from '../row.ts';
import type { Bench, Watched } from '../stage/bench.ts';
import { cpuMsOf, idleCpu } from '../stage/cpu.ts';
import type { Worker } from '../stage/worker.ts';
import { interleave } from './interleave.ts';

const CONVERSATIONS = 500;
const AGENTS = 25;
const LEAST = 0.6;
const OUTSTANDING = [1, 2, 4] as const;
const LOOKING_SECONDS = 3;

interface Against {
  readonly name: string;
  readonly detail: string;
  readonly indexes: 'none' | 'both';
  readonly part: number;
  readonly isGoal: boolean;
}

interface Side {
  readonly name: string;
  readonly worker: Watched;
}

function greatestRate({ name, detail, indexes, part, isGoal }: Against): Row {
  const what = `greatest durable rate, ${CONVERSATIONS} conversations${detail}`;
  return {
    name,
    what,
    size: (options) => runsOf(options, partOf(options, part)),
    run: async (bench) => {
      const conversations = CONVERSATIONS;
      // Nobody types so fast: the limit of each connection is looked at, and is wide.
      const { first, urls, desks } = await bench.product({ agents: AGENTS, limits: 'generous' });
      const load = bench.load();
      await load.call('talkWithProduct', { name: 'product', urls, desks, conversations });
      const { worker, url } = await bench.reference('durable', indexes);
      await load.call('talkWithReference', { name: 'reference', url, agents: AGENTS, conversations });
      bench.say(`  idle, ms of the processor a second: ${(await idleCpu([first.worker.pid, worker.pid])).join(', ')}`);
      const [product, reference] = [
        await bestOf(bench, load, { name: 'product', worker: first.worker }),
        await bestOf(bench, load, { name: 'reference', worker }),
      ];
      const runs = await interleave(bench, product.measure, reference.measure, partOf(bench.options, part));
      const ratio = ratioOf(runs.product, runs.reference);
      return [
        {
          what: `${what}, each at its best of ${OUTSTANDING.join(', ')} outstanding a conversation`,
          product: `${inWords(runs.product, perSecond)} at ${product.outstanding}`,
          reference: `${inWords(runs.reference, perSecond)} at ${reference.outstanding}`,
          ...{ ratio, goal: isGoal ? `≥ ${LEAST} ×` : '–', reached: isGoal ? ratio.median >= LEAST : null },
          notes: [product.looked, reference.looked],
        },
      ];
    },
  };
}

/** Takes each in turn, throws the first away, and keeps to the one that let most through. */
async function bestOf(bench: Bench, load: Worker<LoadMethods>, side: Side) {
  const seconds = Math.min(LOOKING_SECONDS, bench.options.seconds);
  await measure(bench, load, { ...side, outstanding: 2, seconds });
  const rates: { outstanding: number; rate: number }[] = [];
  for (const outstanding of OUTSTANDING)
    rates.push({ outstanding, rate: await measure(bench, load, { ...side, outstanding, seconds }) });
  const { outstanding } = rates.reduce((best, each) => (each.rate > best.rate ? each : best));
  const each = rates.map(({ outstanding: at, rate }) => `${perSecond(rate)} at ${at}`).join(', ');
  return {
    outstanding,
    looked: `Looked for the best, ${seconds} s each: ${side.name} ${each}.`,
    measure: (most: number) => measure(bench, load, { ...side, outstanding, seconds: most }),
  };
}

interface Measuring extends Side {
  readonly outstanding: number;
  readonly seconds: number;
}

/** Lines a second; a run in which one was refused or not heard counts for nothing. */
async function measure(bench: Bench, load: Worker<LoadMethods>, { worker, ...order }: Measuring): Promise<number> {
  const { name, outstanding } = order;
  const pids = [worker.pid, bench.mongodPid, load.pid];
  const before = pids.map(cpuMsOf);
  const run = await bench.watched(name, worker, () => load.call('saturate', order));
  const each = pids.map((pid, at) => Math.round(((cpuMsOf(pid) - (before[at] ?? 0)) * 1_000) / run.acknowledgedInAll));
  if (run.refused > 0 || run.unheard > 0) throw new Error(`${name}: ${run.refused} refused, ${run.unheard} unheard.`);
  const { p50, p99 } = run.acknowledged;
  const figures = `${Math.round(run.perSecond)}/s, acknowledged p50 ${p50.toFixed(1)} p99 ${p99.toFixed(1)} ms`;
  bench.say(`  ${name} at ${outstanding}: ${figures}, µs a line (server/mongod/load) ${each.join('/')}`);
  return run.perSecond;
}

const INDEXED = ', against a reference with the indexes of L2 and L3';

export const greatestRateRows: readonly Row[] = [
  greatestRate({ name: 'greatest-rate', detail: '', indexes: 'none', part: 1, isGoal: true }),
  greatestRate({ name: 'greatest-rate-indexed', detail: INDEXED, indexes: 'both', part: 1 / 4, isGoal: false }),
];
