/**
 * The database that a command at the terminal works on: the one of MONGODB_URI, the embedded one of a running server
 * (by DATA_DIR/run.json), or the embedded one started for the command and ended with it.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { readConfig, type Settings } from './config.ts';
import { runFileIn } from './demo/index.ts';
import { checkMongo } from './platform/check-mongo.store.ts';
import { lockDataDir, prepareDataDir, startEmbedded } from './platform/embedded/index.ts';
import { type MasterKeys, readMasterKeys } from './platform/master-keys.ts';
import { connectDatabase, type Database } from './platform/mongo.ts';
import { StartProblem } from './platform/start-problem.ts';

export interface CommandDatabase {
  readonly settings: Settings;
  readonly database: Database;
  readonly names: Readonly<{ main: string; keys: string }>;
}

/** A command never makes them: those it needs are the service's own. */
export function masterKeysFor({ masterKeysFile }: Settings): Promise<MasterKeys> {
  return readMasterKeys(masterKeysFile, false).catch((error: unknown) => {
    throw new StartProblem(error instanceof Error ? error.message : 'The master keys cannot be read.');
  });
}

const runFile = z.object({ mongodbUri: z.string() });

export async function withCommandDatabase<T>(
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
  work: (at: CommandDatabase) => Promise<T>,
): Promise<T> {
  const read = readConfig(env);
  if (!read.ok) throw new StartProblem(read.problems.join('\n'));
  const settings = read.value;
  const { uri, end } = await find(settings, say);
  try {
    const name = settings.databaseName;
    // Nobody waits for an answer: an index of a large collection takes longer than any request may.
    const database = await connectDatabase({ uri, name, answerWithinMs: 0 });
    try {
      return await work({ settings, database, names: { main: name, keys: `${name}_keys` } });
    } finally {
      await database.close();
    }
  } finally {
    await end();
  }
}

type Found = Readonly<{ uri: string; end: () => Promise<void> }>;

async function find(settings: Settings, say: (line: string) => void): Promise<Found> {
  if (settings.mongodbUri !== undefined) {
    for (const warning of await checkMongo(settings.mongodbUri, settings.databaseName)) say(warning);
    return { uri: settings.mongodbUri, end: async () => undefined };
  }
  const dataDir = await prepareDataDir(settings.dataDir, 10);
  // Who holds the lock is the server, or another command.
  const lock = await lockDataDir(dataDir.path, { pid: process.pid, url: 'a command' }).catch(() => null);
  if (lock === null) return { uri: await uriOfRunning(settings.dataDir), end: async () => undefined };
  try {
    const started = await startEmbedded({ dataDir: settings.dataDir, want: { mongo: true, valkey: false }, say });
    if (started.mongodbUri === undefined) throw new StartProblem('The embedded MongoDB did not start.');
    const end = async (): Promise<void> => {
      await started.stop();
      await lock.release();
    };
    return { uri: started.mongodbUri, end };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function uriOfRunning(dataDir: string): Promise<string> {
  try {
    return runFile.parse(JSON.parse(await readFile(runFileIn(dataDir), 'utf8'))).mongodbUri;
  } catch {
    throw new StartProblem(
      `DATA_DIR ${dataDir} is in use by a server that is just starting or ending, or by another command: try again in a moment.`,
    );
  }
}
