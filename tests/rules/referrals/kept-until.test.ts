import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { referralKeptUntil } from '../../../server/referrals/kept-until.ts';

const NOW = Date.UTC(2026, 10, 27);
const DAY = 86_400_000;
const at = (days: number): Date => new Date(NOW + days * DAY);
const anEnd = fc.integer({ min: -4_000, max: 4_000 }).map(at);

describe('how long a referral is kept', () => {
  test('is never less than any of what it follows says, and it goes only when all of them are over', () => {
    const ends = fc.array(anEnd, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(ends, ends, (own, person) => {
        const until = referralKeptUntil({ own, person, unfinished: false }, NOW);
        const all = [...own, ...person].map((end) => end.getTime());
        if (until === null) expect(all.every((end) => end <= NOW)).toBe(true);
        else expect(until.getTime()).toBe(Math.max(...all));
      }),
    );
  });

  test('is looked at again a day later while nobody knows: a case or a talk that is open or held, or one on its way', () => {
    expect(referralKeptUntil({ own: [at(-9)], person: [null], unfinished: false }, NOW)).toEqual(at(1));
    expect(referralKeptUntil({ own: [at(-9)], person: [at(-1), null], unfinished: false }, NOW)).toEqual(at(1));
    expect(referralKeptUntil({ own: [at(-9)], person: [], unfinished: true }, NOW)).toEqual(at(1));
    expect(referralKeptUntil({ own: [at(30)], person: [null], unfinished: true }, NOW)).toEqual(at(30));
    expect(referralKeptUntil({ own: [at(-9)], person: [], unfinished: false }, NOW)).toBeNull();
  });
});
