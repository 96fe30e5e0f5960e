/**
 * What an answer about a pathway makes due. A yes to a panel is a promise that somebody has to keep; a no to it, and a duty
 * that was not needed, are a lead's to decide. All have hours, as MARAC itself gives them (D2).
 */
import type { DueKind } from './due-kinds.ts';
import type { PathwayNext } from './pathway-outcome.ts';

type PathwayDueKind = Extract<DueKind, 'marac_refer' | 'marac_disclosure' | 'lead_decides'>;

export interface PathwayAnswered {
  readonly next: PathwayNext;
  /** What was offered is a panel. */
  readonly panel: boolean;
  /** A referral to it is under way already. */
  readonly referred: boolean;
  /** Whoever answered is a lead, who has decided by that. */
  readonly byLead: boolean;
}

const FOUR_HOURS_MS = 4 * 3_600_000;

/** `standing` is what was due of this pathway; asked for again it keeps its time. Times are epoch ms. */
export function pathwayDue(
  answered: PathwayAnswered,
  now: number,
  standing?: { readonly kind: string; readonly at: number },
): { readonly kind: PathwayDueKind; readonly at: number } | null {
  const kind = kindOf(answered);
  if (kind === null) return null;
  const at = now + FOUR_HOURS_MS;
  return { kind, at: standing?.kind === kind ? Math.min(standing.at, at) : at };
}

function kindOf({ next, panel, referred, byLead }: PathwayAnswered): PathwayDueKind | null {
  if (next === 'disclosure_with_lead') return referred ? null : 'marac_disclosure';
  if (next === 'lead_decides') return byLead ? null : 'lead_decides';
  return next === 'refer' && panel && !referred ? 'marac_refer' : null;
}
