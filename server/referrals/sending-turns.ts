/**
 * Which attempts are under way on this node, and which begins next. A partner that is slow to answer keeps few places, so that
 * one that is down holds up no other; what is urgent goes first, then what has been due for longest.
 */

export interface Turn {
  readonly rowId: string;
  readonly recipientId: string;
  readonly urgent: boolean;
  /** In ms since 1970. */
  readonly dueAt: number;
}

export interface Turns {
  /** Begins it where there is room, and resolves when it is over; else it waits here, and this resolves at once. */
  take(turn: Turn): Promise<void>;
  /** Nothing begins any more; resolves when what is under way is over. */
  close(): Promise<void>;
}

export interface TurnsOptions {
  /** Never rejects. */
  readonly work: (rowId: string) => Promise<void>;
  /** Of a clock that nobody sets. */
  readonly elapsedMs: () => number;
}

export const AT_ONCE = 20;
export const OF_A_PARTNER = 5;
/** Of one whose last attempt took long: it may be down, and each further one waits as long for its answer. */
export const OF_A_SLOW_PARTNER = 2;
const SLOW_MS = 2_000;
/** More are found again by the next sweep. */
const WAITING_AT_MOST = 2_000;

export function createTurns({ work, elapsedMs }: TurnsOptions): Turns {
  const underWay = new Map<string, { readonly recipientId: string; readonly over: Promise<void> }>();
  const waiting = new Map<string, Turn>();
  const slow = new Set<string>();
  let closed = false;

  function hasRoom({ recipientId }: Turn): boolean {
    if (underWay.size >= AT_ONCE) return false;
    const theirs = [...underWay.values()].filter((each) => each.recipientId === recipientId).length;
    return theirs < (slow.has(recipientId) ? OF_A_SLOW_PARTNER : OF_A_PARTNER);
  }

  function begin({ rowId, recipientId }: Turn): Promise<void> {
    waiting.delete(rowId);
    const beganAt = elapsedMs();
    const over = work(rowId).finally(() => {
      if (elapsedMs() - beganAt > SLOW_MS) slow.add(recipientId);
      else slow.delete(recipientId);
      underWay.delete(rowId);
      refill();
    });
    underWay.set(rowId, { recipientId, over });
    return over;
  }

  function refill(): void {
    while (underWay.size < AT_ONCE) {
      const next = firstOf([...waiting.values()].filter(hasRoom));
      if (next === null) return;
      void begin(next);
    }
  }

  return {
    take: async (turn) => {
      if (closed || underWay.has(turn.rowId) || waiting.has(turn.rowId)) return;
      if (hasRoom(turn)) return begin(turn);
      if (waiting.size < WAITING_AT_MOST) waiting.set(turn.rowId, turn);
    },
    close: async () => {
      closed = true;
      waiting.clear();
      await Promise.all([...underWay.values()].map(({ over }) => over));
    },
  };
}

function firstOf(turns: readonly Turn[]): Turn | null {
  return turns.reduce<Turn | null>((first, turn) => (first === null || isBefore(turn, first) ? turn : first), null);
}

function isBefore(one: Turn, other: Turn): boolean {
  return one.urgent === other.urgent ? one.dueAt < other.dueAt : one.urgent;
}
