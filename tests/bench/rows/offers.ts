/** From a visitor's request, or a place that comes free, to the offer at the agent's socket. */
import mongoose from 'mongoose';
import { inWords, ms, ratioOf } from '../figures.ts';
import type { Summary } from '../histogram.ts';
import { type Line, partOf, type Row, runsOf } from '../row.ts';
import type { Bench, Watched } from '../stage/bench.ts';
import type { Product } from '../stage/product.ts';
import { medianOf } from '../statistics.ts';
import { interleave } from './interleave.ts';

const MOST = { p50: 10, p99: 40 } as const;
/** A service in use has served some: its code is compiled, its connections to the database are open. */
const SERVED_BEFORE = 300;
/** They serve at the start; within the limits of a connection, one would take a minute. */
const STARTING_AGENTS = 8;

interface Situation {
  readonly name: string;
  readonly what: string;
  readonly agents: number;
  readonly waiting: number;
}

function offers({ name, what, agents, waiting }: Situation): Row {
  return {
    name,
    what,
    size: (options) => runsOf(options, options.seconds),
    run: async (bench) => {
      const product = await bench.product({ agents: Math.max(agents, STARTING_AGENTS), capacity: 3 });
      const reference = await bench.reference('desk');
      const load = bench.load();
      const [url = ''] = product.urls;
      const starting = product.desks.slice(0, STARTING_AGENTS);
      await load.call('serveMany', { url, desks: starting, conversations: SERVED_BEFORE });
      if (waiting > 0) await fillQueue(bench, product, waiting);
      const desks = product.desks.slice(0, agents);
      await load.call('openDesks', { name: 'product', url, desks, agents });
      await load.call('openDesks', { name: 'reference', url: reference.url, desks: [], agents });
      await load.call('warmDesks', { name: 'reference', times: SERVED_BEFORE });
      const measure = (side: string, worker: Watched) => async (seconds: number) => {
        const times = await bench.watched(side, worker, () => load.call('offers', { name: side, seconds }));
        sayTimes(bench, side, times);
        return times;
      };
      const runs = await interleave(
        bench,
        measure('product', product.first.worker),
        measure('reference', reference.worker),
      );
      return linesOf(`${what}; after ${SERVED_BEFORE} conversations`, runs.product, runs.reference);
    },
  };
}

function sayTimes(bench: Bench, side: string, { count, p50, p99, max }: Summary): void {
  bench.say(`  ${side}: ${count} offers, p50 ${p50.toFixed(1)} p99 ${p99.toFixed(1)} max ${max.toFixed(0)} ms`);
}

function linesOf(what: string, product: readonly Summary[], reference: readonly Summary[]): Line[] {
  return (['p50', 'p99'] as const).map((figure) => {
    const [ours, theirs] = [product.map((times) => times[figure]), reference.map((times) => times[figure])];
    const compared = theirs.length > 0;
    return {
      what: `${what}, ${figure}`,
      product: inWords(ours, ms),
      reference: compared ? inWords(theirs, ms) : '–',
      ratio: compared ? ratioOf(ours, theirs) : null,
      ...{ goal: `≤ ${MOST[figure]} ms`, reached: medianOf(ours) <= MOST[figure] },
    };
  });
}

/**
 * They ask while nobody is at work, by the protocol and on connections that stay; then each is made to need a skill that
 * nobody has, which no public command can say today.
 */
async function fillQueue(bench: Bench, { first, urls }: Product, waiting: number): Promise<void> {
  const load = bench.load();
  await load.call('wait', { url: urls[0] ?? '', visitors: waiting });
  const { config } = first;
  const connection = await mongoose.createConnection(config.mongodbUri, { dbName: config.databaseName }).asPromise();
  const conversations = connection.collection('conversations');
  // As every change that decides who is asked: with a new revision, by which the matcher knows that it has to read again.
  const needs = { $set: { requiredSkills: ['sign_language'] }, $inc: { revision: 1 } };
  const { modifiedCount } = await conversations.updateMany({ state: 'waiting' }, needs);
  if (modifiedCount !== waiting) throw new Error(`Only ${modifiedCount} of ${waiting} wait.`);
  await connection.close();
}

const FREED = { agents: 200, waiting: 1_000 };
const FREED_WHAT = `a place comes free → offer of the first, ${FREED.waiting.toLocaleString('en-GB')} waiting who could be served, all ${FREED.agents} agents full`;

const freedRow: Row = {
  name: 'offer-freed',
  what: FREED_WHAT,
  size: (options) => runsOf(options, partOf(options, 1 / 2)),
  run: async (bench) => {
    const { first, urls, desks } = await bench.product({ agents: FREED.agents, capacity: 1 });
    const load = bench.load();
    const order = { url: urls[0] ?? '', desks, waiting: FREED.waiting };
    const [seconds, { runs }] = [partOf(bench.options, 1 / 2), bench.options];
    const take = () => load.call('freed', { ...order, seconds, runs });
    const times = await bench.watched('product', first.worker, take);
    for (const each of times) sayTimes(bench, 'product', each);
    return linesOf(FREED_WHAT, times, []);
  },
};

export const offerRows: readonly Row[] = [
  ...[
    { name: 'offer-quiet', what: 'request → offer, one agent free, nobody waiting', agents: 1, waiting: 0 },
    {
      name: 'offer-busy',
      what: 'request → offer, 200 agents free, 1,000 waiting for a skill that nobody has',
      ...{ agents: 200, waiting: 1_000 },
    },
  ].map(offers),
  freedRow,
];
