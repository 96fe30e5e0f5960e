/** More call-backs than fit a page: each is there once, soonest first, and what somebody may not see fills no page of theirs. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callbacksSpec } from '../../server/contacts/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import type { Callback } from '../../shared/protocol/http/callbacks.ts';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { addContact } from '../support/contacts.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { wallClock } from '../support/wall-clock.ts';

const clock = wallClock('wednesday', '10:00');
const MINUTE = 60_000;
let server: TestServer;
let database: Database;
let agent: SignedIn;
let colleague: SignedIn;

beforeAll(async () => {
  server = await startServer({ app: { clock } });
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  agent = await signIn(server.url, server.account('agent', 0));
  colleague = await signIn(server.url, server.account('agent', 2));
});
afterAll(async () => {
  await database?.close();
  await server?.close();
});

interface Stored {
  readonly _id: string;
  readonly at: number;
}

/** So many call-backs of a case of theirs, each a while after the other, all by a copy of one that was booked. */
async function booked(who: SignedIn, count: number, given: object = {}): Promise<string[]> {
  const { row } = await makeCase(server.url, who);
  const { contactId } = await addContact(server.url, who, row.caseId);
  const booking = {
    clientId: randomUUID(),
    contactId,
    at: clock.at('10:30'),
    minutes: 5,
    assigneeId: null,
    note: null,
  };
  const { callback } = await valueFrom(
    askAs<{ callback: Callback }>(server.url, who, 'POST', `/cases/${row.caseId}/callbacks`, booking),
  );
  const callbacks = database.collection<Stored>(callbacksSpec);
  const first = await callbacks.findOne({ _id: callback.callbackId });
  if (first === null) throw new Error('It was not booked.');
  const copies = Array.from({ length: count - 1 }, (_, place) => ({
    ...{ ...first, _id: randomUUID(), clientId: randomUUID(), at: first.at + (place % 60) * MINUTE, ...given },
  }));
  await callbacks.insertMany(copies);
  return [callback.callbackId, ...copies.map(({ _id }) => _id)];
}

async function pagesOf(who: SignedIn, query: string): Promise<Callback[][]> {
  const pages: Callback[][] = [];
  for (let next: string | null = ''; next !== null; ) {
    const path: string = `/callbacks?${query}${next === '' ? '' : `&after=${next}`}`;
    const page: { callbacks: Callback[]; next: string | null } = await valueFrom(askAs(server.url, who, 'GET', path));
    pages.push(page.callbacks);
    next = page.next;
  }
  return pages;
}

test('all of a day are read page after page, those of cases that somebody may not see left out', async () => {
  const theirs = await booked(colleague, 150);
  const mine = await booked(agent, 230);
  const named = await booked(colleague, 3, { assignee: { agentId: agent.agentId, name: agent.name } });
  const later = await booked(agent, 2, { at: Date.parse(clock.at('10:30', 1)) });
  const pages = await pagesOf(agent, 'who=all');
  expect(pages.map(({ length }) => length)).toEqual([100, 100, 31]);
  const ids = pages.flat().map(({ callbackId }) => callbackId);
  expect([...ids].sort()).toEqual([...mine, later[0] ?? ''].sort());
  const times = pages.flat().map(({ at }) => at);
  expect(times).toEqual([...times].sort());
  const own = (await pagesOf(agent, 'who=mine')).flat().map(({ callbackId }) => callbackId);
  expect([...own].sort()).toEqual([...ids].sort());
  const tomorrow = (await pagesOf(agent, `who=mine&on=${clock.day(1)}`)).flat();
  expect(tomorrow.map(({ callbackId }) => callbackId)).toEqual([later[1]]);
  const of = (await pagesOf(colleague, 'who=mine')).flat().map(({ callbackId }) => callbackId);
  expect([...of].sort()).toEqual([...theirs, named[0] ?? ''].sort());
});
