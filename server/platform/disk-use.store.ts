/** How full the disks of the databases are: of the folder they live in, else as MongoDB says of its own. */
import { statfs } from 'node:fs/promises';
import { z } from 'zod';
import { type DiskUse, fullest } from './disk-space.ts';
import type { Database } from './mongo.ts';

export interface DiskPort {
  measure(): Promise<DiskUse>;
  /** How often it is worth asking. */
  readonly everyMs: number;
}

export interface DiskOfDatabases {
  /** Where the embedded databases live, if any is. */
  readonly folder: string | null;
  /** Whether MongoDB has a disk of its own. */
  readonly mongoElsewhere: boolean;
}

const EVERY_MS = 30_000;
/** Absent where the storage engine does not say, as hosted services may choose. */
const answer = z.object({ fsUsedSize: z.number().nonnegative(), fsTotalSize: z.number().positive() });

export function createDiskPort(database: Database, { folder, mongoElsewhere }: DiskOfDatabases): DiskPort {
  return {
    everyMs: EVERY_MS,
    measure: async () => {
      const all = [mongoElsewhere ? await ofMongo(database) : null, folder === null ? null : await ofFolder(folder)];
      return fullest(all.filter((each) => each !== null));
    },
  };
}

async function ofMongo({ connection }: Database): Promise<DiskUse | null> {
  const said = answer.safeParse(await connection.db?.command({ dbStats: 1 })).data;
  if (said === undefined) return null;
  return { usedShare: said.fsUsedSize / said.fsTotalSize, freeBytes: said.fsTotalSize - said.fsUsedSize };
}

/** The share that `df` shows: of what there is for us, without what is kept for the system. */
async function ofFolder(folder: string): Promise<DiskUse | null> {
  const { blocks, bfree, bavail, bsize } = await statfs(folder);
  const used = blocks - bfree;
  return { usedShare: used + bavail === 0 ? 0 : used / (used + bavail), freeBytes: bavail * bsize };
}
