/** Watches the disk of the databases: leads are alerted while it is full, and it is over when there is space again. */
import type { Platform } from './compose-platform.ts';
import type { Config } from './config.ts';
import type { SafeguardingPort } from './conversations/index.ts';
import { createDiskWatch, type DiskWatch } from './platform/disk-watch.ts';

/** One alert for all nodes: they share the disk, or each of them sees one that concerns all. */
const CAUSE = 'disk_full';
/** A developer's large disk at 92 % is no reason to close a demonstration. */
const ENOUGH_FOR_A_DEMONSTRATION_BYTES = 5_000_000_000;

export function composeDisk(
  { production }: Config,
  { disk }: Platform,
  safeguarding: () => SafeguardingPort,
): DiskWatch {
  return createDiskWatch({
    measure: () => disk.measure(),
    enoughBytes: production ? Number.POSITIVE_INFINITY : ENOUGH_FOR_A_DEMONSTRATION_BYTES,
    full: () => safeguarding().raiseAlert({ kind: 'disk_full', causeId: CAUSE }),
    space: () => safeguarding().putAway(CAUSE),
  });
}
