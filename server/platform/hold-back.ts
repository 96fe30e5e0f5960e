/**
 * What is told to one connection while a snapshot for it is made waits, and follows the snapshot in its order: told before
 * it, the snapshot, which may have been read earlier, would take it back (L5).
 */
export interface HoldableLine {
  emit(event: string, payload: unknown): void;
  /** Begins to hold; what it returns, called once the snapshot is on its way, ends it. */
  holdBack(): () => void;
  isHeldBack(): boolean;
  /** Whatever waits goes now: the connection is about to end. */
  flush(): void;
}

/** As many as may wait unread in a connection. */
const WAITING_AT_MOST = 1_000;

export function createHoldableLine(emit: (event: string, payload: unknown) => void, tooMuch: () => void): HoldableLine {
  let snapshots = 0;
  let waiting: { readonly event: string; readonly payload: unknown }[] = [];

  function flush(): void {
    const due = waiting;
    waiting = [];
    for (const { event, payload } of due) emit(event, payload);
  }

  return {
    emit: (event, payload) => {
      if (snapshots === 0) emit(event, payload);
      else if (waiting.length >= WAITING_AT_MOST) tooMuch();
      else waiting.push({ event, payload });
    },
    holdBack: () => {
      snapshots += 1;
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        snapshots -= 1;
        if (snapshots === 0) flush();
      };
    },
    isHeldBack: () => snapshots > 0,
    flush,
  };
}
