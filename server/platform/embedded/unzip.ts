/** Takes one member out of a zip file, streaming, and tells its SHA-256. No dependency, since a wheel is all we open. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

type Member = Readonly<{ method: number; packedSize: number; headerAt: number }>;

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const stored = 0;
const deflated = 8;

export async function extractMember(zip: string, name: string, target: string): Promise<string> {
  const { start, member } = await locate(zip, name);
  const hash = createHash('sha256');
  // A stream's end is inclusive, so an empty member would read from a start behind its end.
  if (member.packedSize === 0) throw new Error(`The member ${name} is empty.`);
  await pipeline(
    createReadStream(zip, { start, end: start + member.packedSize - 1 }),
    member.method === stored ? new PassThrough() : createInflateRaw(),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(target, { mode: 0o700 }),
  );
  return hash.digest('hex');
}

async function locate(zip: string, name: string): Promise<{ start: number; member: Member }> {
  const file = await open(zip);
  try {
    const member = (await directory(file)).get(name);
    if (member === undefined) throw new Error(`The archive has no member ${name}.`);
    if (member.method !== stored && member.method !== deflated)
      throw new Error(`The member ${name} is packed in an unknown way.`);
    // The local header repeats name and extra field, with lengths of its own.
    const local = await bytes(file, member.headerAt, 30);
    return { start: member.headerAt + 30 + local.readUInt16LE(26) + local.readUInt16LE(28), member };
  } finally {
    await file.close();
  }
}

async function directory(file: FileHandle): Promise<Map<string, Member>> {
  const { size } = await file.stat();
  const tail = await bytes(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== endOfDirectory) end -= 1;
  if (end < 0) throw new Error('The file is not a zip archive.');
  const entries = await bytes(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const members = new Map<string, Member>();
  let at = 0;
  while (at + 46 <= entries.length && entries.readUInt32LE(at) === directoryEntry) {
    const nameEnd = at + 46 + entries.readUInt16LE(at + 28);
    members.set(entries.toString('utf8', at + 46, nameEnd), {
      method: entries.readUInt16LE(at + 10),
      packedSize: entries.readUInt32LE(at + 20),
      headerAt: entries.readUInt32LE(at + 42),
    });
    at = nameEnd + entries.readUInt16LE(at + 30) + entries.readUInt16LE(at + 32);
  }
  return members;
}

async function bytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead < length) throw new Error('The archive ends too early.');
  return buffer;
}
