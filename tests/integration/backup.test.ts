import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../server/app.ts';
import { backupCommand } from '../../server/backup-command.ts';
import { runCommand } from '../../server/command.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { transact } from '../../server/platform/transaction.ts';
import { restoreCommand } from '../../server/restore-command.ts';
import { asAgent } from '../support/connect.ts';
import { drop, newDatabase, type TestDatabase } from '../support/database.ts';
import { type Helpline, helpline, say, type Waiting } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');

let folder: string;
let server: TestServer;
let at: Helpline;
let recipient: string;
const made: TestDatabase[] = [];

const file = (name: string): string => join(folder, name);

const environment = (on: TestDatabase) => ({
  ...{ PATH: process.env.PATH, MONGODB_URI: on.mongodbUri, REDIS_URL: on.redisUrl },
  ...{ DATABASE_NAME: on.databaseName, MASTER_KEYS_FILE: server.config.masterKeysFile, DATA_DIR: folder },
});

/** The command with its exit code and all that it says, in this process. */
async function run(command: 'backup' | 'restore', words: readonly string[], on: TestDatabase = server.database) {
  const lines: string[] = [];
  const hear = (line: string) => lines.push(line);
  const work = command === 'backup' ? backupCommand : restoreCommand;
  const code = await runCommand(() => work(words, environment(on), hear), hear, hear);
  return { code, output: lines.join('\n') };
}

/** The command as a person types it. */
async function runProcess(command: 'backup' | 'restore', words: readonly string[], on: TestDatabase) {
  const env = environment(on);
  const child = spawn(process.execPath, [tsx, `server/${command}.ts`, ...words], { cwd: root, env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part) => {
      output += String(part);
    });
  }
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, output: output.trim() };
}

async function backUp(name: string): Promise<void> {
  const keys = ['--keys-to', file(`${name}-keys.age`)];
  const done = await run('backup', ['--to', file(`${name}.age`), ...keys, '--recipient', recipient]);
  expect(done, done.output).toMatchObject({ code: 0 });
}

const restoreWords = (main: string, keys = main) => [
  ...['--from', file(`${main}.age`), '--keys-from', file(`${keys}-keys.age`), '--identity', file('identity')],
];

function emptyDatabase(): TestDatabase {
  const database = newDatabase();
  made.push(database);
  return database;
}

async function inDatabase<T>(on: TestDatabase, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await connectDatabase({ uri: on.mongodbUri, name: on.databaseName });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const documentsOf = (on: TestDatabase, collection: string) =>
  inDatabase(on, ({ connection }) => connection.collection(collection).find({}).toArray());

const collectionsOf = (on: TestDatabase) =>
  inDatabase(on, async ({ connection }) => (await connection.listCollections()).map(({ name }) => name));

/** Writes into the first and the last collection in one transaction, again and again, until it is stopped. */
function writePairs() {
  let writing = true;
  const done = inDatabase(server.database, async (database) => {
    const [first, last] = ['aFirst', 'zLast'].map((name) => database.connection.collection<{ _id: number }>(name));
    for (let _id = 1; writing; _id += 1) {
      await transact(database, async (session) => {
        await first?.insertOne({ _id }, { session });
        await last?.insertOne({ _id }, { session });
      });
    }
  });
  const stop = async () => {
    writing = false;
    await done;
  };
  return { stop };
}

/** A node over a restored database, and what a supervisor reads there. */
async function readThere(on: TestDatabase, { conversationId }: Waiting) {
  const node = await startServer({ config: { ...on, limits: 'off', masterKeysFile: server.config.masterKeysFile } });
  const line = helpline(node);
  try {
    const supervisor = line.track(await asAgent(node.url, server.account('supervisor')));
    const reply = await supervisor.send('conversation:open', { conversationId });
    return reply.ok ? reply.value.entries.map((entry) => (entry.kind === 'message' ? entry.text : entry.kind)) : reply;
  } finally {
    await line.close();
    await node.close();
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearthline-backup-'));
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
  const pair = await run('backup', ['--new-identity', file('identity')]);
  recipient = pair.output.trim();
  expect(recipient).toMatch(/^age1[a-z0-9]{58}$/);
});
afterAll(async () => {
  await at.close();
  await server.close();
  for (const database of made) await drop(database);
  await rm(folder, { recursive: true, force: true });
});

describe('a backup and its restore', { timeout: 120_000 }, () => {
  it('[P1] hold one moment while people go on writing, every document the same, and nothing in clear', async () => {
    const talks = await Promise.all(Array.from({ length: 5 }, (_, n) => at.waiting({ message: `canary-${n}-first` })));
    let writing = true;
    const acknowledged = Promise.all(
      talks.map(async ({ visitor, conversationId }) => {
        let count = 1;
        while (writing) {
          await say(visitor, `canary-${count}`);
          count += 1;
        }
        return { conversationId, count };
      }),
    );
    const pairs = writePairs();
    const words = ['--to', file('live.age'), '--keys-to', file('live-keys.age'), '--recipient', recipient];
    const saved = await runProcess('backup', words, server.database);
    expect(saved, saved.output).toMatchObject({ code: 0 });
    await pairs.stop();
    writing = false;
    const atTheEnd = await acknowledged;

    expect((await stat(file('live.age'))).mode & 0o777).toBe(0o600);
    for (const name of ['live.age', 'live-keys.age']) {
      expect((await readFile(file(name))).subarray(0, 21).toString()).toBe('age-encryption.org/v1');
      expect((await readFile(file(name))).includes('canary')).toBe(false);
    }
    const there = emptyDatabase();
    const restored = await runProcess('restore', restoreWords('live'), there);
    expect(restored, restored.output).toMatchObject({ code: 0 });
    expect(restored.output).toMatch(/^entries: \d+ documents, the same/m);
    expect(restored.output).toMatch(/^dataKeys: \d+ documents, the same/m);

    // One moment: what was written together in the first and the last collection is there together.
    const [firsts, lasts] = [await documentsOf(there, 'aFirst'), await documentsOf(there, 'zLast')];
    expect(firsts.length).toBeGreaterThan(0);
    expect(lasts.map(({ _id }) => _id)).toEqual(firsts.map(({ _id }) => _id));
    // Each log is whole up to some seq.
    const entries = await documentsOf(there, 'entries');
    for (const { conversationId, count } of atTheEnd) {
      const seqs = entries
        .filter((entry) => entry.conversationId === conversationId)
        .map((entry) => Number(entry.seq))
        .sort((a, b) => a - b);
      expect(seqs.length).toBeGreaterThan(0);
      expect(seqs.length).toBeLessThanOrEqual(count);
      expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    }
    // Nobody who was signed out since is signed in again.
    expect(await documentsOf(there, 'sessions')).toEqual([]);
    const [first] = talks;
    if (first === undefined) throw new Error('nobody wrote');
    expect(await readThere(there, first)).toContain('canary-0-first');
    await at.tidy();
  });

  it('keep the width of numbers, the order of names, bytes and expressions as they were', async () => {
    const { Binary, Decimal128, Double, Int32, Long, ObjectId, Timestamp, UUID } = mongoose.mongo;
    // As nobody writes them on purpose: names like numbers out of order, whole numbers stored as doubles.
    const inner = new Map<string, unknown>([
      ['7', 1],
      ['3', 'x'],
    ]);
    const nested = new Map<string, unknown>([
      ['9', [new Double(2), inner]],
      ['4', /a+b/i],
    ]);
    const odd = new Map<string, unknown>(
      Object.entries({
        b: new Double(1),
        bytes: new Binary(Buffer.from('abc'), 5),
        uuid: new UUID(),
        id: new ObjectId(),
      }),
    );
    odd.set('10', new Int32(1)).set('2', Long.fromNumber(1)).set('1', null).set('nested', nested);
    odd
      .set('decimal', Decimal128.fromString('1.50'))
      .set('at', new Timestamp({ t: 1, i: 2 }))
      .set('day', new Date());
    await inDatabase(server.database, ({ connection }) =>
      connection
        .getClient()
        .db(server.database.databaseName)
        .command({ insert: 'oddities', documents: [odd] }),
    );
    await backUp('odd');
    const there = emptyDatabase();
    const restored = await run('restore', restoreWords('odd'), there);
    expect(restored, restored.output).toMatchObject({ code: 0 });
    const raw = (on: TestDatabase) =>
      inDatabase(on, ({ connection }) => connection.collection('oddities').findOne({}, { raw: true }));
    expect(await raw(there)).toEqual(await raw(server.database));
  });

  it('leave unreadable what was erased before the keys were saved, also with the words saved earlier', async () => {
    const [erased, kept] = [await at.waiting({ message: 'forget me' }), await at.waiting({ message: 'keep me' })];
    await backUp('before');
    await inDatabase(server.database, ({ connection }) =>
      connection
        .getClient()
        .db(`${server.database.databaseName}_keys`)
        .collection<{ _id: string }>('dataKeys')
        .deleteOne({ _id: erased.conversationId }),
    );
    const later = await run('backup', ['--keys-to', file('after-keys.age'), '--recipient', recipient]);
    expect(later).toMatchObject({ code: 0 });
    const there = emptyDatabase();
    expect(await run('restore', restoreWords('before', 'after'), there)).toMatchObject({ code: 0 });
    expect((await documentsOf(there, 'entries')).some((entry) => entry.conversationId === erased.conversationId)).toBe(
      true,
    );
    expect(await readThere(there, kept)).toEqual(['keep me']);
    expect(JSON.stringify(await readThere(there, erased))).not.toContain('forget me');
    await at.tidy();
  });

  it('are refused, with one sentence and an empty database, when the file is cut, changed or for another key', async () => {
    await backUp('whole');
    const whole = await readFile(file('whole.age'));
    const damage: Record<string, Buffer> = {
      cut: whole.subarray(0, whole.length - 1_000),
      'cut-at-a-piece': whole.subarray(0, whole.length - (whole.length % 65_552)),
      short: whole.subarray(0, 60),
      nothing: Buffer.alloc(0),
      changed: Buffer.from(whole.map((byte, index) => (index === whole.length - 2_000 ? byte ^ 1 : byte))),
      'no-backup': Buffer.from('hello\n'),
    };
    for (const [name, bytes] of Object.entries(damage)) await writeFile(file(`${name}.age`), bytes);
    const there = emptyDatabase();
    for (const name of Object.keys(damage)) {
      const { code, output } = await run('restore', restoreWords(name, 'whole'), there);
      expect(code).toBe(1);
      expect(output).toMatch(/^The file .* is not a whole sealed file: it was cut short, damaged or changed\..*$/);
      expect(await collectionsOf(there)).toEqual([]);
    }
    await run('backup', ['--new-identity', file('other')]);
    const wrongKey = await run('restore', ['--from', file('whole.age'), '--identity', file('other')], there);
    expect(wrongKey).toMatchObject({
      code: 1,
      output: expect.stringMatching(/^The file .* was sealed for another key/),
    });
    const swapped = ['--from', file('whole-keys.age'), '--identity', file('identity')];
    expect((await run('restore', swapped, there)).output).toMatch(/holds the other database: name it with --keys-from/);
    expect(await collectionsOf(there)).toEqual([]);
  });

  it('never overwrite a file, a running service, or data unless told to', async () => {
    await backUp('mine');
    expect((await run('backup', ['--to', file('mine.age'), '--recipient', recipient])).output).toMatch(/already/);
    expect((await run('restore', restoreWords('mine'))).output).toMatch(/A server is running on this database/);
    const there = emptyDatabase();
    await inDatabase(there, ({ connection }) => connection.collection('mine').insertOne({ precious: true }));
    expect((await run('restore', restoreWords('mine'), there)).output).toMatch(/is not empty/);
    expect(await documentsOf(there, 'mine')).toHaveLength(1);
    expect(await run('restore', [...restoreWords('mine'), '--replace'], there)).toMatchObject({ code: 0 });
    expect(await documentsOf(there, 'mine')).toHaveLength(0);
    expect((await readdir(folder)).filter((name) => name.includes('unfinished'))).toEqual([]);
  });

  it('that were broken off keep the service from starting and from being backed up', async () => {
    const there = emptyDatabase();
    await inDatabase(there, ({ connection }) =>
      connection.collection<{ _id: string }>('unfinishedRestore').insertOne({ _id: 'main' }),
    );
    const config = { ...server.config, ...there };
    const half = /A restore into this database was not finished/;
    await expect(createApp(config, { logger: createLogger('silent', 'test') })).rejects.toThrow(half);
    const words = ['--to', file('half.age'), '--recipient', recipient];
    expect((await run('backup', words, there)).output).toMatch(half);
    await backUp('again');
    expect(await run('restore', [...restoreWords('again'), '--replace'], there)).toMatchObject({ code: 0 });
    expect(await collectionsOf(there)).not.toContain('unfinishedRestore');
  });

  it('are refused when a stranger made the file, or when the keys are from before it', async () => {
    await backUp('early');
    const talk = await at.waiting({ message: 'written later' });
    await backUp('late');
    const there = emptyDatabase();
    const older = await run('restore', restoreWords('late', 'early'), there);
    expect(older).toMatchObject({ code: 1, output: expect.stringMatching(/The keys were saved before the main file/) });
    expect(await collectionsOf(there)).toEqual([]);
    const taken = await run('restore', [...restoreWords('late', 'early'), '--keys-older'], there);
    expect(taken).toMatchObject({ code: 0, output: expect.stringMatching(/^[1-9]\d* conversations have no key/m) });
    expect(taken.output).toMatch(/late\.age was made at \d{4}-\d\d-/);
    expect(JSON.stringify(await readThere(there, talk))).not.toContain('written later');

    const strangersKeys = file('strangers-keys.json');
    await writeFile(strangersKeys, JSON.stringify([{ kid: 'k7', key: Buffer.alloc(32, 7).toString('base64') }]));
    const strange = { ...environment(server.database), MASTER_KEYS_FILE: strangersKeys };
    await backupCommand(['--to', file('strange.age'), '--recipient', recipient], strange, () => undefined);
    const refused = await run('restore', ['--from', file('strange.age'), '--identity', file('identity')], there);
    expect(refused).toMatchObject({ code: 1, output: expect.stringMatching(/master key \(k7\) that is not in/) });
    await at.tidy();
  });

  it('that fail in the middle leave nothing that could be taken for the service', async () => {
    await backUp('good');
    const there = emptyDatabase();
    await inDatabase(there, ({ connection }) => connection.collection('mine').insertOne({ precious: true }));
    // A view stands where a collection is to be filled: MongoDB refuses, as it would with a full disk.
    await inDatabase(there, ({ connection }) => connection.createCollection('entries', { viewOn: 'mine' }));
    const failed = await run('restore', [...restoreWords('good'), '--replace'], there);
    expect(failed.code).toBe(1);
    expect(await documentsOf(there, 'mine')).toEqual([]);
    expect(await documentsOf(there, 'unfinishedRestore')).toHaveLength(2);
    const config = { ...server.config, ...there };
    await expect(createApp(config, { logger: createLogger('silent', 'test') })).rejects.toThrow(/was not finished/);
    await inDatabase(there, ({ connection }) => connection.dropCollection('entries'));
    expect(await run('restore', restoreWords('good'), there)).toMatchObject({ code: 0 });
  });
});
