/**
 * What a request for a free agent costs at the least: the conversation stored, one guarded update that takes the agent's
 * place, both committed by a majority, then the agent's socket is told. And a bare read of a whole conversation.
 */
import { randomUUID } from 'node:crypto';
import type { mongo } from 'mongoose';
import type { Server, Socket } from 'socket.io';
import type { Acknowledge } from './parties.ts';

const DURABLE = { writeConcern: { w: 'majority', journal: true } } as const;

interface AgentDoc {
  readonly _id: string;
  readonly capacity: number;
  readonly holds: readonly string[];
}

export function desk(io: Server, database: mongo.Db): void {
  const conversations = database.collection<{ _id: string; state: string }>('conversations');
  const agents = database.collection<AgentDoc>('agents');
  const entries = database.collection('entries');
  const sockets = new Map<string, Socket>();

  io.on('connection', (socket) => {
    socket.on('desk:open', async ({ capacity }: { capacity: number }, acknowledge: Acknowledge) => {
      sockets.set(socket.id, socket);
      await agents.insertOne({ _id: socket.id, capacity, holds: [] }, DURABLE);
      acknowledge({ ok: true });
    });
    socket.on('conversation:request', async ({ clientId }: { clientId: string }, acknowledge: Acknowledge) => {
      await conversations.insertOne({ _id: clientId, state: 'waiting' }, DURABLE);
      const hasRoom = { $expr: { $lt: [{ $size: '$holds' }, '$capacity'] } };
      const claimed = await agents.findOneAndUpdate(hasRoom, { $addToSet: { holds: clientId } }, DURABLE);
      acknowledge({ ok: true });
      if (claimed) sockets.get(claimed._id)?.emit('offer:made', { offer: { conversationId: clientId } });
    });
    socket.on('conversation:leave', async ({ clientId }: { clientId: string }, acknowledge: Acknowledge) => {
      await agents.updateMany({ holds: clientId }, { $pull: { holds: clientId } }, DURABLE);
      acknowledge({ ok: true });
    });
    socket.on('fill', async (order: { clientId: string; entries: number }, acknowledge: Acknowledge) => {
      const docs = Array.from({ length: order.entries }, (_, index) => ({
        ...{ conversationId: order.clientId, seq: index + 1, clientId: randomUUID(), kind: 'message', at: Date.now() },
        ...{
          author: { role: 'visitor', id: 'visitor' },
          text: `Line ${index} of a long conversation, as long as most.`,
        },
      }));
      await entries.insertMany(docs, DURABLE);
      acknowledge({ ok: true });
    });
    socket.on('conversation:resume', async ({ clientId }: { clientId: string }, acknowledge: Acknowledge) => {
      const found = await entries.find({ conversationId: clientId }).sort({ seq: 1 }).toArray();
      acknowledge({ ok: true, value: { entries: found } });
    });
  });
}
