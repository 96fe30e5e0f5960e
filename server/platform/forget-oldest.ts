/** Keeps what is remembered bounded: whatever was put in longest ago goes first. */
interface Remembered<Key> {
  readonly size: number;
  keys(): Iterable<Key>;
  delete(key: Key): boolean;
}

export function forgetOldest<Key>(remembered: Remembered<Key>, atMost: number): void {
  for (const oldest of remembered.keys()) {
    if (remembered.size <= atMost) break;
    remembered.delete(oldest);
  }
}
