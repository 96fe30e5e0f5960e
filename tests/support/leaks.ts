/** Looks for words in everything that is stored, sent between nodes or logged: as they are, in base64 and in hex. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import type { mongo } from 'mongoose';

/** A place and what stands in it. */
export interface Haystack {
  readonly where: string;
  readonly bytes: Buffer;
}

/** Every form in which the bytes of a word can stand in something that was encoded with its surroundings. */
function formsOf(word: string): { form: string; bytes: Buffer }[] {
  const plain = Buffer.from(word, 'utf8');
  const hex = plain.toString('hex');
  const base64 = [0, 1, 2].map((shift) => {
    const shifted = Buffer.concat([Buffer.alloc(shift), plain]).toString('base64');
    // What the neighbours decide is left out: the letters mixed with bytes before it, and those after the last whole one.
    return shifted.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + plain.length) * 8) / 6));
  });
  return [
    { form: 'plain', bytes: plain },
    { form: 'utf-16', bytes: Buffer.from(word, 'utf16le') },
    { form: 'escaped', bytes: Buffer.from(encodeURIComponent(word)) },
    { form: 'hex', bytes: Buffer.from(hex) },
    { form: 'hex', bytes: Buffer.from(hex.toUpperCase()) },
    ...base64.map((text) => ({ form: 'base64', bytes: Buffer.from(text) })),
    ...base64.map((text) => ({
      form: 'base64url',
      bytes: Buffer.from(text.replaceAll('+', '-').replaceAll('/', '_')),
    })),
  ];
}

/** Each hit names the word, its form and the place. */
export function findWords(words: readonly string[], haystacks: readonly Haystack[]): string[] {
  const forms = words.flatMap((word) => formsOf(word).map((each) => ({ word, ...each })));
  const hits = haystacks.flatMap(({ where, bytes }) =>
    forms.filter((each) => bytes.includes(each.bytes)).map(({ word, form }) => `${word} (${form}) in ${where}`),
  );
  return [...new Set(hits)];
}

/** Every document as it lies in the database, whatever its fields are. */
export async function documentsOf(database: mongo.Db): Promise<Haystack[]> {
  const found: Haystack[] = [];
  for (const { name } of await database.listCollections().toArray()) {
    for await (const doc of database.collection(name).find({}, { raw: true })) {
      found.push({ where: `${database.databaseName}.${name}`, bytes: Buffer.from(doc as unknown as Uint8Array) });
    }
  }
  return found;
}

/** Every key with everything under it. */
export async function keysOf(redis: Redis): Promise<Haystack[]> {
  const found: Haystack[] = [];
  for await (const keys of redis.scanStream({ count: 500 })) {
    for (const key of keys as string[])
      found.push({ where: `Redis, ${key}`, bytes: Buffer.from(await contentOf(redis, key)) });
  }
  return found;
}

async function contentOf(redis: Redis, key: string): Promise<string> {
  return `${key} ${JSON.stringify(await readAs(redis, key, await redis.type(key)))}`;
}

function readAs(redis: Redis, key: string, type: string): Promise<unknown> {
  if (type === 'string') return redis.get(key);
  if (type === 'hash') return redis.hgetall(key);
  if (type === 'list') return redis.lrange(key, 0, -1);
  if (type === 'set') return redis.smembers(key);
  if (type === 'zset') return redis.zrange(key, '0', '-1');
  if (type === 'stream') return redis.xrange(key, '-', '+');
  throw new Error(`Nobody looks into what Redis calls ${type}.`);
}

/** All files below a folder: what was written and deleted again may still stand in an append-only file. */
export async function filesIn(folder: string): Promise<Haystack[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((each) => each.isFile());
  return Promise.all(
    files.map(async ({ parentPath, name }) => ({
      where: join(parentPath, name),
      bytes: await readFile(join(parentPath, name)),
    })),
  );
}
