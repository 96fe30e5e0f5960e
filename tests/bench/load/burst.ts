/** Many visitors ask in the same moment, agents accept whatever rings at once: when the last who fits was offered. */
import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { ask, connect, inTurns } from './connection.ts';
import type { Desk } from './talk.ts';

export interface BurstOrder {
  readonly url: string;
  /** The product's desks; none for the reference, whose agents need no account. */
  readonly desks: readonly Desk[];
  readonly agents: number;
  readonly capacity: number;
}

export interface Burst {
  once(visitors: number): Promise<BurstFigures>;
  close(): void;
}

export interface BurstFigures {
  /** How many were offered: as many as there is room for. */
  readonly offered: number;
  readonly lastOfferedMs: number;
  /** The most conversations that one agent had beyond their capacity. */
  readonly overCapacity: number;
}

interface Seat {
  readonly socket: Socket;
  readonly held: Set<string>;
}

const LATEST_MS = 20_000;

export async function burst({ url, desks, agents, capacity }: BurstOrder): Promise<Burst> {
  const isProduct = desks.length > 0;
  let offeredAt: number[] = [];
  let mostHeld = 0;
  let enough: { count: number; done: () => void } | null = null;

  function take(seat: Seat, conversationId: string): void {
    offeredAt.push(performance.now());
    seat.held.add(conversationId);
    mostHeld = Math.max(mostHeld, seat.held.size);
    if (enough && offeredAt.length >= enough.count) enough.done();
  }

  async function sit(desk: { url: string; cookie?: string }): Promise<Seat> {
    const { cookie } = desk;
    const socket = await connect(isProduct ? `${desk.url}/staff` : desk.url, cookie === undefined ? {} : { cookie });
    const seat = { socket, held: new Set<string>() };
    socket.on('offer:made', ({ offer }: { offer: { offerId: string; conversationId: string } }) => {
      const { offerId, conversationId } = offer;
      take(seat, conversationId);
      if (isProduct) void ask(socket, 'offer:accept', { offerId, conversationId });
    });
    await ask(socket, 'desk:open', isProduct ? {} : { capacity });
    if (isProduct) await ask(socket, 'availability:set', { availability: 'available', capacity });
    return seat;
  }

  const all: readonly { url: string; cookie?: string }[] = isProduct
    ? desks
    : Array.from({ length: agents }, () => ({ url }));
  const seats = await inTurns(all, 5, sit);

  /** Everybody goes and what was held is closed, so that the next moment finds everything free. */
  async function tidy(visitors: readonly { socket: Socket; clientId: string }[]): Promise<void> {
    await inTurns(visitors, 10, async ({ socket, clientId }) => {
      await ask(socket, 'conversation:leave', isProduct ? { clientId: randomUUID(), reason: 'ended' } : { clientId });
      socket.close();
    });
    for (const { socket, held } of seats) {
      const wrapUp = { outcomes: [], crimeTypes: [], risk: 'none', done: true };
      if (isProduct)
        for (const conversationId of held) await ask(socket, 'wrap-up:save', { conversationId, ...wrapUp });
      held.clear();
    }
  }

  return {
    once: async (visitors) => {
      const room = Math.min(visitors, agents * capacity);
      const people = await inTurns(
        Array.from({ length: visitors }, () => randomUUID()),
        20,
        async (clientId) => ({
          clientId,
          socket: await connect(isProduct ? `${url}/visitor` : url),
        }),
      );
      offeredAt = [];
      mostHeld = 0;
      const last = new Promise<void>((resolve, reject) => {
        const limit = setTimeout(
          () => reject(new Error(`Only ${offeredAt.length} of ${room} were offered.`)),
          LATEST_MS,
        );
        enough = { count: room, done: () => resolve(clearTimeout(limit)) };
      });
      const begin = performance.now();
      const preChat = isProduct ? { preChat: { safeToTalk: 'yes' } } : {};
      const asking = people.map(({ socket, clientId }) =>
        ask(socket, 'conversation:request', { clientId, ...preChat }),
      );
      await last;
      const lastOfferedMs = (offeredAt.at(-1) ?? Number.NaN) - begin;
      await Promise.all(asking);
      // Who is past the room must stay there: a late offer would be one too many.
      await new Promise((resolve) => setTimeout(resolve, 300));
      const figures = { offered: offeredAt.length, lastOfferedMs, overCapacity: Math.max(0, mostHeld - capacity) };
      await tidy(people);
      return figures;
    },
    close: () => {
      for (const { socket } of seats) socket.close();
    },
  };
}
