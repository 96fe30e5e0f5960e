/** How soon a node is of use again after it was killed with a thousand conversations open, whose people all come back. */
import { inWords, ms, ratioOf } from '../figures.ts';
import type { Row } from '../row.ts';
import { medianOf } from '../statistics.ts';

const CONVERSATIONS = 1_000;
/** Five have room, so that somebody new can be offered. */
const AGENTS = 55;
const MOST_MS = 5_000;

const WHAT = `after SIGKILL with ${CONVERSATIONS.toLocaleString('en-GB')} open conversations, all reconnecting`;

interface Start {
  readonly readyMs: number;
  readonly firstResumedMs: number;
  readonly offeredMs: number;
  readonly allResumedMs: number;
}

export const readyRows: readonly Row[] = [
  {
    name: 'ready',
    what: WHAT,
    size: ({ runs }) => `${runs} kills`,
    run: async (bench) => {
      const product = await bench.product({ agents: AGENTS });
      const load = bench.load();
      const { urls, desks } = product;
      await load.call('talkWithProduct', { name: 'product', urls, desks, conversations: CONVERSATIONS });
      const starts: Start[] = [];
      const theirs: number[] = [];
      let node = product.first;
      for (let run = 0; run < bench.options.runs; run += 1) {
        await node.worker.kill();
        const begin = performance.now();
        const coming = load.call('comeBack', { name: 'product', url: node.url, desks });
        const starting = product.startAgain(node.config);
        await answers(`${node.url}/readyz`);
        const readyMs = performance.now() - begin;
        node = await starting;
        const start = { readyMs, ...(await coming) };
        starts.push(start);
        const beginBare = performance.now();
        const bare = await bench.reference('durable');
        theirs.push(performance.now() - beginBare);
        await bare.worker.kill();
        const said = Object.entries(start).map(([what, time]) => `${what} ${Math.round(time)}`);
        bench.say(`  ${said.join(', ')}; reference listens after ${Math.round(theirs.at(-1) ?? 0)} ms`);
      }
      const line = (what: string, of: (start: Start) => number, mostMs: number | null) => {
        const ours = starts.map(of);
        return {
          what: `${WHAT}: ${what}`,
          ...{ product: inWords(ours, ms), reference: inWords(theirs, ms), ratio: ratioOf(ours, theirs) },
          goal: mostMs === null ? '–' : `≤ ${mostMs / 1_000} s`,
          reached: mostMs === null ? null : medianOf(ours) <= mostMs,
        };
      };
      return [
        line(
          '/readyz, a resume and an offer have succeeded',
          ({ readyMs, firstResumedMs, offeredMs }) => Math.max(readyMs, firstResumedMs, offeredMs),
          MOST_MS,
        ),
        line('/readyz answers 200', ({ readyMs }) => readyMs, null),
        line('the first has resumed', ({ firstResumedMs }) => firstResumedMs, null),
        line('somebody new is offered', ({ offeredMs }) => offeredMs, null),
        line('all have resumed', ({ allResumedMs }) => allResumedMs, null),
      ];
    },
  },
];

async function answers(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => null);
    if (response?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
