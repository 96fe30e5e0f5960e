/** The smallest part of a backup: one letter that says what it is, its length, its bytes. Read as a stream, never whole. */
import { BackupProblem } from './problem.ts';

export type RecordKind = 'header' | 'collection' | 'document' | 'manifest';

export interface BackupRecord {
  readonly kind: RecordKind;
  readonly bytes: Buffer;
}

const LETTERS: Readonly<Record<RecordKind, string>> = { header: 'H', collection: 'C', document: 'D', manifest: 'M' };
const KINDS = new Map(Object.entries(LETTERS).map(([kind, letter]) => [letter.charCodeAt(0), kind as RecordKind]));
const HEAD_BYTES = 5;
/** MongoDB's largest document, with the room that it grants itself. */
const LARGEST_BYTES = 16 * 1024 * 1024 + 16 * 1024;

export function encodeRecord(kind: RecordKind, bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.write(LETTERS[kind], 'latin1');
  head.writeUInt32LE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

/** Holds at most one record and one piece of the source at a time. */
export async function* readRecords(source: AsyncIterable<Uint8Array>): AsyncGenerator<BackupRecord> {
  let pieces: Buffer[] = [];
  let held = 0;
  let wanted = HEAD_BYTES;
  for await (const piece of source) {
    pieces.push(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    held += piece.byteLength;
    if (held < wanted) continue;
    let rest = Buffer.concat(pieces);
    for (wanted = neededBy(rest); rest.length >= wanted; wanted = neededBy(rest)) {
      yield { kind: kindOf(rest), bytes: rest.subarray(HEAD_BYTES, wanted) };
      rest = rest.subarray(wanted);
    }
    pieces = [rest];
    held = rest.length;
  }
  if (held > 0) throw new BackupProblem('The backup ends in the middle of a document: it is not whole.');
}

/** How many bytes the record at the front takes, as far as that is known yet. */
function neededBy(bytes: Buffer): number {
  if (bytes.length < HEAD_BYTES) return HEAD_BYTES;
  kindOf(bytes);
  const length = bytes.readUInt32LE(1);
  if (length > LARGEST_BYTES) throw new BackupProblem('The backup holds a document that is too large to be one.');
  return HEAD_BYTES + length;
}

function kindOf(bytes: Buffer): RecordKind {
  const kind = KINDS.get(bytes.readUInt8(0));
  if (kind === undefined)
    throw new BackupProblem('This is not a backup of Hearthline, or of a version that is unknown.');
  return kind;
}
