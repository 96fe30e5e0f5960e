/** What staff are warned of before it goes wrong, and what makes a warning go. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ServiceWarning } from '../../shared/protocol/http/service-warnings.ts';
import { shippedTools } from '../../shared/reference/tools/shipped-tools.ts';
import { apiOf } from '../support/api.ts';
import { askAs, type Method, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

const THURSDAY = Date.parse('2026-11-26T10:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let now = THURSDAY;
let server: TestServer;
let lead: SignedIn;
let administrator: SignedIn;

beforeAll(async () => {
  server = await startServer({ app: { clock: { now: () => now } }, config: { limits: 'off' } });
  lead = await signIn(server.url, server.account('safeguarding_lead'));
  administrator = await signIn(server.url, server.account('administrator'));
});
afterAll(() => server?.close());

const ask = <T>(who: SignedIn, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
const warningsOf = async (kind: ServiceWarning['kind'], who = lead) => {
  const { warnings } = await valueFrom(ask<{ warnings: ServiceWarning[] }>(who, 'GET', '/service/warnings'));
  return warnings.filter((each) => each.kind === kind);
};

describe('that nobody is on call', () => {
  const turns = async () =>
    (await valueFrom(ask<{ turns: { dutyId: string }[] }>(lead, 'GET', '/duty'))).turns.map(({ dutyId }) => dutyId);
  const put = (from: number, until: number) => {
    const contacts = [{ kind: 'phone', value: '01632 960123' }];
    const times = { from: new Date(from).toISOString(), until: new Date(until).toISOString() };
    return valueFrom(ask(lead, 'POST', '/duty', { clientId: randomUUID(), agentId: lead.agentId, ...times, contacts }));
  };

  test('is said as it is now, and ahead of time, until somebody is put on the list', async () => {
    for (const dutyId of await turns()) await apiOf(server.url)('DELETE', `/duty/${dutyId}`, lead);
    const [alone] = await warningsOf('duty');
    expect(alone).toMatchObject({ state: 'now', on: '2026-11-26' });
    expect(alone?.sentence).toContain('Nobody is on call now: in an emergency nobody would be called');
    await put(now, now + 2 * DAY);
    await put(now + 3 * DAY, now + 15 * DAY);
    const [ahead, ...others] = await warningsOf('duty');
    expect(ahead).toMatchObject({ state: 'soon', on: '2026-11-28' });
    expect(ahead?.sentence).toContain('from Saturday 28 November');
    expect(others).toEqual([]);
    await put(now + 2 * DAY, now + 3 * DAY);
    expect(await warningsOf('duty')).toEqual([]);
  });
});

describe('a help line that nobody has checked (D5)', () => {
  const check = (who: SignedIn, code: string) => ask(who, 'POST', `/service/numbers/${code}/checks`, {});
  const unchecked = async () => (await warningsOf('numbers')).flatMap(({ numbers }) => numbers.map(({ code }) => code));

  test('leaves the list for 90 days when somebody says that it is right, whoever else says so of others', async () => {
    const [first = '', second = ''] = await unchecked();
    const answers = await Promise.all([check(lead, first), check(administrator, second), check(lead, first)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await unchecked()).not.toEqual(expect.arrayContaining([first]));
    expect(await unchecked()).not.toEqual(expect.arrayContaining([second]));
    now += 91 * DAY;
    const later = await signIn(server.url, server.account('safeguarding_lead'));
    const again = (await warningsOf('numbers', later)).flatMap(({ numbers }) => numbers.map(({ code }) => code));
    expect(again).toEqual(expect.arrayContaining([first, second]));
    now = THURSDAY;
  });

  test('[A1] is for whoever answers for the service; one that is not listed does not exist', async () => {
    const agent = await signIn(server.url, server.account('agent'));
    expect((await check(agent, 'samaritans')).status).toBe(403);
    lead = await signIn(server.url, server.account('safeguarding_lead'));
    expect((await check(lead, 'no_such_line')).status).toBe(404);
  });
});

test('a licence that ends is announced, and not once the version is out of force', async () => {
  const admin = await signIn(server.url, server.account('administrator'));
  const shipped = shippedTools.find(({ code }) => code === 'stalking_screening');
  const licence = { kind: 'licensed', licence: 'Licence 17 of 2026' };
  const definition = { ...shipped, version: 'ends', wording: licence, validTo: '2027-01-31' };
  await valueFrom(ask(admin, 'POST', '/tools', { definition }));
  const [warning] = await warningsOf('tool', admin);
  expect(warning).toMatchObject({ state: 'soon', on: '2027-01-31' });
  expect(warning?.sentence).toContain('may be used until 31 January 2027');
  await valueFrom(ask(admin, 'POST', '/tools/stalking_screening/ends/retire', {}));
  expect(await warningsOf('tool', admin)).toEqual([]);
});

test('what is wrong already stands before what will be, and entries that nobody has checked come last', async () => {
  const who = await signIn(server.url, server.account('coordinator'));
  const { warnings } = await valueFrom(ask<{ warnings: ServiceWarning[] }>(who, 'GET', '/service/warnings'));
  const ranks = warnings.map(({ kind, state }) => (kind === 'unverified' ? 2 : state === 'now' ? 0 : 1));
  expect(ranks).toContain(2);
  expect(ranks).toEqual([...ranks].sort());
});

test('that mails go nowhere is said to whoever answers for the service, with the partners it concerns', async () => {
  const leads = await signIn(server.url, server.account('safeguarding_lead'));
  const [mail, ...others] = await warningsOf('mail', leads);
  expect(others).toEqual([]);
  expect(mail).toMatchObject({ state: 'now', sentence: expect.stringContaining('only written to a file') });
  expect(mail?.sentence).toContain('Example domestic abuse partner');
});
