/**
 * A conversation as one client has it: kept by seq, asked for when there is a gap (protocol, "Order"). What a good client
 * would quietly put right is kept as well, for the judge: entries in disorder, and others under a number that is known.
 */
import type { Entry } from '../../shared/protocol/entry.ts';
import type { SeenEntry, View } from './ledger.ts';

export interface Page {
  readonly entries: readonly Entry[];
  readonly more: boolean;
}

export interface LiveView {
  readonly last: () => number;
  /** An entry that came as an event. */
  took(entry: Entry): void;
  /** Asks for everything after the last that is known; throws where there is no answer. */
  catchUp(fetchAfter: (afterSeq: number) => Promise<Page>): Promise<void>;
  /** Entries come by another connection from now on, which may begin anywhere. */
  reconnected(): void;
  /** It is somebody else's now: nothing more comes. */
  leave(): void;
  hasEnded(): boolean;
  /** Called at each new entry. */
  onNews(listener: (entry: Entry) => void): void;
  asView(): View;
}

export function createView(viewer: string, conversationId: string, onGap: () => void): LiveView {
  const entries: SeenEntry[] = [];
  /** Came under a number that is known, and says something else; or beyond a hole in a page. */
  const strange: SeenEntry[] = [];
  const listeners: ((entry: Entry) => void)[] = [];
  let ended = false;
  let left = false;
  let disorders = 0;
  /** The last that came to this connection as an event. */
  let lastEvent: number | null = null;

  function keep(entry: Entry): void {
    const seen = asSeen(entry);
    const known = entries[entry.seq - 1];
    if (known && (known.kind !== seen.kind || known.text !== seen.text)) strange.push(seen);
    if (entry.seq !== entries.length + 1) return;
    entries.push(seen);
    if (entry.kind === 'ended') ended = true;
    for (const listener of listeners) listener(entry);
  }

  /** A page goes on exactly where it was asked to, one by one, whatever has come as an event meanwhile. */
  function keepPage(page: readonly Entry[], afterSeq: number): void {
    page.forEach((entry, index) => {
      if (entry.seq !== afterSeq + 1 + index) disorders += 1;
      if (entry.seq > entries.length + 1) strange.push(asSeen(entry));
      keep(entry);
    });
  }

  return {
    last: () => entries.length,
    took: (entry) => {
      if (lastEvent !== null && entry.seq !== lastEvent + 1) disorders += 1;
      lastEvent = entry.seq;
      left = false;
      if (entry.seq > entries.length + 1) onGap();
      keep(entry);
    },
    catchUp: async (fetchAfter) => {
      for (;;) {
        const afterSeq = entries.length;
        const page = await fetchAfter(afterSeq);
        keepPage(page.entries, afterSeq);
        if (!page.more) return;
      }
    },
    reconnected: () => {
      lastEvent = null;
    },
    leave: () => {
      left = true;
    },
    hasEnded: () => ended,
    onNews: (listener) => {
      listeners.push(listener);
    },
    asView: () => ({ viewer, conversationId, entries: [...entries, ...strange], disorders, left }),
  };
}

function asSeen(entry: Entry): SeenEntry {
  return { seq: entry.seq, kind: entry.kind, text: entry.kind === 'message' ? entry.text : undefined };
}
