import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateWait, paceOf } from '../../../server/queue/estimate.ts';
import { MINUTE, NOON, SECOND } from './queue-builders.ts';
import { type Helpline, simulate } from './simulated-queue.ts';

const every3Minutes = Array.from({ length: 15 }, (_, index) => NOON - index * 3 * MINUTE);
const input = (wanted: Partial<typeof usual> = {}) => ({ ...usual, ...wanted });
const usual = {
  acceptedAt: every3Minutes as readonly number[],
  freePlaces: 0,
  ahead: 3,
  headStartShare: 0,
  offerMs: 30 * SECOND,
};
const estimateAt = ({ acceptedAt, ...given }: typeof usual, now: number) =>
  estimateWait({ ...given, pace: paceOf(acceptedAt, now) });
const middleOf = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

describe('the estimate of a wait', () => {
  test('is not known from fewer than five acceptances in the last hour', () => {
    expect(estimateAt(input({ acceptedAt: every3Minutes.slice(0, 4) }), NOON)).toBeNull();
    expect(estimateAt(input({ acceptedAt: every3Minutes }), NOON + 50 * MINUTE)).toBeNull();
    expect(estimateAt(input({ acceptedAt: [] }), NOON)).toBeNull();
    expect(estimateAt(input({ acceptedAt: every3Minutes.slice(0, 5) }), NOON)).not.toBeNull();
  });

  test('is a ring or two when a place is free for everybody in front and for you', () => {
    const soon = { lowMs: 0, highMs: 60 * SECOND };
    expect(estimateAt(input({ freePlaces: 4, acceptedAt: [] }), NOON)).toEqual(soon);
    expect(estimateAt(input({ freePlaces: 3 }), NOON)).not.toEqual(soon);
  });

  test('fourth in line where somebody is accepted every three minutes: about twelve minutes, said as a range', () => {
    const estimate = estimateAt(input(), NOON);
    expect(estimate?.lowMs).toBeGreaterThan(2 * MINUTE);
    expect(estimate?.lowMs).toBeLessThan(10 * MINUTE);
    expect(estimate?.highMs).toBeGreaterThan(14 * MINUTE);
    expect(estimate?.highMs).toBeLessThan(30 * MINUTE);
  });

  test('[Q3] grows with the people in front and shrinks with the places free, whoever was accepted when', () => {
    const times = fc.array(fc.integer({ min: NOON - 70 * MINUTE, max: NOON + MINUTE }), { maxLength: 40 });
    fc.assert(
      fc.property(
        times,
        fc.nat(40),
        fc.nat(5),
        fc.float({ min: 0, max: 1, noNaN: true }),
        (acceptedAt, ahead, free, share) => {
          const given = input({ acceptedAt, ahead, freePlaces: free, headStartShare: share });
          const estimate = estimateAt(given, NOON);
          const behind = estimateAt({ ...given, ahead: ahead + 1 }, NOON);
          const relieved = estimateAt({ ...given, freePlaces: free + 1 }, NOON);
          if (estimate) expect(estimate.lowMs).toBeLessThanOrEqual(estimate.highMs);
          if (estimate && behind) expect(behind.highMs).toBeGreaterThanOrEqual(estimate.highMs);
          if (estimate && relieved) expect(relieved.highMs).toBeLessThanOrEqual(estimate.highMs);
          if (estimate && relieved) expect(relieved.lowMs).toBeLessThanOrEqual(estimate.lowMs);
        },
      ),
    );
  });

  test('a standstill counts: the longer nobody is accepted, the longer it will take', () => {
    const now = estimateAt(input(), NOON);
    const later = estimateAt(input(), NOON + 10 * MINUTE);
    expect(later?.highMs).toBeGreaterThan(now?.highMs ?? 0);
  });

  test('where people with a head start come in front the range widens at its upper end only', () => {
    const plain = estimateAt(input(), NOON);
    const wide = estimateAt(input({ headStartShare: 0.25 }), NOON);
    expect(wide?.lowMs).toBe(plain?.lowMs);
    expect(wide?.highMs).toBeCloseTo((plain?.highMs ?? 0) / 0.75, -1);
  });
});

describe('what people are told on a simulated helpline', () => {
  const shifts = [4, 12, 40].flatMap((places) =>
    [0.8, 0.95, 1.1].flatMap((load) => [0, 0.15].map((share) => ({ places, load, share }))),
  );

  test.each(shifts)(
    'is true for at least eight in ten of those who wait: $places places, load $load, head starts $share',
    (shift) => {
      const helpline: Omit<Helpline, 'seed'> = {
        places: shift.places,
        load: shift.load,
        headStartShare: shift.share,
        handlingMs: 25 * MINUTE,
        sigma: 0.7,
        people: 400,
      };
      const told = [1, 2, 3, 4].flatMap((seed) => simulate({ ...helpline, seed }).slice(20));
      const given = told.flatMap(({ estimate, ...rest }) =>
        estimate && rest.hadToWait ? [{ ...rest, ...estimate }] : [],
      );
      const right = given.filter(({ waitedMs, lowMs, highMs }) => lowMs <= waitedMs && waitedMs <= highMs);
      const late = given.filter(({ waitedMs, highMs }) => waitedMs > highMs);
      expect(given.length).toBeGreaterThan(100);
      expect(right.length / given.length).toBeGreaterThanOrEqual(0.8);
      expect(late.length / given.length).toBeLessThanOrEqual(0.15);
      // A range from nothing to for ever would be true as well, and worth nothing.
      const typical = middleOf(given.map(({ waitedMs }) => waitedMs));
      expect(middleOf(given.map(({ highMs }) => highMs))).toBeLessThan(4 * typical + MINUTE);
      expect(middleOf(given.map(({ lowMs }) => lowMs))).toBeGreaterThan(typical / 12);
    },
  );

  test('a free place is answered within what was said', () => {
    const told = simulate({
      seed: 7,
      places: 12,
      load: 0.5,
      handlingMs: 25 * MINUTE,
      sigma: 0.7,
      headStartShare: 0,
      people: 200,
    });
    const free = told.filter(({ hadToWait }) => !hadToWait);
    expect(free.length).toBeGreaterThan(100);
    expect(free.every(({ waitedMs, estimate }) => estimate !== null && waitedMs <= estimate.highMs)).toBe(true);
  });
});
