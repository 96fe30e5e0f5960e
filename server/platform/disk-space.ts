/**
 * When a disk counts as full. A database that cannot write loses its node with every conversation on it, so new ones are
 * refused while there is still room for those that are open; between the two marks it stays as it was.
 */
export interface DiskUse {
  /** From 0 to 1. */
  readonly usedShare: number;
  readonly freeBytes: number;
}

export const FULL_FROM_SHARE = 0.9;
export const FREE_BELOW_SHARE = 0.85;

/** With `enoughBytes` free a disk is never full, whatever its share. */
export function isDiskFull(wasFull: boolean, { usedShare, freeBytes }: DiskUse, enoughBytes: number): boolean {
  if (freeBytes >= enoughBytes) return false;
  if (usedShare >= FULL_FROM_SHARE) return true;
  return wasFull && usedShare >= FREE_BELOW_SHARE;
}

/** The disk that is fullest decides. */
export function fullest(all: readonly DiskUse[]): DiskUse {
  return all.reduce((worst, each) => (each.usedShare > worst.usedShare ? each : worst), {
    usedShare: 0,
    freeBytes: Number.POSITIVE_INFINITY,
  });
}
