import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Helpline, helpline, say } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

const TOKEN = 'a-token-of-the-collector';
let server: TestServer;
let at: Helpline;

beforeAll(async () => {
  server = await startServer({ config: { metricsToken: TOKEN } });
  at = helpline(server);
});
afterAll(async () => {
  await at.close();
  await server.close();
});

const WITH_TOKEN = { Authorization: `Bearer ${TOKEN}` };

async function look(
  headers: Readonly<Record<string, string>> = WITH_TOKEN,
  { url } = server,
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${url}/metrics`, { headers });
  return { status: response.status, text: await response.text() };
}

/** The value of one series, or undefined where it was never seen. */
function figure(text: string, series: string): number | undefined {
  const line = text.split('\n').find((each) => each.startsWith(`hearthline_${series} `));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

describe('the metrics of a node', () => {
  it('tell who waits by band, what became of offers, and how lines were committed and delivered', async () => {
    const quiet = await look();
    expect(quiet.status).toBe(200);
    expect(figure(quiet.text, 'queue_depth{band="danger"}')).toBe(0);
    const { visitor } = await at.waiting({ inDanger: 'yes' });
    await say(visitor, 'Is somebody there?');
    const { text: waiting } = await look();
    expect(figure(waiting, 'queue_depth{band="danger"}')).toBe(1);
    expect(figure(waiting, 'queue_depth{band="normal"}')).toBe(0);
    expect(figure(waiting, 'queue_oldest_wait_seconds{band="danger"}')).toBeGreaterThan(0);
    await at.tidy();
    const { agent, visitor: other } = await at.talk();
    await say(other, 'Hello');
    await agent.next('conversation:entry', ({ entry }) => entry.kind === 'message' && entry.text === 'Hello');
    const { text } = await look();
    expect(figure(text, 'offers_total{result="made"}')).toBe(1);
    expect(figure(text, 'offers_total{result="accepted"}')).toBe(1);
    expect(figure(text, 'log_entries_total{outcome="stored"}')).toBeGreaterThanOrEqual(2);
    expect(figure(text, 'log_batch_entries_count')).toBeGreaterThanOrEqual(2);
    expect(figure(text, 'log_batch_seconds_count')).toBeGreaterThanOrEqual(2);
    expect(figure(text, 'log_delivery_seconds_count{origin="here"}')).toBeGreaterThanOrEqual(2);
    expect(figure(text, 'log_catch_ups_total')).toBeDefined();
    expect(figure(text, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
  });

  it('[P1] hold nothing that a person wrote and no id', async () => {
    const { conversationId, visitor } = await at.talk();
    await say(visitor, 'lavender-under-the-stairs');
    const { text } = await look();
    expect(text).not.toContain('lavender');
    expect(text).not.toContain(conversationId);
  });

  it('[A1] with a token exist for whoever has it and for nobody else, this machine included', async () => {
    expect((await look({})).status).toBe(404);
    expect((await look({ Authorization: 'Bearer not-the-token-at-all' })).status).toBe(404);
    const capitals = await fetch(`${server.url}/METRICS`);
    expect(capitals.status).toBe(404);
    expect(await capitals.text()).not.toContain('hearthline_');
    expect((await look({ 'X-Forwarded-For': '203.0.113.7', ...WITH_TOKEN })).status).toBe(200);
  });
});

describe('the metrics of a node without a token', () => {
  it('[A1] exist for this machine alone, never through a proxy', async () => {
    const open = await startServer();
    expect((await look({}, open)).status).toBe(200);
    for (const header of ['X-Forwarded-For', 'Forwarded', 'Via', 'X-Real-IP']) {
      const refused = await look({ [header]: '203.0.113.7' }, open);
      expect(refused.status).toBe(404);
      expect(refused.text).not.toContain('hearthline_');
    }
    await open.close();
  });

  it('[A1] exist for nobody where a proxy on this machine makes everybody look like it', async () => {
    const behind = await startServer({ config: { trustProxy: ['127.0.0.1'] } });
    expect((await look({}, behind)).status).toBe(404);
    await behind.close();
  });
});
