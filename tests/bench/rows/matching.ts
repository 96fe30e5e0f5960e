/** One round of the rule that says who is offered what, pure: no database, no clock. */
import { NOON, settings } from '../../rules/queue/queue-builders.ts';
import { inWords, ms, ratioOf } from '../figures.ts';
import type { Line, Row } from '../row.ts';
import type { Bench } from '../stage/bench.ts';
import { built } from '../stage/built.ts';
import { fittedExponent, medianOf, spreadOf } from '../statistics.ts';
import { people } from './matching-people.ts';

const SIZES = [
  { waiting: 1_000, agents: 200, mostMs: 5 },
  { waiting: 10_000, agents: 1_000, mostMs: 60 },
] as const;

/** The agents stay, so that what grows is the queue alone. */
const GROWING = [1_000, 2_000, 5_000, 10_000] as const;
const AGENTS = 1_000;
/** Noise and caches take their part; what grows by the square comes out at 1.8. */
const MOST_EXPONENT = 1.1;
/** A round takes milliseconds: this holds hundreds. */
const LONGEST_SECONDS = 2;

type Match = typeof import('../../../server/queue/routing.ts').match;

const loadMatch = async (): Promise<Match> =>
  (await built<typeof import('../../../server/queue/routing.ts')>('queue/routing')).match;

interface Times {
  readonly rounds: readonly number[];
  readonly sorts: readonly number[];
}

function timesOf({ options, say }: Bench, match: Match, size: { waiting: number; agents: number }): Times {
  const { waiting, agents } = people(size.waiting, size.agents);
  const sort = () => {
    waiting.toSorted((a, b) => a.queueKey - b.queueKey);
    agents.toSorted((a, b) => (a.lastAcceptedAt ?? 0) - (b.lastAcceptedAt ?? 0));
  };
  const round = () => match(waiting, agents, NOON, settings);
  const [rounds, sorts]: [number[], number[]] = [[], []];
  for (let run = 0; run <= options.runs; run += 1) {
    const pair = [timeOf(round, options.seconds), timeOf(sort, options.seconds / 4)] as const;
    // The first warms up.
    if (run === 0) continue;
    rounds.push(pair[0]);
    sorts.push(pair[1]);
  }
  say(`  ${size.waiting} × ${size.agents}: ${medianOf(rounds).toFixed(2)} ms, ${round().offers.length} offers`);
  return { rounds, sorts };
}

/** The median of as many rounds as fit, at least five. */
function timeOf(work: () => unknown, seconds: number): number {
  const times: number[] = [];
  const end = performance.now() + Math.min(seconds, LONGEST_SECONDS) * 1_000;
  while (times.length < 5 || performance.now() < end) {
    const begin = performance.now();
    work();
    times.push(performance.now() - begin);
  }
  return medianOf(times);
}

/**
 * The rule promises n log n in those who wait and no more than once round the agents. So the times are held against
 * waiting × log2(waiting) + agents: on logarithmic scales through all sizes, the slope is 1 where that is how they grow.
 */
function growthOf(all: readonly Times[], runs: number): Line {
  const allowed = GROWING.map((waiting) => waiting * Math.log2(waiting) + AGENTS);
  const exponents = (pick: (times: Times) => readonly number[], against: readonly number[]): number[] =>
    Array.from({ length: runs }, (_, run) =>
      fittedExponent(
        against,
        all.map((times) => pick(times)[run] ?? Number.NaN),
      ),
    );
  const said = (values: readonly number[]): string => {
    const { median, low, high } = spreadOf(values);
    return `${median.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
  };
  const rounds = exponents(({ rounds: each }) => each, allowed);
  const square = fittedExponent(
    allowed,
    GROWING.map((waiting) => waiting ** 2),
  );
  return {
    what: `one matching round, ${GROWING.map((each) => each.toLocaleString('en-GB')).join(' / ')} waiting × ${AGENTS.toLocaleString('en-GB')} agents: exponent against waiting × log waiting + agents (beside sorting both)`,
    ...{ product: said(rounds), reference: said(exponents(({ sorts }) => sorts, allowed)), ratio: null },
    ...{ goal: `≤ ${MOST_EXPONENT} (a square: ${square.toFixed(1)})`, reached: medianOf(rounds) <= MOST_EXPONENT },
    notes: [
      `Against waiting alone the exponent is ${said(exponents(({ rounds: each }) => each, GROWING))}; medians: ${GROWING.map((waiting, at) => `${waiting.toLocaleString('en-GB')} ${ms(medianOf(all[at]?.rounds ?? []))}`).join(', ')}.`,
    ],
  };
}

const sizeOf = ({ runs, seconds }: Bench['options']): string =>
  `${runs} × ${Math.min(seconds, LONGEST_SECONDS)} s a size`;

export const matchingRows: readonly Row[] = [
  {
    name: 'matching',
    what: 'one matching round, pure',
    size: sizeOf,
    run: async (bench) => {
      const match = await loadMatch();
      return SIZES.map((size) => {
        const { rounds, sorts } = timesOf(bench, match, size);
        return {
          what: `one matching round, pure, ${size.waiting.toLocaleString('en-GB')} × ${size.agents.toLocaleString('en-GB')} (beside sorting both)`,
          ...{ product: inWords(rounds, ms), reference: inWords(sorts, ms), ratio: ratioOf(rounds, sorts) },
          ...{ goal: `≤ ${size.mostMs} ms`, reached: medianOf(rounds) <= size.mostMs },
        };
      });
    },
  },
  {
    name: 'matching-growth',
    what: 'how one matching round grows',
    size: sizeOf,
    run: async (bench) => {
      const match = await loadMatch();
      const all = GROWING.map((waiting) => timesOf(bench, match, { waiting, agents: AGENTS }));
      return [growthOf(all, bench.options.runs)];
    },
  },
];
