/**
 * The inside of a backup, before it is sealed: a header, then each collection with its documents as MongoDB stores them,
 * then the manifest. Reading checks all of it: what is missing, twice, out of order or changed is refused.
 */
import type { ZodType } from 'zod';
import {
  type Authorship,
  type BackupHeader,
  type BackupManifest,
  backupHeader,
  backupManifest,
  type CollectionSum,
  collectionHead,
  createTally,
  differences,
} from './manifest.ts';
import { BackupProblem } from './problem.ts';
import { type BackupRecord, encodeRecord, type RecordKind, readRecords } from './record.ts';

export interface CollectionSource {
  readonly name: string;
  /** Every document once, in the order of the ids. */
  documents(): AsyncIterable<Uint8Array>;
}

export interface ArchiveOrder {
  readonly header: BackupHeader;
  readonly collections: readonly CollectionSource[];
  readonly sign: (header: BackupHeader, sums: readonly CollectionSum[]) => Authorship;
}

/** Called with the manifest once everything has been handed on. */
export async function* writeArchive(
  { header, collections, sign }: ArchiveOrder,
  done: (manifest: BackupManifest) => void,
): AsyncGenerator<Uint8Array> {
  yield encodeJson('header', header);
  const sums: CollectionSum[] = [];
  for (const { name, documents } of collections) {
    yield encodeJson('collection', { name });
    const tally = createTally(name);
    for await (const document of documents()) {
      tally.add(document);
      yield encodeRecord('document', document);
    }
    sums.push(tally.sum());
  }
  const manifest = { collections: sums, by: sign(header, sums) };
  yield encodeJson('manifest', manifest);
  done(manifest);
}

export type ArchivePart =
  | { readonly kind: 'header'; readonly header: BackupHeader }
  | { readonly kind: 'collection'; readonly name: string }
  | { readonly kind: 'document'; readonly name: string; readonly bytes: Buffer }
  | { readonly kind: 'manifest'; readonly manifest: BackupManifest };

export async function* readArchive(source: AsyncIterable<Uint8Array>): AsyncGenerator<ArchivePart> {
  const sums: CollectionSum[] = [];
  let header: BackupHeader | undefined;
  let tally: ReturnType<typeof createTally> | undefined;
  let name = '';
  let isOver = false;
  for await (const record of readRecords(source)) {
    if (isOver || (record.kind === 'header') !== (header === undefined)) throw outOfOrder();
    switch (record.kind) {
      case 'header':
        header = parsed(record, backupHeader);
        yield { kind: 'header', header };
        break;
      case 'collection':
        if (tally !== undefined) sums.push(tally.sum());
        ({ name } = parsed(record, collectionHead));
        tally = createTally(name);
        yield { kind: 'collection', name };
        break;
      case 'document':
        if (tally === undefined) throw outOfOrder();
        tally.add(record.bytes);
        yield { kind: 'document', name, bytes: record.bytes };
        break;
      case 'manifest': {
        if (tally !== undefined) sums.push(tally.sum());
        const manifest = parsed(record, backupManifest);
        const other = differences(manifest.collections, sums);
        if (other.length > 0)
          throw new BackupProblem(`The backup does not hold what it says it does: ${other.join(', ')}.`);
        isOver = true;
        yield { kind: 'manifest', manifest };
      }
    }
  }
  if (!isOver) throw new BackupProblem('The backup ends before its last line: it is not whole.');
}

function encodeJson(kind: RecordKind, value: unknown): Buffer {
  return encodeRecord(kind, Buffer.from(JSON.stringify(value)));
}

function parsed<T>({ bytes }: BackupRecord, shape: ZodType<T>): T {
  try {
    return shape.parse(JSON.parse(bytes.toString()));
  } catch {
    throw new BackupProblem('This is not a backup of Hearthline, or of a version that is unknown.');
  }
}

function outOfOrder(): BackupProblem {
  return new BackupProblem('The parts of the backup are not in their order: it was changed.');
}
