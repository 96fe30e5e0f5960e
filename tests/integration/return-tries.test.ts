/** In which order what was typed on the public page is judged: one machine that sends without end keeps nobody else waiting. */
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase, type Database, ensureCollection } from '../../server/platform/mongo.ts';
import { createSealing, dataKeysSpec } from '../../server/platform/sealing.store.ts';
import { receiveTry } from '../../server/returning/receive-try.ts';
import { createTriesStore, returnTriesSpec, type TriesStore } from '../../server/returning/tries.store.ts';
import { testDatabase } from '../support/database.ts';
import { testKeys } from '../support/log-node.ts';

const IN_TURN = 10;
const LATER_MS = 5_000;
const LEASE_MS = 30_000;
const { mongodbUri, databaseName } = testDatabase();
let database: Database;
let tries: TriesStore;
let now = 1_800_000_000_000;

beforeAll(async () => {
  database = await connectDatabase({ uri: mongodbUri, name: databaseName });
  for (const spec of [returnTriesSpec, dataKeysSpec]) await ensureCollection(database, spec);
  tries = createTriesStore(database, createSealing(database, testKeys, Date.now));
});
afterAll(() => database?.close());

const sent = new Map<string, number>();
const deps = {
  placeOf: (address: string) => address,
  isCrowding: async (place: string) => {
    sent.set(place, (sent.get(place) ?? 0) + 1);
    return (sent.get(place) ?? 0) > IN_TURN;
  },
  slowDown: async () => undefined,
  clock: { now: () => now },
  ids: { uuid: randomUUID, bytes: randomBytes },
};

async function typed(address: string, phrase: string): Promise<void> {
  now += 10;
  await receiveTry({ ...deps, tries }, { reference: '2222-2222', phrase }, address);
}

async function judged(): Promise<string[]> {
  const order: string[] = [];
  for (;;) {
    const doc = await tries.take(now, LEASE_MS);
    if (doc === null) return order;
    order.push((await tries.typedIn(doc)).phrase);
    await tries.remove(doc);
  }
}

test('what one place sends beyond its turn is judged after all others, and the newest of it first', async () => {
  for (let each = 0; each < 40; each += 1) await typed('a flood', `guess ${each}`);
  await typed('a home', 'the right words');
  await typed('a flood', 'the right words of who shares that line');
  now += LATER_MS;
  const order = await judged();
  expect(order).toHaveLength(42);
  expect(order.indexOf('the right words')).toBeLessThanOrEqual(IN_TURN);
  expect(order[IN_TURN + 1]).toBe('the right words of who shares that line');
  expect(order.slice(-3)).toEqual(['guess 12', 'guess 11', 'guess 10']);
});
