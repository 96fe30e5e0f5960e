import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../server/migrations.ts';
import { createLease } from '../../server/platform/lease.store.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { type Migration, runMigrations } from '../../server/platform/migrations.ts';
import { type CollectionSpec, connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { referralOutboxSpec } from '../../server/referrals/index.ts';
import { testDatabase } from '../support/database.ts';

const at = testDatabase();
const logger = createLogger('silent', 'test');
let nodes: Database[] = [];

beforeAll(async () => {
  nodes = await Promise.all([0, 1, 2].map(() => connectDatabase({ uri: at.mongodbUri, name: at.databaseName })));
});
afterAll(async () => {
  for (const node of nodes) await node.close();
});

const tables: CollectionSpec = { name: 'tables', personal: false, indexes: [{ keys: { seats: 1 }, unique: true }] };
const runs = { name: 'runs', personal: false, indexes: [] };

/** How long a lease lives while nobody renews it (`with-lease.ts`). */
const LEASE_MS = 10_000;

/** Counts how often it ran, in the database, where every node sees it. */
const counting = (name: string): Migration => ({
  name,
  up: async (database) => {
    await database.collection(runs).insertOne({ name });
  },
});
const ranOf = (name: string) => nodes[0]?.collection(runs).countDocuments({ name });

describe('migrations', () => {
  it('are run once by nodes that start together, in order, before any of them goes on', async () => {
    const steps = [counting('0003-later'), counting('0002-first')];
    const ran = await Promise.all(
      nodes.map(async (database) => {
        const names = await runMigrations({ database, collections: [tables], migrations: steps, logger });
        expect(await database.collection(runs).countDocuments()).toBe(2);
        return names;
      }),
    );
    expect(ran.flat()).toEqual([expect.stringMatching(/^0001-collections-/), '0002-first', '0003-later']);
    expect([await ranOf('0002-first'), await ranOf('0003-later')]).toEqual([1, 1]);
    const indexes = await nodes[0]?.collection(tables).indexes();
    expect(indexes?.map(({ key, unique }) => [key, unique])).toContainEqual([{ seats: 1 }, true]);
  });

  it('make the index that a later version declares', async () => {
    const [database] = nodes;
    if (!database) throw new Error('no database');
    const later = { ...tables, indexes: [...tables.indexes, { keys: { name: 1 } as const }] };
    const again = { database, migrations: [], logger };
    expect(await runMigrations({ ...again, collections: [tables] })).toEqual([]);
    expect(await runMigrations({ ...again, collections: [later] })).toHaveLength(1);
    expect((await database.collection(tables).indexes()).map(({ key }) => key)).toContainEqual({ name: 1 });
  });

  it('take away the indexes of the outbox that others took the place of, and none that is declared', async () => {
    const [database] = nodes;
    if (!database) throw new Error('no database');
    const replaced = [{ dueAt: 1 }, { recipientId: 1, state: 1, firstSentAt: -1 }, { 'chase.at': 1 }] as const;
    const before = { ...referralOutboxSpec, indexes: replaced.map((keys) => ({ keys })) };
    const start = (collections: readonly CollectionSpec[], steps: readonly Migration[]) =>
      runMigrations({ database, collections, migrations: steps, logger });
    await start([before], []);
    await start([referralOutboxSpec], migrations);
    const keys = (await database.collection(referralOutboxSpec).indexes()).map(({ key }) => key);
    expect(keys).toEqual([{ _id: 1 }, ...referralOutboxSpec.indexes.map((each) => each.keys)]);
  });

  it('that fail stop the start, and are run again by the next', async () => {
    const [database] = nodes;
    if (!database) throw new Error('no database');
    let broken = true;
    const frail: Migration = {
      name: '0004-frail',
      up: async (where) => {
        if (broken) throw new Error('the disk is full');
        await counting('0004-frail').up(where);
      },
    };
    const start = () => runMigrations({ database, collections: [tables], migrations: [frail], logger });
    await expect(start()).rejects.toThrow(/0004-frail/);
    broken = false;
    expect(await start()).toContain('0004-frail');
    expect(await ranOf('0004-frail')).toBe(1);
  });

  it('wait for a node that is at it, and are not left undone by one that died at it', async () => {
    const [database] = nodes;
    if (!database) throw new Error('no database');
    // A dead node's lease is not renewed; its life is over soon, and what it had begun is begun again.
    const lifeMs = 1_000;
    const dead = createLease(database, 'migrations', 'a node that died', lifeMs);
    const begun = Date.now();
    expect(await dead.hold(begun)).not.toBeNull();
    const over = begun + lifeMs;
    const startedAt: number[] = [];
    const late: Migration = {
      name: '0005-late',
      up: async (where) => {
        startedAt.push(Date.now());
        await counting('0005-late').up(where);
      },
    };
    const start = (node: Database) =>
      runMigrations({ database: node, collections: [tables], migrations: [late], logger });
    const ran = await Promise.all(nodes.map(start));
    expect(ran.flat().filter((name) => name === '0005-late')).toHaveLength(1);
    expect(startedAt).toHaveLength(1);
    expect(startedAt[0]).toBeGreaterThanOrEqual(over - 50);
    expect(await ranOf('0005-late')).toBe(1);
  });

  it('that take longer than a lease lives are still run by one node only', { timeout: 40_000 }, async () => {
    let [running, most] = [0, 0];
    const slow: Migration = {
      name: '0006-slow',
      up: async (where) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, LEASE_MS + 2_000));
        await counting('0006-slow').up(where);
        running -= 1;
      },
    };
    await Promise.all(
      nodes.map((database) => runMigrations({ database, collections: [tables], migrations: [slow], logger })),
    );
    expect(most).toBe(1);
    expect(await ranOf('0006-slow')).toBe(1);
  });
});
