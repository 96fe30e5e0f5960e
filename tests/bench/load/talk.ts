/** Conversations that are under way, with the product or with a reference: who can say something, and who hears it. */
import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { ask, connect, inTurns } from './connection.ts';

export interface Talker {
  readonly socket: Socket;
  /** Whether the visitor and their agent are connected to the same node. */
  readonly sameNode: boolean;
  /** To come back with; a reference has none. */
  readonly token: string;
}

/** Where each line goes as an agent's socket hears it. */
export interface Ear {
  hear: (text: string) => void;
}

export interface Talk {
  readonly talkers: readonly Talker[];
  readonly ear: Ear;
  close(): void;
}

/** A member of staff who is signed in, and the node that they connect to. */
export interface Desk {
  readonly url: string;
  readonly cookie: string;
}

export interface TalkOrder {
  readonly urls: readonly string[];
  readonly desks: readonly Desk[];
  readonly conversations: number;
}

const AT_ONCE = 40;
/** The most that the protocol lets an agent choose. */
const CAPACITY = 20;

interface Offered {
  readonly offer: { readonly offerId: string; readonly conversationId: string };
}
interface Heard {
  readonly entry: { readonly kind: string; readonly text?: string };
}

/** By the public protocol alone: visitors ask, agents accept what rings. */
export async function talkWithProduct({ urls, desks, conversations }: TalkOrder): Promise<Talk> {
  const sockets: Socket[] = [];
  const nodeOf = new Map<string, string>();
  const accepted = new Map<string, () => void>();
  const ear: Ear = { hear: () => undefined };

  for (const { url, cookie } of desks) {
    const socket = await connect(`${url}/staff`, { cookie });
    sockets.push(socket);
    socket.on('conversation:entry', ({ entry }: Heard) => {
      if (entry.kind === 'message' && entry.text !== undefined) ear.hear(entry.text);
    });
    socket.on('offer:made', ({ offer }: Offered) => {
      const { conversationId, offerId } = offer;
      void ask(socket, 'offer:accept', { conversationId, offerId }).then(() => {
        nodeOf.set(conversationId, url);
        accepted.get(conversationId)?.();
      });
    });
    await ask(socket, 'desk:open', {});
    await ask(socket, 'availability:set', { availability: 'available', capacity: CAPACITY });
  }

  const each = Array.from({ length: conversations }, (_, index) => urls[index % urls.length] ?? '');
  const talkers = await inTurns(each, AT_ONCE, async (url): Promise<Talker> => {
    const socket = await connect(`${url}/visitor`);
    sockets.push(socket);
    const asked = await ask<{ conversation: { conversationId: string }; token: string }>(
      socket,
      'conversation:request',
      {
        clientId: randomUUID(),
        preChat: { safeToTalk: 'yes' },
      },
    );
    const { conversationId } = asked.conversation;
    if (!nodeOf.has(conversationId)) await new Promise<void>((resolve) => accepted.set(conversationId, resolve));
    return { socket, sameNode: nodeOf.get(conversationId) === url, token: asked.token };
  });
  return { talkers, ear, close: () => closeAll(sockets) };
}

/** As many agents' sockets as the product has, so that both ends do the same work. */
export async function talkWithReference(url: string, agents: number, conversations: number): Promise<Talk> {
  const ear: Ear = { hear: () => undefined };
  const ids = Array.from({ length: conversations }, () => randomUUID());
  const sockets = await Promise.all(Array.from({ length: agents }, () => connect(url)));
  for (const [index, socket] of sockets.entries()) {
    socket.on('conversation:entry', ({ entry }: Heard) => {
      if (entry.text !== undefined) ear.hear(entry.text);
    });
    await socket.emitWithAck(
      'follow',
      ids.filter((_, at) => at % agents === index),
    );
  }
  const visitors = await inTurns(ids, AT_ONCE, (conversationId) => connect(url, { auth: { conversationId } }));
  const talkers = visitors.map((socket) => ({ socket, sameNode: true, token: '' }));
  return { talkers, ear, close: () => closeAll([...sockets, ...visitors]) };
}

function closeAll(sockets: readonly Socket[]): void {
  for (const socket of sockets) socket.close();
}
