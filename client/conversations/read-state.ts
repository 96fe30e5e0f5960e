import type { Entry } from '../../shared/protocol/entry.ts';

/** The last line of mine that the visitor's page has shown, or null. Only that one says "Read"; later ones say "Sent". */
export function lastReadSeq(entries: readonly Entry[], me: string | undefined, visitorSeq: number): number | null {
  const read = entries.filter((e) => e.kind === 'message' && e.author.agentId === me && e.seq <= visitorSeq);
  return read.at(-1)?.seq ?? null;
}
