/** How soon a node answers again after it was killed with a thousand conversations open. */
import { inWords, ms, ratioOf } from '../figures.ts';
import type { Row } from '../row.ts';
import { medianOf } from '../statistics.ts';

const CONVERSATIONS = 1_000;
const AGENTS = 50;
const MOST_MS = 5_000;

export const readyRows: readonly Row[] = [
  {
    name: 'ready',
    what: `ready after SIGKILL with ${CONVERSATIONS.toLocaleString('en-GB')} open conversations`,
    run: async (bench) => {
      const product = await bench.product({ agents: AGENTS });
      const load = bench.load();
      const { urls, desks } = product;
      await load.call('talkWithProduct', { name: 'product', urls, desks, conversations: CONVERSATIONS });
      const [ours, theirs]: [number[], number[]] = [[], []];
      let node = product.first;
      for (let run = 0; run < bench.options.runs; run += 1) {
        await node.worker.kill();
        const begin = performance.now();
        node = await product.startAgain(node.config);
        await answers(`${node.url}/readyz`);
        ours.push(performance.now() - begin);
        const beginBare = performance.now();
        const bare = await bench.reference('durable');
        theirs.push(performance.now() - beginBare);
        await bare.worker.kill();
        bench.say(`  product ${Math.round(ours.at(-1) ?? 0)} ms, reference ${Math.round(theirs.at(-1) ?? 0)} ms`);
      }
      return [
        {
          what: `ready after SIGKILL with ${CONVERSATIONS.toLocaleString('en-GB')} open conversations`,
          ...{ product: inWords(ours, ms), reference: inWords(theirs, ms), ratio: ratioOf(ours, theirs) },
          ...{ goal: `≤ ${MOST_MS / 1_000} s`, reached: medianOf(ours) <= MOST_MS },
        },
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
