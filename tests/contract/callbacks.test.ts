import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Callback } from '../../shared/protocol/http/callbacks.ts';
import type { CaseEvent, CaseView } from '../../shared/protocol/http/cases.ts';
import type { ContactStop } from '../../shared/protocol/http/contact-attempts.ts';
import { askAs, type Method, makeCase, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { type Attempted, addContact, attempt, someTerms } from '../support/contacts.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { wallClock } from '../support/wall-clock.ts';

/** Ten on a Wednesday. */
const clock = wallClock('wednesday', '10:00');
let server: TestServer;
let agent: SignedIn;
let colleague: SignedIn;
let coordinator: SignedIn;
let lead: SignedIn;

beforeAll(async () => {
  server = await startServer({ app: { clock } });
  agent = await signIn(server.url, server.account('agent', 0));
  colleague = await signIn(server.url, server.account('agent', 2));
  coordinator = await signIn(server.url, server.account('coordinator'));
  lead = await signIn(server.url, server.account('safeguarding_lead'));
});
afterAll(() => server?.close());

const ask = <T>(who: SignedIn | null, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
const AFTERNOON = [{ day: 'wednesday', from: '14:00', to: '16:00' }] as const;
const now = () => new Date(clock.now()).toISOString();

/** A case with one contact that is safe on Wednesday afternoons, or as given. */
async function aCase(given: Parameters<typeof addContact>[3] = { safeTimes: [...AFTERNOON] }) {
  const { row } = await makeCase(server.url, agent);
  const { contactId } = await addContact(server.url, agent, row.caseId, given);
  return { caseId: row.caseId, contactId };
}

interface Where {
  readonly caseId: string;
  readonly contactId: string;
}
const book = ({ caseId, contactId }: Where, at: string, more: object = {}, who = agent) =>
  ask<{ callback: Callback }>(who, 'POST', `/cases/${caseId}/callbacks`, {
    ...{ clientId: randomUUID(), contactId, at, minutes: 30, assigneeId: null, note: null, ...more },
  });
const tried = (where: Where, outcome: string, more: object = {}, who = agent) =>
  attempt(server.url, who, { ...where, outcome, at: now(), ...more });
const open = async (caseId: string) =>
  (await valueFrom(ask<{ case: CaseView }>(agent, 'GET', `/cases/${caseId}`))).case;
const issueOf = (body: Awaited<ReturnType<typeof tried>>['body']) =>
  body.ok ? null : (body.error.details?.issues?.[0] ?? body.error.details?.reason);

describe('a call-back', () => {
  test('outside safe times is refused, with the next time that fits', async () => {
    const where = await aCase();
    const refused = await book(where, clock.at('11:00'));
    expect([refused.status, refused.body]).toMatchObject([
      409,
      { error: { details: { reason: 'outside_safe_times', nextAllowedAt: clock.at('14:00') } } },
    ]);
    expect((await book(where, clock.at('15:45'))).body).toMatchObject({
      error: { details: { reason: 'outside_safe_times', nextAllowedAt: clock.at('14:00', 7) } },
    });
    const { callback } = await valueFrom(book(where, clock.at('15:30')));
    expect(callback).toMatchObject({ at: clock.at('15:30'), state: 'booked', gate: { verdict: 'allowed' } });
  });

  test('is due in its case, and stands in the list of the day for who is to ring', async () => {
    const where = await aCase();
    const { callback } = await valueFrom(
      book(where, clock.at('14:30'), { assigneeId: agent.agentId, note: 'quiet then' }),
    );
    expect((await open(where.caseId)).row.nextDue).toEqual({ kind: 'callback', at: clock.at('14:30') });
    const today = async (who: SignedIn, query = '') =>
      (await valueFrom(ask<{ callbacks: Callback[] }>(who, 'GET', `/callbacks${query}`))).callbacks;
    const mine = (await today(agent)).find(({ callbackId }) => callbackId === callback.callbackId);
    expect(mine).toMatchObject({ calledName: 'Canary Okafor', note: 'quiet then', assignee: { name: agent.name } });
    const ids = async (who: SignedIn, query = '') => (await today(who, query)).map(({ callbackId }) => callbackId);
    expect(await ids(coordinator)).not.toContain(callback.callbackId);
    expect(await ids(coordinator, '?who=all')).toContain(callback.callbackId);
    expect(await ids(colleague, '?who=all')).not.toContain(callback.callbackId);
    expect(await ids(agent, `?on=${clock.day(1)}`)).not.toContain(callback.callbackId);
  });

  test('is for somebody who works on the case, ahead of now, and one a clientId', async () => {
    const where = await aCase();
    const issue = async (given: object, at = clock.at('14:00')) => {
      const { body } = await book(where, at, given);
      return body.ok ? 'booked' : body.error.details?.issues?.[0]?.path;
    };
    expect(await issue({ assigneeId: colleague.agentId })).toBe('assigneeId');
    expect(await issue({}, clock.at('14:00', -7))).toBe('at');
    expect(await issue({ note: 'or on 07700 900456' })).toBe('note');
    const clientId = randomUUID();
    const first = await valueFrom(book(where, clock.at('14:00'), { clientId }));
    const second = await valueFrom(book(where, clock.at('14:00'), { clientId }));
    expect(second.callback.callbackId).toBe(first.callback.callbackId);
    expect((await book(where, clock.at('15:00'), { clientId })).status).toBe(409);
  });

  test('that no longer stands at a safe time shows so, and the change of the contact names it', async () => {
    const where = await aCase();
    const { callback } = await valueFrom(book(where, clock.at('14:30')));
    const terms = someTerms({ safeTimes: [{ day: 'friday', from: '10:00', to: '11:00' }] });
    const changed = await valueFrom(
      ask<{ callbacks: Callback[] }>(agent, 'PUT', `/cases/${where.caseId}/contacts/${where.contactId}`, {
        ...{ ...terms, revision: 1, checked: true },
      }),
    );
    expect(changed.callbacks).toMatchObject([
      { callbackId: callback.callbackId, gate: { verdict: 'outside_safe_times', nextAllowedAt: clock.at('10:00', 2) } },
    ]);
    const path = `/cases/${where.caseId}/callbacks/${callback.callbackId}`;
    const move = { revision: 1, contactId: where.contactId, minutes: 30, assigneeId: null, note: null };
    expect((await ask(agent, 'PUT', path, { ...move, at: clock.at('15:00') })).status).toBe(409);
    const moved = await valueFrom(
      ask<{ callback: Callback }>(agent, 'PUT', path, { ...move, at: clock.at('10:15', 2) }),
    );
    expect(moved.callback).toMatchObject({ gate: { verdict: 'allowed' }, revision: 2 });
    expect((await open(where.caseId)).row.nextDue).toEqual({ kind: 'callback', at: clock.at('10:15', 2) });
    await valueFrom(ask(agent, 'POST', `${path}/cancel`, { revision: 2, reason: 'she rang us' }));
    expect((await open(where.caseId)).due.map(({ kind }) => kind)).toEqual(['contact_recheck']);
  });

  test('keeps its case from being closed unseen, and ends with it when that is said', async () => {
    const where = await aCase();
    await valueFrom(book(where, clock.at('14:30')));
    const { revision } = (await open(where.caseId)).row;
    const close = (more: object) =>
      ask<{ row: { state: string; nextDue: unknown } }>(agent, 'POST', `/cases/${where.caseId}/close`, {
        ...{ revision, reason: 'needs_met', said: 'she is well', ...more },
      });
    expect((await close({})).body).toMatchObject({
      error: { details: { reason: 'still_open', open: [{ kind: 'callback', endsWithCase: true }] } },
    });
    expect((await valueFrom(close({ endOpen: true }))).row.state).toBe('closed');
    const left = await valueFrom(ask<{ callbacks: Callback[] }>(agent, 'GET', `/cases/${where.caseId}/callbacks`));
    expect(left.callbacks).toEqual([]);
  });
});

describe('an attempt', () => {
  test('is kept with what came of it, and told in the timeline', async () => {
    const where = await aCase({});
    const { callback } = await valueFrom(book(where, clock.at('14:30')));
    const { attempt: kept } = await valueFrom(tried(where, 'spoke', { callbackId: callback.callbackId, note: 'well' }));
    expect(kept).toMatchObject({ outcome: 'spoke', gate: 'allowed', by: { name: agent.name }, note: 'well' });
    const { events } = await valueFrom(ask<{ events: CaseEvent[] }>(agent, 'GET', `/cases/${where.caseId}/timeline`));
    expect(events[0]).toMatchObject({
      kind: 'contact_attempt',
      codes: { outcome: 'spoke', channel: 'phone' },
      text: 'well',
    });
    expect((await open(where.caseId)).due.map(({ kind }) => kind)).toEqual(['contact_recheck']);
    expect((await tried(where, 'spoke', { callbackId: callback.callbackId })).status).toBe(409);
  });

  test.each([
    ['vague_voicemail_left', { voicemail: 'no' }, /no message may be left/],
    ['vague_voicemail_left', {}, /Nobody asked/],
    ['text_sent', { textOk: false }, /no text may be sent/],
    ['email_sent', {}, /does not fit/],
  ] as const)('%s against what they said is refused with a clear message', async (outcome, terms, message) => {
    const where = await aCase(terms);
    const { status, body } = await tried(where, outcome);
    expect([status, issueOf(body)]).toMatchObject([400, { path: 'outcome', message: expect.stringMatching(message) }]);
    expect(
      (
        await valueFrom(
          ask<Attempted & { attempts: unknown[] }>(agent, 'GET', `/cases/${where.caseId}/contact-attempts`),
        )
      ).attempts,
    ).toEqual([]);
  });

  test('made at a time that was not safe is kept, and shows that it was', async () => {
    const where = await aCase();
    expect((await valueFrom(tried(where, 'spoke'))).attempt.gate).toBe('outside_safe_times');
    expect(issueOf((await tried(where, 'spoke', { at: clock.at('10:00', 1) })).body)).toMatchObject({ path: 'at' });
    expect(issueOf((await tried(where, 'spoke', { note: 'kim@mail.example' })).body)).toMatchObject({ path: 'note' });
  });

  test('that nobody answered brings other times to try', async () => {
    const where = await aCase({});
    const { suggestions } = await valueFrom(tried(where, 'no_answer_no_message'));
    expect(suggestions).toHaveLength(3);
    // Ten in the morning has been tried.
    for (const { at } of suggestions) expect(new Date(at).getTime()).toBeGreaterThan(clock.now());
    expect(suggestions[0]?.at).toBe(clock.at('12:00'));
    expect((await valueFrom(tried(where, 'spoke'))).suggestions).toEqual([]);
  });
});

test('a number that was wrong is not used again before somebody has asked', async () => {
  const where = await aCase({});
  expect((await valueFrom(tried(where, 'wrong_number'))).stop).toBeNull();
  const reveal = () =>
    ask(agent, 'POST', `/cases/${where.caseId}/contacts/${where.contactId}/reveal`, { purpose: 'call' });
  expect((await reveal()).body).toMatchObject({ error: { details: { reason: 'unknown', because: 'not_asked' } } });
  const asked = { ...someTerms(), revision: 2, checked: true, value: '07700 900199' };
  await valueFrom(ask(agent, 'PUT', `/cases/${where.caseId}/contacts/${where.contactId}`, asked));
  expect((await reveal()).status).toBe(200);
});

describe('an attempt that somebody else answered', () => {
  const review = (who: SignedIn, { caseId }: Where, stopId: string, more: object = {}) =>
    ask<{ stop: ContactStop }>(who, 'POST', `/cases/${caseId}/contact-stops/${stopId}/review`, {
      ...{ decision: 'go_on', reason: 'She rang: it was her sister', ...more },
    });

  test('stops all others, on every contact of the case, until a coordinator or lead has reviewed it', async () => {
    const where = await aCase({});
    const other = await addContact(server.url, agent, where.caseId, { channel: 'email', value: 'kim@mail.example' });
    const { stop } = await valueFrom(tried(where, 'answered_by_other'));
    expect(stop).toMatchObject({ cause: 'answered_by_other', by: { name: agent.name }, yours: false });
    const reveal = (contactId: string, purpose: string) =>
      ask(agent, 'POST', `/cases/${where.caseId}/contacts/${contactId}/reveal`, { purpose });
    for (const refused of [
      await reveal(where.contactId, 'call'),
      await reveal(other.contactId, 'email'),
      await book(where, clock.at('14:30')),
      await tried(where, 'spoke', {}, coordinator),
      await tried({ ...where, contactId: other.contactId }, 'email_sent'),
    ]) {
      expect(refused.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'stopped' } } });
    }
    expect((await open(where.caseId)).due.map(({ kind }) => kind)).toContain('contact_stop');
    const stopId = stop?.stopId ?? '';
    expect((await review(agent, where, stopId)).status).toBe(403);
    expect((await review(lead, where, stopId, { reason: '' })).status).toBe(400);
    const reviewed = await valueFrom(review(coordinator, where, stopId));
    expect(reviewed.stop.review).toMatchObject({ decision: 'go_on', by: { name: coordinator.name } });
    expect((await reveal(where.contactId, 'call')).status).toBe(200);
    expect((await open(where.caseId)).due.map(({ kind }) => kind)).not.toContain('contact_stop');
    expect((await review(lead, where, stopId)).body).toMatchObject({ error: { details: { reason: 'over' } } });
  });

  test.each([
    ['spoke', true],
    ['unsafe_stopped', false],
  ] as const)('as one that was %s (in doubt: %s) stops them too', async (outcome, doubtful) => {
    const where = await aCase({});
    expect((await valueFrom(tried(where, outcome, { doubtful }))).stop).not.toBeNull();
    expect((await tried(where, 'spoke')).body).toMatchObject({ error: { details: { reason: 'stopped' } } });
  });

  test('keeps what a colleague had tried before anybody knew', async () => {
    const where = await aCase({});
    const before = now();
    clock.forward(60_000);
    await valueFrom(tried(where, 'answered_by_other'));
    expect((await tried(where, 'no_answer_no_message', { at: before }, coordinator)).status).toBe(200);
  });

  test('as two that end so at once are both kept, with one stop', async () => {
    const where = await aCase({});
    const answers = await Promise.all([
      tried(where, 'answered_by_other'),
      tried(where, 'answered_by_other', {}, coordinator),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { attempts, stop } = await valueFrom(
      ask<Attempted & { attempts: unknown[] }>(agent, 'GET', `/cases/${where.caseId}/contact-attempts`),
    );
    expect([attempts.length, stop?.review]).toEqual([2, null]);
    const { stops } = await valueFrom(ask<{ stops: ContactStop[] }>(lead, 'GET', '/contact-stops'));
    expect(stops.filter(({ caseId }) => caseId === where.caseId)).toHaveLength(1);
  });

  test('waits for those who review, is not reviewed by who made it, and may leave the contact unsafe', async () => {
    const where = await aCase({ preferred: true });
    const { stop } = await valueFrom(tried(where, 'answered_by_other', {}, coordinator));
    const stopId = stop?.stopId ?? '';
    const waiting = async (who: SignedIn) =>
      (await valueFrom(ask<{ stops: ContactStop[] }>(who, 'GET', '/contact-stops'))).stops.find(
        (each) => each.stopId === stopId,
      );
    expect(await waiting(coordinator)).toMatchObject({ yours: false });
    expect(await waiting(lead)).toMatchObject({ yours: true });
    expect((await ask(agent, 'GET', '/contact-stops')).status).toBe(403);
    expect((await review(coordinator, where, stopId)).body).toMatchObject({
      error: { details: { reason: 'own_attempt' } },
    });
    await valueFrom(review(lead, where, stopId, { decision: 'contact_is_unsafe', reason: 'He has the phone' }));
    expect(await waiting(lead)).toBeUndefined();
    const { contacts } = await valueFrom(
      ask<{ contacts: { value: unknown; gate: unknown; preferred: boolean }[] }>(
        agent,
        'GET',
        `/cases/${where.caseId}/contacts`,
      ),
    );
    expect(contacts).toMatchObject([{ value: null, preferred: false, gate: { because: 'said_unsafe' } }]);
  });

  test('keeps its case from being closed, whatever is said, until it was reviewed', async () => {
    const where = await aCase({});
    await valueFrom(tried(where, 'answered_by_other'));
    const { revision } = (await open(where.caseId)).row;
    const refused = await ask(agent, 'POST', `/cases/${where.caseId}/close`, {
      ...{ revision, reason: 'no_contact', said: 'nobody', endOpen: true },
    });
    expect(refused.body).toMatchObject({
      error: { details: { reason: 'still_open', open: [{ kind: 'contact_stop', endsWithCase: false }] } },
    });
  });
});
