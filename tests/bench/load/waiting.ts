/** Visitors who ask and then wait, connected; now and then one of them writes. */
import { randomUUID } from 'node:crypto';
import { ask, connect, inTurns } from './connection.ts';

export interface WaitingOrder {
  readonly url: string;
  readonly visitors: number;
}

export interface Crowd {
  more(order: WaitingOrder): Promise<void>;
  /** So many lines a second from all of them in turn; answers how many there were. */
  say(perSecond: number, seconds: number): Promise<number>;
}

export function crowd(): Crowd {
  const sockets: Awaited<ReturnType<typeof connect>>[] = [];
  return {
    more: async ({ url, visitors }) => {
      await inTurns([...Array.from({ length: visitors }).keys()], 20, async () => {
        const socket = await connect(`${url}/visitor`);
        await ask(socket, 'conversation:request', { clientId: randomUUID(), preChat: { safeToTalk: 'yes' } });
        sockets.push(socket);
      });
    },
    say: async (perSecond, seconds) => {
      const lines: Promise<unknown>[] = [];
      for (const begin = performance.now(); lines.length < perSecond * seconds; ) {
        const due = ((performance.now() - begin) * perSecond) / 1_000;
        for (let socket = sockets[lines.length % sockets.length]; socket && lines.length < due; ) {
          lines.push(ask(socket, 'message:send', { clientId: randomUUID(), text: 'Is somebody there? I am waiting.' }));
          socket = sockets[lines.length % sockets.length];
        }
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      await Promise.all(lines);
      return lines.length;
    },
  };
}
