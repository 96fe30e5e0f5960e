// What a view showed is kept a moment longer than the view: a window made narrower or a tab pressed by mistake puts up another
// in its place, and what was read is not read, and recorded, a second time.

const LINGER_MS = 1_000;
const shownBy = new Map<string, number>();

/** Counts one more view; what comes back counts it down, and lets go once none has come in its place. */
export function showing(key: string, letGo: () => void): () => void {
  shownBy.set(key, (shownBy.get(key) ?? 0) + 1);
  return () => {
    shownBy.set(key, (shownBy.get(key) ?? 1) - 1);
    window.setTimeout(() => {
      if (!isShown(key)) letGo();
    }, LINGER_MS);
  };
}

export function isShown(key: string): boolean {
  return (shownBy.get(key) ?? 0) > 0;
}
