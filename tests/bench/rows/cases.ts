/** The list of cases at the API, over as many as a county's service has after some years. */
import { mongo } from 'mongoose';
import { inWords, ms, ratioOf } from '../figures.ts';
import { type Line, partOf, type Row, runsOf } from '../row.ts';
import type { Bench } from '../stage/bench.ts';
import { makeManyCases, type Owner } from '../stage/many-cases.ts';
import { medianOf } from '../statistics.ts';

const CASES = 100_000;
const OWNERS = 250;
const MOST_MS = 150;
const PART = 1 / 4;
/** As many of the console's lists as a busy office asks for at the same moment. */
const AT_ONCE = 4;

const open = (filter: mongo.Document) => ({ ...filter, state: 'open' });

/** What is asked of the API, and the bare query that finds the same rows. */
const LISTS: readonly {
  readonly what: string;
  readonly path: string;
  readonly bare: (now: number) => mongo.Document;
}[] = [
  { what: 'all open', path: '/cases', bare: () => open({}) },
  { what: 'overdue', path: '/cases?view=overdue', bare: (now) => open({ nextDueAt: { $lt: now } }) },
  {
    what: 'due today',
    path: '/cases?view=due_today',
    bare: (now) => open({ due: { $elemMatch: { at: { $gte: now, $lt: now + 43_200_000 } } } }),
  },
  { what: 'waiting for others', path: '/cases?view=waiting_for_others', bare: () => open({ 'waits.for': 'others' }) },
  { what: 'mine', path: '/cases?owner=me', bare: () => open({ 'owner.agentId': 'nobody' }) },
  {
    what: 'area and risk and crime',
    path: '/cases?area=thanet&risk=high&crimeType=rape',
    bare: () => open({ area: 'thanet', risk: 'high', crimeTypes: 'rape' }),
  },
  { what: 'closed, by area', path: '/cases?state=closed&area=dover', bare: () => ({ state: 'closed', area: 'dover' }) },
];

export const caseRows: readonly Row[] = [
  {
    name: 'cases',
    what: `the list of cases, over ${CASES.toLocaleString('en-GB')} of them`,
    size: (options) => runsOf(options, partOf(options, PART)),
    run: async (bench) => {
      const { first, desks } = await bench.product({ agents: 1, role: 'coordinator', limits: 'generous' });
      const [desk] = desks;
      if (!desk) throw new Error('Nobody is signed in.');
      const owners = Array.from({ length: OWNERS }, (_, at): Owner => ({ agentId: `a${at}`, name: `Agent ${at}` }));
      const began = performance.now();
      await makeManyCases(first.config, CASES, owners);
      bench.say(`  ${CASES} cases in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
      const client = await mongo.MongoClient.connect(first.config.mongodbUri);
      try {
        const cases = client.db(first.config.databaseName).collection('cases');
        const ask = async (path: string) => {
          const response = await fetch(`${desk.url}/api/v1${path}`, { headers: { cookie: desk.cookie } });
          await response.json();
          if (!response.ok) throw new Error(`${path} was refused with ${response.status}.`);
        };
        const bare = async (filter: mongo.Document) => {
          await cases.find(filter, { sort: { nextDueAt: 1, _id: 1 }, limit: 51 }).toArray();
        };
        return await measure(bench, ask, bare);
      } finally {
        await client.close();
      }
    },
  },
];

async function measure(
  bench: Bench,
  ask: (path: string) => Promise<void>,
  bare: (filter: mongo.Document) => Promise<void>,
): Promise<Line[]> {
  const seconds = partOf(bench.options, PART);
  const [ours, theirs]: [number[], number[]] = [[], []];
  const slowest = new Map<string, number>();
  for (let run = 0; run <= bench.options.runs; run += 1) {
    const product = await timesOf(seconds, async (at) => {
      const list = LISTS[at % LISTS.length];
      const begin = performance.now();
      await ask(list?.path ?? '/cases');
      const took = performance.now() - begin;
      if (run > 0) slowest.set(list?.what ?? '', Math.max(slowest.get(list?.what ?? '') ?? 0, took));
      return took;
    });
    const reference = await timesOf(seconds / 2, async (at) => {
      const begin = performance.now();
      await bare(LISTS[at % LISTS.length]?.bare(Date.now()) ?? {});
      return performance.now() - begin;
    });
    // The first warms up: the keys of the names are read then.
    if (run === 0) continue;
    ours.push(p95(product));
    theirs.push(p95(reference));
    bench.say(`  list p95 ${p95(product).toFixed(1)} ms of ${product.length}, bare ${p95(reference).toFixed(1)} ms`);
  }
  const median = medianOf(ours);
  return [
    {
      what: `a page of 50 of ${CASES.toLocaleString('en-GB')} cases with names, seven lists in turn, ${AT_ONCE} at once, p95 (beside the bare query)`,
      ...{ product: inWords(ours, ms), reference: inWords(theirs, ms), ratio: ratioOf(ours, theirs) },
      ...{ goal: `≤ ${MOST_MS} ms`, reached: median <= MOST_MS },
      notes: [
        `The slowest answer of each list: ${[...slowest].map(([what, took]) => `${what} ${ms(took)}`).join(', ')}.`,
      ],
    },
  ];
}

async function timesOf(seconds: number, once: (at: number) => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  const until = performance.now() + seconds * 1_000;
  let at = 0;
  const one = async () => {
    while (performance.now() < until) {
      at += 1;
      times.push(await once(at));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return times;
}

function p95(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? Number.NaN;
}
