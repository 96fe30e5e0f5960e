/**
 * How many connections one place may hold at this node, and how fast new ones may come: counted in memory, since a handshake
 * must wait for nobody. Generous, since a shelter or a school is one address; enough that one laptop cannot take them all.
 */
import { forgetOldest } from './forget-oldest.ts';
import { type Bucket, type BucketRule, fullBucket, take } from './token-bucket.ts';

export const OPEN_AT_MOST = 300;
const HANDSHAKES: BucketRule = { capacity: 300, perSecond: 50 };
/** A bucket is full again after seconds; the one that was asked for longest ago goes first. */
const REMEMBERED = 10_000;

export type RefusedFor = 'place_full' | 'place_hurries';

export interface Door {
  /** Null, or why this newcomer is refused. A place is a keyed digest, never an address. */
  mayEnter(place: string): RefusedFor | null;
  /** Somebody came in; to be called once when they are gone. */
  entered(place: string): () => void;
}

export function createDoor(now: () => number): Door {
  const open = new Map<string, number>();
  const buckets = new Map<string, Bucket>();

  function hurries(place: string): boolean {
    const at = now();
    const { bucket, retryAfterMs } = take(HANDSHAKES, buckets.get(place) ?? fullBucket(HANDSHAKES, at), at);
    buckets.delete(place);
    buckets.set(place, bucket);
    forgetOldest(buckets, REMEMBERED);
    return retryAfterMs !== null;
  }

  return {
    mayEnter: (place) => {
      if ((open.get(place) ?? 0) >= OPEN_AT_MOST) return 'place_full';
      return hurries(place) ? 'place_hurries' : null;
    },
    entered: (place) => {
      open.set(place, (open.get(place) ?? 0) + 1);
      return () => {
        const left = (open.get(place) ?? 1) - 1;
        if (left > 0) open.set(place, left);
        else open.delete(place);
      };
    },
  };
}
