/** How long a closed case is kept: by the service's rule, and of somebody who was a child then, to their 25th birthday at least. */
import type { CaseDoc } from './case.ts';

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
