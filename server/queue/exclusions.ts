/**
 * Who is not asked again for a conversation, and for how long: 60 s after an offer was missed, 5 min after it was declined
 * (settings), for ever where there is a conflict of interest. Those with an end lapse early when nobody else is left.
 */
export interface Exclusion {
  readonly agentId: string;
  readonly reason: 'missed' | 'declined' | 'conflict_of_interest' | 'skill';
  /** Epoch ms; null never ends nor lapses. */
  readonly until: number | null;
}

export interface ExclusionSettings {
  readonly missedExclusionMs: number;
  readonly declinedExclusionMs: number;
}

export function exclusionAfter(
  agentId: string,
  reason: Exclusion['reason'],
  now: number,
  { missedExclusionMs, declinedExclusionMs }: ExclusionSettings,
): Exclusion {
  switch (reason) {
    case 'missed':
      return { agentId, reason, until: now + missedExclusionMs };
    case 'declined':
    case 'skill':
      return { agentId, reason, until: now + declinedExclusionMs };
    case 'conflict_of_interest':
      return { agentId, reason, until: null };
  }
}

/** What keeps this agent from this conversation now; of several the one that ends last. */
export function exclusionOf(exclusions: readonly Exclusion[], agentId: string, now: number): Exclusion | null {
  let last: Exclusion | null = null;
  for (const each of exclusions) {
    if (each.agentId !== agentId || endOf(each) <= now) continue;
    if (last === null || endOf(each) > endOf(last)) last = each;
  }
  return last;
}

function endOf({ until }: Exclusion): number {
  return until ?? Number.POSITIVE_INFINITY;
}
