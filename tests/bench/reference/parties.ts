/** Who is connected to a reference: a visitor says which conversation is theirs, an agent which ones they follow. */
import type { Server, Socket } from 'socket.io';

export interface Line {
  readonly conversationId: string;
  readonly clientId: string;
  readonly text: string;
}

export type Acknowledge = (reply: unknown) => void;

export interface Parties {
  /** To the agent's socket and to the author's: the same two that the product tells. */
  deliver(line: Line, seq: number, at: string): void;
}

export function gatherParties(io: Server, onLine: (line: Line, acknowledge: Acknowledge) => void): Parties {
  const visitors = new Map<string, Socket>();
  const agents = new Map<string, Socket>();

  io.on('connection', (socket) => {
    const conversationId = String(socket.handshake.auth.conversationId ?? '');
    if (conversationId !== '') visitors.set(conversationId, socket);
    socket.on('follow', (ids: string[], acknowledge: Acknowledge) => {
      for (const id of ids) agents.set(id, socket);
      acknowledge({ ok: true });
    });
    socket.on('message:send', ({ clientId, text }: Omit<Line, 'conversationId'>, acknowledge: Acknowledge) => {
      onLine({ conversationId, clientId, text }, acknowledge);
    });
  });

  return {
    deliver: ({ conversationId, clientId, text }, seq, at) => {
      const entry = { conversationId, seq, at, author: { role: 'visitor' }, kind: 'message', text };
      agents.get(conversationId)?.emit('conversation:entry', { conversationId, entry });
      visitors.get(conversationId)?.emit('conversation:entry', { entry: { ...entry, clientId } });
    },
  };
}
