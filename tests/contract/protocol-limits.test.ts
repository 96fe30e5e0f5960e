import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { staffCommands } from '../../shared/protocol/staff.ts';
import { supervisorCommands } from '../../shared/protocol/supervisor.ts';
import { visitorCommands } from '../../shared/protocol/visitor.ts';
import { asVisitor } from '../support/connect.ts';
import { type Helpline, helpline } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { type AnyReply, sendRaw } from './cases/run-cases.ts';

let server: TestServer;
let at: Helpline;
/** The server's clock stands still, so that a bucket that is empty stays so until the test moves it. */
let now = Date.now();

beforeAll(async () => {
  server = await startServer({ config: { limits: 'on' }, app: { clock: { now: () => now } } });
  at = helpline(server);
});
afterAll(async () => {
  await at.close();
  await server.close();
});

const isLimited = ({ error }: AnyReply) => error?.code === 'rate_limited';

describe('the limits of a connection', () => {
  const bound = { message: 30, typing: 1 } as const;

  it.each(['message', 'typing', 'other'] as const)(
    'let a burst of %s pass, then say how long to wait',
    async (kind) => {
      const tables = [visitorCommands, { ...staffCommands, ...supervisorCommands }];
      const sockets = [(await at.waiting()).visitor.socket, (await at.staff('supervisor')).socket];
      for (const [index, table] of tables.entries()) {
        const socket = sockets[index];
        if (socket === undefined) throw new Error('There is a socket for each table.');
        now += 60_000;
        for (const [command] of Object.entries(table).filter(([, spec]) => spec.limit === kind)) {
          // The input is malformed, so that nothing but the limit can be met: it is asked before anything is parsed.
          const replies: AnyReply[] = [];
          while (replies.length < 40 && !replies.some(isLimited)) replies.push(await sendRaw(socket, command, null));
          const passed = replies.filter((reply) => !isLimited(reply)).length;
          if (kind in bound) expect(passed, command).toBe(bound[kind as keyof typeof bound]);
          else expect(passed, command).toBeGreaterThanOrEqual(10);
          const { retryAfterMs } = replies.at(-1)?.error?.details ?? {};
          expect(retryAfterMs, command).toBeGreaterThan(0);
          expect(retryAfterMs, command).toBeLessThanOrEqual(1_100);
          now += Number(retryAfterMs);
          expect(isLimited(await sendRaw(socket, command, null)), command).toBe(false);
          now += 60_000;
        }
      }
    },
  );

  it("are one connection's own, and a refused line can be sent again", async () => {
    const [one, other] = [await at.waiting(), await at.waiting()];
    const send = (text: string) => one.visitor.send('message:send', { clientId: randomUUID(), text });
    for (let index = 0; index < 30; index += 1) expect((await send(`line ${index}`)).ok).toBe(true);
    const line = { clientId: randomUUID(), text: 'the thirty-first' };
    expect(isLimited(await one.visitor.send('message:send', line))).toBe(true);
    expect((await other.visitor.send('message:send', { clientId: randomUUID(), text: 'unhurried' })).ok).toBe(true);
    now += 1_000;
    expect(await one.visitor.ask('message:send', line)).toMatchObject({ seq: 31 });
  });

  it('are not filled up again by coming back', async () => {
    const { visitor, token } = await at.waiting();
    const coming = () => at.visitor(token);
    // The first connection had no conversation when it came, so that its limits went with it.
    visitor.close();
    const first = await coming();
    const send = (peer: typeof first) => peer.send('message:send', { clientId: randomUUID(), text: 'again' });
    for (let index = 0; index < 30; index += 1) expect((await send(first)).ok).toBe(true);
    const second = await coming();
    expect(isLimited(await send(second))).toBe(true);
    now += 1_000;
    expect((await send(second)).ok).toBe(true);
  });
});

describe('the limits of an address', () => {
  /** Behind one proxy, which says where people come from; an address of this machine would be exempt. */
  const headers = (address: string) => ({ 'X-Forwarded-For': address });
  const ask = async (address: string, clientId: string) => {
    const peer = at.track(await asVisitor(behind.url, { headers: headers(address) }));
    return peer.send('conversation:request', { clientId });
  };
  let behind: TestServer;

  beforeAll(async () => {
    behind = await startServer({ config: { limits: 'on', trustProxy: 1 }, app: { clock: { now: () => now } } });
  });
  afterAll(() => behind.close());

  it('slow the eleventh conversation in a minute, refuse it never, and concern nobody else', async () => {
    for (let index = 0; index < 10; index += 1) expect((await ask('203.0.113.7', randomUUID())).ok).toBe(true);
    const clientId = randomUUID();
    const told = await ask('203.0.113.7', clientId);
    expect(told).toMatchObject({ error: { code: 'rate_limited' } });
    const retryAfterMs = told.ok ? 0 : (told.error.details?.retryAfterMs ?? 0);
    expect(retryAfterMs).toBeGreaterThan(0);
    expect(retryAfterMs).toBeLessThanOrEqual(30_000);
    expect((await ask('203.0.113.8', randomUUID())).ok).toBe(true);
    now += retryAfterMs;
    expect((await ask('203.0.113.7', clientId)).ok).toBe(true);
  });

  it('never stand between somebody and a conversation that they have already', async () => {
    const clientId = randomUUID();
    expect((await ask('203.0.113.9', clientId)).ok).toBe(true);
    for (let index = 0; index < 12; index += 1) expect((await ask('203.0.113.9', clientId)).ok).toBe(true);
  });
});
