// Silence after risk words: five minutes without an answer put three choices before the worker. Nothing closes by itself.
import type { Entry } from '../../shared/protocol/entry.ts';

export const SILENCE_MS = 5 * 60_000;

/** Since when the last word was ours and the person has not answered, or null. */
export function silentSince(entries: readonly Entry[]): string | null {
  const last = entries.findLast((entry) => entry.kind === 'message');
  return last !== undefined && last.author.role !== 'visitor' ? last.at : null;
}

export function shouldPrompt(since: string | null, atRisk: boolean, dismissedFor: string | null, now: number): boolean {
  if (since === null || !atRisk || since === dismissedFor) return false;
  return now - Date.parse(since) >= SILENCE_MS;
}
