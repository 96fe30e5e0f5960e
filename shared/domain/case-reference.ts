/**
 * The reference of a case, such as `7Q4M-2K9D`: short enough to say on the telephone, without letters and digits that sound
 * or look alike, and without a prefix that tells what it is for (H13).
 */

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;

/** From random bytes; those that would make one letter likelier than another are left out. Null where too few are left. */
export function referenceFrom(bytes: Uint8Array): string | null {
  const fair = [...bytes].filter((byte) => byte < Math.floor(256 / ALPHABET.length) * ALPHABET.length);
  if (fair.length < LENGTH) return null;
  const letters = fair.slice(0, LENGTH).map((byte) => ALPHABET[byte % ALPHABET.length]);
  return grouped(letters.join(''));
}

/** What a person typed, as it is stored: small letters, spaces and a missing dash are forgiven. Null when it is none. */
export function readReference(typed: string): string | null {
  const letters = typed.toUpperCase().replaceAll(/[\s-]/g, '');
  if (letters.length !== LENGTH || [...letters].some((letter) => !ALPHABET.includes(letter))) return null;
  return grouped(letters);
}

function grouped(letters: string): string {
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
