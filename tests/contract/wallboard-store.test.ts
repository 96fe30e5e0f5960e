import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { conversationsSpec } from '../../server/conversations/index.ts';
import { type Collection, connectDatabase, type Database, ensureCollection } from '../../server/platform/mongo.ts';
import { createWallboardStore } from '../../server/supervision/wallboard.store.ts';
import { testDatabase } from '../support/database.ts';

const { mongodbUri, databaseName } = testDatabase();
const NOON = Date.UTC(2026, 10, 2, 12);
const MINUTE = 60_000;

/** What the wallboard reads of a stored conversation. */
interface Row {
  _id: string;
  requestId: string;
  state: string;
  queueId: string;
  priority: string;
  queueKey: number;
  createdAt: number;
  enqueuedAt: number;
  acceptedAt: number | null;
  endedAt: number | null;
  endReason: string | null;
  connection: { state: string };
}

let database: Database;
let conversations: Collection<Row>;

beforeAll(async () => {
  database = await connectDatabase({ uri: mongodbUri, name: databaseName });
  await ensureCollection(database, conversationsSpec);
  conversations = database.collection<Row>(conversationsSpec);
});
beforeEach(() => conversations.deleteMany({}));
afterAll(() => database.close());

const row = (_id: string, given: Partial<Row> = {}): Row => {
  const createdAt = given.createdAt ?? NOON - 10 * MINUTE;
  return {
    _id,
    requestId: `request-${_id}`,
    state: 'waiting',
    queueId: 'main',
    priority: 'normal',
    queueKey: createdAt,
    createdAt,
    enqueuedAt: createdAt,
    acceptedAt: null,
    endedAt: null,
    endReason: null,
    connection: { state: 'connected' },
    ...given,
  };
};
const store = () => createWallboardStore(database, conversationsSpec);
const ids = (rows: readonly { readonly _id: string }[]) => rows.map(({ _id }) => _id).sort();

describe('what the wallboard reads', () => {
  test('the first 200 of the queue, those being offered among them, and all of them counted by band', async () => {
    const many = Array.from({ length: 230 }, (_, index) =>
      row(`c-${index}`, { createdAt: NOON - index * 1_000, state: index % 3 === 0 ? 'offered' : 'waiting' }),
    );
    const urgent = row('urgent', { priority: 'danger', createdAt: NOON, queueKey: NOON - 30 * MINUTE });
    const others = ['active', 'wrap_up', 'closed'].map((state) => row(state, { state }));
    await conversations.insertMany([...many, urgent, ...others]);
    const { waiting, bands } = await store().read(NOON);
    expect(waiting).toHaveLength(200);
    expect(waiting.slice(0, 3).map(({ _id }) => _id)).toEqual(['urgent', 'c-229', 'c-228']);
    expect(waiting[1]?.state).toBe('waiting');
    expect(new Set(bands)).toEqual(
      new Set([
        { priority: 'normal', waiting: 230, longestSince: NOON - 229_000 },
        { priority: 'danger', waiting: 1, longestSince: NOON },
      ]),
    );
  });

  test("today's rows begin at midnight in London, and nothing sealed is read with them", async () => {
    const midnight = Date.UTC(2026, 10, 2);
    await conversations.insertMany([
      row('yesterday', { createdAt: midnight - 1 }),
      row('first', { createdAt: midnight }),
      row('now', { createdAt: NOON }),
    ]);
    const { today } = await store().read(NOON);
    expect(ids(today)).toEqual(['first', 'now']);
    const fields = ['_id', 'acceptedAt', 'createdAt', 'endReason', 'endedAt', 'enqueuedAt'];
    expect(Object.keys(today[0] ?? {}).sort()).toEqual(fields);
  });

  test('a later reading sees who was answered or left meanwhile, however long ago they came, and who came late', async () => {
    const reading = store();
    await conversations.insertMany([
      row('early', { createdAt: NOON - 300 * MINUTE }),
      row('chatting', { createdAt: NOON - 290 * MINUTE, acceptedAt: NOON - 280 * MINUTE, state: 'active' }),
      row('newest', { createdAt: NOON }),
    ]);
    expect(ids((await reading.read(NOON)).today)).toEqual(['chatting', 'early', 'newest']);
    await conversations.updateOne({ _id: 'early' }, { $set: { state: 'active', acceptedAt: NOON } });
    await conversations.updateOne({ _id: 'chatting' }, { $set: { endedAt: NOON, endReason: 'exit' } });
    // Committed after the newest was read, though its own node's clock says it came before.
    await conversations.insertOne(row('late', { createdAt: NOON - 2_000 }));
    const { today } = await reading.read(NOON + 1_000);
    expect(ids(today)).toEqual(['chatting', 'early', 'late', 'newest']);
    expect(today).toContainEqual(expect.objectContaining({ _id: 'early', acceptedAt: NOON }));
    expect(today).toContainEqual(expect.objectContaining({ _id: 'chatting', endReason: 'exit' }));
  });

  test('at midnight the day begins again', async () => {
    const reading = store();
    await conversations.insertOne(row('today'));
    expect(ids((await reading.read(NOON)).today)).toEqual(['today']);
    const tomorrow = NOON + 1_440 * MINUTE;
    await conversations.insertOne(row('tomorrow', { createdAt: tomorrow }));
    expect(ids((await reading.read(tomorrow)).today)).toEqual(['tomorrow']);
  });

  test('the queue is read in the order of its index, without a sort', async () => {
    await conversations.insertMany(Array.from({ length: 50 }, (_, index) => row(`c-${index}`)));
    const plan = await conversations
      .find({ state: { $in: ['waiting', 'offered'] } }, { sort: { queueKey: 1 }, limit: 200 })
      .explain('queryPlanner');
    const text = JSON.stringify(plan.queryPlanner.winningPlan);
    expect(text).toContain('SORT_MERGE');
    expect(text).not.toContain('COLLSCAN');
    expect(text).not.toContain('"stage":"SORT"');
  });
});
