/**
 * How MongoDB finds what the outbox asks for again and again, where a great many referrals have been sent: by what is asked for,
 * never by reading all. From its own account of each question (the profiler), not from a time, which a busy machine would bend.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { consentsSpec, createConsentsStore } from '../../server/consent/index.ts';
import { masterKeysOf } from '../../server/platform/master-keys.ts';
import { connectDatabase, type Database, ensureCollections } from '../../server/platform/mongo.ts';
import { createSealing } from '../../server/platform/sealing.store.ts';
import { transact } from '../../server/platform/transaction.ts';
import { createPortalRows } from '../../server/portal/index.ts';
import {
  createOutboxStore,
  type OutboxStore,
  type ReferralRow,
  referralOutboxSpec,
} from '../../server/referrals/index.ts';
import { testDatabase } from '../support/database.ts';

const { mongodbUri, databaseName } = testDatabase();
const ROWS = 6_000;
const AT_ONCE = 1_000;
const PARTNERS = 3;
const HOUR = 3_600_000;
const now = Date.parse('2026-11-27T10:00:00Z');
let database: Database;
let outbox: OutboxStore;

const partner = (at: number) => `partner-${at % PARTNERS}`;

/** Sent in the last days and answered, all but one in a hundred; each was due to be asked after once. */
const sent = Array.from({ length: ROWS }, (_, at): ReferralRow => {
  const id = `referral-${at}`;
  const state = at % 100 === 0 ? 'sent' : 'acknowledged';
  const sentAt = now - at * 60_000;
  return {
    ...{ _id: id, kind: 'referral', referralId: id, reference: 'AAAA-AAAA', conversationId: `talk-${at % 7}` },
    ...{ recipientId: partner(at), requestId: 'a-request', consentId: id, state, itemIds: ['name'], heldFor: null },
    ...{ dueAt: null, attempt: 1, lease: null, leaseUntil: null, firstSentAt: sentAt, sentAt, acknowledgedAt: null },
    ...{ partnerReference: null, lastFailure: null, recallWanted: false, tell: null, service: 'Test', createdBy: 'me' },
    ...{
      clientIds: [`click-${at}`],
      createdAt: sentAt,
      transitions: [{ state, at: sentAt, by: 'system' }],
      versions: {},
    },
    ...{ acknowledgeBy: { at: sentAt, counts: 'hours' }, chase: { step: 'first', at: sentAt, told: true } },
    ...{ purgeAt: null, legalHold: false },
  };
});

beforeAll(async () => {
  database = await connectDatabase({ uri: mongodbUri, name: databaseName });
  await ensureCollections(database, [referralOutboxSpec, consentsSpec]);
  outbox = createOutboxStore(database);
  const rows = database.collection<ReferralRow>(referralOutboxSpec);
  for (let from = 0; from < ROWS; from += AT_ONCE) await rows.insertMany(sent.slice(from, from + AT_ONCE));
});
afterAll(() => database?.close());

interface Account {
  readonly docsExamined?: number;
  readonly hasSortStage?: boolean;
  readonly planSummary?: string;
}

/** What MongoDB read to answer it, and whether it sorted. */
async function accountOf(work: () => Promise<unknown>) {
  const { db } = database.connection;
  if (!db) throw new Error('not connected');
  await db.command({ profile: 0 });
  await db
    .collection('system.profile')
    .drop()
    .catch(() => undefined);
  await db.command({ profile: 2 });
  await work();
  await db.command({ profile: 0 });
  const ns = `${databaseName}.${referralOutboxSpec.name}`;
  const asked = await db.collection('system.profile').find<Account>({ ns }).toArray();
  return {
    asked: asked.length,
    read: asked.reduce((sum, { docsExamined = 0 }) => sum + docsExamined, 0),
    sorted: asked.some(({ hasSortStage }) => hasSortStage === true),
    scanned: asked.some(({ planSummary = '' }) => planSummary.includes('COLLSCAN')),
  };
}

const inOne = <T>(work: (session: Parameters<Parameters<typeof transact>[1]>[0]) => Promise<T>) =>
  transact(database, work);
const page = { partnerId: 'partner-1', state: null, before: null, limit: 51 };

test.each([
  ['whom to ask after by now', () => outbox.toChase(now, 200), ROWS / 100],
  ['what nobody has acknowledged', () => outbox.unanswered(500, null), ROWS / 100],
  ['what is due', () => outbox.due(now, 200), 0],
  ['a click that comes twice', () => inOne((session) => outbox.byClientIdIn(session, 'talk-3', 'click-3')), 1],
  ['what waits to be said of one', () => inOne((session) => outbox.noticesIn(session, 'referral-7')), 1],
  ['the newest of a partner', () => createPortalRows(database).list(page), 51],
  [
    'an older page of a partner',
    () => createPortalRows(database).list({ ...page, before: { at: now - 50 * HOUR, id: 'x' } }),
    52,
  ],
  ['how many a partner has in each state', () => createPortalRows(database).countByState('partner-1'), 0],
] as const)('%s is found without reading what else was sent, or sorting it', async (_, ask, most) => {
  const { asked, read, sorted, scanned } = await accountOf(ask);
  expect(asked).toBeGreaterThan(0);
  expect({ sorted, scanned }).toEqual({ sorted: false, scanned: false });
  expect(read).toBeLessThanOrEqual(most);
});

test('what changed since is found to the last, however much it is, and what was asked after with it', async () => {
  const since = now - 50 * HOUR;
  const chased = sent.at(-1)?._id ?? '';
  const said = { clientId: randomUUID(), at: now, by: 'me', step: 'first', how: 'rang', outcome: 'no_answer' };
  await database.connection
    .collection<{ _id: string; chases: object[] }>(referralOutboxSpec.name)
    .updateOne({ _id: chased }, { $push: { chases: said } });
  const found: string[] = [];
  for await (const { _id } of outbox.changedSince(since)) found.push(_id);
  const changed = sent.filter(({ transitions }) => (transitions[0]?.at ?? 0) >= since).map(({ _id }) => _id);
  expect(changed.length).toBeGreaterThan(2_000);
  expect(found.toSorted()).toEqual([...changed, chased].toSorted());
});

test('every chat in which something was agreed to since is found, however many they are', async () => {
  const given = Array.from({ length: 700 }, (_, at) => ({
    ...{ _id: `consent-${at}`, conversationId: `chat-${at}`, recipientId: 'demo-partner', givenAt: now - at },
    ...{ purgeAt: null, legalHold: false },
  }));
  await database.connection.collection<{ _id: string }>(consentsSpec.name).insertMany(given);
  const masterKeys = masterKeysOf([{ kid: 'test', key: Buffer.alloc(32, 7) }]);
  const consents = createConsentsStore(database, createSealing(database, masterKeys, Date.now));
  expect(new Set(await consents.talksGivenSince(now - 699))).toEqual(new Set(given.map((each) => each.conversationId)));
});
