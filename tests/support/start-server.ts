/** A whole server inside the test: the real composition on free ports, with a database and a Redis prefix of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../../server/app.ts';
import { type Config, readConfig, withDatabases } from '../../server/config.ts';
import { drop, newDatabase, type TestDatabase } from './database.ts';
import { freePorts } from './free-ports.ts';

export type TestAccount = Readonly<{ email: string; password: string; role: string; name: string; teamId: string }>;

export type TestServer = Readonly<{
  url: string;
  config: Config;
  app: App;
  database: TestDatabase;
  /** Ten agents of capacity 3, two supervisors and one of each other role; empty on a second node. */
  accounts: readonly TestAccount[];
  /** The nth account of a role, from 0. */
  account: (role: string, index?: number) => TestAccount;
  /** Ends the server; what it stored goes too, unless another node brought it. */
  close: () => Promise<void>;
}>;

export type StartOptions = Readonly<{
  /** Instead of what the environment would say, after the tests' own choices. */
  config?: Partial<Config>;
  /** What stands in for the clock, the ids or the log. */
  app?: Parameters<typeof createApp>[1];
  /** A first node: the second shares its database, its Redis and its keys. */
  beside?: TestServer;
}>;

export async function startServer({ config: overrides, app: options, beside }: StartOptions = {}): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hearthline-server-'));
  const database = beside?.database ?? newDatabase();
  const config: Config = {
    ...(await configFor(dataDir, database)),
    ...(beside === undefined ? {} : { masterKeysFile: beside.config.masterKeysFile }),
    ...overrides,
  };
  const app = await createApp(config, options);
  const made = await app.demoAccounts(() => Promise.resolve());
  const accounts = made ?? beside?.accounts ?? [];
  await new Promise<void>((resolve, reject) => {
    app.server.once('error', reject);
    app.server.listen(config.port, config.host, () => resolve());
  });
  app.ready();
  return {
    url: config.publicOrigin,
    config,
    app,
    database,
    accounts,
    account: (role, index = 0) => {
      const found = accounts.filter((each) => each.role === role)[index];
      if (found === undefined) throw new Error(`There are not ${index + 1} accounts of the role ${role}.`);
      return found;
    },
    close: async () => {
      await app.close();
      if (beside === undefined) await drop(database);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What a node on the run's pair is told by its environment. */
export async function configFor(dataDir: string, database: TestDatabase): Promise<Config> {
  const [port, sitePort, partnerPort] = await freePorts(3);
  const read = readConfig({
    PORT: String(port),
    DEMO_SITE_PORT: String(sitePort),
    DEMO_PARTNER_PORT: String(partnerPort),
    DATA_DIR: dataDir,
    DATABASE_NAME: database.databaseName,
    REDIS_PREFIX: database.redisPrefix,
    MONGODB_URI: database.mongodbUri,
    REDIS_URL: database.redisUrl,
  });
  if (!read.ok) throw new Error(read.problems.join(' '));
  return withDatabases(read.value, database);
}
