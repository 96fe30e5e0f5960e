import { randomUUID } from 'node:crypto';
import { type ClientRequest, createServer, type Server } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { fallbackNumbers } from '../../../shared/reference/fallback-numbers.ts';
import { asAgent, asVisitor, type Visitor } from '../../support/connect.ts';
import { entryAt, type Helpline, helpline, say } from '../../support/helpline.ts';
import { startServer, type TestServer } from '../../support/start-server.ts';
import { type Door, freePort, type Kind, onPath, startProxy } from './proxy.ts';

/** What is certified here is certified for a test. */
beforeAll(() => vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0'));
afterAll(() => vi.unstubAllEnvs());

describe.each(['nginx', 'haproxy'] as const)('%s before three nodes', { timeout: 90_000 }, (kind: Kind) => {
  const missing = onPath(kind) === undefined || onPath('openssl') === undefined;
  let proxy: Door | undefined;
  let nodes: TestServer[] = [];
  let at: Helpline | undefined;

  afterEach(async () => {
    await at?.close();
    at = undefined;
    await proxy?.close();
    for (const node of nodes.reverse()) await node.close();
    nodes = [];
  });

  /** Three nodes that know themselves only by the proxy's address. */
  async function threeNodes(): Promise<{ proxy: Door; nodes: readonly [TestServer, TestServer, TestServer] }> {
    const port = await freePort();
    const origin = `https://127.0.0.1:${port}`;
    const origins = { publicOrigin: origin, widgetOrigin: origin, staffOrigin: origin, allowedOrigins: [origin] };
    const config = { ...origins, trustProxy: 1, limits: 'off' } as const;
    const first = await startServer({ config });
    const more = [await startServer({ config, beside: first }), await startServer({ config, beside: first })] as const;
    nodes = [first, ...more];
    proxy = await startProxy(
      kind,
      port,
      nodes.map(({ config: { port: own } }) => own),
    );
    return { proxy, nodes: [first, ...more] };
  }

  it.skipIf(missing)('carries a conversation by WebSocket, and one by polling', async () => {
    const {
      proxy: door,
      nodes: [first],
    } = await threeNodes();
    at = helpline(first);
    for (const transports of [['websocket'], ['polling']] as const) {
      const agent = await at.staff('agent');
      const visitor = at.track(await asVisitor(door.url, { transports }));
      const asked = { clientId: randomUUID(), preChat: { safeToTalk: 'yes' } } as const;
      const { conversation } = await visitor.ask('conversation:request', asked);
      const { conversationId } = conversation;
      await agent.ask('availability:set', { availability: 'available' });
      await at.answer(agent, conversationId);
      const { seq } = await say(visitor, `by ${transports[0]}`);
      expect(await entryAt(agent, conversationId, seq)).toMatchObject({ text: `by ${transports[0]}` });
      const back = { clientId: randomUUID(), conversationId, text: 'heard' };
      const answered = await agent.ask('message:send', back);
      await visitor.next('conversation:entry', ({ entry }) => entry.seq === answered.seq);
      expect(visitor.socket.io.engine.transport.name).toBe(transports[0]);
      await agent.ask('availability:set', { availability: 'break' });
      await visitor.ask('conversation:leave', { clientId: randomUUID(), reason: 'ended' });
      await at.tidy();
    }
    const desk = await asAgent(door.url, first.account('agent', 3), { transports: ['polling'] });
    expect(desk.me.cookie).toContain('hearthline=');
    desk.close();
  });

  it.skipIf(missing)('[L4] sends nobody to a node that ends, and those who were on it go on elsewhere', async () => {
    const {
      proxy: door,
      nodes: [, second],
    } = await threeNodes();
    const people: { n: number; visitor: Visitor; token: string }[] = [];
    for (let n = 0; n < 6; n += 1) {
      const visitor = await asVisitor(door.url, n % 3 === 0 ? { transports: ['polling'] } : {});
      const asked = { clientId: randomUUID(), preChat: { safeToTalk: 'yes', message: `I am ${n}` } } as const;
      const { token } = await visitor.ask('conversation:request', asked);
      people.push({ n, visitor, token });
    }
    const ending = second.app.drain();
    let isOver = false;
    void ending.finally(() => {
      isOver = true;
    });
    let came = 0;
    while (!isOver) {
      const transport = came % 2 === 0 ? 'websocket' : 'polling';
      (await comeIn(door.url, transport)).close();
      came += 1;
    }
    await ending;
    expect(came).toBeGreaterThan(3);
    const answer = await fetch(`${door.url}/api/v1/service`);
    expect(answer.status).toBe(200);
    for (const { n, visitor, token } of people) {
      visitor.close();
      const again = await asVisitor(door.url, { token });
      const { entries } = await again.ask('conversation:resume', { afterSeq: 0 });
      expect(entries).toMatchObject([{ seq: 1, text: `I am ${n}` }]);
      again.close();
    }
  });

  it.skipIf(missing)(
    'keeps to itself what is not for outside, and says of nobody what they say of themselves',
    async () => {
      const echoes = await Promise.all([1, 2, 3].map(startEcho));
      const port = await freePort();
      proxy = await startProxy(kind, port, echoes.map(portOf));
      const { url, plainUrl } = proxy;
      const ask = async (path: string, init: RequestInit = {}) => {
        const answer = await fetch(`${url}${path}`, init);
        return { status: answer.status, said: (await answer.json().catch(() => ({}))) as Partial<Echo> };
      };
      expect((await ask('/', { headers: { 'X-Forwarded-For': '203.0.113.9' } })).said.forwarded).toBe('127.0.0.1');
      for (const path of ['/metrics', '/METRICS', '/readyz', '/livez'])
        expect(await ask(path)).toEqual({ status: 404, said: {} });
      const large = { method: 'POST', body: 'x'.repeat(70_000) };
      expect((await ask('/api/v1/inbound', large)).status).toBe(413);
      expect((await ask('/api/v1/inbound', { method: 'POST', body: 'x'.repeat(30_000) })).said.length).toBe(30_000);
      const moved = await fetch(`${plainUrl}/staff/`, { redirect: 'manual' });
      expect(moved.status).toBe(301);
      expect(moved.headers.get('location')).toMatch(/^https:\/\/.*\/staff\/$/);

      const nodesOf = async (path: string) => {
        const all = await Promise.all(Array.from({ length: 12 }, () => ask(path)));
        return new Set(all.map(({ said }) => said.node)).size;
      };
      expect(await nodesOf('/socket.io/?EIO=4&transport=polling')).toBe(1);
      expect(await nodesOf('/socket.io/?EIO=4&transport=websocket&sid=abc')).toBe(1);
      // A page that the database keeps from being made says nothing of the node.
      expect((await ask('/busy')).status).toBe(503);
      expect(await nodesOf('/socket.io/?EIO=4&transport=websocket')).toBe(3);

      for (const echo of echoes) await new Promise((closed) => echo.close(closed).closeAllConnections());
      await expect.poll(async () => (await ask('/')).status, { timeout: 10_000 }).toBeGreaterThanOrEqual(502);
      const page = await (await fetch(`${url}/staff/`)).text();
      for (const { number, note } of fallbackNumbers) {
        expect(page).toContain(number);
        expect(page).toContain(note);
      }
    },
  );

  it.skipIf(missing)('lets one place hold so many connections, and another come in meanwhile', async () => {
    const echo = await startEcho(1);
    const port = await freePort();
    proxy = await startProxy(
      kind,
      port,
      [1, 2, 3].map(() => portOf(echo)),
      20,
    );
    const held = Array.from({ length: 20 }, () => holding(port, '127.0.0.2'));
    await expect.poll(() => heldBy(echo), { timeout: 10_000 }).toBe(20);
    expect([429, null]).toContain(await statusFrom(port, '127.0.0.2'));
    expect(await statusFrom(port, '127.0.0.3')).toBe(200);
    for (const each of held) each.destroy();
    await expect.poll(() => statusFrom(port, '127.0.0.2'), { timeout: 10_000 }).toBe(200);
    echo.close();
    echo.closeAllConnections();
  });
});

/** A request that the node does not answer, on a connection of its own. */
function holding(port: number, localAddress: string): ClientRequest {
  const sent = request({ host: '127.0.0.1', port, localAddress, path: '/hold', agent: false });
  sent.on('error', () => undefined);
  sent.end();
  return sent;
}

/** Null: the connection was ended without an answer. */
function statusFrom(port: number, localAddress: string): Promise<number | null> {
  return new Promise((resolve) => {
    const sent = request({ host: '127.0.0.1', port, localAddress, path: '/', agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? null);
    });
    sent.on('error', () => resolve(null));
    sent.end();
  });
}

/** As every client does: refused once, it tries again. By polling the first answer may come from a node that is just leaving. */
async function comeIn(url: string, transport: 'websocket' | 'polling'): Promise<Visitor> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      return await asVisitor(url, { transports: [transport] });
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

type Echo = { node: number; forwarded: unknown; length: number };

/** Stands where a node would and says what reached it. */
const held = new WeakMap<Server, number>();
const heldBy = (echo: Server): number => held.get(echo) ?? 0;

async function startEcho(node: number): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url === '/hold') return void held.set(server, heldBy(server) + 1);
    if (request.url === '/busy') return void response.writeHead(503).end();
    let length = 0;
    request.on('data', (part: Buffer) => {
      length += part.length;
    });
    request.on('end', () => {
      const said: Echo = { node, forwarded: request.headers['x-forwarded-for'], length };
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(said));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
