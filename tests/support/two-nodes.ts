/** Two nodes of one service, a helpline on each, and what they store: for races between people on different nodes. */
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { type Helpline, helpline } from './helpline.ts';
import { startServer, type TestServer } from './start-server.ts';

export interface TwoNodes {
  readonly here: TestServer;
  readonly there: TestServer;
  readonly at: Helpline;
  readonly other: Helpline;
  readonly database: Database;
  /** Call it after each test. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

export async function twoNodes(): Promise<TwoNodes> {
  const here = await startServer({ config: { limits: 'off' } });
  const there = await startServer({ beside: here, config: { limits: 'off' } });
  const [at, other] = [helpline(here), helpline(there)];
  const database = await connectDatabase({ uri: here.database.mongodbUri, name: here.database.databaseName });
  return {
    ...{ here, there, at, other, database },
    tidy: async () => {
      await at.tidy();
      await other.tidy();
    },
    close: async () => {
      await Promise.all([at.close(), other.close()]);
      await database.close();
      await there.close();
      await here.close();
    },
  };
}
