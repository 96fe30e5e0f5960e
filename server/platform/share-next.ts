/**
 * One reading for all who ask at the same time. Whoever asks while one is under way waits for the next, which begins after
 * they asked: nobody is answered from before their own write.
 */
export function shareNext<T>(read: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  let next: Promise<T> | null = null;

  function begin(): Promise<T> {
    const mine = read().finally(() => {
      if (running === mine) running = null;
    });
    running = mine;
    return mine;
  }

  return () => {
    if (!running) return begin();
    const after = () => {
      next = null;
      return begin();
    };
    next ??= running.then(after, after);
    return next;
  };
}
