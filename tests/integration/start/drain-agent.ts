/** A support worker's console, as far as a node that ends concerns it: takes what rings, writes without end, goes where it is told. */
import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { Reply } from '../../../shared/protocol/errors.ts';

export interface Line {
  readonly conversationId: string;
  readonly clientId: string;
  readonly seq: number;
}

interface Account {
  readonly email: string;
  readonly password: string;
}

export async function someAgent(url: string, origin: string, { email, password }: Account, writeEveryMs: number) {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email, password }),
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const [mine, acknowledged, backAt] = [new Set<string>(), [] as Line[], [] as number[]];
  let stopped = false;
  const socket: Socket = io(`${url}/staff`, {
    ...{ auth: { protocol: 1 }, extraHeaders: { Origin: origin, Cookie: cookie }, transports: ['websocket'] },
    ...{ forceNew: true, reconnectionDelay: 500, reconnectionDelayMax: 2_000 },
  });
  const comeBack = (afterMs: number) => setTimeout(() => !stopped && socket.disconnect().connect(), afterMs);
  const connected = (): Promise<void> =>
    socket.connected ? Promise.resolve() : new Promise((resolve) => socket.once('connect', resolve));
  const until = async <T>(name: string, input: unknown): Promise<T> => {
    for (;;) {
      await connected();
      const reply: Reply<T> | null = await socket
        .timeout(8_000)
        .emitWithAck(name, input)
        .catch(() => null);
      if (reply?.ok === true) return reply.value;
      if (stopped) throw new Error(`${name} was never answered: ${reply?.error.code}`);
    }
  };
  socket.on('connect', () => backAt.push(performance.now()));
  socket.on('connect_error', () => {
    if (!socket.active) comeBack(500);
  });
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') comeBack(Math.random() * 1_000);
  });
  socket.on('server:draining', ({ reconnectInMs }: { reconnectInMs: number }) => comeBack(reconnectInMs));
  socket.on('offer:made', ({ offer }: { offer: { conversationId: string; offerId: string } }) => {
    const { conversationId, offerId } = offer;
    void socket
      .timeout(8_000)
      .emitWithAck('offer:accept', { conversationId, offerId })
      .then(
        (reply: Reply<unknown>) => reply.ok && mine.add(conversationId),
        () => undefined,
      );
  });
  await until('desk:open', {});
  await until('availability:set', { availability: 'available' });
  return {
    mine,
    acknowledged,
    backAt,
    isUp: () => socket.connected,
    write: async () => {
      while (!stopped) {
        for (const conversationId of mine) {
          const clientId = randomUUID();
          const message = { clientId, conversationId, text: `line ${clientId}` };
          const { seq } = await until<{ seq: number }>('message:send', message);
          acknowledged.push({ conversationId, clientId, seq });
        }
        await new Promise((resolve) => setTimeout(resolve, writeEveryMs));
      }
    },
    /** Whether it holds what it held. */
    stillHolds: async () => {
      const { agent } = await until<{ agent: { load: number } }>('desk:open', {});
      return agent.load === mine.size;
    },
    stop: () => {
      stopped = true;
    },
    close: () => {
      socket.close();
    },
  };
}
