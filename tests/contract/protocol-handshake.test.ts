import { randomUUID } from 'node:crypto';
import { connect as connectTo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { asVisitor, signIn } from '../support/connect.ts';
import { type Helpline, helpline, say } from '../support/helpline.ts';
import { connect, Refused } from '../support/peer.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
});
afterEach(() => at.tidy());
afterAll(async () => {
  await at.close();
  await server.close();
});

const NAMESPACES = ['/visitor', '/staff'] as const;

async function refusalOf(attempt: Promise<{ close: () => void }>): Promise<unknown> {
  try {
    at.track(await attempt);
    return 'let in';
  } catch (error) {
    return error instanceof Refused ? error.data : error;
  }
}

const knock = (path: string, auth: Record<string, unknown>, headers: Record<string, string> = {}) =>
  refusalOf(connect(`${server.url}${path}`, {}, {}, { auth, headers }));

describe.each(NAMESPACES)('a handshake at %s', (path) => {
  it('that does not say which protocol it speaks is malformed', async () => {
    for (const protocol of [undefined, null, '1', 1.5, {}]) {
      expect(await knock(path, { protocol }), String(protocol)).toMatchObject({ code: 'bad_request' });
    }
  });

  it('in another version is told which are spoken', async () => {
    for (const protocol of [0, 2, -1]) {
      expect(await knock(path, { protocol })).toMatchObject({
        code: 'protocol_unsupported',
        message: expect.any(String),
        details: { supported: [1] },
      });
    }
  });
});

describe('who one says to be', () => {
  it('is refused for a visitor whose token is unknown, dead or no token', async () => {
    const { token } = await at.waiting();
    await at.tidy();
    const answers = await Promise.all([
      refusalOf(asVisitor(server.url, { token })),
      refusalOf(asVisitor(server.url, { token: 'x'.repeat(43) })),
    ]);
    expect(answers[0]).toMatchObject({ code: 'unauthenticated' });
    expect(answers[1]).toEqual(answers[0]);
    for (const wrong of ['', 7, {}, 'x'.repeat(129)]) {
      expect(await knock('/visitor', { token: wrong }), String(wrong)).toMatchObject({ code: 'bad_request' });
    }
  });

  it('is refused for staff without a session, with a broken one and with one that was ended', async () => {
    const { cookie } = await signIn(server.url, server.account('agent', 3));
    const session = { Cookie: cookie };
    expect(await knock('/staff', {}, session)).toBe('let in');
    await fetch(`${server.url}/api/v1/session`, {
      method: 'DELETE',
      headers: { origin: server.url, cookie, 'content-type': 'application/json' },
    });
    for (const headers of [{}, { Cookie: '__Host-hearthline=nonsense' }, session]) {
      expect(await knock('/staff', {}, headers)).toMatchObject({ code: 'unauthenticated' });
    }
  });

  it("does not count for more than one's own namespace: a visitor's token opens no desk", async () => {
    const { token } = await at.waiting();
    expect(await knock('/staff', { token })).toMatchObject({ code: 'unauthenticated' });
  });
});

describe('a page of somebody else', () => {
  const polling = (headers: Record<string, string>) =>
    fetch(`${server.url}/socket.io/?EIO=4&transport=polling`, { headers });

  it('is refused before Socket.IO, with 403 and nothing in it, by polling', async () => {
    for (const origin of ['https://evil.example', 'null', `${server.url}.evil.example`, 'http://127.0.0.1']) {
      const answer = await polling({ origin });
      expect(answer.status, origin).toBe(403);
    }
    expect((await polling({ origin: server.url })).status).toBe(200);
  });

  it('is refused as well when it hides its Origin, unless the browser itself calls the page ours', async () => {
    expect((await polling({})).status).toBe(403);
    expect((await polling({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await polling({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  it('is refused by WebSocket with 403, with a foreign Origin and without one', async () => {
    expect(await upgrade({ Origin: 'https://evil.example' })).toBe('HTTP/1.1 403 Forbidden');
    expect(await upgrade({})).toBe('HTTP/1.1 403 Forbidden');
    expect(await upgrade({ 'Sec-Fetch-Site': 'same-origin' })).toBe('HTTP/1.1 403 Forbidden');
    expect(await upgrade({ Origin: server.url })).toBe('HTTP/1.1 101 Switching Protocols');
  });

  it('gets no data with the refusal', async () => {
    const headers = { Origin: 'https://evil.example' };
    expect(await refusalOf(asVisitor(server.url, { headers }))).toBeUndefined();
  });
});

/** The first line of the answer to a bare upgrade: client libraries always send an Origin or hide the status. */
function upgrade(headers: Readonly<Record<string, string>>): Promise<string> {
  const { hostname, port } = new URL(server.url);
  const lines = [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    `Host: ${hostname}:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${Buffer.from(randomUUID().slice(0, 16)).toString('base64')}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return new Promise((resolve, reject) => {
    const socket = connectTo(Number(port), hostname, () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
    socket.setEncoding('utf8').once('data', (answer) => {
      socket.destroy();
      resolve(String(answer).split('\r\n')[0] ?? '');
    });
    socket.once('error', reject);
  });
}

describe('a frame over 32 KiB', () => {
  const huge = 'x'.repeat(33 * 1024);

  it.each(['websocket', 'polling'] as const)(
    'closes the connection, and nothing of it is run, by %s',
    async (transport) => {
      const { token, visitor: first } = await at.waiting();
      await say(first, 'Before');
      const peer = at.track(await asVisitor(server.url, { token, transports: [transport] }));
      const closed = new Promise((resolve) => peer.socket.once('disconnect', resolve));
      peer.socket.emit('message:send', { clientId: randomUUID(), text: huge }, () => undefined);
      await closed;
      const again = await at.visitor(token);
      const page = await again.ask('conversation:resume', { afterSeq: 0 });
      expect(page.entries).toMatchObject([{ seq: 1, text: 'Before' }]);
    },
  );
});

describe('the newest connection of a visitor', () => {
  it('replaces the one before, which is told so and closed', async () => {
    const { visitor, token } = await at.waiting();
    const closed = new Promise((resolve) => visitor.socket.once('disconnect', resolve));
    const newest = await at.visitor(token);
    expect(await visitor.next('connection:replaced')).toEqual({});
    await closed;
    expect(await say(newest, 'Still here')).toMatchObject({ seq: 1 });
    expect(newest.seen('connection:replaced')).toEqual([]);
  });

  it('receives from the start what is written, without asking for anything', async () => {
    const { agent, conversationId, token } = await at.talk();
    const again = await at.visitor(token);
    await expect
      .poll(async () => (await agent.ask('conversation:open', { conversationId })).conversation.visitor.presence)
      .toBe('connected');
    await agent.ask('message:send', { clientId: randomUUID(), conversationId, text: 'Are you there?' });
    await again.next('conversation:entry', ({ entry }) => entry.kind === 'message' && entry.text === 'Are you there?');
  });
});
