/** What a backup says about itself: what it holds at its beginning, what must have arrived at its end. */
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** The service's own database, or the keys', which has a life of its own. */
export type Contents = 'main' | 'keys';

export const backupHeader = z.strictObject({
  format: z.literal(1),
  contents: z.enum(['main', 'keys']),
  madeAt: z.iso.datetime(),
});
export type BackupHeader = z.infer<typeof backupHeader>;

export const collectionHead = z.strictObject({ name: z.string().min(1) });

const collectionSum = z.strictObject({
  name: z.string().min(1),
  documents: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
/** How many documents a collection has, and the hash of all their bytes in the order of their ids. */
export type CollectionSum = z.infer<typeof collectionSum>;

const authorship = z.strictObject({ kid: z.string().min(1).max(32), mac: z.string().regex(/^[0-9a-f]{64}$/) });
/** Which master key vouches for the header and the sums. */
export type Authorship = z.infer<typeof authorship>;

export const backupManifest = z.strictObject({ collections: z.array(collectionSum), by: authorship });
export type BackupManifest = z.infer<typeof backupManifest>;

/** Adds up one collection. BSON carries its own length, so that no two lists of documents give the same bytes. */
export function createTally(name: string): { add(document: Uint8Array): void; sum(): CollectionSum } {
  const hash = createHash('sha256');
  let documents = 0;
  return {
    add: (document) => {
      hash.update(document);
      documents += 1;
    },
    sum: () => ({ name, documents, sha256: hash.copy().digest('hex') }),
  };
}

/** The collections whose documents are not the same on both sides. */
export function differences(wanted: readonly CollectionSum[], found: readonly CollectionSum[]): string[] {
  const there = new Map(found.map((each) => [each.name, each]));
  const other = wanted.filter(({ name, documents, sha256 }) => {
    const same = there.get(name);
    return same?.documents !== documents || same.sha256 !== sha256;
  });
  const known = new Set(wanted.map(({ name }) => name));
  return [...other, ...found.filter(({ name }) => !known.has(name))].map(({ name }) => name);
}
