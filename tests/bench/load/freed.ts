/** Every agent is full and many wait: from the moment one place comes free until its agent is offered who is next. */
import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { Histogram, type Summary } from '../histogram.ts';
import { ask, connect, inTurns } from './connection.ts';
import type { Desk } from './talk.ts';

export interface FreedOrder {
  readonly url: string;
  /** Each with room for one. */
  readonly desks: readonly Desk[];
  readonly waiting: number;
  readonly seconds: number;
  readonly runs: number;
}

const AT_ONCE = 20;
const LATEST_MS = 10_000;
const WARM_UP = 100;
const WRAP_UP = { outcomes: [], crimeTypes: [], risk: 'none', done: true };
const pauseMs = () => 40 + Math.random() * 80;

interface Offered {
  readonly offer: { readonly offerId: string; readonly conversationId: string };
}
interface Person {
  readonly socket: Socket;
  readonly createdAt: string;
}
interface Seat {
  readonly socket: Socket;
  holds: string;
}

export async function freed({ url, desks, waiting, seconds, runs }: FreedOrder): Promise<Summary[]> {
  const people = new Map<string, Person>();
  const taken = new Set<string>();
  let onOffer: (at: number) => void = () => undefined;

  async function sit({ url: own, cookie }: Desk): Promise<Seat> {
    const socket = await connect(`${own}/staff`, { cookie });
    const seat: Seat = { socket, holds: '' };
    const full = new Promise<void>((resolve) => {
      socket.on('offer:made', ({ offer: { offerId, conversationId } }: Offered) => {
        const at = performance.now();
        void ask(socket, 'offer:accept', { conversationId, offerId }).then(() => {
          seat.holds = conversationId;
          taken.add(conversationId);
          resolve();
          onOffer(at);
        });
      });
    });
    await ask(socket, 'desk:open', {});
    await ask(socket, 'availability:set', { availability: 'available', capacity: 1 });
    await arrive();
    await full;
    return seat;
  }

  async function arrive(): Promise<void> {
    const socket = await connect(`${url}/visitor`);
    const { conversation } = await ask<{ conversation: { conversationId: string; createdAt: string } }>(
      ...([socket, 'conversation:request', { clientId: randomUUID(), preChat: { safeToTalk: 'yes' } }] as const),
    );
    people.set(conversation.conversationId, { socket, createdAt: conversation.createdAt });
  }

  const firstInLine = (): string | undefined =>
    [...people]
      .filter(([id]) => !taken.has(id))
      .map(([, { createdAt }]) => createdAt)
      .sort()[0];

  /** The visitor leaves, the agent finishes: that is the moment. Then somebody new joins the line at its end. */
  async function once(seat: Seat): Promise<number> {
    const { holds: conversationId, socket } = seat;
    const visitor = people.get(conversationId)?.socket;
    if (!visitor) throw new Error('An agent had nobody to finish with.');
    await ask(visitor, 'conversation:leave', { clientId: randomUUID(), reason: 'ended' });
    visitor.close();
    people.delete(conversationId);
    taken.delete(conversationId);
    const first = firstInLine();
    const offered = new Promise<number>((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error('Nobody who waits was offered.')), LATEST_MS);
      onOffer = (at) => {
        clearTimeout(limit);
        resolve(at);
      };
    });
    const begin = performance.now();
    const saved = ask(socket, 'wrap-up:save', { conversationId, ...WRAP_UP });
    const took = (await offered) - begin;
    await saved;
    if (people.get(seat.holds)?.createdAt !== first) throw new Error('Somebody was offered who was not the first.');
    await arrive();
    return took;
  }

  const seats = await inTurns(desks, 5, sit);
  await inTurns([...Array.from({ length: waiting }).keys()], AT_ONCE, arrive);
  let next = 0;
  const turn = async (): Promise<number> => {
    await new Promise((resolve) => setTimeout(resolve, pauseMs()));
    const seat = seats[next % seats.length];
    next += 1;
    if (!seat) throw new Error('There is no agent.');
    return once(seat);
  };
  for (let time = 0; time < WARM_UP; time += 1) await turn();
  const summaries: Summary[] = [];
  for (let run = 0; run < runs; run += 1) {
    const times = new Histogram();
    const end = performance.now() + seconds * 1_000;
    while (performance.now() < end) times.add(await turn());
    summaries.push(times.summary());
  }
  return summaries;
}
