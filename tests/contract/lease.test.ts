import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLease } from '../../server/platform/lease.store.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { testDatabase } from '../support/database.ts';

const LIFE_MS = 3_000;
const NOON = Date.UTC(2026, 10, 2, 12);
const at = testDatabase();
let database: Database;

beforeAll(async () => {
  database = await connectDatabase({ uri: at.mongodbUri, name: at.databaseName });
});
afterAll(() => database.close());

const leaseOf = (name: string, nodeId: string) => createLease(database, name, nodeId, LIFE_MS);

describe('the lease of the matcher', () => {
  it('is held by one node at a time, and moves with a new epoch when it is not renewed', async () => {
    const [one, two] = [leaseOf('a', 'one'), leaseOf('a', 'two')];
    expect(await one.hold(NOON)).toBe(1);
    expect(await two.hold(NOON + LIFE_MS - 1)).toBeNull();
    expect(await one.hold(NOON + LIFE_MS - 1)).toBe(1);
    expect(await two.hold(NOON + 2 * LIFE_MS)).toBe(2);
    expect(await one.hold(NOON + 2 * LIFE_MS)).toBeNull();
  });

  it('moves at once when its node stops', async () => {
    const [one, two] = [leaseOf('b', 'one'), leaseOf('b', 'two')];
    await one.hold(NOON);
    await one.release();
    expect(await two.hold(NOON + 1)).toBe(2);
  });

  it('of two who take it at the same moment is given to one', async () => {
    const nodes = Array.from({ length: 8 }, (_, index) => leaseOf('c', `node-${index}`));
    const held = await Promise.all(nodes.map((each) => each.hold(NOON)));
    expect(held.filter((epoch) => epoch !== null)).toHaveLength(1);
  });

  it('does not stay for ever with a dead node whose clock was an hour ahead', async () => {
    const [ahead, other] = [leaseOf('d', 'ahead'), leaseOf('d', 'other')];
    await ahead.hold(NOON + 3_600_000);
    expect(await other.hold(NOON)).toBe(2);
  });

  it('is no longer led by from memory by whoever has read that another holds it', async () => {
    const one = leaseOf('e', 'one');
    await one.hold(NOON);
    const other = { $set: { nodeId: 'two', until: NOON + 60_000 }, $inc: { epoch: 1 } };
    await database.connection.collection('leases').updateOne({ _id: 'e' as never }, other);
    // Past half of its life it is looked at while nobody waits for the answer.
    await expect.poll(() => one.hold(NOON + LIFE_MS / 2 + 1)).toBeNull();
  });
});
