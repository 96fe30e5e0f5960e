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

/** What keeps each agent from this conversation now; of several the one that ends last. */
export type Standing = ReadonlyMap<string, Exclusion>;

export function standingExclusions(exclusions: readonly Exclusion[], now: number): Standing {
  const standing = new Map<string, Exclusion>();
  for (const each of exclusions) {
    if (endOf(each) <= now) continue;
    const known = standing.get(each.agentId);
    if (!known || endOf(each) > endOf(known)) standing.set(each.agentId, each);
  }
  return standing;
}

export function exclusionOf(exclusions: readonly Exclusion[], agentId: string, now: number): Exclusion | null {
  if (exclusions.length === 0) return null;
  const own = exclusions.filter((each) => each.agentId === agentId);
  return standingExclusions(own, now).get(agentId) ?? null;
}

function endOf({ until }: Exclusion): number {
  return until ?? Number.POSITIVE_INFINITY;
}
