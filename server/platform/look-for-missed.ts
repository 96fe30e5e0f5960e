/**
 * Looks, again and again, for what was written since the last look, and shows what no signal told of on this node (Q4). Of
 * what has a snapshot too, a moment's writes may be told once more: clients keep one of each.
 */
import type { Shown } from './shown.ts';

export interface Missed<T extends { readonly _id: string }> {
  readonly now: () => number;
  readonly shown: Shown;
  readonly writtenSince: (at: number) => Promise<readonly T[]>;
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
    const written = await writtenSince(lookedAt - OVERLAP_MS);
    for (const each of written) if (!shown.isTold(each._id, versionOf(each))) await show(each);
    shown.keep(new Set(written.map(({ _id }) => _id)));
    lookedAt = lookingAt;
  };
}
