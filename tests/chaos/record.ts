/** What a crowd sent and what it was told, for the judge; and when, for the longest time in which nothing was acknowledged. */
import type { Acknowledged, SentLine } from './ledger.ts';

export interface Recorder {
  sends(line: SentLine): void;
  acknowledges(clientId: string, seq: number): void;
  refuses(code: string): void;
  readonly sent: SentLine[];
  readonly acknowledged: Acknowledged[];
  /** How often each code was the final answer to a line. */
  readonly refusals: Map<string, number>;
  /** The longest time between two acknowledgements since `restart`. */
  longestSilenceMs(): number;
  restart(): void;
}

export function createRecorder(): Recorder {
  const sent: SentLine[] = [];
  const acknowledged: Acknowledged[] = [];
  const refusals = new Map<string, number>();
  let lastAt = Date.now();
  let longest = 0;
  return {
    sent,
    acknowledged,
    refusals,
    sends: (line) => {
      sent.push(line);
    },
    acknowledges: (clientId, seq) => {
      acknowledged.push({ clientId, seq });
      longest = Math.max(longest, Date.now() - lastAt);
      lastAt = Date.now();
    },
    refuses: (code) => {
      refusals.set(code, (refusals.get(code) ?? 0) + 1);
    },
    longestSilenceMs: () => longest,
    restart: () => {
      lastAt = Date.now();
      longest = 0;
    },
  };
}
