import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PlaceShown, showPlace } from '../../../server/queue/place.ts';
import { MINUTE, NOON } from './queue-builders.ts';

const nothingShown: PlaceShown = { shownPlace: null, estimateUntil: null };
const twoMinutesEach = (ahead: number) => ({ lowMs: ahead * MINUTE, highMs: (ahead + 1) * 2 * MINUTE });
const unknown = () => null;

const counts = fc.array(fc.nat(30), { minLength: 1, maxLength: 40 });

describe('the place a waiting person is shown', () => {
  test('is one more than the people in front', () => {
    expect(showPlace(nothingShown, 0, unknown, NOON)).toMatchObject({ position: 1, estimate: null });
    expect(showPlace(nothingShown, 3, twoMinutesEach, NOON)).toMatchObject({
      position: 4,
      estimate: { lowMs: 3 * MINUTE, highMs: 8 * MINUTE },
    });
  });

  test('[Q2] never rises, however many people in danger come in front', () => {
    fc.assert(
      fc.property(counts, (aheads) => {
        let shown = nothingShown;
        let last = Number.POSITIVE_INFINITY;
        for (const ahead of aheads) {
          const place = showPlace(shown, ahead, twoMinutesEach, NOON);
          expect(place.position).toBe(Math.min(last, ahead + 1));
          last = place.position;
          shown = place.shown;
        }
      }),
    );
  });

  test('where the place is held the range widens: it reaches from the place shown to the place in truth', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), (first, then) => {
        const { shown } = showPlace(nothingShown, first, twoMinutesEach, NOON);
        const { estimate } = showPlace(shown, then, twoMinutesEach, NOON);
        expect(estimate?.lowMs).toBe(twoMinutesEach(Math.min(first, then)).lowMs);
        expect(estimate?.highMs).toBe(twoMinutesEach(then).highMs);
      }),
    );
  });

  test('"longer than we thought" is so from when the upper end of the first range has passed', () => {
    let { shown } = showPlace(nothingShown, 1, twoMinutesEach, NOON);
    const longerAt: number[] = [];
    for (let minute = 0; minute <= 7; minute += 1) {
      const place = showPlace(shown, 5, twoMinutesEach, NOON + minute * MINUTE);
      if (place.longer) longerAt.push(minute);
      shown = place.shown;
    }
    expect(longerAt).toEqual([5, 6, 7]);
  });

  test('it is never so for somebody who was given no range', () => {
    let shown = nothingShown;
    for (let minute = 0; minute <= 30; minute += 1) {
      const place = showPlace(shown, 5, unknown, NOON + minute * MINUTE);
      expect(place.longer).toBe(false);
      shown = place.shown;
    }
    expect(showPlace(shown, 1, twoMinutesEach, NOON).shown.estimateUntil).toBe(NOON + 4 * MINUTE);
  });
});
