/** One round of the rule that says who is offered what, pure: no database, no clock. */
import type { MatchAgent } from '../../../server/queue/free-agents.ts';
import type { WaitingConversation } from '../../../server/queue/routing.ts';
import { aConversation, anAgent, NOON, settings } from '../../rules/queue/queue-builders.ts';
import { inWords, ms, ratioOf } from '../figures.ts';
import type { Row } from '../row.ts';
import { built } from '../stage/built.ts';
import { medianOf, spreadOf } from '../statistics.ts';

const SIZES = [
  { waiting: 1_000, agents: 200, mostMs: 5 },
  { waiting: 10_000, agents: 1_000, mostMs: 60 },
] as const;

const SKILLS = ['domestic_abuse', 'young_people', 'stalking', 'hate_crime', 'sexual_violence', 'fraud'];
const LANGUAGES = ['en', 'en', 'en', 'en', 'en', 'en', 'en', 'pl', 'ro', 'bn'];
const BANDS = ['normal', 'normal', 'normal', 'normal', 'young', 'returned', 'self_harm', 'danger'] as const;

/** The same people every time: a small generator of numbers, seeded. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A busy day: one agent in five has a place free; some need a skill, some speak another language, some were declined. */
function people(waiting: number, agents: number): { waiting: WaitingConversation[]; agents: MatchAgent[] } {
  const next = generator(7);
  const one = <Thing>(things: readonly [Thing, ...Thing[]] | readonly Thing[]): Thing | undefined =>
    things[Math.floor(next() * things.length)];
  const chance = (share: number) => next() < share;
  const staff = Array.from({ length: agents }, (_, index) =>
    anAgent({
      _id: `agent-${index}`,
      holds: chance(0.2) ? ['one'] : ['one', 'two', 'three'],
      skills: SKILLS.filter(() => chance(0.3)),
      languages: ['en', one(LANGUAGES) ?? 'en'],
      lastAcceptedAt: NOON - Math.floor(next() * 3_600_000),
    }),
  );
  const queue = Array.from({ length: waiting }, (_, index) => {
    const enqueuedAt = NOON - Math.floor(next() * 3_600_000);
    const declined = {
      agentId: `agent-${Math.floor(next() * agents)}`,
      until: NOON + 60_000,
      reason: 'declined',
    } as const;
    return aConversation({
      _id: `conversation-${index}`,
      priority: one(BANDS) ?? 'normal',
      ...{ enqueuedAt, queueKey: enqueuedAt },
      language: one(LANGUAGES) ?? 'en',
      requiredSkills: chance(0.05) ? [one(SKILLS) ?? 'fraud'] : [],
      preferredSkills: chance(0.1) ? ['young_people'] : [],
      exclusions: chance(0.05) ? [declined] : [],
    });
  });
  return { waiting: queue, agents: staff };
}

export const matchingRows: readonly Row[] = [
  {
    name: 'matching',
    what: 'one matching round, pure',
    run: async ({ options, say }) => {
      const { match } = await built<typeof import('../../../server/queue/routing.ts')>('queue/routing');
      const lines = [];
      const medians: number[] = [];
      const sorting: number[] = [];
      for (const size of SIZES) {
        const { waiting, agents } = people(size.waiting, size.agents);
        const sort = () => {
          waiting.toSorted((a, b) => a.queueKey - b.queueKey);
          agents.toSorted((a, b) => (a.lastAcceptedAt ?? 0) - (b.lastAcceptedAt ?? 0));
        };
        const round = () => match(waiting, agents, NOON, settings);
        const [ours, theirs]: [number[], number[]] = [[], []];
        for (let run = 0; run <= options.runs; run += 1) {
          const pair = [timeOf(round, options.seconds), timeOf(sort, options.seconds / 4)] as const;
          // The first warms up.
          if (run === 0) continue;
          ours.push(pair[0]);
          theirs.push(pair[1]);
        }
        const median = medianOf(ours);
        medians.push(median);
        sorting.push(medianOf(theirs));
        say(`  ${size.waiting} × ${size.agents}: ${median.toFixed(2)} ms, ${round().offers.length} offers`);
        lines.push({
          what: `one matching round, pure, ${size.waiting.toLocaleString('en-GB')} × ${size.agents.toLocaleString('en-GB')} (beside sorting both)`,
          ...{ product: inWords(ours, ms), reference: inWords(theirs, ms), ratio: ratioOf(ours, theirs) },
          ...{ goal: `≤ ${size.mostMs} ms`, reached: median <= size.mostMs },
        });
      }
      return [...lines, growthOf(medians, sorting)];
    },
  },
];

/**
 * n log n in everybody who takes part, from the first size to the second. Sorting them grows by more than that where the
 * larger size leaves the caches, so what it grew by stands beside it.
 */
function growthOf([small = Number.NaN, large = Number.NaN]: readonly number[], sorting: readonly number[]) {
  const work = SIZES.map(({ waiting, agents }) => (waiting + agents) * Math.log(waiting + agents));
  const allowed = (work[1] ?? 0) / (work[0] ?? 1);
  const growth = large / small;
  const sorted = (sorting[1] ?? Number.NaN) / (sorting[0] ?? Number.NaN);
  return {
    what: 'one matching round, growth from the first size to the second',
    ...{
      product: `${growth.toFixed(1)} ×`,
      reference: `n log n ${allowed.toFixed(1)} ×, sorting ${sorted.toFixed(1)} ×`,
    },
    ...{ ratio: spreadOf([growth / allowed]), goal: '≤ 1 ×', reached: growth <= allowed },
  };
}

/** The median of as many rounds as fit, at least five. */
function timeOf(work: () => unknown, seconds: number): number {
  const times: number[] = [];
  const end = performance.now() + Math.min(seconds, 2) * 1_000;
  while (times.length < 5 || performance.now() < end) {
    const begin = performance.now();
    work();
    times.push(performance.now() - begin);
  }
  return medianOf(times);
}
