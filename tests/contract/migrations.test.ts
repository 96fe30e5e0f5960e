import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../server/platform/logger.ts';
import { type Migration, runMigrations } from '../../server/platform/migrations.ts';
import { type CollectionSpec, connectDatabase, type Database } from '../../server/platform/mongo.ts';
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
    const migrations = [counting('0003-later'), counting('0002-first')];
    const ran = await Promise.all(
      nodes.map(async (database) => {
        const names = await runMigrations({ database, collections: [tables], migrations, logger });
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
});
