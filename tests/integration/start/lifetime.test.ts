import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { freePorts, newDataDir, processesIn, remove, start } from './start-process.ts';

const runFile = z.strictObject({
  pid: z.number(),
  url: z.string(),
  mongodbUri: z.string(),
  redisUrl: z.string(),
  masterKeysFile: z.string(),
});

const readRun = async (folder: string) => runFile.parse(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')));
const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;
const statusOf = (url: string): Promise<number> =>
  fetch(url).then(
    (answer) => answer.status,
    () => 0,
  );

/** What docs/senders tells somebody to copy, with the key of the demonstration's sender. */
async function asDocumented(folder: string, url: string): Promise<unknown> {
  const guide = await readFile(new URL('../../../docs/senders/README.md', import.meta.url), 'utf8');
  const [, body = ''] = /curl [^']*'Content-Type: application\/json' -d '([^']+)'/.exec(guide) ?? [];
  const { key } = JSON.parse(await readFile(join(folder, 'demo-sender.json'), 'utf8')) as { key: string };
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  return (await fetch(`${url}/api/v1/referrals/inbound`, { method: 'POST', headers, body })).json();
}

/** Asks the database that a run file names, past the server. */
async function inDatabase<T>(
  uri: string,
  ask: (notes: mongoose.mongo.Collection<{ text: string }>) => Promise<T>,
): Promise<T> {
  const client = new mongoose.mongo.MongoClient(uri);
  try {
    return await ask(client.db('of_this_test').collection('notes'));
  } finally {
    await client.close();
  }
}

describe('a start, a second start and its end', { timeout: 120_000 }, () => {
  let folder: string;
  let env: { PORT: string; DATA_DIR: string };
  let url: string;

  beforeAll(async () => {
    const port = await freePorts();
    folder = await newDataDir();
    env = { PORT: String(port), DATA_DIR: folder };
    url = `http://127.0.0.1:${port}`;
  });

  afterAll(() => remove(folder));

  it('is found by its run file, which only its owner may read, and shows the demonstration', async () => {
    const first = start(env);
    await first.ready;
    expect(first.output()).toMatch(new RegExp(`^ready ${url}$`, 'm'));
    expect(await statusOf(`${url}/readyz`)).toBe(200);
    expect(await readRun(folder)).toMatchObject({ pid: first.child.pid, url });
    for (const file of ['run.json', 'demo-accounts.json', 'demo-sender.json'])
      expect(await modeOf(join(folder, file))).toBe(0o600);
    expect(await modeOf(folder)).toBe(0o700);
    expect(await asDocumented(folder, url)).toMatchObject({ ok: true, value: { state: 'received', reason: null } });
    const port = Number(env.PORT);
    for (const path of ['/', '/our-help', '/cover-your-tracks', '/cookies', '/start']) {
      const page = await fetch(`http://127.0.0.1:${port + 1}${path}`);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('This is a demonstration. Nobody is here. In danger call 999.');
    }
    expect(await (await fetch(`http://127.0.0.1:${port + 2}/received`)).json()).toEqual([]);
  });

  it('a second start is ready soon; its end by Ctrl-C leaves nothing running, however often it is pressed', async () => {
    const begun = performance.now();
    const second = start(env);
    await second.ready;
    // Under 5 s on a quiet machine; three times the room for one that is busy with tests.
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(processesIn(folder).length).toBeGreaterThanOrEqual(2);
    for (const signal of ['SIGINT', 'SIGINT', 'SIGTERM'] as const) second.child.kill(signal);
    expect(await second.exit).toBe(0);
    expect(processesIn(folder)).toEqual([]);
    expect(await statusOf(url)).toBe(0);
    await expect(readRun(folder)).rejects.toThrow();
  });

  it('a second start in the same folder is told who holds it, and the first goes on', async () => {
    const first = start(env);
    await first.ready;
    const second = start({ ...env, PORT: String(await freePorts()) });
    expect(await second.exit).toBe(1);
    expect(second.output()).toContain(`Already running from ${folder} (process ${first.child.pid}, ${url})`);
    expect(await statusOf(`${url}/readyz`)).toBe(200);
  });

  it('[L1] after kill -9 the databases end by themselves, and the next start has all that was acknowledged', async () => {
    const first = start(env);
    await first.ready;
    const { mongodbUri } = await readRun(folder);
    const writeConcern = { w: 'majority', journal: true } as const;
    await inDatabase(mongodbUri, (notes) => notes.insertOne({ text: 'kept' }, { writeConcern }));
    first.child.kill('SIGKILL');
    await first.exit;
    const next = start(env);
    await next.ready;
    expect(
      await inDatabase((await readRun(folder)).mongodbUri, (notes) => notes.countDocuments({ text: 'kept' })),
    ).toBe(1);
    next.child.kill('SIGKILL');
    await next.exit;
    await expect.poll(() => processesIn(folder), { timeout: 15_000 }).toEqual([]);
  });

  it('a database that dies ends the server with a sentence and a failing code', async () => {
    const first = start(env);
    await first.ready;
    for (const pid of processesIn(folder)) process.kill(pid, 'SIGKILL');
    expect(await first.exit).toBe(1);
    expect(first.output()).toMatch(/(MongoDB|Valkey) ended by itself: .*\.$/m);
    expect(processesIn(folder)).toEqual([]);
  });
});
