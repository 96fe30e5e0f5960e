import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ArchivePart, readArchive, writeArchive } from '../../../server/platform/backup/archive.ts';
import { type BackupManifest, differences } from '../../../server/platform/backup/manifest.ts';
import { encodeRecord } from '../../../server/platform/backup/record.ts';

const BY = { kid: 'k1', mac: 'a'.repeat(64) };
const HEADER = { format: 1, contents: 'main', madeAt: '2026-11-26T12:00:00.000Z' } as const;

const collection = (name: string, documents: readonly Uint8Array[]) => ({
  name,
  documents: async function* () {
    yield* documents;
  },
});

async function archiveOf(content: Readonly<Record<string, readonly Uint8Array[]>>) {
  let manifest: BackupManifest | undefined;
  const pieces: Uint8Array[] = [];
  const collections = Object.entries(content).map(([name, documents]) => collection(name, documents));
  for await (const piece of writeArchive({ header: HEADER, collections, sign: () => BY }, (whole) => {
    manifest = whole;
  }))
    pieces.push(piece);
  return { bytes: Buffer.concat(pieces), manifest };
}

/** As a file or a network would hand it on: in pieces that know nothing of documents. */
async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function readAll(bytes: Buffer, size = 7): Promise<ArchivePart[]> {
  const parts: ArchivePart[] = [];
  for await (const part of readArchive(inPieces(bytes, size))) parts.push(part);
  return parts;
}

const words = (...list: readonly string[]) => list.map((each) => Buffer.from(each));

describe('the inside of a backup', () => {
  it('gives back every document of every collection, whatever the pieces it arrives in', async () => {
    const document = fc.uint8Array({ maxLength: 60 });
    const content = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.array(document, { maxLength: 6 }));
    await fc.assert(
      fc.asyncProperty(content, fc.integer({ min: 1, max: 200 }), async (given, size) => {
        const { bytes, manifest } = await archiveOf(given);
        const parts = await readAll(bytes, size);
        const found: Record<string, Uint8Array[]> = {};
        for (const part of parts) {
          if (part.kind === 'collection') found[part.name] = [];
          if (part.kind === 'document') found[part.name]?.push(Uint8Array.from(part.bytes));
        }
        expect({ ...found }).toEqual({ ...given });
        expect(parts[0]).toEqual({ kind: 'header', header: HEADER });
        expect(parts.at(-1)).toEqual({ kind: 'manifest', manifest });
      }),
      { numRuns: 100 },
    );
  });

  it('is refused wherever it is cut short', async () => {
    const { bytes } = await archiveOf({ agents: words('Ada', 'Grace'), notes: [] });
    for (let length = 0; length < bytes.length; length += 1) {
      await expect(readAll(bytes.subarray(0, length))).rejects.toThrow(/not whole|unknown/);
    }
  });

  it('is refused when a document was changed, left out, doubled or moved', async () => {
    const { bytes, manifest } = await archiveOf({ agents: words('Ada', 'Grace') });
    const record = (kind: Parameters<typeof encodeRecord>[0], value: unknown) =>
      encodeRecord(kind, Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value)));
    const [ada, grace] = words('Ada', 'Grace').map((each) => record('document', each));
    const [start, agents, end] = [
      record('header', HEADER),
      record('collection', { name: 'agents' }),
      record('manifest', manifest),
    ];
    if (ada === undefined || grace === undefined) throw new Error('no documents');
    expect(Buffer.concat([start, agents, ada, grace, end])).toEqual(bytes);
    const wrong = [
      [start, agents, ada, record('document', Buffer.from('Gracy')), end],
      [start, agents, ada, end],
      [start, agents, ada, grace, grace, end],
      [start, agents, grace, ada, end],
      [start, ada, agents, grace, end],
      [agents, ada, grace, end],
      [start, agents, ada, grace, end, ada],
      [start, agents, ada, grace, end, end],
      [start, start, agents, ada, grace, end],
      [start, record('collection', { name: 'others' }), ada, grace, end],
    ];
    for (const parts of wrong) await expect(readAll(Buffer.concat(parts))).rejects.toThrow(/changed|does not hold/);
  });

  it('is refused when it is something else, or a size that no document has', async () => {
    await expect(readAll(Buffer.from('PK\x03\x04 a zip file'))).rejects.toThrow(/not a backup of Hearthline/);
    await expect(readAll(encodeRecord('header', Buffer.from('{"format":2}')))).rejects.toThrow(/unknown/);
    const huge = Buffer.from([0x48, 0xff, 0xff, 0xff, 0x7f]);
    await expect(readAll(huge)).rejects.toThrow(/too large/);
  });
});

describe('comparing two databases', () => {
  const sum = (name: string, documents = 1, letter = 'a') => ({ name, documents, sha256: letter.repeat(64) });

  it('names each collection that is missing, more, longer or other, and no other', () => {
    expect(differences([sum('a'), sum('b')], [sum('b'), sum('a')])).toEqual([]);
    expect(differences([sum('a'), sum('b')], [sum('a')])).toEqual(['b']);
    expect(differences([sum('a')], [sum('a'), sum('c')])).toEqual(['c']);
    expect(differences([sum('a', 1), sum('b')], [sum('a', 2), sum('b', 1, 'b')])).toEqual(['a', 'b']);
  });
});
