/**
 * The second reference: the least that keeps a line. One `insertMany` in flight carries everything that came meanwhile,
 * committed by a majority and in the journal before anybody is told. No rule, no sealing, no order kept under faults.
 */
import type { mongo } from 'mongoose';
import type { Server } from 'socket.io';
import { type Acknowledge, gatherParties, type Line } from './parties.ts';

interface Waiting {
  readonly line: Line;
  readonly acknowledge: Acknowledge;
}

const DURABLE = { ordered: false, writeConcern: { w: 'majority', journal: true } } as const;
const BATCH_MAX = 1_000;

export function durable(io: Server, entries: mongo.Collection): void {
  const last = new Map<string, number>();
  let queue: Waiting[] = [];
  let inFlight = false;

  const parties = gatherParties(io, (line, acknowledge) => {
    queue.push({ line, acknowledge });
    pump();
  });

  function next({ conversationId }: Line): number {
    const seq = (last.get(conversationId) ?? 0) + 1;
    last.set(conversationId, seq);
    return seq;
  }

  function pump(): void {
    if (inFlight || queue.length === 0) return;
    inFlight = true;
    // As the product does: lines that arrive in the same turn of the loop share the batch.
    setImmediate(() => {
      const batch = queue.slice(0, BATCH_MAX);
      queue = queue.slice(BATCH_MAX);
      void commit(batch).finally(() => {
        inFlight = false;
        pump();
      });
    });
  }

  async function commit(batch: readonly Waiting[]): Promise<void> {
    const docs = batch.map(({ line }) => ({
      ...line,
      seq: next(line),
      author: { role: 'visitor', id: 'visitor' },
      kind: 'message',
      at: Date.now(),
    }));
    await entries.insertMany(docs, DURABLE);
    for (const [index, { line, acknowledge }] of batch.entries()) {
      const doc = docs[index];
      if (!doc) continue;
      const at = new Date(doc.at).toISOString();
      parties.deliver(line, doc.seq, at);
      acknowledge({ ok: true, value: { seq: doc.seq, at } });
    }
  }
}
