/** How many lines a second one node takes through its whole path, against the least that keeps a line. */
import { inWords, perSecond, ratioOf } from '../figures.ts';
import type { LoadMethods } from '../load/load.process.ts';
import type { Row } from '../row.ts';
import type { Bench, Watched } from '../stage/bench.ts';
import { cpuMsOf } from '../stage/cpu.ts';
import type { Worker } from '../stage/worker.ts';
import { interleave } from './interleave.ts';

const CONVERSATIONS = 500;
const AGENTS = 25;
const LEAST = 0.6;

interface Reference {
  readonly name: string;
  readonly indexes: 'none' | 'both';
  readonly detail: string;
  readonly isGoal: boolean;
}

const BARE: Reference = { name: 'bare', indexes: 'none', detail: '', isGoal: true };
const INDEXED: Reference = {
  ...{ name: 'indexed', indexes: 'both', isGoal: false },
  detail: ', against a reference with the indexes of L2 and L3',
};

function greatestRate(outstanding: 1 | 2, besides: readonly Reference[]): Row {
  const what = `greatest durable rate, ${CONVERSATIONS} conversations, ${outstanding} outstanding`;
  return {
    name: `greatest-rate-${outstanding}`,
    what,
    run: async (bench) => {
      const conversations = CONVERSATIONS;
      const { first, urls, desks } = await bench.product({ agents: AGENTS });
      const load = bench.load();
      await load.call('talkWithProduct', { name: 'product', urls, desks, conversations });
      const references: { reference: Reference; measure: (seconds: number) => Promise<number> }[] = [];
      for (const reference of besides) {
        const { name, indexes } = reference;
        const { worker, url } = await bench.reference('durable', indexes);
        await load.call('talkWithReference', { name, url, agents: AGENTS, conversations });
        references.push({
          reference,
          measure: (seconds) => measure(bench, load, { name, worker, outstanding, seconds }),
        });
      }
      const runs = await interleave(
        bench,
        (seconds) => measure(bench, load, { name: 'product', worker: first.worker, outstanding, seconds }),
        async (seconds) => {
          const rates: number[] = [];
          for (const each of references) rates.push(await each.measure(seconds));
          return rates;
        },
      );
      return references.map(({ reference }, at) => {
        const theirs = runs.reference.map((rates) => rates[at] ?? Number.NaN);
        const ratio = ratioOf(runs.product, theirs);
        return {
          what: `${what}${reference.detail}`,
          ...{ product: inWords(runs.product, perSecond), reference: inWords(theirs, perSecond), ratio },
          goal: reference.isGoal ? '≥ 0.6 ×' : '–',
          reached: reference.isGoal ? ratio.median >= LEAST : null,
        };
      });
    },
  };
}

interface Measuring {
  readonly name: string;
  readonly worker: Watched;
  readonly outstanding: 1 | 2;
  readonly seconds: number;
}

/** Lines a second; a run in which one was refused or not heard counts for nothing. */
async function measure(bench: Bench, load: Worker<LoadMethods>, { worker, ...order }: Measuring): Promise<number> {
  const { name } = order;
  const pids = [worker.pid, bench.mongodPid, load.pid];
  const before = pids.map(cpuMsOf);
  const run = await bench.watched(name, worker, () => load.call('saturate', order));
  const each = pids.map((pid, at) => Math.round(((cpuMsOf(pid) - (before[at] ?? 0)) * 1_000) / run.acknowledgedInAll));
  if (run.refused > 0 || run.unheard > 0) throw new Error(`${name}: ${run.refused} refused, ${run.unheard} unheard.`);
  const { p50, p99 } = run.acknowledged;
  const figures = `${Math.round(run.perSecond)}/s, acknowledged p50 ${p50.toFixed(1)} p99 ${p99.toFixed(1)} ms`;
  bench.say(`  ${name}: ${figures}, µs a line (server/mongod/load) ${each.join('/')}`);
  return run.perSecond;
}

export const greatestRateRows: readonly Row[] = [greatestRate(2, [BARE, INDEXED]), greatestRate(1, [BARE])];
