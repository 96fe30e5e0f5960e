import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CaseDoc, casesSpec } from '../../server/cases/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import type { Action } from '../../shared/protocol/http/actions.ts';
import type { Callback } from '../../shared/protocol/http/callbacks.ts';
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import type { Cover } from '../../shared/protocol/http/cover.ts';
import type { Reminder } from '../../shared/protocol/http/reminders.ts';
import { askAs, type Method, makeCase, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { addContact } from '../support/contacts.ts';
import { addAction } from '../support/plans.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { wallClock } from '../support/wall-clock.ts';

const DAY_MS = 86_400_000;
/** Ten on a Wednesday. */
const clock = wallClock('wednesday', '10:00');
let server: TestServer;
let database: Database;

beforeAll(async () => {
  server = await startServer({ app: { clock } });
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
});
afterAll(async () => {
  await database?.close();
  await server?.close();
});

const as = (role: string, index = 0) => signIn(server.url, server.account(role, index));
const ask = <T>(who: SignedIn, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
const cover = (who: SignedIn, from: SignedIn, to: SignedIn, given: object = {}) =>
  ask<{ cover: Cover }>(who, 'POST', '/cover', {
    ...{ clientId: randomUUID(), fromAgentId: from.agentId, toAgentId: to.agentId, reason: null },
    ...{ firstDay: clock.day(), lastDay: clock.day(1), ...given },
  });
const issue = (body: Awaited<ReturnType<typeof cover>>['body']) =>
  body.ok ? 'set' : (body.error.details?.issues?.[0]?.path ?? body.error.details?.reason ?? body.error.code);
const casesOf = async (who: SignedIn) =>
  (await valueFrom(ask<{ cases: CaseRow[] }>(who, 'GET', '/cases?owner=me'))).cases.map(({ caseId }) => caseId);
const statusOf = async (who: SignedIn, caseId: string) => (await ask(who, 'GET', `/cases/${caseId}`)).status;

describe('cover', () => {
  test('moves due work to another until the last day, and it is back by itself after it', async () => {
    const [away, other, coordinator] = [await as('agent', 0), await as('agent', 2), await as('coordinator')];
    const { row } = await makeCase(server.url, away);
    const { caseId } = row;
    const { contactId } = await addContact(server.url, away, caseId);
    const { actionId } = await addAction(server.url, away, caseId, { dueOn: clock.day() });
    const booking = {
      clientId: randomUUID(),
      contactId,
      at: clock.at('15:00'),
      minutes: 30,
      assigneeId: away.agentId,
      note: null,
    };
    await valueFrom(ask(away, 'POST', `/cases/${caseId}/callbacks`, booking));
    expect(await statusOf(other, caseId)).toBe(404);

    const { cover: set } = await valueFrom(cover(coordinator, away, other, { reason: 'leave' }));
    expect(set).toMatchObject({ state: 'now', openCases: 1, notCovered: [], reason: 'leave' });
    expect([await statusOf(other, caseId), await casesOf(other)]).toEqual([200, [caseId]]);
    const { mine } = await valueFrom(ask<{ mine: Reminder[] }>(other, 'GET', '/reminders'));
    expect(mine).toMatchObject([{ about: { id: actionId }, coveringFor: { agentId: away.agentId } }]);
    const { callbacks } = await valueFrom(ask<{ callbacks: Callback[] }>(other, 'GET', '/callbacks'));
    expect(callbacks).toMatchObject([{ caseId, assignee: { agentId: away.agentId } }]);
    const { actions } = await valueFrom(ask<{ actions: Action[] }>(other, 'GET', '/actions'));
    expect(actions.map((each) => each.actionId)).toEqual([actionId]);
    const done = { revision: 1, state: 'done', outcome: 'done', said: 'by me, for her' };
    const settled = await valueFrom(
      ask<{ action: Action }>(other, 'POST', `/cases/${caseId}/actions/${actionId}/settle`, done),
    );
    expect(settled.action.settledBy).toMatchObject({ agentId: other.agentId });
    expect(await statusOf(away, caseId)).toBe(200);

    clock.forward(2 * DAY_MS);
    const [back, gone] = [await as('agent', 0), await as('agent', 2)];
    expect([await statusOf(gone, caseId), await casesOf(gone), await statusOf(back, caseId)]).toEqual([404, [], 200]);
    expect((await valueFrom(ask<{ covers: Cover[] }>(back, 'GET', '/cover'))).covers).toEqual([]);
  });

  test('begins on its day, and can be taken back before or ended early', async () => {
    const [away, other, coordinator] = [await as('agent', 0), await as('agent', 2), await as('coordinator')];
    const { row } = await makeCase(server.url, away);
    const ahead = await valueFrom(cover(coordinator, away, other, { firstDay: clock.day(1), lastDay: clock.day(3) }));
    expect([ahead.cover.state, await statusOf(other, row.caseId)]).toEqual(['ahead', 404]);
    clock.forward(DAY_MS);
    const [then, now] = [await as('coordinator'), await as('agent', 2)];
    expect(await statusOf(now, row.caseId)).toBe(200);
    const path = `/cover/${ahead.cover.coverId}/end`;
    expect((await valueFrom(ask<{ cover: Cover }>(then, 'POST', path, { revision: 1 }))).cover.state).toBe('over');
    expect(await statusOf(now, row.caseId)).toBe(404);
    expect(issue((await ask<{ cover: Cover }>(then, 'POST', path, { revision: 2 })).body)).toBe('over');
  });

  test('never gives a case to who knows somebody in it, and says which are not covered', async () => {
    const [away, other, coordinator] = [await as('agent', 4), await as('agent', 6), await as('coordinator')];
    const [known, plain] = [await makeCase(server.url, away), await makeCase(server.url, away)];
    await database
      .collection<CaseDoc>(casesSpec)
      .updateOne({ _id: known.row.caseId }, { $set: { exclusions: [other.agentId] } });
    const { cover: set } = await valueFrom(cover(coordinator, away, other));
    expect(set.notCovered).toEqual([{ caseId: known.row.caseId, reference: known.row.reference }]);
    expect([await statusOf(other, known.row.caseId), await statusOf(other, plain.row.caseId)]).toEqual([404, 200]);
    expect(await casesOf(other)).toEqual([plain.row.caseId]);
    const seen = await valueFrom(ask<{ covers: Cover[] }>(other, 'GET', '/cover'));
    expect(seen.covers).toMatchObject([{ coverId: set.coverId, notCovered: [], reason: null }]);
  });

  test('is refused where nobody would be there, and says what to correct', async () => {
    const [a, b, c] = [await as('agent', 8), await as('agent', 10), await as('agent', 1)];
    const coordinator = await as('coordinator');
    await valueFrom(cover(coordinator, a, b));
    expect(issue((await cover(coordinator, a, c)).body)).toBe('away_then');
    expect(issue((await cover(coordinator, c, a)).body)).toBe('away_then');
    expect(issue((await cover(coordinator, b, c)).body)).toBe('away_then');
    expect(issue((await cover(coordinator, a, a, { firstDay: clock.day(9), lastDay: clock.day(9) })).body)).toBe(
      'toAgentId',
    );
    expect(issue((await cover(coordinator, c, b, { lastDay: clock.day(-1), firstDay: clock.day(-2) })).body)).toBe(
      'lastDay',
    );
    expect(issue((await cover(coordinator, c, b, { firstDay: clock.day(3) })).body)).toBe('lastDay');
    expect(issue((await cover(coordinator, c, await as('administrator'))).body)).toBe('toAgentId');
  });

  test('[A1] is set by who gives out cases, and by a supervisor for their own team', async () => {
    const [a, b] = [await as('agent', 3), await as('agent', 5)];
    const supervisor = await as('supervisor');
    const days = { firstDay: clock.day(20), lastDay: clock.day(21) };
    expect((await cover(a, a, b, days)).status).toBe(403);
    expect(a.teamId).not.toBe(supervisor.teamId);
    expect((await cover(supervisor, a, b, days)).status).toBe(404);
    const own = await as('agent', 0);
    expect(own.teamId).toBe(supervisor.teamId);
    const clientId = randomUUID();
    const [first, second] = [
      await valueFrom(cover(supervisor, own, b, { ...days, clientId })),
      await valueFrom(cover(supervisor, own, b, { ...days, clientId })),
    ];
    expect(second.cover.coverId).toBe(first.cover.coverId);
    expect((await cover(supervisor, own, a, { ...days, clientId })).status).toBe(409);
  });
});
