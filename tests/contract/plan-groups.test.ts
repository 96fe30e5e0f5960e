import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { askAs, type Method, makeCase, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { postPlan } from '../support/plans.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { wallClock } from '../support/wall-clock.ts';

/** The invented county has agreed how many one therapist sees, and keeps a waiting list. */
const CAP = 25;
const GROUP = { kind: 'therapeutic', group: 'counselling' };
const clock = wallClock('wednesday', '10:00');
let server: TestServer;
let agent: SignedIn;
let coordinator: SignedIn;
let caseId: string;

beforeAll(async () => {
  server = await startServer({ config: { servicePack: 'marlshire' }, app: { clock } });
  agent = await signIn(server.url, server.account('agent'));
  coordinator = await signIn(server.url, server.account('coordinator'));
  caseId = (await makeCase(server.url, agent)).row.caseId;
  for (let made = 0; made < CAP; made += 1) await valueFrom(plan());
});
afterAll(() => server?.close());

const ask = <T>(who: SignedIn, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
const plan = (given: object = {}, who = agent) =>
  postPlan(server.url, who, caseId, {
    ...{ startedOn: clock.day(), reviewOn: clock.day(30), leadId: agent.agentId, ...GROUP, ...given },
  });
const reason = (body: Awaited<ReturnType<typeof plan>>['body']) => (body.ok ? 'made' : body.error.details?.reason);

describe('a group with a cap', () => {
  test('takes no more plans of one person, but when somebody who gives out cases says so', async () => {
    const full = await plan();
    expect(full.body).toMatchObject({
      error: { code: 'conflict', details: { reason: 'caseload_full', caseload: CAP, cap: CAP } },
    });
    expect(reason((await plan({ overCap: true })).body)).toBe('needs_coordinator');
    expect(reason((await plan({ overCap: true }, coordinator)).body)).toBe('made');
  });

  test('has a waiting list with date and review, longest first, and the load of each lead beside it', async () => {
    const { plan: waiting } = await valueFrom(plan({ leadId: null, waiting: true }));
    const { plan: longer } = await valueFrom(plan({ leadId: null, waiting: true, startedOn: clock.day(-9) }));
    expect(waiting).toMatchObject({ state: 'waiting', waitingSince: clock.day(), reviewOn: clock.day(30) });
    const { case: view } = await valueFrom(ask<{ case: CaseView }>(agent, 'GET', `/cases/${caseId}`));
    expect(view.due.filter(({ kind }) => kind === 'waiting_list_review')).toHaveLength(2);
    const list = await valueFrom(
      ask<{ waiting: { planId: string; since: string }[]; leads: object[] }>(
        ...([coordinator, 'GET', `/waiting-lists?group=${GROUP.group}`] as const),
      ),
    );
    expect(list.waiting.map(({ planId, since }) => [planId, since])).toEqual([
      [longer.planId, clock.day(-9)],
      [waiting.planId, clock.day()],
    ]);
    expect(list.leads).toMatchObject([{ lead: { agentId: agent.agentId }, cap: CAP }]);
    const begin = { revision: 1, leadId: agent.agentId, startedOn: clock.day(), reviewOn: clock.day(30) };
    const path = `/cases/${caseId}/plans/${waiting.planId}/begin`;
    expect(reason((await ask<{ plan: Plan }>(agent, 'POST', path, begin)).body)).toBe('caseload_full');
    const begun = await valueFrom(ask<{ plan: Plan }>(coordinator, 'POST', path, { ...begin, overCap: true }));
    expect(begun.plan.state).toBe('active');
  });
});
