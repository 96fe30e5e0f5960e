/** Works through many, some at once: one after another takes too long, all at once takes every connection. */
const AT_ONCE = 16;

export async function someAtOnce<T>(
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
  atOnce: number = AT_ONCE,
): Promise<void> {
  let next = 0;
  async function takeTurns(): Promise<void> {
    while (next < items.length) {
      const item = items[next++];
      if (item !== undefined) await work(item);
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, takeTurns));
}
