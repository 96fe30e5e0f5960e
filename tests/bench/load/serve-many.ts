/** Conversations from the request to the end, so that what is measured next is a service that has been at work. */
import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { ask, connect, inTurns } from './connection.ts';
import type { Desk } from './talk.ts';

export interface ServeOrder {
  readonly url: string;
  readonly desks: readonly Desk[];
  readonly conversations: number;
}

const AT_ONCE = 10;
const WRAP_UP = { outcomes: [], crimeTypes: [], risk: 'none', done: true };

interface Offered {
  readonly offer: { readonly offerId: string; readonly conversationId: string };
}

/** The agents are offline afterwards. */
export async function serveMany({ url, desks, conversations }: ServeOrder): Promise<void> {
  const held = new Map<string, Socket>();
  const accepted = new Map<string, () => void>();
  const seats = await inTurns(desks, 5, async ({ url: own, cookie }) => {
    const socket = await connect(`${own}/staff`, { cookie });
    socket.on('offer:made', ({ offer: { offerId, conversationId } }: Offered) => {
      void ask(socket, 'offer:accept', { conversationId, offerId }).then(() => {
        held.set(conversationId, socket);
        accepted.get(conversationId)?.();
      });
    });
    await ask(socket, 'desk:open', {});
    await ask(socket, 'availability:set', { availability: 'available' });
    return socket;
  });
  await inTurns(
    Array.from({ length: conversations }, () => randomUUID()),
    AT_ONCE,
    async (clientId) => {
      const visitor = await connect(`${url}/visitor`);
      const asked = await ask<{ conversation: { conversationId: string } }>(visitor, 'conversation:request', {
        ...{ clientId, preChat: { safeToTalk: 'yes' } },
      });
      const { conversationId } = asked.conversation;
      if (!held.has(conversationId)) await new Promise<void>((resolve) => accepted.set(conversationId, resolve));
      await ask(visitor, 'message:send', { clientId: randomUUID(), text: 'Thank you for being there.' });
      await ask(visitor, 'conversation:leave', { clientId: randomUUID(), reason: 'ended' });
      visitor.close();
      const agent = held.get(conversationId);
      if (agent) await ask(agent, 'wrap-up:save', { conversationId, ...WRAP_UP });
    },
  );
  for (const socket of seats) {
    await ask(socket, 'availability:set', { availability: 'offline' });
    socket.close();
  }
}
