/** A complaint or a thank you from the chat window is an entry of the register, tied to nobody, and tells its sender nothing. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditSpec } from '../../server/audit/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { complaintsSpec } from '../../server/registers/index.ts';
import type { ComplaintRow } from '../../shared/protocol/http/registers.ts';
import { askAs, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let database: Database;
let lead: SignedIn;
let agent: SignedIn;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  lead = await signIn(server.url, server.account('safeguarding_lead'));
  agent = await signIn(server.url, server.account('agent'));
});

afterAll(async () => {
  await database?.close();
  await server?.close();
});

const form = (given: object = {}) => ({
  ...{ clientId: randomUUID(), kind: 'complaint', text: 'canary: nobody rang me back' },
  ...given,
});
const send = (body: object) => askAs(server.url, null, 'POST', '/visitor/feedback', body);
const register = () => valueFrom(askAs<{ entries: ComplaintRow[] }>(server.url, lead, 'GET', '/registers/complaints'));
const openedAs = (who: SignedIn, entryId: string) =>
  askAs<{ text: string; from: unknown }>(server.url, who, 'POST', `/registers/complaints/${entryId}/open`);
const stored = () => database.connection.collection(complaintsSpec.name).find().toArray();

describe('what somebody sends from the chat window', () => {
  test('[P1] stands in the register as received from there, tied to nobody, and is read by who leads', async () => {
    expect(await send(form())).toEqual({ status: 200, body: { ok: true, value: {} } });
    const [entry] = (await register()).entries;
    expect(entry).toMatchObject({
      ...{ kind: 'complaint', channel: 'widget', state: 'received', anonymous: true, owner: null },
      ...{ caseId: null, conversationId: null, madeBy: { agentId: 'visitor' } },
    });
    // Nobody left a way to be told that it came; it is to be answered for all that.
    expect(entry?.due.map(({ code }) => code)).toEqual(['answer']);
    const { text, from } = await valueFrom(openedAs(lead, entry?.entryId ?? ''));
    expect(text).toBe('canary: nobody rang me back');
    expect(from).toEqual({ name: null, contact: { shown: false, reason: 'none_left' } });
    expect((await openedAs(agent, entry?.entryId ?? '')).status).toBe(403);
    expect(JSON.stringify(await stored())).not.toContain('canary');
    const recorded = await database.connection
      .collection<{ actor: { id: string } }>(auditSpec.name)
      .findOne({ action: 'complaint.receive', 'target.id': entry?.entryId });
    expect(recorded?.actor.id).toBe('visitor');
  });

  test('with a safe way to be answered shows it through the gate, and not where somebody else sees it', async () => {
    const safeContact = { kind: 'phone', value: '07700 900456', when: 'mornings' };
    await send(form({ kind: 'data_protection', safeContact }));
    await send(form({ kind: 'data_protection', safeContact: { ...safeContact, whoElseSees: 'my husband' } }));
    const about = (await register()).entries.filter(({ kind }) => kind === 'data_protection');
    const shown = await Promise.all(about.map(({ entryId }) => valueFrom(openedAs(lead, entryId))));
    expect(shown.map(({ from }) => from)).toEqual([
      { name: null, contact: { shown: true, kind: 'phone', value: '07700 900456', when: 'mornings' } },
      { name: null, contact: { shown: false, reason: 'somebody_else_sees' } },
    ]);
    expect(about.every(({ anonymous }) => !anonymous)).toBe(true);
  });

  test('[V3] is written once, and the answer tells nobody whether something came under that id', async () => {
    const first = form({ kind: 'compliment', text: 'Thank you' });
    const before = (await stored()).length;
    const answers = [await send(first), await send(first), await send({ ...first, text: 'something else' })];
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(await stored()).toHaveLength(before + 1);
  });

  test('is refused where it says nothing, or names something unknown', async () => {
    for (const given of [{ text: ' ' }, { kind: 'praise' }, { conversationId: 'c' }])
      expect((await send(form(given))).status).toBe(400);
  });

  test('cannot be written down by staff as if a person had sent it', async () => {
    const written = {
      ...{ clientId: randomUUID(), kind: 'complaint', channel: 'widget', receivedOn: '2026-01-05', text: 'x' },
      ...{ conversationId: null, caseId: null, from: { name: null, contact: null } },
    };
    expect((await askAs(server.url, agent, 'POST', '/registers/complaints', written)).status).toBe(400);
  });
});

test('one address sends five a minute, then waits; another is not kept from it', async () => {
  const behind = await startServer({ config: { limits: 'on', trustProxy: 1 } });
  const from = async (address: string) => {
    const headers = { origin: behind.url, 'content-type': 'application/json', 'x-forwarded-for': address };
    const body = JSON.stringify(form());
    return (await fetch(`${behind.url}/api/v1/visitor/feedback`, { method: 'POST', headers, body })).status;
  };
  try {
    const statuses: number[] = [];
    for (let count = 0; count < 6; count += 1) statuses.push(await from('192.0.2.1'));
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect(await from('192.0.2.2')).toBe(200);
  } finally {
    await behind.close();
  }
});
