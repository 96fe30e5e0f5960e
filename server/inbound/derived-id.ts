/** An id that follows from what it is for: whoever makes the same thing twice, or after a crash, makes it once. */
import { createHash } from 'node:crypto';

/** A UUID of version 8: by our own rule, from a digest. */
export function derivedId(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\u0000')).digest('hex');
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
