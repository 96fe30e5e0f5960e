/** How long it takes to have a conversation of five hundred entries again, from the first. */
import { inWords, ms, ratioOf } from '../figures.ts';
import type { Summary } from '../histogram.ts';
import type { ResumeOrder } from '../load/resume.ts';
import { type Line, partOf, type Row, runsOf } from '../row.ts';
import { medianOf } from '../statistics.ts';
import { interleave } from './interleave.ts';

const ENTRIES = 500;
const CONVERSATIONS = 20;
const MOST_MS = 50;
const PART = 1 / 4;

/** Coming back is what was promised; asking again on a connection that stayed explains where the time goes. */
const WAYS = [
  { how: 'anew', what: 'connecting with the token, handshake included', isGoal: true },
  { how: 'again', what: 'on a connection that stayed', isGoal: false },
] as const;

export const resumeRows: readonly Row[] = [
  {
    name: 'resume',
    what: `the whole log of a conversation of ${ENTRIES} entries`,
    size: (options) => runsOf(options, partOf(options, PART)),
    run: async (bench) => {
      // Thousands of lines are said first, and the same conversations come back many times a second.
      const { urls, desks, first } = await bench.product({ agents: 1, limits: 'generous' });
      const reference = await bench.reference('desk');
      const load = bench.load();
      const [url = ''] = urls;
      await load.call('talkWithProduct', { name: 'product', urls, desks, conversations: CONVERSATIONS });
      await load.call('fill', { name: 'product', entries: ENTRIES });
      const said = (name: string, times: Summary) => {
        bench.say(`  ${name}: ${times.count} times, p50 ${times.p50.toFixed(1)} p99 ${times.p99.toFixed(1)} ms`);
        return times;
      };
      const lines: Line[] = [];
      for (const { how, what, isGoal } of WAYS) {
        const order = (seconds: number): ResumeOrder => ({ how, seconds, entries: ENTRIES });
        const runs = await interleave(
          bench,
          async (seconds) => {
            const take = () => load.call('resume', { name: 'product', url, ...order(seconds) });
            return said(`product, ${how}`, await bench.watched('product', first.worker, take));
          },
          async (seconds) =>
            said(`reference, ${how}`, await load.call('resumeBare', { url: reference.url, ...order(seconds) })),
          partOf(bench.options, PART),
        );
        for (const figure of ['p50', 'p99'] as const) {
          const [ours, theirs] = [runs.product.map((each) => each[figure]), runs.reference.map((each) => each[figure])];
          const promised = isGoal && figure === 'p99';
          lines.push({
            what: `the whole log of ${ENTRIES} entries, ${what}, ${figure}`,
            ...{ product: inWords(ours, ms), reference: inWords(theirs, ms), ratio: ratioOf(ours, theirs) },
            goal: promised ? `≤ ${MOST_MS} ms` : '–',
            reached: promised ? medianOf(ours) <= MOST_MS : null,
          });
        }
      }
      return lines;
    },
  },
];
