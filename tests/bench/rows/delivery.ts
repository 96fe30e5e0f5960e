/** From the visitor who sends to the agent who hears, committed in between, at a steady rate. */
import { inWords, ms, ratioOf } from '../figures.ts';
import type { Paced } from '../load/pace.ts';
import { type Row, runsOf } from '../row.ts';
import type { Bench, Watched } from '../stage/bench.ts';
import { cpuMsOf, idleCpu } from '../stage/cpu.ts';
import { interleave } from './interleave.ts';

/** Four lines a second from each, more than anybody types and less than the limits of a connection let through (5). */
const LINES_A_CONVERSATION = 4;
const CONVERSATIONS_AN_AGENT = 10;

function delivery(rate: number): Row {
  return {
    name: `delivery-${rate}`,
    what: `visitor → agent's socket, durable, ${rate}/s`,
    size: (options) => runsOf(options, options.seconds),
    run: async (bench) => {
      const conversations = Math.max(50, rate / LINES_A_CONVERSATION);
      const agents = Math.ceil(conversations / CONVERSATIONS_AN_AGENT);
      const product = await bench.product({ agents });
      const reference = await bench.reference('durable');
      const load = bench.load();
      const { urls, desks } = product;
      await load.call('talkWithProduct', { name: 'product', urls, desks, conversations });
      await load.call('talkWithReference', { name: 'reference', url: reference.url, agents, conversations });
      const idle = await idleCpu([product.first.worker.pid, reference.worker.pid]);
      bench.say(`  idle, ms of the processor a second: product ${idle[0]}, reference ${idle[1]}`);
      const cost = { product: [] as string[], reference: [] as string[] };
      const measure = (name: 'product' | 'reference', worker: Watched) => async (seconds: number) => {
        const { pid } = worker;
        const [cpu, mongod] = [cpuMsOf(pid), cpuMsOf(bench.mongodPid)];
        const paced = await bench.watched(name, worker, () => load.call('pace', { name, perSecond: rate, seconds }));
        const each = (ms: number) => Math.round((ms * 1_000) / paced.sent);
        cost[name].push(`${each(cpuMsOf(pid) - cpu)}+${each(cpuMsOf(bench.mongodPid) - mongod)}`);
        return complete(bench, name, paced);
      };
      const runs = await interleave(
        bench,
        measure('product', product.first.worker),
        measure('reference', reference.worker),
      );
      bench.say(`  processor, µs a line (server+mongod): product ${cost.product}, reference ${cost.reference}`);
      return [
        lineOf('p50', 1.5, runs, (paced) => paced.heard.p50),
        lineOf('p99', 2, runs, (paced) => paced.heard.p99),
        { ...lineOf('acknowledged, p50', 1.5, runs, (paced) => paced.acknowledged.p50), goal: '–', reached: null },
      ];
    },
  };

  function lineOf(
    figure: string,
    most: number,
    runs: { product: readonly Paced[]; reference: readonly Paced[] },
    pick: (paced: Paced) => number,
  ) {
    const [ours, theirs] = [runs.product.map(pick), runs.reference.map(pick)];
    const ratio = ratioOf(ours, theirs);
    return {
      what: `visitor → agent's socket, durable, ${rate}/s, ${figure}`,
      ...{ product: inWords(ours, ms), reference: inWords(theirs, ms), ratio },
      ...{ goal: `≤ ${most} ×`, reached: ratio.median <= most },
    };
  }
}

function complete(bench: Bench, name: string, paced: Paced): Paced {
  const { heard, acknowledged, late, unacknowledged, unheard } = paced;
  if (unacknowledged !== 0 || unheard !== 0)
    throw new Error(`${name}: ${unacknowledged} lines unacknowledged, ${unheard} unheard.`);
  const figures = `heard p50 ${heard.p50.toFixed(2)} p99 ${heard.p99.toFixed(2)} max ${heard.max.toFixed(0)} ms`;
  bench.say(
    `  ${name}: ${figures}, acknowledged p50 ${acknowledged.p50.toFixed(2)} p99 ${acknowledged.p99.toFixed(2)} ms, sent late p99 ${late.p99.toFixed(1)} ms`,
  );
  return paced;
}

export const deliveryRows: readonly Row[] = [delivery(200), delivery(1_000)];
