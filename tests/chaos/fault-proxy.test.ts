/** The fault proxy really does what it is asked to: else the stories behind it would prove nothing. */
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';

let folder: string;
let server: Server;
let proxy: FaultProxy;
/** What arrived at the server, piece by piece, and the connections it has. */
let arrived: { at: number; bytes: Buffer }[];
let accepted: Socket[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hl-proxy-'));
  arrived = [];
  accepted = [];
  server = createServer({ allowHalfOpen: true }, (socket) => {
    accepted.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => {
      arrived.push({ at: Date.now(), bytes });
      socket.write(bytes);
    });
  });
  const path = join(folder, 'echo.sock');
  await new Promise<void>((resolve) => server.listen(path, resolve));
  proxy = await startFaultProxy({ path });
});
afterEach(async () => {
  await proxy.close();
  for (const socket of accepted) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

interface Client {
  readonly socket: Socket;
  readonly text: () => string;
  readonly ended: Promise<void>;
  /** How it closed: null, or the code of the error. */
  readonly closed: Promise<string | null>;
}

async function client(): Promise<Client> {
  const socket = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true });
  let text = '';
  let code: string | null = null;
  socket.on('data', (bytes: Buffer) => {
    text += bytes.toString();
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    code = error.code ?? 'unknown';
  });
  const ended = new Promise<void>((resolve) => socket.once('end', () => resolve()));
  const closed = new Promise<string | null>((resolve) => socket.once('close', () => resolve(code)));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('close', () => reject(new Error('It was refused.')));
  });
  return { socket, text: () => text, ended, closed };
}

const comes = (one: Client, text: string) => expect.poll(one.text, { timeout: 5_000, interval: 5 }).toBe(text);

describe('the fault proxy', { timeout: 15_000 }, () => {
  it('passes everything on, both ways and whole, in fair weather', async () => {
    const one = await client();
    const text = 'a line of words '.repeat(10_000);
    one.socket.end(text);
    await comes(one, text);
    for (const socket of accepted) socket.end();
    expect(await one.closed).toBe(null);
  });

  it('delays one way, in order, and not the other', async () => {
    proxy.set({ delayMs: 200, jitterMs: 100 }, 'up');
    const one = await client();
    const begun = Date.now();
    for (const piece of ['1', '2', '3', '4', '5']) one.socket.write(piece);
    await comes(one, '12345');
    expect((arrived[0]?.at ?? 0) - begun).toBeGreaterThanOrEqual(99);
    // So long that it cannot be what is waited for.
    proxy.set({ delayMs: 60_000, jitterMs: 0 }, 'up');
    const [socket] = accepted;
    socket?.write('!');
    await comes(one, '12345!');
  });

  it('slices what passes into small pieces', async () => {
    proxy.set({ sliceBytes: 4, delayMs: 5 }, 'up');
    const one = await client();
    one.socket.write('0123456789');
    await comes(one, '0123456789');
    expect(arrived.length).toBeGreaterThanOrEqual(1);
    expect(Math.max(...arrived.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(10);
    proxy.set({ sliceBytes: 1, delayMs: 0 }, 'up');
    arrived.length = 0;
    one.socket.write('a'.repeat(500));
    await comes(one, `0123456789${'a'.repeat(500)}`);
    expect(arrived.length).toBeGreaterThan(1);
  });

  it('stalls for a time, or until it is released, and loses nothing', async () => {
    const one = await client();
    const begun = Date.now();
    proxy.stall(150);
    one.socket.write('for a time');
    await comes(one, 'for a time');
    expect(Date.now() - begun).toBeGreaterThanOrEqual(149);
    proxy.stall(undefined, 'down');
    one.socket.write(', until released');
    await expect.poll(() => Buffer.concat(arrived.map(({ bytes }) => bytes)).toString()).toMatch(/released$/);
    expect(one.text()).toBe('for a time');
    proxy.release('down');
    await comes(one, 'for a time, until released');
  });

  it('cuts: half, so that the client still may write; and whole', async () => {
    const one = await client();
    one.socket.write('before');
    await comes(one, 'before');
    proxy.cut(true);
    await one.ended;
    one.socket.write(', after');
    await expect.poll(() => Buffer.concat(arrived.map(({ bytes }) => bytes)).toString()).toBe('before, after');
    const two = await client();
    two.socket.write('x');
    await comes(two, 'x');
    proxy.cut();
    await two.ended;
  });

  it('resets: the client is told so, and the next connection is refused until it may come', async () => {
    const one = await client();
    one.socket.write('before');
    await comes(one, 'before');
    proxy.reset();
    expect(await one.closed).toBe('ECONNRESET');
    proxy.accept(false);
    // Whether the refusal comes before or after the handshake is up to the machine.
    expect(
      await client().then(
        (two) => two.closed,
        () => 'ECONNRESET',
      ),
    ).toBe('ECONNRESET');
    proxy.accept(true);
    const three = await client();
    three.socket.write('after');
    await comes(three, 'after');
    expect(proxy.connections()).toBe(1);
  });
});
