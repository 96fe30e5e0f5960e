/** What a crowd sent and what it was told, for the judge; and when, for the longest time in which nothing was acknowledged. */
import type { Acknowledged, SentLine } from './ledger.ts';

export interface Recorder {
  sends(line: SentLine): void;
  acknowledges(clientId: string, seq: number): void;
  refuses(code: string, conversationId: string): void;
  /** Told on the newest connection of somebody that it is over, which nobody asked for. */
  dismissed(event: string): void;
  readonly sent: SentLine[];
  readonly acknowledged: Acknowledged[];
  /** Final answers to lines that are no acknowledgement. */
  readonly refusals: { readonly code: string; readonly conversationId: string }[];
  /** From the first sending to the acknowledgement. */
  readonly latencies: { readonly conversationId: string; readonly ms: number }[];
  readonly dismissals: Map<string, number>;
  /** A waiting person's page shows this place. */
  placeShown(conversationId: string, position: number): void;
  /** How often a place was told, and how often it was a higher one than before (Q2). */
  readonly places: { told: number; rose: number };
  /** The longest time between two acknowledgements since `restart`. */
  longestSilenceMs(): number;
  restart(): void;
}

export function createRecorder(): Recorder {
  const sent: SentLine[] = [];
  const acknowledged: Acknowledged[] = [];
  const refusals: { code: string; conversationId: string }[] = [];
  const dismissals = new Map<string, number>();
  const latencies: { conversationId: string; ms: number }[] = [];
  const pending = new Map<string, { conversationId: string; at: number }>();
  const places = { told: 0, rose: 0 };
  const lowest = new Map<string, number>();
  let lastAt = Date.now();
  let longest = 0;
  return {
    sent,
    acknowledged,
    refusals,
    dismissals,
    latencies,
    places,
    placeShown: (conversationId, position) => {
      const before = lowest.get(conversationId) ?? position;
      places.told += 1;
      if (position > before) places.rose += 1;
      lowest.set(conversationId, Math.min(before, position));
    },
    sends: (line) => {
      pending.set(line.clientId, { conversationId: line.conversationId, at: Date.now() });
      sent.push(line);
    },
    acknowledges: (clientId, seq) => {
      acknowledged.push({ clientId, seq });
      const since = pending.get(clientId);
      if (since) latencies.push({ conversationId: since.conversationId, ms: Date.now() - since.at });
      pending.delete(clientId);
      longest = Math.max(longest, Date.now() - lastAt);
      lastAt = Date.now();
    },
    refuses: (code, conversationId) => {
      refusals.push({ code, conversationId });
    },
    dismissed: (event) => {
      dismissals.set(event, (dismissals.get(event) ?? 0) + 1);
    },
    longestSilenceMs: () => longest,
    restart: () => {
      lastAt = Date.now();
      longest = 0;
    },
  };
}
