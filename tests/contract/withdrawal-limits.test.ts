/** Guessing a phrase: five an hour of one place are judged, and nobody sees it (V3, H7, H13); tries of staff are counted openly. */
import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPasswords } from '../../server/identity/index.ts';
import { readMasterKeys } from '../../server/platform/master-keys.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { socketPath } from '../../server/platform/redis.ts';
import { createReferenceIndex, returnPhrasesSpec, returnTriesSpec } from '../../server/returning/index.ts';
import { referenceFrom } from '../../shared/domain/case-reference.ts';
import { phraseFrom } from '../../shared/domain/return-phrase.ts';
import type { GivenPhrase } from '../../shared/protocol/http/returning.ts';
import { askAs, valueFrom } from '../support/cases.ts';
import { helpline, type Worker } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

const SOON = { timeout: 15_000, interval: 100 } as const;
const HOUR_MS = 3_600_000;
const WORDS = phraseFrom(new Uint8Array(24).map((_, at) => at * 7)) ?? [];
const PHRASE = WORDS.join(' ');
let server: TestServer;
let database: Database;
let redis: Redis;
let give: (at: number) => Promise<string>;

beforeAll(async () => {
  server = await startServer({ config: { trustProxy: 1 } });
  const { mongodbUri, databaseName, redisUrl } = server.database;
  database = await connectDatabase({ uri: mongodbUri, name: databaseName });
  redis = new Redis(socketPath(redisUrl) ?? redisUrl);
  const index = createReferenceIndex(await readMasterKeys(server.config.masterKeysFile, false));
  const hash = await (await createPasswords()).hash(PHRASE);
  give = async (at) => {
    const reference = referenceFrom(Uint8Array.from([at, 1, 2, 3, 4, 5, 6, 7])) ?? '';
    const madeAt = Date.now();
    const doc = {
      ...{ _id: randomUUID(), clientId: randomUUID(), caseId: randomUUID(), conversationId: null, hash },
      ...{ referenceMacs: index.macs(reference), givenBy: 'a', madeAt, expiresAt: madeAt + HOUR_MS, open: true },
      ...{ usedAt: null, purgeAt: null, legalHold: false },
    };
    await database.collection(returnPhrasesSpec).insertOne(doc as never);
    return reference;
  };
});
afterAll(async () => {
  redis?.disconnect();
  await database?.close();
  await server?.close();
});

const tryFrom = async (address: string, reference: string, phrase: string) => {
  const response = await fetch(`${server.url}/help/words`, {
    ...{ method: 'POST', headers: { 'x-forwarded-for': address } },
    body: new URLSearchParams({ reference, phrase }),
  });
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== 'date'));
  return { status: response.status, headers, page: await response.text() };
};
/** Six of our words, in the wrong order. */
const guess = (at: number) => [...WORDS.slice(at), ...WORDS.slice(0, at)].join(' ');
const left = () => database.collection<{ dueAt: number; stage: string }>(returnTriesSpec).find({}).toArray();
const stagesLeft = async () => (await left()).map(({ stage }) => stage);
const opened = async () => database.collection<{ open: boolean }>(returnPhrasesSpec).countDocuments({ open: false });

test('[V3] every try of an hour is answered like the first, right or wrong, and from wherever', async () => {
  const reference = await give(1);
  const first = await tryFrom('192.0.2.1', '2222-2222', 'x');
  expect(first.status).toBe(200);
  for (let each = 1; each < 12; each += 1)
    expect(await tryFrom('192.0.2.1', reference, guess(each % 6 || 1))).toEqual(first);
  expect(await tryFrom('192.0.2.2', '2222-2222', 'x')).toEqual(first);
  await expect.poll(stagesLeft, SOON).toEqual(Array(6).fill('put_off'));
  await database.collection(returnTriesSpec).deleteMany({});
});

test('whoever types anything keeps the words of who shares the line from nothing', async () => {
  const [reference, before] = [await give(2), await opened()];
  for (let each = 0; each < 6; each += 1) {
    await tryFrom('192.0.2.3', reference, `let me in ${each}`);
    await tryFrom('192.0.2.3', '2222-2222', guess(1));
  }
  await tryFrom('192.0.2.3', reference, PHRASE);
  await expect.poll(opened, SOON).toBe(before + 1);
  await expect.poll(left, SOON).toEqual([]);
});

test('[V3] the sixth that could be right waits for the next hour, and the newest of those that wait goes first', async () => {
  const [reference, before] = [await give(3), await opened()];
  for (let each = 0; each < 5; each += 1) await tryFrom('192.0.2.4', reference, guess(1 + (each % 5)));
  await expect.poll(left, SOON).toEqual([]);
  const countedFrom = Date.now();
  await tryFrom('192.0.2.4', reference, guess(2));
  await expect.poll(stagesLeft, SOON).toEqual(['put_off']);
  await tryFrom('192.0.2.4', reference, PHRASE);
  await expect.poll(stagesLeft, SOON).toEqual(['put_off', 'put_off']);
  for (const { dueAt } of await left()) {
    expect(dueAt).toBeGreaterThan(countedFrom + HOUR_MS - 60_000);
    expect(dueAt).toBeLessThanOrEqual(Date.now() + HOUR_MS + 60_000);
  }
  expect(await opened()).toBe(before);
  // The next hour, in which the place has one left.
  for (const key of await keysOf('returning')) await redis.set(key, '4', 'KEEPTTL');
  await database.collection(returnTriesSpec).updateMany({}, { $set: { dueAt: 0 } });
  await expect.poll(opened, SOON).toBe(before + 1);
  // The words are used: what was guessed before can be right no more, and nothing of it stays.
  await expect.poll(left, SOON).toEqual([]);
}, 60_000);

async function keysOf(limiter: string): Promise<string[]> {
  return redis.keys(`${server.database.redisPrefix}limit:${limiter}:*`);
}

test('[V3] a worker who tries words out waits, alike for a reference that exists; right ones do not count', async () => {
  const at = helpline(server);
  try {
    const { agent, conversationId } = await at.talk();
    const give = () =>
      valueFrom(
        askAs<GivenPhrase>(server.url, agent.me, 'POST', '/return-phrases', {
          ...{ clientId: randomUUID(), conversationId, asked: true, insists: false, inChat: false },
        }),
      );
    const check = async (who: Worker, reference: string, phrase: string) => {
      const body = { clientId: randomUUID(), reference, phrase, conversationId: null };
      const reply = await askAs<{ fits: boolean }>(server.url, who.me, 'POST', '/returns', body);
      return reply.body.ok ? reply.body.value.fits : reply.body.error.code;
    };
    const several = async (who: Worker, reference: string, times: number) => {
      const answers = [];
      for (let each = 0; each < times; each += 1) answers.push(await check(who, reference, `guess ${each}`));
      return answers;
    };
    const used = await give();
    expect(await check(agent, used.reference, used.words.join(' '))).toBe(true);
    const { reference, words } = await give();
    const guesses = [...Array.from({ length: 5 }, () => false), 'rate_limited'];
    expect(await several(agent, reference, 6)).toEqual(guesses);
    // Right words wait as well, of whoever gives them; and a reference that nobody was given waits alike.
    const other = await at.staff('agent', 1);
    expect(await check(other, reference, words.join(' '))).toBe('rate_limited');
    expect(await several(other, '7Q4M-2K9D', 6)).toEqual(guesses);
    // Ten an hour of one worker, whatever they try.
    expect(await several(agent, '3333-3333', 5)).toEqual([false, false, false, false, 'rate_limited']);
  } finally {
    await at.close();
  }
});
