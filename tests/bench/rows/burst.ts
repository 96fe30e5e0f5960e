/** Fifty visitors in the same moment, five agents who accept at once. */
import { inWords, ms, ratioOf } from '../figures.ts';
import type { BurstFigures } from '../load/burst.ts';
import type { Row } from '../row.ts';
import type { Watched } from '../stage/bench.ts';
import { medianOf } from '../statistics.ts';
import { interleave } from './interleave.ts';

const VISITORS = 50;
const AGENTS = 5;
const MOST_MS = 400;
/** As for the other offers: a service in use has served some. */
const SERVED_BEFORE = 300;

/** Moments a run: one would be too few for a median. */
const MOMENTS = 3;

function burst(capacity: number): Row {
  const what = `${VISITORS} visitors at once, ${AGENTS} agents with room for ${capacity} each: the last is offered`;
  return {
    name: `burst-${capacity}`,
    what,
    size: ({ runs }) => `${runs} × ${MOMENTS} moments`,
    run: async (bench) => {
      const product = await bench.product({ agents: AGENTS, capacity });
      const reference = await bench.reference('desk');
      const load = bench.load();
      const [url = ''] = product.urls;
      const seats = { agents: AGENTS, capacity };
      await load.call('serveMany', { url, desks: product.desks, conversations: SERVED_BEFORE });
      await load.call('openBurst', { name: 'product', url, desks: product.desks, ...seats });
      await load.call('openBurst', { name: 'reference', url: reference.url, desks: [], ...seats });
      let over = 0;
      const measure = (name: 'product' | 'reference', worker: Watched) => async () => {
        const figures: BurstFigures[] = [];
        for (let moment = 0; moment < MOMENTS; moment += 1)
          figures.push(await bench.watched(name, worker, () => load.call('burst', { name, visitors: VISITORS })));
        const times = figures.map(({ lastOfferedMs }) => lastOfferedMs);
        bench.say(`  ${name}: ${figures[0]?.offered} offered, the last after ${times.map(Math.round).join(', ')} ms`);
        if (name === 'product') over = Math.max(over, ...figures.map(({ overCapacity }) => overCapacity));
        return medianOf(times);
      };
      const runs = await interleave(
        bench,
        measure('product', product.first.worker),
        measure('reference', reference.worker),
      );
      const median = medianOf(runs.product);
      return [
        {
          what: `${what}; after ${SERVED_BEFORE} conversations`,
          product: `${inWords(runs.product, ms)}, ${over} over capacity`,
          reference: inWords(runs.reference, ms),
          ratio: ratioOf(runs.product, runs.reference),
          goal: `≤ ${MOST_MS} ms, 0 over`,
          reached: median <= MOST_MS && over === 0,
        },
      ];
    },
  };
}

export const burstRows: readonly Row[] = [burst(10), burst(2)];
