import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endOfLondonDay } from '../../shared/domain/london-moment.ts';
import type { Reminder } from '../../shared/protocol/http/reminders.ts';
import { askAs, type Method, makeCase, valueFrom } from '../support/cases.ts';
import { asAgent, asVisitor, type SignedIn, signIn } from '../support/connect.ts';
import { addContact, attempt } from '../support/contacts.ts';
import { addAction, postPlan } from '../support/plans.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { wallClock } from '../support/wall-clock.ts';

/** Ten on a Wednesday. */
const clock = wallClock('wednesday', '10:00');
let server: TestServer;

beforeAll(async () => {
  server = await startServer({ app: { clock } });
});
afterAll(() => server?.close());

const as = (role: string, index = 0) => signIn(server.url, server.account(role, index));
const ask = <T>(who: SignedIn, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
interface Listed {
  readonly mine: Reminder[];
  readonly escalated: Reminder[];
  readonly count: number;
}
const remindersOf = (who: SignedIn) => valueFrom(ask<Listed>(who, 'GET', '/reminders'));
const about = async (who: SignedIn, id: string) => {
  const { mine, escalated } = await remindersOf(who);
  const found = [...mine, ...escalated].find((each) => each.about.id === id);
  if (!found) return 'nothing';
  return `${mine.includes(found) ? 'mine' : 'escalated'}${found.overdue ? ', overdue' : ''}`;
};
const toTheEndOfTheDay = () => clock.forward(endOfLondonDay(clock.day()) - clock.now());

describe('a reminder of an action', () => {
  test('comes on its day to who does it, and when that is over to coordinator and supervisor; done, to nobody', async () => {
    const agent = await as('agent');
    const { row } = await makeCase(server.url, agent);
    const today = await addAction(server.url, agent, row.caseId, { dueOn: clock.day() });
    const tomorrow = await addAction(server.url, agent, row.caseId, { dueOn: clock.day(1) });
    const [coordinator, supervisor] = [await as('coordinator'), await as('supervisor')];
    expect([await about(agent, today.actionId), await about(agent, tomorrow.actionId)]).toEqual(['mine', 'nothing']);
    for (const who of [coordinator, supervisor, await as('agent', 2)])
      expect(await about(who, today.actionId), who.role).toBe('nothing');

    toTheEndOfTheDay();
    const later = { agent: await as('agent'), colleague: await as('agent', 2) };
    for (const who of [await as('coordinator'), await as('supervisor'), await as('safeguarding_lead')])
      await expect.poll(() => about(who, today.actionId), { timeout: 8_000 }).toBe('escalated, overdue');
    expect(await about(later.agent, today.actionId)).toBe('mine, overdue');
    expect(await about(later.colleague, today.actionId)).toBe('nothing');
    // The supervisor of another team hears of their own.
    await expect.poll(() => about(later.agent, tomorrow.actionId), { timeout: 8_000 }).toBe('mine');

    const path = `/cases/${row.caseId}/actions/${today.actionId}/settle`;
    await valueFrom(ask(later.agent, 'POST', path, { revision: 1, state: 'done', outcome: 'done', said: null }));
    for (const who of [later.agent, await as('coordinator')]) expect(await about(who, today.actionId)).toBe('nothing');
  });

  test('rings at the desk of who does it, and at no visitor’s', async () => {
    const desk = await asAgent(server.url, server.account('agent', 4));
    const visitor = await asVisitor(server.url);
    const heard: string[] = [];
    visitor.socket.onAny((event: string) => heard.push(event));
    const { row } = await makeCase(server.url, desk.me);
    await addAction(server.url, desk.me, row.caseId, { dueOn: clock.day() });
    await desk.next('reminders:changed');
    expect(heard.filter((event) => event.includes('reminder'))).toEqual([]);
    expect((await remindersOf(desk.me)).count).toBe(1);
    desk.close();
    visitor.close();
  });

  test('of a case that nobody has goes to those who give out cases', async () => {
    const agent = await as('agent', 6);
    const coordinator = await as('coordinator');
    const { row } = await makeCase(server.url, agent);
    const { actionId } = await addAction(server.url, agent, row.caseId, { dueOn: clock.day() });
    const nobody = { revision: row.revision + 1, ownerId: null };
    await valueFrom(ask(coordinator, 'POST', `/cases/${row.caseId}/allocate`, nobody));
    expect([await about(agent, actionId), await about(coordinator, actionId)]).toEqual(['nothing', 'escalated']);
    const given = { revision: row.revision + 2, ownerId: agent.agentId };
    await valueFrom(ask(coordinator, 'POST', `/cases/${row.caseId}/allocate`, given));
    expect([await about(agent, actionId), await about(coordinator, actionId)]).toEqual(['mine', 'nothing']);
  });
});

describe('other reminders', () => {
  test('of a review come some days ahead, and go with the review', async () => {
    const agent = await as('agent', 6);
    const { row } = await makeCase(server.url, agent);
    const days = { startedOn: clock.day(), reviewOn: clock.day(2) };
    const { plan } = await valueFrom(postPlan(server.url, agent, row.caseId, days));
    expect(await about(agent, plan.planId)).toBe('mine');
    const review = { clientId: crypto.randomUUID(), revision: 1, progress: 'same', note: null, nextOn: clock.day(60) };
    await valueFrom(ask(agent, 'POST', `/cases/${row.caseId}/plans/${plan.planId}/reviews`, review));
    expect(await about(agent, plan.planId)).toBe('nothing');
  });

  test('of a stop of all attempts are with those who review, at once', async () => {
    const agent = await as('agent', 6);
    const { row } = await makeCase(server.url, agent);
    const { contactId } = await addContact(server.url, agent, row.caseId);
    const said = {
      caseId: row.caseId,
      contactId,
      outcome: 'answered_by_other',
      at: new Date(clock.now()).toISOString(),
    };
    const { stop } = await valueFrom(attempt(server.url, agent, said));
    expect(await about(await as('coordinator'), stop?.stopId ?? '')).toBe('escalated');
  });
});

describe('the jobs behind them', () => {
  test('[P1] carry the id of a row and nothing else', async () => {
    const agent = await as('agent', 6);
    const { row } = await makeCase(server.url, agent);
    const time = new Date(clock.now() + 60_000).toLocaleTimeString('en-GB', { timeZone: 'Europe/London' });
    const { actionId } = await addAction(server.url, agent, row.caseId, {
      dueOn: clock.day(),
      dueTime: time.slice(0, 5),
    });
    const redis = new Redis(server.config.redisUrl);
    const jobs = async () => {
      const keys = await redis.keys(`${server.config.redisPrefix}jobs:reminders:action.${actionId}*`);
      return Promise.all(keys.map((key) => redis.hget(key, 'data')));
    };
    await expect.poll(jobs, { timeout: 4_000 }).toEqual([JSON.stringify({ id: `action:${actionId}` })]);
    redis.disconnect();
  });
});
