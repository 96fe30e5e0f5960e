/**
 * Group commit: one insert in flight a node carries the heads of all ready conversations, one unsettled entry each
 * (L1, L3). Several entries of one conversation in a batch would leave holes for ever: measured, never do it.
 */
import { fail, ok, type Result } from '../../shared/result.ts';
import { iso } from '../platform/ports.ts';
import { type EntryDoc, sealEntry } from './entries.store.ts';
import type { AppendRequest, LogEntry, Posted } from './log.ts';
import type { LogParts } from './log-parts.ts';
import { type Settled, settle } from './log-settle.ts';
import { mayWrite, type Tail } from './tail.ts';

export interface Item {
  readonly tail: Tail;
  readonly request: AppendRequest;
  readonly resolve: (outcome: Result<Posted>) => void;
}

/** What waits in a conversation's queue: a line, or a state change that runs alone. */
type Job =
  | { readonly kind: 'line'; readonly item: Item }
  | { readonly kind: 'alone'; readonly run: () => Promise<void> };

const BATCH_MAX_ENTRIES = 1_000;
const BATCH_MAX_BYTES = 4 * 1024 * 1024;
const QUEUE_MAX = 10_000;
/** A conversation that is stuck must not take the place of all others in the queue. */
const QUEUE_MAX_OF_ONE = 500;

export interface LogWriter {
  /** False when the queue of the node, or of this conversation, is full. */
  line(item: Item): boolean;
  alone(tail: Tail, run: () => Promise<void>): boolean;
  /** Whether something of this conversation is queued or in flight. */
  isBusy(tail: Tail): boolean;
  /** Resolves when nothing is queued or in flight. */
  idle(): Promise<void>;
}

export function createLogWriter(parts: LogParts): LogWriter {
  const queues = new Map<Tail, Job[]>();
  const ready = new Set<Tail>();
  const busy = new Set<Tail>();
  let queued = 0;
  let inFlight = false;
  let waiters: (() => void)[] = [];

  function enqueue(tail: Tail, job: Job): boolean {
    const queue = queues.get(tail);
    if (queued >= QUEUE_MAX || (queue?.length ?? 0) >= QUEUE_MAX_OF_ONE) return false;
    queued += 1;
    if (queue) queue.push(job);
    else queues.set(tail, [job]);
    if (!busy.has(tail)) ready.add(tail);
    pump();
    return true;
  }

  function release(tail: Tail): void {
    busy.delete(tail);
    if (queues.has(tail)) ready.add(tail);
    pump();
    if (queued === 0 && busy.size === 0) {
      for (const waiter of waiters) waiter();
      waiters = [];
    }
  }

  function take(tail: Tail): Job | undefined {
    const queue = queues.get(tail);
    const job = queue?.shift();
    if (queue?.length === 0) queues.delete(tail);
    if (job) queued -= 1;
    return job;
  }

  /** Cuts a batch: the head of every ready conversation; state changes set off alone. */
  function cut(): { items: Item[]; docs: EntryDoc[] } {
    const items: Item[] = [];
    const docs: EntryDoc[] = [];
    let bytes = 0;
    for (const tail of ready) {
      if (items.length >= BATCH_MAX_ENTRIES || bytes >= BATCH_MAX_BYTES) break;
      ready.delete(tail);
      const job = take(tail);
      if (!job) continue;
      busy.add(tail);
      if (job.kind === 'alone') {
        void job.run().finally(() => release(tail));
      } else if (!mayWrite(tail, job.item.request.author).ok) {
        // The end or a transfer came first. The same line may still be in the log from an earlier try: settle looks.
        finish(job.item, settle(parts, tail, job.item.request, 'refused'));
      } else {
        const doc = sealEntry(tail.key, job.item.request, tail.last + 1, parts.now());
        bytes += doc.body?.length() ?? 0;
        items.push(job.item);
        docs.push(doc);
      }
    }
    return { items, docs };
  }

  function pump(): void {
    if (inFlight || ready.size === 0) return;
    inFlight = true;
    // Lines that arrive in the same turn of the loop share the batch.
    setImmediate(() => {
      const { items, docs } = cut();
      void commit(items, docs).finally(() => {
        inFlight = false;
        pump();
      });
    });
  }

  async function commit(items: readonly Item[], docs: readonly EntryDoc[]): Promise<void> {
    if (items.length === 0) return;
    const sentAt = performance.now();
    const outcomes = await parts.store.insertBatch(docs);
    parts.measures.batch(outcomes, performance.now() - sentAt);
    const stored: EntryDoc[] = [];
    items.forEach((item, at) => {
      const doc = docs[at];
      const outcome = outcomes[at] ?? 'unknown';
      if (!doc || outcome !== 'stored') {
        finish(item, settle(parts, item.tail, item.request, outcome === 'duplicate' ? 'duplicate' : 'unknown'));
        return;
      }
      stored.push(doc);
      parts.tails.advance(item.tail, entryOf(item.request, doc), 'here');
      parts.steps('acknowledge:before');
      item.resolve(ok({ seq: doc.seq, at: iso(doc.at) }));
      release(item.tail);
    });
    if (stored.length > 0) parts.publish(stored);
  }

  /** Settling is apart from the batch, so that a stuck conversation delays only itself. */
  function finish(item: Item, settling: Promise<Settled>): void {
    void settling
      .then(
        ({ outcome, stored }) => {
          if (stored) parts.publish([stored]);
          item.resolve(outcome);
        },
        () => item.resolve(fail('unavailable')),
      )
      .finally(() => release(item.tail));
  }

  return {
    line: (item) => enqueue(item.tail, { kind: 'line', item }),
    alone: (tail, run) => enqueue(tail, { kind: 'alone', run }),
    isBusy: (tail) => busy.has(tail) || queues.has(tail),
    idle: () => (queued === 0 && busy.size === 0 ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve))),
  };
}

export function entryOf(request: AppendRequest, doc: EntryDoc): LogEntry {
  const { conversationId, clientId, author, content } = request;
  return { conversationId, clientId, author, content, seq: doc.seq, at: doc.at };
}
