/**
 * Looks, again and again, for what was written since the last look, and shows what no signal told of on this node (Q4). Of
 * what has a snapshot too, a moment's writes may be told once more: clients keep one of each.
 */
import type { Shown } from './shown.ts';

export interface Missed<T extends { readonly _id: string }> {
  readonly now: () => number;
  readonly shown: Shown;
  /** All of it, or as much as is read at a time. */
  readonly writtenSince: (at: number) => Promise<Iterable<T>> | AsyncIterable<T>;
  readonly versionOf: (written: T) => number;
  readonly show: (written: T) => Promise<void>;
}

/** Nodes' clocks differ by less, and a write is seen later than its time says. */
const OVERLAP_MS = 15_000;

export function lookForMissed<T extends { readonly _id: string }>(missed: Missed<T>): () => Promise<void> {
  const { now, shown, writtenSince, versionOf, show } = missed;
  let lookedAt = now();
  return async () => {
    const lookingAt = now();
    const written = new Set<string>();
    for await (const each of await writtenSince(lookedAt - OVERLAP_MS)) {
      written.add(each._id);
      if (!shown.isTold(each._id, versionOf(each))) await show(each);
    }
    shown.keep(written);
    lookedAt = lookingAt;
  };
}
