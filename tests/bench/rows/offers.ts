/** From a visitor's request to the offer at a free agent's socket. */
import mongoose from 'mongoose';
import { inWords, ms, ratioOf } from '../figures.ts';
import type { Row } from '../row.ts';
import type { Bench, Watched } from '../stage/bench.ts';
import type { Product } from '../stage/product.ts';
import { interleave } from './interleave.ts';

const P50_MS = 10;
const P99_MS = 40;

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
    run: async (bench) => {
      const product = await bench.product({ agents, capacity: 3 });
      const reference = await bench.reference('desk');
      const load = bench.load();
      const [url = ''] = product.urls;
      if (waiting > 0) await fillQueue(bench, product, waiting);
      await load.call('openDesks', { name: 'product', url, desks: product.desks, agents });
      await load.call('openDesks', { name: 'reference', url: reference.url, desks: [], agents });
      const measure = (side: string, worker: Watched) => async (seconds: number) => {
        const take = () => load.call('offers', { name: side, seconds: Math.ceil(seconds / 2) });
        const times = await bench.watched(side, worker, take);
        const { count, p50, p99, max } = times;
        bench.say(`  ${side}: ${count} offers, p50 ${p50.toFixed(1)} p99 ${p99.toFixed(1)} max ${max.toFixed(0)} ms`);
        return times;
      };
      const runs = await interleave(
        bench,
        measure('product', product.first.worker),
        measure('reference', reference.worker),
      );
      return (['p50', 'p99'] as const).map((figure) => {
        const ours = runs.product.map((times) => times[figure]);
        const theirs = runs.reference.map((times) => times[figure]);
        const most = figure === 'p50' ? P50_MS : P99_MS;
        const ratio = ratioOf(ours, theirs);
        const median = ours.toSorted((a, b) => a - b)[Math.floor(ours.length / 2)] ?? Number.NaN;
        return {
          what: `${what}, ${figure}`,
          ...{ product: inWords(ours, ms), reference: inWords(theirs, ms), ratio },
          ...{ goal: `≤ ${most} ms`, reached: median <= most },
        };
      });
    },
  };
}

/**
 * They ask while nobody is at work, by the protocol and on connections that stay; then each is made to need a skill that
 * nobody has, which no public command can say today.
 */
async function fillQueue(bench: Bench, { first, urls }: Product, waiting: number): Promise<void> {
  const load = bench.load();
  await load.call('wait', { name: 'waiting', url: urls[0] ?? '', visitors: waiting });
  const { config } = first;
  const connection = await mongoose.createConnection(config.mongodbUri, { dbName: config.databaseName }).asPromise();
  const conversations = connection.collection('conversations');
  // As every change that decides who is asked: with a new revision, by which the matcher knows that it has to read again.
  const needs = { $set: { requiredSkills: ['sign_language'] }, $inc: { revision: 1 } };
  const { modifiedCount } = await conversations.updateMany({ state: 'waiting' }, needs);
  if (modifiedCount !== waiting) throw new Error(`Only ${modifiedCount} of ${waiting} wait.`);
  await connection.close();
}

export const offerRows: readonly Row[] = [
  { name: 'offer-quiet', what: 'request → offer, quiet', agents: 1, waiting: 0 },
  { name: 'offer-busy', what: 'request → offer, 1,000 waiting, 200 agents', agents: 200, waiting: 1_000 },
].map(offers);
