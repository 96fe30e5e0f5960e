import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseStudyFaults, caseStudyStanding } from '../../../shared/domain/case-study.ts';
import { dayAfter } from '../../../shared/domain/working-days.ts';

const TODAY = '2026-11-27';
const said = (answer: 'yes' | 'no', until: string | null, withdrawn = false, replaced = false) => ({
  ...{ answer, until, withdrawn, replaced },
});

describe('the consent to a case study', () => {
  test('stands up to its last day, and never once it was taken back or refused', () => {
    expect(caseStudyStanding(said('yes', TODAY), TODAY)).toBe('in_force');
    expect(caseStudyStanding(said('yes', '2026-11-26'), TODAY)).toBe('over');
    expect(caseStudyStanding(said('yes', '2027-11-26', true), TODAY)).toBe('withdrawn');
    expect(caseStudyStanding(said('no', null), TODAY)).toBe('declined');
    expect(caseStudyStanding(said('yes', '2027-11-26', false, true), TODAY)).toBe('replaced');
  });

  test('holds for a time that is said, two years at the most', () => {
    fc.assert(
      fc.property(fc.integer({ min: -800, max: 1_600 }), (days) => {
        const faults = caseStudyFaults({ answer: 'yes', until: dayAfter(TODAY, days) }, TODAY);
        expect(faults.length === 0).toBe(days > 0 && days <= 730);
      }),
    );
    expect(caseStudyFaults({ answer: 'yes', until: null }, TODAY)).toHaveLength(1);
    expect(caseStudyFaults({ answer: 'no', until: null }, TODAY)).toEqual([]);
  });
});
