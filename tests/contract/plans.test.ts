import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actionsSpec, plansSpec } from '../../server/plans/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import type { Action } from '../../shared/protocol/http/actions.ts';
import type { CaseEvent, CaseRow, CaseView } from '../../shared/protocol/http/cases.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { askAs, type Method, makeCase, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { addAction, postAction, postPlan } from '../support/plans.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { wallClock } from '../support/wall-clock.ts';

/** Ten on a Wednesday. */
const clock = wallClock('wednesday', '10:00');
let server: TestServer;
let database: Database;
let agent: SignedIn;
let colleague: SignedIn;
let coordinator: SignedIn;

beforeAll(async () => {
  server = await startServer({ app: { clock } });
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  agent = await signIn(server.url, server.account('agent', 0));
  colleague = await signIn(server.url, server.account('agent', 2));
  coordinator = await signIn(server.url, server.account('coordinator'));
});
afterAll(async () => {
  await database?.close();
  await server?.close();
});

const ask = <T>(who: SignedIn, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
const aCase = async (who = agent) => (await makeCase(server.url, who)).row.caseId;
const open = async (caseId: string) =>
  (await valueFrom(ask<{ case: CaseView }>(agent, 'GET', `/cases/${caseId}`))).case;
const days = () => ({ startedOn: clock.day(), reviewOn: clock.day(30) });
const plan = (caseId: string, given: object = {}, who = agent) =>
  postPlan(server.url, who, caseId, { ...days(), ...given });
const action = (caseId: string, given: object = {}) => addAction(server.url, agent, caseId, given);
const read = (caseId: string, who = agent) =>
  valueFrom(ask<{ plans: Plan[]; actions: Action[] }>(who, 'GET', `/cases/${caseId}/plans`));
const issue = (body: Awaited<ReturnType<typeof plan>>['body'] | Awaited<ReturnType<typeof postAction>>['body']) =>
  body.ok ? 'done' : (body.error.details?.issues?.[0]?.path ?? body.error.details?.reason);

describe('the four default views', () => {
  const views = async (view: string) =>
    (await valueFrom(ask<{ cases: CaseRow[] }>(agent, 'GET', `/cases?view=${view}&owner=me`))).cases.map(
      ({ caseId }) => caseId,
    );

  test('follow the actions of a case: due today, overdue, waiting for others, waiting for the person', async () => {
    const [due, others, person, quiet] = [await aCase(), await aCase(), await aCase(), await aCase()];
    const today = await action(due, { dueOn: clock.day() });
    await action(others, { doer: 'others', who: 'the housing office' });
    await action(person, { doer: 'person' });
    await action(quiet, { dueOn: clock.day(3) });
    const all = async () => ({
      due_today: await views('due_today'),
      overdue: await views('overdue'),
      waiting_for_others: await views('waiting_for_others'),
      waiting_for_person: await views('waiting_for_person'),
    });
    expect(await all()).toEqual({
      ...{ due_today: [due], overdue: [], waiting_for_others: [others], waiting_for_person: [person] },
    });
    const { counts } = await valueFrom(ask<{ counts: object }>(agent, 'GET', '/cases/counts?owner=me'));
    expect(counts).toEqual({ due_today: 1, overdue: 0, waiting_for_others: 1, waiting_for_person: 1 });
    await valueFrom(
      ask(agent, 'PUT', `/cases/${due}/actions/${today.actionId}`, {
        ...{ revision: 1, planId: null, goalId: null, what: 'ring', doer: 'us', who: null, assigneeId: null },
        ...{ dueOn: clock.day(), dueTime: '09:30' },
      }),
    );
    expect([await views('due_today'), await views('overdue')]).toEqual([[], [due]]);
    await valueFrom(
      ask(agent, 'POST', `/cases/${due}/actions/${today.actionId}/settle`, {
        revision: 2,
        state: 'done',
        outcome: 'done',
        said: 'they know',
      }),
    );
    expect((await all()).overdue).toEqual([]);
    expect((await open(due)).row.nextDue).toBeNull();
    await valueFrom(ask(agent, 'POST', `/cases/${due}/actions/${today.actionId}/reopen`, { revision: 3 }));
    expect(await views('overdue')).toEqual([due]);
  });

  test('what others are to do by a day is asked after on it', async () => {
    const caseId = await aCase();
    await action(caseId, { doer: 'others', who: 'the police', dueOn: clock.day() });
    expect((await open(caseId)).row).toMatchObject({ nextDue: { kind: 'chase_others' }, waitingFor: ['others'] });
    expect(await views('due_today')).toContain(caseId);
  });
});

describe('an action', () => {
  test('is kept once a clientId, is whoever’s has the case, and stands in their list', async () => {
    const caseId = await aCase();
    const clientId = randomUUID();
    const [first, second] = [await action(caseId, { clientId }), await action(caseId, { clientId })];
    expect(second).toEqual(first);
    expect(first).toMatchObject({
      assignee: { agentId: agent.agentId },
      state: 'open',
      what: 'canary: ring the school',
    });
    expect((await postAction(server.url, agent, caseId, { clientId, what: 'another' })).status).toBe(409);
    const mine = async (who: SignedIn) =>
      (await valueFrom(ask<{ actions: (Action & { reference: string })[] }>(who, 'GET', '/actions'))).actions;
    expect((await mine(agent)).map(({ actionId }) => actionId)).toContain(first.actionId);
    expect((await mine(coordinator)).map(({ actionId }) => actionId)).not.toContain(first.actionId);
  });

  test.each([
    ['for somebody who does not work on the case', () => ({ assigneeId: colleague.agentId }), 'assigneeId'],
    ['of others without saying whom', () => ({ doer: 'others' }), 'who'],
    ['by a day that has passed', () => ({ dueOn: clock.day(-1) }), 'dueOn'],
    ['of a plan that is not there', () => ({ planId: randomUUID() }), 'planId'],
  ])('%s is refused with what to correct', async (_what, given, path) => {
    expect(issue((await postAction(server.url, agent, await aCase(), given())).body)).toBe(path);
  });

  test('changed by two at once keeps the first', async () => {
    const caseId = await aCase();
    const { actionId } = await action(caseId);
    const settle = (who: SignedIn) =>
      ask(who, 'POST', `/cases/${caseId}/actions/${actionId}/settle`, {
        revision: 1,
        state: 'done',
        outcome: 'done',
        said: null,
      });
    expect((await settle(coordinator)).status).toBe(200);
    expect((await settle(agent)).body).toMatchObject({
      error: { details: { reason: 'changed_meanwhile', revision: 2 } },
    });
    expect(
      (
        await ask(agent, 'POST', `/cases/${caseId}/actions/${actionId}/settle`, {
          revision: 2,
          state: 'done',
          outcome: 'done',
          said: null,
        })
      ).body,
    ).toMatchObject({ error: { details: { reason: 'over' } } });
  });
});

describe('a plan', () => {
  test('has goals, is reviewed on its day, and shows how it went', async () => {
    const caseId = await aCase();
    const { plan: made } = await valueFrom(plan(caseId, { goals: [{ text: 'sleep again' }] }));
    expect(made).toMatchObject({
      state: 'active',
      lead: { agentId: agent.agentId },
      goals: [{ text: 'sleep again', state: 'open' }],
    });
    expect((await open(caseId)).due).toMatchObject([{ kind: 'plan_review' }]);
    const review = {
      clientId: randomUUID(),
      revision: 1,
      progress: 'better',
      note: 'two nights',
      nextOn: clock.day(60),
    };
    const post = () => ask<{ plan: Plan }>(agent, 'POST', `/cases/${caseId}/plans/${made.planId}/reviews`, review);
    const [first, again] = [await valueFrom(post()), await valueFrom(post())];
    expect([first.plan.reviewOn, again.plan.reviews.length]).toEqual([clock.day(60), 1]);
    const [goal] = made.goals;
    const goals = [{ goalId: goal?.goalId, text: 'sleep again', state: 'met', note: 'she says so' }];
    const words = { revision: 2, aim: made.aim, leadId: agent.agentId, reviewOn: clock.day(60), goals };
    const changed = await valueFrom(ask<{ plan: Plan }>(agent, 'PUT', `/cases/${caseId}/plans/${made.planId}`, words));
    expect(changed.plan).toMatchObject({
      goals: [{ goalId: goal?.goalId, state: 'met' }],
      reviews: [{ progress: 'better' }],
    });
  });

  test('is not ended while its actions are open, unless they end with it', async () => {
    const caseId = await aCase();
    const { plan: made } = await valueFrom(plan(caseId));
    const { actionId } = await action(caseId, { planId: made.planId, dueOn: clock.day(2) });
    const end = (more: object = {}) =>
      ask<{ plan: Plan }>(agent, 'POST', `/cases/${caseId}/plans/${made.planId}/end`, {
        ...{ revision: 1, state: 'completed', outcome: 'aims_met', said: 'done', ...more },
      });
    expect((await end()).body).toMatchObject({
      error: { details: { reason: 'still_open', open: [{ id: actionId }] } },
    });
    const { plan: ended } = await valueFrom(end({ endOpen: true }));
    expect(ended).toMatchObject({ state: 'completed', outcome: 'aims_met', outcomeSaid: 'done', openActions: 0 });
    expect((await read(caseId)).actions).toMatchObject([{ actionId, state: 'cancelled', outcome: 'plan_ended' }]);
    expect((await open(caseId)).due).toEqual([]);
    expect(issue((await end({ revision: 2 })).body)).toBe('over');
  });

  test('[P1] stands in the database without a word of it', async () => {
    const caseId = await aCase();
    await valueFrom(plan(caseId, { goals: [{ text: 'canary goal' }] }));
    await action(caseId, { doer: 'others', who: 'canary school' });
    const stored = [
      ...(await database.collection(plansSpec).find({ caseId }).toArray()),
      ...(await database.collection(actionsSpec).find({ caseId }).toArray()),
    ];
    expect(stored).toHaveLength(2);
    expect(JSON.stringify(stored)).not.toMatch(/canary/i);
  });

  test('[A1] is for those who work on the case', async () => {
    const caseId = await aCase();
    const { plan: made } = await valueFrom(plan(caseId));
    expect((await ask(colleague, 'GET', `/cases/${caseId}/plans`)).status).toBe(404);
    expect((await plan(caseId, {}, colleague)).status).toBe(404);
    const elsewhere = await aCase();
    const words = { revision: 1, aim: 'x', leadId: agent.agentId, reviewOn: clock.day(9), goals: [] };
    expect((await ask(agent, 'PUT', `/cases/${elsewhere}/plans/${made.planId}`, words)).status).toBe(404);
  });
});

describe('a case with something open', () => {
  test('is not closed unseen: what is open is named, and ends with it only when that is said', async () => {
    const caseId = await aCase();
    const { plan: made } = await valueFrom(plan(caseId));
    const { actionId } = await action(caseId, { planId: made.planId });
    await action(caseId, { doer: 'person' });
    const { revision } = (await open(caseId)).row;
    const close = (more: object) =>
      ask<{ row: CaseRow }>(agent, 'POST', `/cases/${caseId}/close`, {
        revision,
        reason: 'needs_met',
        said: 'well',
        ...more,
      });
    const refused = await close({});
    expect(refused.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'still_open' } } });
    const left = refused.body.ok ? [] : (refused.body.error.details?.open as { kind: string; id: string }[]);
    expect(left.map(({ kind }) => kind).sort()).toEqual(['action', 'action', 'plan']);
    const { row } = await valueFrom(close({ endOpen: true }));
    expect(row).toMatchObject({ state: 'closed', nextDue: null, waitingFor: [] });
    const after = await read(caseId);
    expect(after.plans).toMatchObject([{ state: 'ended', outcome: 'case_closed' }]);
    expect(after.actions.find((each) => each.actionId === actionId)).toMatchObject({
      state: 'cancelled',
      outcome: 'case_closed',
    });
    expect(issue((await postAction(server.url, agent, caseId)).body)).toBe('not_open');
    const { events } = await valueFrom(ask<{ events: CaseEvent[] }>(agent, 'GET', `/cases/${caseId}/timeline`));
    expect(events.map(({ kind }) => kind)).toEqual(['closed', 'action_added', 'action_added', 'plan_made', 'opened']);
  });
});
