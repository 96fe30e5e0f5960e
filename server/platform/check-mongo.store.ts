/** Finds out before the start whether a given MongoDB will do, and says in one sentence why it will not. */
import mongoose from 'mongoose';
import { z } from 'zod';
import { StartProblem } from './start-problem.ts';

const oldestWireVersion = 17; // MongoDB 6.0
const unauthorised = 13;
const badCredentials = new Set([18, 8000]);
const recommendedLifetimeSeconds = 3;

const hello = z.object({ maxWireVersion: z.number(), setName: z.string().optional(), msg: z.string().optional() });
const parameter = z.object({ transactionLifetimeLimitSeconds: z.number() });

/** Returns what deserves a warning; what makes a start impossible is thrown. */
export async function checkMongo(uri: string, databaseName: string): Promise<readonly string[]> {
  const place = `MongoDB at ${hostsOf(uri)} (MONGODB_URI)`;
  const { MongoClient } = mongoose.mongo;
  let client: InstanceType<typeof MongoClient> | undefined;
  try {
    client = new MongoClient(uri, { maxPoolSize: 1, serverSelectionTimeoutMS: 4_000 });
    const admin = client.db('admin');
    const about = hello.parse(await admin.command({ hello: 1 }));
    // `hello` needs no name and password; this does.
    await client.db(databaseName).listCollections({}, { nameOnly: true }).toArray();
    if (about.maxWireVersion < oldestWireVersion)
      throw new StartProblem(`${place} is too old: version 6.0 is the oldest that will do.`);
    if (about.setName === undefined && about.msg !== 'isdbgrid') {
      throw new StartProblem(
        `${place} is not a replica set, and transactions need one: start it with --replSet and initiate it.`,
      );
    }
    return await warningsOf(admin, place);
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    throw new StartProblem(`${place} ${whyNot(error)}`);
  } finally {
    await client?.close();
  }
}

async function warningsOf(admin: mongoose.mongo.Db, place: string): Promise<readonly string[]> {
  const answer = await admin.command({ getParameter: 1, transactionLifetimeLimitSeconds: 1 }).catch(() => undefined);
  const seconds = parameter.safeParse(answer).data?.transactionLifetimeLimitSeconds;
  if (seconds === undefined || seconds <= recommendedLifetimeSeconds) return [];
  return [
    `${place} keeps a dead node's transaction for ${seconds} s, and its conversations wait that long: set transactionLifetimeLimitSeconds=${recommendedLifetimeSeconds}.`,
  ];
}

function whyNot(error: unknown): string {
  const { MongoServerError, MongoServerSelectionError, MongoParseError } = mongoose.mongo;
  if (error instanceof MongoParseError) return 'is not written as an address: correct MONGODB_URI.';
  if (error instanceof MongoServerSelectionError) {
    const answered = [...(error.reason?.servers.values() ?? [])].some((server) => server.type !== 'Unknown');
    if (answered)
      return 'answers, but no primary of its replica set can be reached: initiate it, or correct MONGODB_URI.';
  }
  if (error instanceof MongoServerError && error.code === unauthorised) {
    return 'needs a name and password that may use the database: write them into MONGODB_URI.';
  }
  if (error instanceof MongoServerError && badCredentials.has(Number(error.code))) {
    return 'refuses this name or password: correct MONGODB_URI.';
  }
  return 'does not answer: start it, correct MONGODB_URI, or remove MONGODB_URI to use the built-in one.';
}

/** The hosts without name and password, which must not be printed. */
function hostsOf(uri: string): string {
  return /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^/?]*)/.exec(uri)?.[1] || 'the given address';
}
