import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../server/platform/ports.ts';
import type { ClockView } from '../../shared/protocol/clocks.ts';
import type { CaseEvent, CaseRow, CaseView } from '../../shared/protocol/http/cases.ts';
import { askAs, type Method, makeCase, type SomeOfACase, sectionOf, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let agent: SignedIn;
let coordinator: SignedIn;
let lead: SignedIn;

beforeAll(async () => {
  server = await startServer();
  agent = await signIn(server.url, server.account('agent', 0));
  coordinator = await signIn(server.url, server.account('coordinator'));
  lead = await signIn(server.url, server.account('safeguarding_lead'));
});
afterAll(() => server?.close());

const ask = <T>(who: SignedIn | null, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
/** Somebody who filled in a form: nobody has spoken with them yet. */
const onAForm = (given: SomeOfACase = {}) =>
  makeCase(server.url, agent, { agreement: { how: 'on_a_form', said: 'yes' }, channel: 'self_form', ...given });
const clocksOf = async (caseId: string, who = agent) =>
  (await valueFrom(ask<{ clocks: ClockView[] }>(who, 'GET', `/cases/${caseId}/clocks`))).clocks;
const open = async (caseId: string, who = agent) =>
  (await valueFrom(ask<{ case: CaseView }>(who, 'GET', `/cases/${caseId}`))).case;
const stop = (who: SignedIn, caseId: string, body: object) =>
  ask<{ row: CaseRow; clocks: ClockView[] }>(who, 'POST', `/cases/${caseId}/clocks/stop`, body);
const pause = (caseId: string, body: object) =>
  ask<{ clocks: ClockView[] }>(agent, 'POST', `/cases/${caseId}/clocks/pause`, body);
const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(systemClock.now() + hours * HOUR).toISOString();
const issuesOf = (reply: { body: { ok: boolean; error?: { details?: Record<string, unknown> } } }) =>
  reply.body.error?.details?.issues;

describe('the clocks of a case', () => {
  test('run for somebody whom nobody has spoken with, and are what the case has due next', async () => {
    const { row, due } = await onAForm();
    expect(
      (await clocksOf(row.caseId)).map(({ clock, state }) => [clock, state === 'running' || state === 'due_soon']),
    ).toEqual([
      ['received_to_triaged', true],
      ['first_safe_contact', true],
    ]);
    expect(due.map(({ kind }) => kind)).toEqual(['received_to_triaged', 'first_safe_contact']);
    expect(row.nextDue?.kind).toBe('received_to_triaged');
  });

  test('are met by the talk in which somebody agreed', async () => {
    const { row, due } = await makeCase(server.url, agent);
    expect((await clocksOf(row.caseId)).map(({ state }) => state)).toEqual(['met', 'met']);
    expect(due).toEqual([]);
  });

  test('come forward when the person turns out to be under 18, with the rule said', async () => {
    const view = await onAForm();
    const { caseId } = view.row;
    const calm = (await clocksOf(caseId)).find(({ clock }) => clock === 'first_safe_contact');
    expect(calm?.counts).toBe('working_days');
    const { body } = sectionOf(view, 'person');
    const saving = { section: 'person', revision: 1, body: { ...body, ageBand: '16_17' } };
    await valueFrom(ask(agent, 'PUT', `/cases/${caseId}/sections`, saving));
    const urgent = (await clocksOf(caseId)).find(({ clock }) => clock === 'first_safe_contact');
    expect(urgent).toMatchObject({ counts: 'same_day', ruleId: 'clock.first_contact.same_day' });
    expect(urgent?.sentence).toContain('Under 18');
    expect(Date.parse(urgent?.dueAt ?? '')).toBeLessThan(Date.parse(calm?.dueAt ?? ''));
    const listed = await open(caseId, coordinator);
    expect(listed.due).toContainEqual({ kind: 'first_safe_contact', at: urgent?.dueAt });
  });

  test('stop when what they wait for was done, once, and first contact stops triage with it', async () => {
    const { row } = await onAForm();
    const done = {
      revision: row.revision,
      clockId: 'first_safe_contact',
      at: inHours(0),
      said: 'She picked up herself.',
    };
    const stopped = await valueFrom(stop(agent, row.caseId, done));
    expect(stopped.clocks.map(({ state }) => state)).toEqual(['met', 'met']);
    expect(stopped.row.nextDue).toBeNull();
    const again = await stop(agent, row.caseId, { ...done, revision: stopped.row.revision });
    expect(again.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'stopped_already' } } });
    const { events } = await valueFrom(ask<{ events: CaseEvent[] }>(agent, 'GET', `/cases/${row.caseId}/timeline`));
    expect(events[0]).toMatchObject({
      kind: 'clock_stopped',
      text: 'She picked up herself.',
      codes: { clock: 'first_safe_contact' },
    });
  });

  test('of two who stop one at once the second is told who was first', async () => {
    const { row } = await onAForm();
    const done = { revision: row.revision, clockId: 'received_to_triaged', at: inHours(0), said: null };
    await valueFrom(stop(agent, row.caseId, done));
    expect((await stop(coordinator, row.caseId, done)).body).toMatchObject({
      error: { code: 'conflict', details: { reason: 'changed_meanwhile', revision: row.revision + 1 } },
    });
  });

  test.each([
    ['a moment that has not come', { at: '2999-01-01T10:00:00Z' }, /not come yet/],
    ['a moment before it began', { at: '2020-01-01T10:00:00Z' }, /had not begun/],
    ['a clock that is not there', { clockId: 'egg_timer' }, /no such clock/],
    ['no moment at all', { at: 'yesterday' }, /./],
  ])('%s is refused with what to correct', async (_, wrong, message) => {
    const { row } = await onAForm();
    const body = { revision: row.revision, clockId: 'first_safe_contact', at: inHours(0), said: null, ...wrong };
    const refused = await stop(agent, row.caseId, body);
    expect([refused.status, issuesOf(refused)]).toMatchObject([400, [{ message: expect.stringMatching(message) }]]);
    expect((await clocksOf(row.caseId)).every(({ stoppedAt }) => stoppedAt === null)).toBe(true);
  });

  test('a pause that the person asked for moves the time, never without an end and never for long', async () => {
    const { row } = await onAForm();
    const asked = { revision: row.revision, clockId: 'first_safe_contact', reason: 'person_asked_later' };
    expect(issuesOf(await pause(row.caseId, { ...asked, until: inHours(24 * 30) }))).toMatchObject([
      { message: /14 days/ },
    ]);
    expect((await pause(row.caseId, { ...asked, until: inHours(1), reason: 'nobody_free' })).status).toBe(400);
    const until = inHours(24 * 10);
    const { clocks } = await valueFrom(pause(row.caseId, { ...asked, until }));
    const paused = clocks.find(({ clock }) => clock === 'first_safe_contact');
    expect(paused).toMatchObject({ state: 'paused', overdue: false });
    expect(paused?.sentence).toContain('Paused as the person asked');
    expect(Date.parse(paused?.dueAt ?? '')).toBe(Date.parse(until) + 4 * HOUR);
  });

  test('[A1] are read and stopped by whoever may read and write the case', async () => {
    const { row } = await onAForm();
    const stranger = await signIn(server.url, server.account('agent', 3));
    expect((await ask(stranger, 'GET', `/cases/${row.caseId}/clocks`)).status).toBe(404);
    const done = { revision: row.revision, clockId: 'first_safe_contact', at: inHours(0), said: null };
    expect((await stop(stranger, row.caseId, done)).status).toBe(404);
    expect((await ask(null, 'GET', `/cases/${row.caseId}/clocks`)).status).toBe(401);
  });
});

describe('what an age makes somebody’s duty', () => {
  const finish = (who: SignedIn, view: CaseView, duty: string) =>
    ask<{ row: CaseRow }>(who, 'POST', `/cases/${view.row.caseId}/duties/${duty}/done`, {
      revision: view.row.revision,
      said: 'Asked her teacher to be there.',
    });

  test('a child under 13 is the lead’s business, and only a lead says that it was done', async () => {
    const view = await onAForm({ person: { ageBand: 'under_13' } });
    expect(view.due.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['age_under_13', 'age_safeguarding_check']),
    );
    expect((await finish(agent, view, 'under_13')).body).toMatchObject({
      error: { details: { reason: 'needs_lead' } },
    });
    const { row } = await valueFrom(finish(lead, view, 'under_13'));
    const after = await open(row.caseId);
    expect(after.due.map(({ kind }) => kind)).not.toContain('age_under_13');
    expect((await finish(lead, after, 'under_13')).body).toMatchObject({ error: { details: { reason: 'not_due' } } });
    await valueFrom(finish(agent, after, 'safeguarding_check'));
  });

  test('a duty that no age makes is not there', async () => {
    expect((await finish(lead, await onAForm(), 'wash_the_car')).status).toBe(404);
  });
});
