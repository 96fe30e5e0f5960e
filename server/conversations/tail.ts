/**
 * What this node knows of a live conversation's log: entries 1 … `last` are majority-committed and folded, which is
 * what allows `last + 1` to be tried (L3). Folding is the one place where `last`, the writers and the end change.
 */
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { DataKey } from '../platform/cipher.ts';
import type { AppendRequest, Author, LogEntry, Posted } from './log.ts';

interface Pending {
  readonly request: AppendRequest;
  readonly outcome: Promise<Result<Posted>>;
}

export interface Tail {
  readonly conversationId: string;
  readonly key: DataKey;
  last: number;
  ended: boolean;
  writers: ReadonlySet<string>;
  everWriters: Set<string>;
  /** Lines that are queued or in flight here, by clientId: sent again meanwhile, they share the outcome. */
  readonly pending: Map<string, Pending>;
  /** Epoch ms when it was last asked for or advanced; one that nobody uses is forgotten, with its key. */
  usedAt: number;
}

/** Takes the next entry in; anything else than `last + 1` is left out (false). */
export function fold(tail: Tail, entry: LogEntry): boolean {
  if (entry.seq !== tail.last + 1) return false;
  tail.last = entry.seq;
  if (entry.content.kind === 'ended') tail.ended = true;
  if (entry.content.writers) {
    tail.writers = new Set(entry.content.writers);
    for (const writer of entry.content.writers) tail.everWriters.add(writer);
  }
  return true;
}

/** May this author add a line now? Who never was in the conversation learns nothing of it. */
export function mayWrite(tail: Tail, author: Author): Result<null> {
  if (author.role === 'visitor' || author.role === 'system') return tail.ended ? fail('closed') : ok(null);
  if (!tail.everWriters.has(author.id)) return fail('not_found');
  return tail.ended || !tail.writers.has(author.id) ? fail('closed') : ok(null);
}
