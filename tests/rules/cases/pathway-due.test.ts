import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isForLead } from '../../../shared/domain/due-kinds.ts';
import { pathwayDue } from '../../../shared/domain/pathway-due.ts';
import { PATHWAY_NEXT } from '../../../shared/domain/pathway-outcome.ts';

const HOUR = 3_600_000;
const answered = fc.record({
  next: fc.constantFrom(...PATHWAY_NEXT),
  panel: fc.boolean(),
  referred: fc.boolean(),
  byLead: fc.boolean(),
});

describe('what an answer about a pathway makes due', () => {
  test.each([
    ['a yes to a panel', { next: 'refer', panel: true }, 'marac_refer'],
    ['a yes to a panel that has a referral already', { next: 'refer', panel: true, referred: true }, null],
    ['a yes to a partner, whose card is asked next', { next: 'refer' }, null],
    ['a no to a panel', { next: 'disclosure_with_lead', panel: true }, 'marac_disclosure'],
    ['a no written by a lead', { next: 'disclosure_with_lead', panel: true, byLead: true }, 'marac_disclosure'],
    ['a no to a panel that decides already', { next: 'disclosure_with_lead', panel: true, referred: true }, null],
    ['a duty not needed, by a worker', { next: 'lead_decides' }, 'lead_decides'],
    ['a duty not needed, by a lead', { next: 'lead_decides', byLead: true }, null],
    ['nothing', { next: 'nothing' }, null],
  ] as const)('%s', (_, given, kind) => {
    const due = pathwayDue({ panel: false, referred: false, byLead: false, ...given }, HOUR);
    expect(due).toEqual(kind === null ? null : { kind, at: 5 * HOUR });
  });

  test('answered again it never becomes due later than it was, and what is a lead’s stays a lead’s', () => {
    fc.assert(
      fc.property(answered, fc.nat(), fc.nat(), (given, now, later) => {
        const first = pathwayDue(given, now);
        const again = pathwayDue(given, now + later, first ?? undefined);
        expect(again).toEqual(first);
        if (first !== null) expect(isForLead(first.kind)).toBe(given.next !== 'refer');
      }),
    );
  });
});
