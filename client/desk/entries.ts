// Keeps a conversation's log on the desk: by seq, each once, in order, whatever way an entry arrived (L3, L4).
import type { Entry } from '../../shared/protocol/entry.ts';

/** A redaction is an entry too: it takes the body of an earlier one away, and the number stays. */
export function mergeEntries(known: readonly Entry[], arrived: readonly Entry[]): readonly Entry[] {
  if (arrived.length === 0) return known;
  const bySeq = new Map(known.map((entry) => [entry.seq, entry]));
  for (const entry of arrived) if (!bySeq.has(entry.seq)) bySeq.set(entry.seq, entry);
  if (bySeq.size === known.length) return known;
  const merged = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  return withoutRedacted(merged);
}

export function redactedSeqs(entries: readonly Entry[]): ReadonlySet<number> {
  return new Set(entries.flatMap((entry) => (entry.kind === 'redacted' ? [entry.data.seq] : [])));
}

function withoutRedacted(entries: readonly Entry[]): readonly Entry[] {
  const gone = redactedSeqs(entries);
  if (gone.size === 0) return entries;
  return entries.map((entry) => (gone.has(entry.seq) && entry.kind === 'message' ? { ...entry, text: '' } : entry));
}

/** The last seq up to which nothing is missing: what a reconnecting desk says as `afterSeq`. */
export function contiguousSeq(entries: readonly Entry[]): number {
  let last = 0;
  for (const entry of entries) {
    if (entry.seq !== last + 1) break;
    last = entry.seq;
  }
  return last;
}

export function hasGap(entries: readonly Entry[]): boolean {
  return contiguousSeq(entries) !== (entries.at(-1)?.seq ?? 0);
}

/** Lines the visitor wrote that the agent has not had before their eyes. */
export function unreadCount(entries: readonly Entry[], readSeq: number): number {
  return entries.filter((entry) => entry.seq > readSeq && entry.author.role === 'visitor').length;
}
