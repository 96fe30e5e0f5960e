/**
 * How long a case is kept once it is closed: by the service's rule, and of somebody who was a child then, to their 25th
 * birthday at least. Cases that became one are kept and go as one: as long as the one of them that is kept longest.
 */
import type { Session } from '../platform/mongo.ts';
import type { CaseDoc } from './case.ts';
import type { CasesDeps } from './deps.ts';

/** The youngest that each band allows, so that nobody's record goes before they are 25. */
const YEARS_TO_25: Readonly<Record<string, number>> = { under_13: 25, '13_15': 12, '16_17': 9 };

const YEAR_MS = 365.25 * 86_400_000;

export function caseKeptUntil(byRule: (closedAt: number) => Date) {
  return ({ ageBand }: Pick<CaseDoc, 'ageBand'>, closedAt: number): Date => {
    const years = YEARS_TO_25[ageBand ?? ''];
    const rule = byRule(closedAt);
    return years === undefined ? rule : new Date(Math.max(rule.getTime(), closedAt + years * YEAR_MS));
  };
}

type Kept = Pick<CaseDoc, 'ageBand' | 'closedAt' | 'mergedAt'>;

/** When a case and those that became part of it are deleted; null while it is open. A part counts from its own end, where that came later. */
export function familyKeptUntil(
  { purgeAt }: Pick<CasesDeps, 'purgeAt'>,
  root: Kept & Pick<CaseDoc, 'state'>,
  parts: readonly Kept[],
): Date | null {
  const { state, closedAt } = root;
  if (state !== 'closed' || closedAt === null) return null;
  const endOf = (part: Kept) => Math.max(closedAt, part.closedAt ?? part.mergedAt ?? closedAt);
  const ends = [purgeAt(root, closedAt), ...parts.map((part) => purgeAt(part, endOf(part)))];
  return new Date(Math.max(...ends.map((end) => end.getTime())));
}

/** Nothing of a case hangs in the air: what became part of it has the same end as the case has now. */
export async function keepPartsIn(
  { cases }: Pick<CasesDeps, 'cases'>,
  session: Session,
  parts: readonly CaseDoc[],
  purgeAt: Date | null,
): Promise<void> {
  for (const part of parts)
    if (part.purgeAt?.getTime() !== purgeAt?.getTime()) await cases.changeIn(session, part, { purgeAt });
}
