/**
 * A real MongoDB replica set of the pinned version, to be killed and frozen member by member. Elections are made quick
 * (`electionTimeoutMillis` 1,500 instead of 10,000), so that twenty of them fit into a test; and a secondary notices sooner
 * that the one it copies from is frozen (`oplogNetworkTimeoutBufferSeconds` 1 instead of 5, and it asks twice), without which
 * there is a new primary but no majority for ten seconds more. All else is as in production.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import { mongodProgram } from '../../server/platform/embedded/pinned.ts';
import { findProgram } from '../../server/platform/embedded/program.ts';
import { freePorts } from './free-ports.ts';
import { type Killable, killable } from './killable.ts';

export interface Member extends Killable {
  readonly host: string;
}

export interface ReplicaSet {
  readonly uri: string;
  readonly members: readonly Member[];
  /** The member that takes writes now, as a majority says; waits for an election. */
  primary(): Promise<Member>;
  /** Starts and thaws all that were killed or frozen, and waits until a primary answers. */
  heal(): Promise<void>;
  close(): Promise<void>;
}

const SET = 'chaos';
const ELECTION_MS = 1_500;
const HEARTBEAT_MS = 500;
const SOURCE_ANSWERS_WITHIN_SECONDS = 1;
const PATIENCE_MS = 60_000;
const ASK_AGAIN_MS = 20;

export async function startReplicaSet(dataDir: string, count: number): Promise<ReplicaSet> {
  const program = await findProgram(mongodProgram, { dataDir, env: process.env, say: () => undefined });
  const ports = await freePorts(count);
  const members = ports.map((port, index): Member => {
    const order = { name: `mongod-${index}`, program, args: argumentsFor(port, index), dataDir };
    return { ...killable(order), host: `127.0.0.1:${port}` };
  });
  for (const [index] of members.entries()) await mkdir(join(dataDir, `mongo-${index}`), { recursive: true });
  await Promise.all(members.map((member) => member.start()));
  const set: ReplicaSet = {
    uri: `mongodb://${members.map(({ host }) => host).join(',')}/?replicaSet=${SET}`,
    members,
    primary: () => until('a primary', () => primaryAmong(members)),
    heal: async () => {
      for (const member of members) member.thaw();
      await Promise.all(members.map((member) => member.start()));
      await set.primary();
      await until('all members', async () => ((await Promise.all(members.map(isUp))).every(Boolean) ? true : null));
    },
    close: async () => {
      await Promise.all(members.map((member) => member.kill()));
    },
  };
  await initiate(members);
  await set.heal();
  return set;
}

function argumentsFor(port: number, index: number): string[] {
  const parameters = [
    'transactionLifetimeLimitSeconds=3',
    'diagnosticDataCollectionEnabled=false',
    `oplogNetworkTimeoutBufferSeconds=${SOURCE_ANSWERS_WITHIN_SECONDS}`,
  ];
  return [
    ...['--dbpath', `./mongo-${index}`, '--bind_ip', '127.0.0.1', '--port', String(port), '--nounixsocket'],
    ...['--replSet', SET, '--slowms', '2147483647', '--quiet'],
    ...['--wiredTigerCacheSizeGB', '0.25', '--oplogSize', '200'],
    ...parameters.flatMap((parameter) => ['--setParameter', parameter]),
    // 11 MB on disk instead of 302, for throw-away data.
    ...['--wiredTigerEngineConfigString', 'log=(file_max=10MB,prealloc=false)'],
  ];
}

async function initiate(members: readonly Member[]): Promise<void> {
  const config = {
    _id: SET,
    members: members.map(({ host }, _id) => ({ _id, host })),
    settings: { electionTimeoutMillis: ELECTION_MS, heartbeatIntervalMillis: HEARTBEAT_MS },
  };
  const [first] = members;
  await until('the first member', async () => (first ? ask(first, { replSetInitiate: config }) : null));
}

/** Asked of each member directly: a frozen one that thinks it leads does not answer, a stale one has no majority. */
async function primaryAmong(members: readonly Member[]): Promise<Member | null> {
  const answers = await Promise.all(members.map((member) => ask(member, { hello: 1 })));
  const leading = members.filter((_, index) => answers[index]?.isWritablePrimary === true);
  return leading.length === 1 ? (leading[0] ?? null) : null;
}

async function isUp(member: Member): Promise<boolean> {
  const answer = await ask(member, { hello: 1 });
  return answer?.isWritablePrimary === true || answer?.secondary === true;
}

/** Null where the member does not answer within a second. */
async function ask(member: Member, command: mongo.Document): Promise<mongo.Document | null> {
  if (!member.isRunning()) return null;
  const patience = { serverSelectionTimeoutMS: 1_000, connectTimeoutMS: 1_000, socketTimeoutMS: 1_000 };
  const client = new mongo.MongoClient(`mongodb://${member.host}/?directConnection=true`, patience);
  try {
    return await client.db('admin').command(command);
  } catch {
    return null;
  } finally {
    await client.close().catch(() => undefined);
  }
}

async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > deadline) throw new Error(`There was no sign of ${what} within ${PATIENCE_MS} ms.`);
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
}
