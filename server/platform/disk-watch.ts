/** What this node knows of the disk: measured again and again, told when it fills and when there is space again. */
import { type DiskUse, isDiskFull } from './disk-space.ts';

export interface DiskWatch {
  isFull(): boolean;
  look(): Promise<void>;
}

export interface DiskWatchOptions {
  readonly measure: () => Promise<DiskUse>;
  readonly enoughBytes: number;
  /** At every look while it is full: to say it again does nothing. */
  readonly full: () => Promise<void>;
  /** Once after each start and once after each time it was full. */
  readonly space: () => Promise<void>;
}

export function createDiskWatch({ measure, enoughBytes, full, space }: DiskWatchOptions): DiskWatch {
  let isFull = false;
  /** A node that has just started may find what another left. */
  let toldOfSpace = false;
  return {
    isFull: () => isFull,
    look: async () => {
      isFull = isDiskFull(isFull, await measure(), enoughBytes);
      if (isFull) {
        toldOfSpace = false;
        await full();
      } else if (!toldOfSpace) {
        await space();
        toldOfSpace = true;
      }
    },
  };
}
