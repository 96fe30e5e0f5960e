import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectDatabase } from '../../server/platform/mongo.ts';
import { createSettingsStore, type ServiceSettings } from '../../server/service/index.ts';
import { service } from '../../shared/protocol/service.ts';
import { asVisitor } from '../support/connect.ts';
import { type Helpline, helpline } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let open: TestServer;
let closed: TestServer;
let at: Helpline;

beforeAll(async () => {
  open = await startServer({ config: { limits: 'off' } });
  at = helpline(open);
});
afterAll(async () => {
  await at.close();
  await closed.close();
  await open.close();
});

/** Saves settings as an administrator would, and answers a node that started with them. */
async function nodeWith(change: Partial<ServiceSettings>): Promise<TestServer> {
  const database = await connectDatabase({ uri: open.database.mongodbUri, name: open.database.databaseName });
  const store = createSettingsStore(database);
  const latest = await store.latest();
  if (latest === null) throw new Error('A server that runs has settings.');
  const settings = { ...latest.settings, ...change };
  await store.insert({ version: latest.version + 1, at: new Date(), by: 'a-test', reason: 'To be closed', settings });
  await database.close();
  return startServer({ beside: open, config: { limits: 'off' } });
}

describe('a service that is open', () => {
  // Before the pause below, of which this node hears a moment later as well.
  it('with nobody at work is not closed: whoever comes waits', async () => {
    const { visitor } = await at.waiting();
    const { conversation } = await visitor.ask('conversation:resume', { afterSeq: 0 });
    expect(conversation.state).toBe('waiting');
  });
});

describe('a service that is paused', () => {
  it('refuses new conversations with what can be done instead, and lets those that run go on', async () => {
    const { token } = await at.waiting({ message: 'Before the pause' });
    closed = await nodeWith({ paused: { until: null, by: 'a-supervisor' } });

    const newcomer = await asVisitor(closed.url);
    const reply = await newcomer.send('conversation:request', {
      clientId: randomUUID(),
      preChat: { safeToTalk: 'yes' },
    });
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'service_closed', details: { open: false, reason: 'paused' } },
    });
    const shown = service.parse(reply.ok ? null : reply.error.details);
    expect(shown.numbers.map(({ number }) => number)).toContain('999');
    const described = await (await fetch(`${closed.url}/api/v1/service`)).json();
    expect(described.value).toEqual(shown);
    newcomer.close();

    const known = await asVisitor(closed.url, { token });
    expect(await known.ask('message:send', { clientId: randomUUID(), text: 'Still waiting' })).toMatchObject({
      seq: 2,
    });
    known.close();
  });
});
