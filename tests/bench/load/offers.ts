/** From the moment a visitor asks until an agent's socket hears of it, one visitor at a time. */
import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { Histogram, type Summary } from '../histogram.ts';
import { ask, connect, inTurns } from './connection.ts';
import type { Desk } from './talk.ts';

export interface OffersOrder {
  readonly url: string;
  /** The product's desks; none for the reference, whose agents need no account. */
  readonly desks: readonly Desk[];
  readonly agents: number;
}

export interface Offers {
  measure(seconds: number): Promise<Summary>;
  /** Not timed. */
  warm(times: number): Promise<void>;
  close(): void;
}

const CAPACITY = 3;
const LATEST_MS = 10_000;
/** Long and uneven enough that no round of the one before is still running, and that no timer beats with it. */
const pauseMs = () => 40 + Math.random() * 80;

export async function offers(order: OffersOrder): Promise<Offers> {
  const told = new Map<string, (at: number) => void>();
  const heardEarly = new Map<string, number>();
  const isProduct = order.desks.length > 0;
  const seats: { url: string; cookie?: string }[] = isProduct
    ? [...order.desks]
    : Array.from({ length: order.agents }, () => ({ url: order.url }));
  const sockets = await inTurns(seats, 10, async ({ url, cookie }) => {
    const socket = await connect(isProduct ? `${url}/staff` : url, cookie === undefined ? {} : { cookie });
    socket.on('offer:made', ({ offer }: { offer: { conversationId: string } }) => {
      const at = performance.now();
      const waiting = told.get(offer.conversationId);
      if (waiting) waiting(at);
      else heardEarly.set(offer.conversationId, at);
    });
    await ask(socket, 'desk:open', isProduct ? {} : { capacity: CAPACITY });
    if (isProduct) await ask(socket, 'availability:set', { availability: 'available' });
    return socket;
  });

  function offered(conversationId: string): Promise<number> {
    const early = heardEarly.get(conversationId);
    if (early !== undefined) return Promise.resolve(early);
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error('Nobody was offered the conversation.')), LATEST_MS);
      told.set(conversationId, (at) => {
        clearTimeout(limit);
        resolve(at);
      });
    });
  }

  async function once(visitor: Socket): Promise<number> {
    const clientId = randomUUID();
    const begin = performance.now();
    const reply = await ask<Requested>(visitor, 'conversation:request', {
      clientId,
      ...(isProduct ? { preChat: { safeToTalk: 'yes' } } : {}),
    });
    const conversationId = isProduct ? reply.conversation.conversationId : clientId;
    const took = (await offered(conversationId)) - begin;
    const leaving = isProduct ? { clientId: randomUUID(), reason: 'ended' } : { clientId };
    await ask(visitor, 'conversation:leave', leaving);
    heardEarly.delete(conversationId);
    told.delete(conversationId);
    return took;
  }

  return {
    measure: async (seconds) => {
      const times = new Histogram();
      const end = performance.now() + seconds * 1_000;
      while (performance.now() < end) {
        const visitor = await connect(isProduct ? `${order.url}/visitor` : order.url);
        await new Promise((resolve) => setTimeout(resolve, pauseMs()));
        times.add(await once(visitor));
        visitor.close();
      }
      return times.summary();
    },
    warm: async (times) => {
      const visitor = await connect(order.url);
      for (let time = 0; time < times; time += 1) await once(visitor);
      visitor.close();
    },
    close: () => {
      for (const socket of sockets) socket.close();
    },
  };
}

interface Requested {
  readonly conversation: { readonly conversationId: string };
}
