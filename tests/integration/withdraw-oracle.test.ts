/** [V3] The clock as an oracle: five hundred right and five hundred wrong tries cannot be told apart by how long they take. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPasswords } from '../../server/identity/index.ts';
import { readMasterKeys } from '../../server/platform/master-keys.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { createReferenceIndex, returnPhrasesSpec, returnTriesSpec } from '../../server/returning/index.ts';
import { referenceFrom } from '../../shared/domain/case-reference.ts';
import { phraseFrom } from '../../shared/domain/return-phrase.ts';
import { type Helpline, helpline } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

const EACH = 500;
const PHRASE = phraseFrom(new Uint8Array(24).map((_, at) => at * 7))?.join(' ') ?? '';
let server: TestServer;
let at: Helpline;
let database: Database;
let references: readonly string[];

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  const index = createReferenceIndex(await readMasterKeys(server.config.masterKeysFile, false));
  const hash = await (await createPasswords()).hash(PHRASE);
  const { conversationId } = await at.talk();
  references = Array.from({ length: EACH }, (_, each) => {
    const bytes = Uint8Array.from([each % 30, Math.floor(each / 30), 1, 2, 3, 4, 5, 6]);
    return referenceFrom(bytes) ?? '';
  });
  const madeAt = Date.now();
  // One right phrase each, of a conversation that is there: what it sets off is real.
  await database.collection(returnPhrasesSpec).insertMany(
    references.map((reference) => ({
      ...{ _id: randomUUID(), clientId: randomUUID(), caseId: randomUUID(), conversationId, hash, givenBy: 'a' },
      ...{ referenceMacs: index.macs(reference), madeAt, expiresAt: madeAt + 3_600_000, open: true, usedAt: null },
      ...{ purgeAt: null, legalHold: false },
    })) as never,
  );
}, 60_000);
afterAll(async () => {
  await at?.close();
  await database?.close();
  await server?.close();
});

async function timed(reference: string, phrase: string): Promise<{ readonly ms: number; readonly page: string }> {
  const began = performance.now();
  const response = await fetch(`${server.url}/help/words`, {
    ...{ method: 'POST', body: new URLSearchParams({ reference, phrase }) },
  });
  const page = await response.text();
  return { ms: performance.now() - began, page };
}

test('[V3] how long an answer takes tells nothing', async () => {
  const wrong = PHRASE.split(' ').reverse().join(' ');
  const kinds = references.flatMap((reference) => [
    { right: true, reference, phrase: PHRASE },
    { right: false, reference: reference.replace(/^./, 'Z'), phrase: wrong },
  ]);
  // In no order that either kind could profit from.
  kinds.sort((one, other) => one.reference.slice(2).localeCompare(other.reference.slice(2)) || Math.random() - 0.5);
  for (let each = 0; each < 20; each += 1) await timed('2222-2222', wrong);
  const times = { right: [] as number[], wrong: [] as number[] };
  const pages = new Set<string>();
  for (const { right, reference, phrase } of kinds) {
    const { ms, page } = await timed(reference, phrase);
    times[right ? 'right' : 'wrong'].push(ms);
    pages.add(page);
  }
  expect(pages.size).toBe(1);
  // Mann and Whitney's z is a standard normal value where both come from one distribution: past 4 once in 16,000 runs.
  expect(Math.abs(rankDifference(times.right, times.wrong))).toBeLessThan(4);
  // Nor by how much: 3 ms, or a fifth of how far the answers lie apart where the machine is busy.
  const apart = spread([...times.right, ...times.wrong]);
  expect(Math.abs(median(times.right) - median(times.wrong))).toBeLessThan(Math.max(3, 0.2 * apart));
  // Every one of them was looked at, the right ones found and used.
  const left = () => database.collection(returnTriesSpec).countDocuments({});
  await expect.poll(left, { timeout: 60_000, interval: 250 }).toBe(0);
  expect(await database.collection<{ _id: string }>(returnPhrasesSpec).countDocuments({ open: false })).toBe(EACH);
}, 300_000);

/** Between the quarter of the quickest and the quarter of the slowest. */
function spread(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? 0;
  return at(0.75) - at(0.25);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function rankDifference(one: readonly number[], other: readonly number[]): number {
  const all = [...one.map((ms) => ({ ms, mine: true })), ...other.map((ms) => ({ ms, mine: false }))];
  all.sort((a, b) => a.ms - b.ms);
  const ranks = all.reduce((sum, { mine }, at) => sum + (mine ? at + 1 : 0), 0);
  const [n, m] = [one.length, other.length];
  const mean = (n * (n + m + 1)) / 2;
  return (ranks - mean) / Math.sqrt((n * m * (n + m + 1)) / 12);
}
