/**
 * The visitor's copy of the log: entries 1, 2, 3 … without a hole (L3, L4). An entry may come twice and ahead of its
 * turn; what is ahead is held back until the gap before it is filled.
 */
import type { Entry } from '../shared/protocol/entry.ts';

export interface Log {
  readonly entries: readonly Entry[];
  readonly ahead: readonly Entry[];
}

export const emptyLog: Log = { entries: [], ahead: [] };

export function lastSeq(log: Log): number {
  return log.entries.at(-1)?.seq ?? 0;
}

/** True while something is held back: ask for all after `lastSeq`. */
export function hasGap(log: Log): boolean {
  return log.ahead.length > 0;
}

export function keep(log: Log, incoming: readonly Entry[]): Log {
  const waiting = new Map<number, Entry>();
  for (const entry of [...log.ahead, ...incoming]) if (entry.seq > lastSeq(log)) waiting.set(entry.seq, entry);
  if (waiting.size === 0) return log;
  const entries = [...log.entries];
  for (let seq = lastSeq(log) + 1; ; seq += 1) {
    const next = waiting.get(seq);
    if (next === undefined) break;
    waiting.delete(seq);
    entries.push(next);
  }
  const ahead = [...waiting.values()].sort((a, b) => a.seq - b.seq);
  return { entries: withoutRedacted(entries), ahead };
}

/** A redaction takes the words out of the memory of the page too; the number stays. */
function withoutRedacted(entries: readonly Entry[]): readonly Entry[] {
  const gone = redactedSeqs(entries);
  if (gone.size === 0) return entries;
  return entries.map((entry) =>
    entry.kind === 'message' && gone.has(entry.seq) && entry.text !== '' ? { ...entry, text: '' } : entry,
  );
}

export function redactedSeqs(entries: readonly Entry[]): ReadonlySet<number> {
  return new Set(entries.flatMap((entry) => (entry.kind === 'redacted' ? [entry.data.seq] : [])));
}
