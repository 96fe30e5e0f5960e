/**
 * Text from the bytes of a file as they come, without having seen its end: a byte order mark says what it is; else it is UTF-8
 * until a byte says that it is not. A file that was plain so far is Windows-1252 from there, as spreadsheets here write it;
 * one that held UTF-8 before is broken, and it is said where.
 */
export const ENCODINGS = ['utf-8', 'utf-8 with mark', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export class NotReadable extends Error {
  override readonly name = 'NotReadable';
}

export interface TextDecoding {
  push(bytes: Uint8Array): string;
  /** What was left over at the end. */
  end(): string;
  encoding(): Encoding;
}

export function decodeText(): TextDecoding {
  let encoding: Encoding | null = null;
  /** Read UTF-8 that was more than plain letters: from then on nothing else is believed. */
  let proved = false;
  let carry: Buffer = Buffer.alloc(0);

  function begin(bytes: Buffer): Buffer {
    const [found, skip] = judge(bytes);
    encoding = found;
    return bytes.subarray(skip);
  }

  function decode(bytes: Buffer, last: boolean): string {
    if (encoding === 'utf-16le' || encoding === 'utf-16be') return decodeWide(bytes, last);
    if (encoding === 'windows-1252') return windows(bytes);
    const whole = last ? bytes.length : wholeLength(bytes);
    carry = Buffer.from(bytes.subarray(whole));
    return decodeNarrow(bytes.subarray(0, whole));
  }

  function decodeNarrow(bytes: Buffer): string {
    if (isPlain(bytes)) return bytes.toString('latin1');
    try {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      proved = true;
      return text;
    } catch {
      if (proved || encoding === 'utf-8 with mark' || beginsProved(bytes))
        throw new NotReadable('The file is UTF-8, and a character in it is broken. Save it again as CSV UTF-8.');
      encoding = 'windows-1252';
      const rest = carry;
      carry = Buffer.alloc(0);
      return windows(Buffer.concat([bytes, rest]));
    }
  }

  function decodeWide(bytes: Buffer, last: boolean): string {
    let whole = bytes.length - (bytes.length % 2);
    if (!last && endsInHalf(bytes.subarray(0, whole), encoding === 'utf-16be')) whole -= 2;
    carry = Buffer.from(bytes.subarray(whole));
    if (last && carry.length > 0) throw new NotReadable('The file ends in the middle of a character. Save it again.');
    const even = bytes.subarray(0, whole);
    // Half of a pair becomes the sign for a lost character: the row that holds it is named later.
    return (encoding === 'utf-16be' ? Buffer.from(even).swap16() : even)
      .toString('utf16le')
      .replaceAll(/\p{Surrogate}/gu, '\uFFFD');
  }

  return {
    push: (bytes) => {
      let all: Buffer = Buffer.concat([carry, bytes]);
      carry = Buffer.alloc(0);
      if (encoding === null) {
        if (all.length < LOOK_AT) {
          carry = all;
          return '';
        }
        all = begin(all);
      }
      return decode(all, false);
    },
    end: () => {
      const all: Buffer = encoding === null ? begin(carry) : carry;
      carry = Buffer.alloc(0);
      return decode(all, true);
    },
    encoding: () => encoding ?? 'utf-8',
  };
}

/** Enough to see every other byte empty, where no mark says that characters are two bytes wide. */
const LOOK_AT = 256;
/** The 32 places in which Windows-1252 differs from Latin 1; Node's own decoder leaves them as control characters. */
const PLACES = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function windows(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll(/[\u0080-\u009f]/g, (each) => PLACES[each.charCodeAt(0) - 0x80] ?? each);
}

function judge(bytes: Buffer): readonly [Encoding, number] {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return ['utf-8 with mark', 3];
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return ['utf-16le', 2];
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return ['utf-16be', 2];
  const [even, odd] = [0, 1].map((from) => emptyFrom(bytes, from)) as [number, number];
  if (odd > MOSTLY) return ['utf-16le', 0];
  return even > MOSTLY ? ['utf-16be', 0] : ['utf-8', 0];
}

const MOSTLY = 0.6;

function emptyFrom(bytes: Buffer, from: number): number {
  const seen = bytes.subarray(0, LOOK_AT).filter((_byte, at) => at % 2 === from);
  return seen.length === 0 ? 0 : seen.filter((byte) => byte === 0).length / seen.length;
}

/** Whether its last two bytes are the first half of a pair, whose other half comes with the next bytes. */
function endsInHalf(bytes: Buffer, bigEnd: boolean): boolean {
  const high = bytes[bytes.length - (bigEnd ? 2 : 1)] ?? 0;
  return high >= 0xd8 && high <= 0xdb;
}

/** Whether there is more than plain letters before the first that is broken. */
function beginsProved(bytes: Buffer): boolean {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const until = text.indexOf('\uFFFD');
  return [...text.slice(0, Math.max(0, until))].some((letter) => letter.charCodeAt(0) > 0x7f);
}

function isPlain(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte > 0x7f) return false;
  return true;
}

/** Without the beginning of a character whose rest comes with the next bytes. */
function wholeLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needs > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
