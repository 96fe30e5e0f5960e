/**
 * Documents as one node knows them, so that a round that looks at a thousand does not read a thousand: between two looks
 * at all, only those of whom something was told are read again. Told of by signals, which may be lost: the look at all
 * finds what nobody told of, and whoever decides by this guards what it writes.
 */
import { shareNext } from './share-next.ts';

export interface Kept<Doc> {
  read(): Promise<ReadonlyMap<string, Doc>>;
  /** Something happened to it, here or on another node. */
  doubt(id: string): void;
}

export interface KeptOptions<Doc> {
  /** So few are all read, each time. */
  readonly few: number;
  /** Whoever no signal told of is found after so long. */
  readonly lookEveryMs: number;
  readonly readAll: (known: ReadonlyMap<string, Doc>) => Promise<ReadonlyMap<string, Doc>>;
  /** Those of these that belong here. */
  readonly readSome: (ids: readonly string[]) => Promise<ReadonlyMap<string, Doc>>;
  /** A clock that never goes back. */
  readonly now?: () => number;
}

/** A node that does not ask forgets what it would not read anyway. */
const DOUBTED_AT_MOST = 1_000;

export function createKept<Doc>(options: KeptOptions<Doc>): Kept<Doc> {
  const { few, lookEveryMs, readAll, readSome, now = () => performance.now() } = options;
  let known: ReadonlyMap<string, Doc> = new Map();
  let doubted = new Set<string>();
  let lookedAt = Number.NEGATIVE_INFINITY;

  async function update(): Promise<ReadonlyMap<string, Doc>> {
    const [told, began] = [doubted, now()];
    doubted = new Set();
    const looks = known.size < few || began - lookedAt >= lookEveryMs;
    // Before it is waited for: what is too much to remember meanwhile asks for the next look, which must not be undone.
    if (looks) lookedAt = began;
    try {
      known = looks ? await readAll(known) : withThese(known, told, await readSome([...told]));
      return known;
    } catch (error) {
      lookedAt = Number.NEGATIVE_INFINITY;
      throw error;
    }
  }

  return {
    read: shareNext(update),
    doubt: (id) => {
      if (doubted.size < DOUBTED_AT_MOST) doubted.add(id);
      else lookedAt = Number.NEGATIVE_INFINITY;
    },
  };
}

function withThese<Doc>(
  known: ReadonlyMap<string, Doc>,
  ids: ReadonlySet<string>,
  read: ReadonlyMap<string, Doc>,
): ReadonlyMap<string, Doc> {
  if (ids.size === 0) return known;
  const after = new Map(known);
  for (const id of ids) after.delete(id);
  for (const [id, doc] of read) after.set(id, doc);
  return after;
}
