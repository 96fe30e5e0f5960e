/** How long it takes to read a conversation of five hundred entries again, from the first. */
import { inWords, ms, ratioOf } from '../figures.ts';
import type { Summary } from '../histogram.ts';
import type { Row } from '../row.ts';
import { medianOf } from '../statistics.ts';
import { interleave } from './interleave.ts';

const ENTRIES = 500;
const CONVERSATIONS = 10;
const MOST_MS = 50;

export const resumeRows: readonly Row[] = [
  {
    name: 'resume',
    what: `resume of a conversation of ${ENTRIES} entries`,
    run: async (bench) => {
      const { urls, desks, first } = await bench.product({ agents: 1 });
      const reference = await bench.reference('desk');
      const load = bench.load();
      await load.call('talkWithProduct', { name: 'product', urls, desks, conversations: CONVERSATIONS });
      await load.call('fill', { name: 'product', entries: ENTRIES });
      const said = (name: string, times: Summary) => {
        bench.say(`  ${name}: ${times.count} times, p50 ${times.p50.toFixed(1)} p99 ${times.p99.toFixed(1)} ms`);
        return times;
      };
      const runs = await interleave(
        bench,
        async (seconds) => {
          const order = { name: 'product', seconds: Math.ceil(seconds / 2), entries: ENTRIES };
          return said('product', await bench.watched('product', first.worker, () => load.call('resume', order)));
        },
        async (seconds) => {
          const order = { url: reference.url, seconds: Math.ceil(seconds / 2), entries: ENTRIES };
          return said('reference', await load.call('resumeBare', order));
        },
      );
      return (['p50', 'p99'] as const).map((figure) => {
        const [ours, theirs] = [runs.product.map((each) => each[figure]), runs.reference.map((each) => each[figure])];
        return {
          what: `resume of a conversation of ${ENTRIES} entries, ${figure}`,
          ...{ product: inWords(ours, ms), reference: inWords(theirs, ms), ratio: ratioOf(ours, theirs) },
          goal: figure === 'p99' ? `≤ ${MOST_MS} ms` : '–',
          reached: figure === 'p99' ? medianOf(ours) <= MOST_MS : null,
        };
      });
    },
  },
];
