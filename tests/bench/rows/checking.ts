/** What it costs to hold a command against its schema before anything else sees it, beside reading it from JSON. */
import { inWords, ratioOf } from '../figures.ts';
import type { Row } from '../row.ts';
import { built } from '../stage/built.ts';

const COMMAND = { clientId: '3f0c2a52-6f0e-4c3e-9d0b-0d6c1f0f3a77', text: 'Is somebody there? '.repeat(20) };
const TIMES = 200_000;

const nanoseconds = (value: number): string => `${Math.round(value)} ns`;

export const checkingRows: readonly Row[] = [
  {
    name: 'checking',
    what: 'checking a message of 380 letters (beside reading it from JSON)',
    size: ({ runs }) => `${runs} × ${TIMES.toLocaleString('en-GB')} times`,
    run: async ({ options }) => {
      const { visitorCommands } =
        await built<typeof import('../../../shared/protocol/visitor.ts')>('../shared/protocol/visitor');
      const { input } = visitorCommands['message:send'];
      const text = JSON.stringify(COMMAND);
      const [ours, theirs]: [number[], number[]] = [[], []];
      for (let run = 0; run <= options.runs; run += 1) {
        const pair = [each(() => input.safeParse(COMMAND)), each(() => JSON.parse(text))] as const;
        // The first warms up.
        if (run === 0) continue;
        ours.push(pair[0]);
        theirs.push(pair[1]);
      }
      return [
        {
          what: 'checking a message of 380 letters (beside reading it from JSON)',
          ...{ product: inWords(ours, nanoseconds), reference: inWords(theirs, nanoseconds) },
          ...{ ratio: ratioOf(ours, theirs), goal: '–', reached: null },
        },
      ];
    },
  },
];

function each(work: () => unknown): number {
  const begin = performance.now();
  for (let time = 0; time < TIMES; time += 1) work();
  return ((performance.now() - begin) * 1e6) / TIMES;
}
