import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditSpec } from '../../server/audit/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { dutyTurnsSpec } from '../../server/safeguarding/index.ts';
import { dutyRoutes } from '../../shared/protocol/http/duty.ts';
import { type Api, apiOf } from '../support/api.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

const HOUR = 3_600_000;
const PHONE = { kind: 'phone', value: '01632 960456' } as const;

let server: TestServer;
let database: Database;
let ask: Api;
let lead: SignedIn;
let supervisor: SignedIn;
let agent: SignedIn;

beforeAll(async () => {
  server = await startServer();
  ask = apiOf(server.url);
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  lead = await signIn(server.url, server.account('safeguarding_lead'));
  supervisor = await signIn(server.url, server.account('supervisor'));
  agent = await signIn(server.url, server.account('agent'));
});
afterAll(async () => {
  await database?.close();
  await server?.close();
});

const at = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();
const turn = (change: object = {}) => ({
  ...{ clientId: randomUUID(), agentId: supervisor.agentId, from: at(-1), until: at(8) },
  contacts: [PHONE],
  ...change,
});
const add = (body: object, who: SignedIn | null = lead) => ask('POST', '/duty', who, body);
const list = async () => dutyRoutes.list.output.parse((await ask('GET', '/duty', lead)).body.value);
const now = async (who = agent) => dutyRoutes.now.output.parse((await ask('GET', '/duty/now', who)).body.value);
const audited = (dutyId: string) =>
  database
    .collection(auditSpec)
    .find({ 'target.id': dutyId }, { sort: { at: 1 } })
    .toArray();

async function clear(): Promise<void> {
  for (const { dutyId } of (await list()).turns) await ask('DELETE', `/duty/${dutyId}`, lead);
}

describe('the demonstration', () => {
  test('opens with a lead on call, whom everybody at a desk can see and ring', async () => {
    const { onCall } = await now();
    expect(onCall).toMatchObject([{ name: lead.name, agentId: lead.agentId }]);
    const { body } = await ask('POST', `/duty/${onCall[0]?.dutyId}/open`, agent);
    expect(body.value.contacts).toEqual([{ kind: 'phone', value: '01632 960123' }]);
  });
});

describe('the duty list', () => {
  test('[P1] names who is on call, and keeps how they are reached sealed; who looked is on record', async () => {
    await clear();
    const contacts = [PHONE, { kind: 'webhook', value: 'https://ring.example/canary' }];
    const { body } = await add(turn({ contacts }));
    const { dutyId, ...shown } = body.value.turn;
    expect(shown).toMatchObject({ name: supervisor.name, channels: ['phone', 'webhook'], setBy: { name: lead.name } });
    const doc = await database.collection<{ _id: string }>(dutyTurnsSpec).findOne({ _id: dutyId });
    expect(JSON.stringify([doc, await list()])).not.toMatch(/960456|canary/);

    const opened = (await ask('POST', `/duty/${dutyId}/open`, lead)).body.value.contacts;
    expect(opened).toEqual([PHONE, { ...contacts[1], secret: expect.stringMatching(/^[\w-]{40,}$/) }]);
    const seen = (await ask('POST', `/duty/${dutyId}/open`, agent)).body.value.contacts;
    expect(seen).toEqual([PHONE]);
    expect(await audited(dutyId)).toMatchObject([
      { action: 'duty.set', actor: { id: lead.agentId }, meta: { agentId: supervisor.agentId } },
      { action: 'duty.open', actor: { id: lead.agentId } },
      { action: 'duty.open', actor: { id: agent.agentId, role: 'agent' } },
    ]);
    expect(JSON.stringify(await audited(dutyId))).not.toMatch(/960456|canary/);
  });

  test('allows overlaps and gaps, and points both out', async () => {
    await clear();
    await add(turn({ from: at(-1), until: at(6) }));
    await add(turn({ agentId: lead.agentId, from: at(4), until: at(10) }));
    await add(turn({ agentId: lead.agentId, from: at(12), until: at(20) }));
    const { turns, gaps, overlaps, leads, reachable } = await list();
    expect(turns.map(({ name }) => name)).toEqual([supervisor.name, lead.name, lead.name]);
    const near = (iso: string | undefined, hours: number) =>
      expect(Math.abs(Date.parse(iso ?? '') - Date.parse(at(hours)))).toBeLessThan(60_000);
    near(gaps[0]?.from, 10);
    near(gaps[0]?.until, 12);
    near(gaps[1]?.from, 20);
    expect(overlaps).toHaveLength(1);
    near(overlaps[0]?.from, 4);
    near(overlaps[0]?.until, 6);
    expect(leads.map(({ role }) => role).sort()).toEqual(['safeguarding_lead', 'supervisor', 'supervisor']);
    expect(reachable).toEqual(['webhook']);
  });

  test('says honestly when nobody is on call, and when the next turn begins', async () => {
    await clear();
    expect(await now()).toEqual({ onCall: [], nextFrom: null });
    const from = at(3);
    const { dutyId } = (await add(turn({ from }))).body.value.turn;
    expect(await now()).toEqual({ onCall: [], nextFrom: from });
    // Not on call yet: how they are reached is nobody's but the list's.
    expect((await ask('POST', `/duty/${dutyId}/open`, agent)).status).toBe(404);
    expect((await ask('POST', `/duty/${dutyId}/open`, lead)).status).toBe(200);
  });

  test('takes a turn off at once, and once more is the same answer', async () => {
    await clear();
    const { dutyId } = (await add(turn())).body.value.turn;
    expect((await now()).onCall).toHaveLength(1);
    for (const _time of [1, 2]) expect((await ask('DELETE', `/duty/${dutyId}`, supervisor)).status).toBe(204);
    expect((await now()).onCall).toEqual([]);
    expect((await ask('POST', `/duty/${dutyId}/open`, agent)).status).toBe(404);
    expect(await audited(dutyId)).toMatchObject([{ action: 'duty.set' }, { action: 'duty.remove' }]);
    expect((await ask('DELETE', `/duty/${randomUUID()}`, lead)).status).toBe(404);
  });

  test('set again under the same clientId is the same turn; with another content it is a conflict', async () => {
    await clear();
    const first = turn();
    const [one, two] = await Promise.all([add(first), add(first)]);
    expect(two?.body).toEqual(one?.body);
    expect((await list()).turns).toHaveLength(1);
    expect((await add({ ...first, until: at(9) })).body.error).toMatchObject({ code: 'conflict' });
    const other = { ...first, contacts: [{ kind: 'phone', value: '01632 960999' }] };
    expect((await add(other)).body.error).toMatchObject({ code: 'conflict' });
  });

  test.each([
    ['an end before its beginning', () => ({ until: at(-2) }), 'until', /later end/],
    ['an end in the past', () => ({ from: at(-5), until: at(-1) }), 'until', /over already/],
    ['no way to reach them', () => ({ contacts: [] }), 'contacts', /how they are reached/],
    [
      'a number that is none',
      () => ({ contacts: [{ kind: 'phone', value: 'ask Pat' }] }),
      'contacts.0.value',
      /digits/,
    ],
    [
      'an address that is none',
      () => ({ contacts: [{ kind: 'webhook', value: 'ring' }] }),
      'contacts.0.value',
      /https/,
    ],
    ['half an e-mail', () => ({ contacts: [{ kind: 'email', value: 'pat@' }] }), 'contacts.0.value', /e-mail/],
  ])('refuses %s and says what to correct', async (_what, wrong, path, message) => {
    const { status, body } = await add(turn(wrong()));
    expect([status, body.error.code]).toEqual([400, 'bad_request']);
    expect(body.error.details.issues[0]).toMatchObject({ path, message: expect.stringMatching(message) });
  });

  test('[A1] is set by leads, and only leads can be on it', async () => {
    expect((await add(turn({ agentId: agent.agentId }))).status).toBe(404);
    expect((await add(turn(), agent)).status).toBe(403);
    expect((await add(turn(), null)).status).toBe(401);
    for (const role of ['coordinator', 'data_protection', 'administrator']) {
      const who = await signIn(server.url, server.account(role));
      expect((await ask('GET', '/duty', who)).status, role).toBe(403);
      expect((await ask('GET', '/duty/now', who)).status, role).toBe(200);
    }
    const partner = await signIn(server.url, server.account('partner'));
    expect((await ask('GET', '/duty/now', partner)).status).toBe(403);
  });
});
