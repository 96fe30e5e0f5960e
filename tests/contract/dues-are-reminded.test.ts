/** What is due in a case reaches whoever has to do it, in time; and when it is overdue, those who answer for it (D2). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import type { Reminder } from '../../shared/protocol/http/reminders.ts';
import { askAs, type Method, makeCase, type SomeOfACase, sectionOf, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { addAction } from '../support/plans.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { wallClock } from '../support/wall-clock.ts';

/** Ten on a Wednesday. */
const clock = wallClock('wednesday', '10:00');
const HOUR = 3_600_000;
let server: TestServer;

beforeAll(async () => {
  server = await startServer({ app: { clock }, config: { limits: 'off' } });
});
afterAll(() => server?.close());

const as = (role: string, index = 0) => signIn(server.url, server.account(role, index));
const ask = <T>(who: SignedIn, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
const open = async (who: SignedIn, caseId: string) =>
  (await valueFrom(ask<{ case: CaseView }>(who, 'GET', `/cases/${caseId}`))).case;
type Listed = { readonly mine: Reminder[]; readonly escalated: Reminder[] };

/** Of what kind somebody is reminded in this case: what is overdue with a mark, that of others in brackets. */
async function remindedOf(who: SignedIn, caseId: string): Promise<string[]> {
  const { mine, escalated } = await valueFrom(ask<Listed>(who, 'GET', '/reminders'));
  const said = ({ kind, overdue }: Reminder) => (overdue ? `${kind}!` : kind);
  const here = (each: Reminder) => each.caseId === caseId;
  return [...mine.filter(here).map(said), ...escalated.filter(here).map((each) => `(${said(each)})`)].sort();
}
const soon = (who: SignedIn, caseId: string) => expect.poll(() => remindedOf(who, caseId), { timeout: 8_000 });

async function save(who: SignedIn, caseId: string, section: 'justice' | 'safety_plan' | 'person', change: object) {
  const { body, revision } = sectionOf(await open(who, caseId), section);
  const input = { section, revision, body: { ...body, ...change } };
  await valueFrom(ask(who, 'PUT', `/cases/${caseId}/sections`, input));
}
const answer = (who: SignedIn, caseId: string, given: object) =>
  valueFrom(
    ask(who, 'POST', `/cases/${caseId}/pathways`, {
      ...{ clientId: randomUUID(), pathway: 'marac', outcome: 'refused', chosen: null, why: null, saidNoReason: true },
      ...given,
    }),
  );
const anIncident = {
  ...{ incidentId: randomUUID(), crimeType: 'da_physical', flags: [], strands: [], occurredBand: null },
  ...{ occurredOn: null, reported: null, crimeReference: null, whyNotReported: [], relationToPerson: 'ex_partner' },
  note: null,
};
const abused = async (who: SignedIn, given: SomeOfACase = {}) => {
  const { row } = await makeCase(server.url, who, {
    person: { dateOfBirth: '1992-03-04' },
    circumstances: { capacities: ['direct_victim'], area: 'dover' },
    incidents: [anIncident],
    ...given,
  });
  return row.caseId;
};

describe('what a case makes due', () => {
  test('is said to its owner by its day, and overdue to owner, coordinator, supervisor and lead', async () => {
    const agent = await as('agent');
    const form = { agreement: { how: 'on_a_form', said: 'canary: ring me' }, channel: 'self_form' } as const;
    const { caseId } = (await makeCase(server.url, agent, form)).row;
    expect(await remindedOf(agent, caseId)).toEqual([]);
    clock.forward(24 * HOUR);
    const [owner, colleague] = [await as('agent'), await as('agent', 2)];
    await soon(owner, caseId).toEqual(['received_to_triaged']);
    for (const who of [await as('coordinator'), colleague]) expect(await remindedOf(who, caseId)).toEqual([]);
    clock.forward(24 * HOUR);
    const late = ['received_to_triaged!'];
    for (const who of [await as('coordinator'), await as('supervisor'), await as('safeguarding_lead')])
      await soon(who, caseId).toEqual(late.map((each) => `(${each})`));
    await soon(await as('agent'), caseId).toEqual(['first_safe_contact', ...late]);
    const { revision } = (await open(await as('agent'), caseId)).row;
    const made = { revision, clockId: 'first_safe_contact', at: new Date(clock.now()).toISOString(), said: 'She rang' };
    await valueFrom(ask(await as('agent'), 'POST', `/cases/${caseId}/clocks/stop`, made));
    for (const who of [await as('agent'), await as('coordinator')]) expect(await remindedOf(who, caseId)).toEqual([]);
  });

  test('comes from its sections, its orders, its plan for safety and its age, some days ahead', async () => {
    const agent = await as('agent');
    const caseId = await abused(agent);
    const order = { orderId: randomUUID(), kind: 'non_molestation', from: null, until: clock.day(3), note: null };
    await save(agent, caseId, 'justice', { orders: [order, { ...order, orderId: randomUUID(), until: clock.day(9) }] });
    await save(agent, caseId, 'safety_plan', { reviewOn: clock.day(2) });
    expect(await remindedOf(agent, caseId)).toEqual(['risk_due_again', 'safety_plan_review']);
    await save(agent, caseId, 'person', { dateOfBirth: null, ageBand: '16_17' });
    expect(await remindedOf(agent, caseId)).toEqual([
      'age_children_services_too',
      'age_safeguarding_check',
      'risk_due_again',
      'safety_plan_review',
    ]);
    // What is a lead's is theirs from the start.
    expect(await remindedOf(await as('safeguarding_lead'), caseId)).toEqual(['(age_children_services_too)']);
    expect(await remindedOf(await as('coordinator'), caseId)).toEqual([]);
  });

  test('goes to whoever has the case then, and ends with it', async () => {
    const [agent, coordinator] = [await as('agent'), await as('coordinator')];
    const caseId = await abused(agent);
    await save(agent, caseId, 'safety_plan', { reviewOn: clock.day(1) });
    const other = await as('agent', 2);
    const give = async (ownerId: string | null) => {
      const { revision } = (await open(coordinator, caseId)).row;
      await valueFrom(ask(coordinator, 'POST', `/cases/${caseId}/allocate`, { revision, ownerId }));
    };
    await give(other.agentId);
    expect([await remindedOf(agent, caseId), await remindedOf(other, caseId)]).toEqual([[], ['safety_plan_review']]);
    await give(null);
    expect(await remindedOf(other, caseId)).toEqual([]);
    expect(await remindedOf(coordinator, caseId)).toEqual(['(no_owner!)', '(safety_plan_review)']);
    await give(other.agentId);
    expect(await remindedOf(coordinator, caseId)).toEqual([]);
    const { revision } = (await open(other, caseId)).row;
    const closing = { revision, reason: 'needs_met', said: 'All is well' };
    await valueFrom(ask(other, 'POST', `/cases/${caseId}/close`, closing));
    expect(await remindedOf(other, caseId)).toEqual([]);
    const again = { revision: revision + 1, said: 'She rang again' };
    await valueFrom(ask(other, 'POST', `/cases/${caseId}/reopen`, again));
    expect(await remindedOf(other, caseId)).toEqual(['safety_plan_review']);
  });
});

describe('MARAC', () => {
  test('a yes is a promise: the referral is due in hours, and chased until it is made', async () => {
    const agent = await as('agent');
    const caseId = await abused(agent);
    const accepted = { outcome: 'accepted', chosen: 'marac_kent' };
    await answer(agent, caseId, accepted);
    expect((await open(agent, caseId)).row.nextDue).toMatchObject({ kind: 'marac_refer' });
    expect(await remindedOf(agent, caseId)).toEqual(['marac_refer']);
    clock.forward(4 * HOUR);
    await soon(await as('coordinator'), caseId).toEqual(['(marac_refer!)']);
    const mine = await as('agent');
    const referral = { clientId: randomUUID(), panel: 'marac_kent', basis: 'agreed', said: 'She knows who is there' };
    await valueFrom(ask(mine, 'POST', `/cases/${caseId}/marac`, referral));
    expect(await remindedOf(mine, caseId)).not.toContain('marac_refer!');
    // The panel has it: to say yes once more makes nothing due.
    await answer(mine, caseId, accepted);
    expect((await open(mine, caseId)).due.map(({ kind }) => kind)).toEqual(['partner_acknowledgement']);
  });

  test('a no is a lead’s to decide from that moment, and overdue after four hours', async () => {
    const agent = await as('agent');
    const caseId = await abused(agent);
    await answer(agent, caseId, {});
    expect(await remindedOf(agent, caseId)).toEqual(['marac_disclosure']);
    expect(await remindedOf(await as('safeguarding_lead'), caseId)).toEqual(['(marac_disclosure)']);
    expect(await remindedOf(await as('coordinator'), caseId)).toEqual([]);
    // Said once more an hour later, it is not due later.
    const dueAt = async (who: SignedIn) => (await open(who, caseId)).row.nextDue?.at;
    const first = await dueAt(agent);
    clock.forward(HOUR);
    await answer(await as('agent'), caseId, {});
    expect(await dueAt(await as('agent'))).toBe(first);
    clock.forward(3 * HOUR);
    await soon(await as('coordinator'), caseId).toEqual(['(marac_disclosure!)']);
  });
});

test('what is due today is in the list of today, and is shown there, whatever ran out weeks ago', async () => {
  const agent = await as('agent');
  const caseId = await abused(agent);
  const order = { orderId: randomUUID(), kind: 'non_molestation', from: null, until: clock.day(-20), note: null };
  await save(agent, caseId, 'justice', { orders: [order] });
  await addAction(server.url, agent, caseId, { dueOn: clock.day() });
  const shown = async (query: string) => {
    const { cases } = await valueFrom(ask<{ cases: CaseView['row'][] }>(agent, 'GET', `/cases?${query}`));
    const row = cases.find((each) => each.caseId === caseId);
    return row && [row.nextDue?.kind, row.alsoDue];
  };
  expect(await shown('view=due_today')).toEqual(['action', 1]);
  expect(await shown('view=overdue')).toEqual(['risk_due_again', 1]);
  expect(await shown(`dueFrom=${clock.day()}&dueUntil=${clock.day()}`)).toEqual(['action', 1]);
  expect(await shown(`dueFrom=${clock.day(1)}`)).toBeUndefined();
  const { counts } = await valueFrom(ask<{ counts: Record<string, number> }>(agent, 'GET', '/cases/counts?owner=me'));
  expect(counts.due_today).toBeGreaterThan(0);
});
