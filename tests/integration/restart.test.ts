import { randomUUID } from 'node:crypto';
import { connect as dial, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { staffCommands, staffEvents } from '../../shared/protocol/staff.ts';
import { supervisorCommands } from '../../shared/protocol/supervisor.ts';
import { asAgent, asVisitor, type Staff, type Visitor } from '../support/connect.ts';
import { helpline, type Worker } from '../support/helpline.ts';
import { connect } from '../support/peer.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

const commands = { ...staffCommands, ...supervisorCommands } as const;

/** Keeps database, keys and accounts while others come and go on them. */
let keeper: TestServer;
let server: TestServer;

beforeEach(async () => {
  keeper = await startServer({ config: { limits: 'off' } });
  server = await startServer({ beside: keeper, config: { limits: 'off' } });
});
afterEach(async () => {
  await server.close();
  await keeper.close();
});

/** The same address, the same data, another process as far as anybody can tell. */
async function another(): Promise<void> {
  const { port, publicOrigin, widgetOrigin, staffOrigin, allowedOrigins } = server.config;
  const address = { port, publicOrigin, widgetOrigin, staffOrigin, allowedOrigins };
  server = await startServer({ beside: keeper, config: { limits: 'off', ...address } });
}

/** With the cookie of before: nobody signs in again. */
async function backAtDesk(agent: Worker): Promise<Staff> {
  const headers = { Cookie: agent.me.cookie };
  const peer = await connect(`${server.url}/staff`, commands, staffEvents, { headers });
  await peer.ask('desk:open', {});
  return peer;
}

const gone = (peer: Visitor | Staff) => new Promise((resolve) => peer.socket.once('disconnect', resolve));

describe('a server that is ended in the middle of a conversation and started again', () => {
  it('[L4] gives both sides exactly what they miss, and they go on', async () => {
    const story = helpline(server);
    const { visitor, agent, conversationId, token } = await story.talk();
    await visitor.ask('message:send', { clientId: randomUUID(), text: 'Before' });
    await agent.ask('message:send', { clientId: randomUUID(), conversationId, text: 'I hear you' });
    const both = Promise.all([gone(visitor), gone(agent)]);
    await server.app.close();
    await both;
    await another();

    const visitorAgain = await asVisitor(server.url, { token });
    const missed = await visitorAgain.ask('conversation:resume', { afterSeq: 2 });
    expect(missed.entries).toMatchObject([{ seq: 3, text: 'I hear you' }]);
    expect(missed.conversation).toMatchObject({ state: 'active', lastSeq: 3 });
    const { seq } = await visitorAgain.ask('message:send', { clientId: randomUUID(), text: 'While you were away' });
    const agentAgain = await backAtDesk(agent);
    const page = await agentAgain.ask('conversation:open', { conversationId, afterSeq: 3 });
    expect(page.entries).toMatchObject([{ seq, text: 'While you were away' }]);
    await agentAgain.ask('message:send', { clientId: randomUUID(), conversationId, text: 'Back again' });
    await visitorAgain.next(
      'conversation:entry',
      ({ entry }) => entry.kind === 'message' && entry.text === 'Back again',
    );
    visitorAgain.close();
    agentAgain.close();
  });

  it('[L1, L2] keeps every acknowledged line once, and takes the unanswered ones again without doubling', async () => {
    const story = helpline(server);
    const { visitor, conversationId, token } = await story.waiting();
    const lines = Array.from({ length: 60 }, (_, index) => ({ clientId: randomUUID(), text: `line ${index}` }));
    const acknowledged = new Map<string, number>();
    let closing: Promise<void> | undefined;
    const sending = lines.map((line, index) =>
      visitor.send('message:send', line).then(
        (reply) => {
          if (reply.ok) acknowledged.set(line.clientId, reply.value.seq);
          if (index === 20) closing = server.app.close();
        },
        () => undefined,
      ),
    );
    await Promise.all(sending);
    await (closing ?? server.app.close());
    expect(acknowledged.size).toBeGreaterThan(20);
    await another();

    const again = await asVisitor(server.url, { token });
    for (const line of lines) {
      const { seq } = await again.ask('message:send', line);
      const before = acknowledged.get(line.clientId);
      if (before !== undefined) expect(seq, line.text).toBe(before);
    }
    const { entries, conversation } = await again.ask('conversation:resume', { afterSeq: 0 });
    expect(conversation.conversationId).toBe(conversationId);
    expect(entries.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1));
    expect(new Set(entries.map((entry) => entry.clientId)).size).toBe(lines.length);
    again.close();
  });

  it('[Q2] keeps who waits, in their order, and who is at work', async () => {
    const story = helpline(server);
    const [first, second] = [await story.waiting(), await story.waiting()];
    const agent = await story.staff('agent');
    await agent.ask('availability:set', { availability: 'break', capacity: 2 });
    await server.app.close();
    await another();
    const visitors = [
      await asVisitor(server.url, { token: second.token }),
      await asVisitor(server.url, { token: first.token }),
    ];
    const desk = await backAtDesk(agent);
    await desk.ask('availability:set', { availability: 'available' });
    const { offer } = await desk.next('offer:made');
    expect(offer.conversationId).toBe(first.conversationId);
    expect((await desk.ask('desk:open', {})).agent.capacity).toBe(2);
    for (const each of visitors) each.close();
    desk.close();
  });
});

/** Somebody whose phone was switched off: connected, and silent for ever. */
function connectSilently(url: string): Promise<Socket> {
  const { host, hostname, port, origin } = new URL(url);
  const socket = dial({ port: Number(port), host: hostname });
  const heads = [`Host: ${host}`, `Origin: ${origin}`, 'Connection: Upgrade', 'Upgrade: websocket'];
  const key = ['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='];
  const path = '/socket.io/?EIO=4&transport=websocket';
  socket.write([`GET ${path} HTTP/1.1`, ...heads, ...key, '', ''].join('\r\n'));
  return new Promise((resolve, reject) => {
    socket.once('data', (answer) => {
      if (String(answer).startsWith('HTTP/1.1 101')) resolve(socket.pause());
      else reject(new Error(String(answer)));
    });
  });
}

describe('a server that is told to go', () => {
  it('does not wait for those who are silent', async () => {
    const silent = await connectSilently(server.url);
    const begun = performance.now();
    await server.app.drain();
    // Four seconds to go elsewhere, one for goodbye; WebSocket itself would wait for half a minute.
    expect(performance.now() - begun).toBeLessThan(15_000);
    silent.destroy();
    await another();
  });

  it('tells everybody when to come back, finishes what is in flight, and takes nobody new', async () => {
    const story = helpline(server);
    const { visitor, agent, token } = await story.talk();
    const draining = server.app.drain();
    const [told, toldToo] = await Promise.all([visitor.next('server:draining'), agent.next('server:draining')]);
    for (const { reconnectInMs } of [told, toldToo]) {
      expect(reconnectInMs).toBeGreaterThanOrEqual(0);
      expect(reconnectInMs).toBeLessThanOrEqual(25_000);
    }
    const { seq } = await visitor.ask('message:send', { clientId: randomUUID(), text: 'On the way out' });
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    const handshake = `${server.url}/socket.io/?EIO=4&transport=polling`;
    expect((await fetch(handshake, { headers: { origin: server.url } })).status).toBe(503);
    await expect(asVisitor(server.url)).rejects.toThrow(/refused/);
    await draining;
    await expect(fetch(`${server.url}/readyz`)).rejects.toThrow();
    await another();
    const again = await asVisitor(server.url, { token });
    const page = await again.ask('conversation:resume', { afterSeq: seq - 1 });
    expect(page.entries).toMatchObject([{ seq, text: 'On the way out' }]);
    again.close();
    const signedIn = await asAgent(server.url, server.account('agent'));
    signedIn.close();
  });
});
