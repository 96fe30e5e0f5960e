import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateWait, paceOf } from '../../../server/queue/estimate.ts';
import { MINUTE, NOON, SECOND } from './queue-builders.ts';
import { type Helpline, simulate, type Told } from './simulated-queue.ts';

const every3Minutes = Array.from({ length: 15 }, (_, index) => NOON - index * 3 * MINUTE);
const input = (wanted: Partial<typeof usual> = {}) => ({ ...usual, ...wanted });
const usual = {
  acceptedAt: every3Minutes as readonly number[],
  freePlaces: 0,
  ahead: 3,
  headStartShare: 0,
  offerMs: 30 * SECOND,
};
/** Where each was accepted because a place had become free. */
const estimateAt = ({ acceptedAt, ...given }: typeof usual, now: number) => {
  const pace = paceOf(acceptedAt, now);
  return estimateWait({ ...given, pace, turns: pace });
};
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

const usualShift: Omit<Helpline, 'seed'> = {
  ...{ agents: 4, capacity: 3, load: 0.95, people: 300, handlingMs: 25 * MINUTE, sigma: 0.7 },
  ...{ bands: {}, missed: 0, declined: 0, turns: null, opening: null },
};
const inDanger = { danger: 0.15 };
const allBands = { danger: 0.05, self_harm: 0.05, young: 0.1, returned: 0.1 };
const rings = { missed: 0.1, declined: 0.1 };
const turns = { workMs: 90 * MINUTE, awayMs: 20 * MINUTE };

const toldOn = (shift: Omit<Helpline, 'seed'>, seeds = [1, 2, 3]) =>
  seeds.flatMap((seed) => simulate({ ...shift, seed }));

function given(told: readonly Told[]) {
  return told.flatMap(({ estimate, ...rest }) => (estimate ? [{ ...rest, ...estimate }] : []));
}

/** At least eight in ten waited as long as was said. */
function expectTrue(ranges: ReturnType<typeof given>): void {
  const right = ranges.filter(({ waitedMs, lowMs, highMs }) => lowMs <= waitedMs && waitedMs <= highMs);
  expect(right.length / ranges.length).toBeGreaterThanOrEqual(0.8);
}

function expectFewLate(ranges: ReturnType<typeof given>): void {
  const late = ranges.filter(({ waitedMs, highMs }) => waitedMs > highMs);
  expect(late.length / ranges.length).toBeLessThanOrEqual(0.15);
}

/** A range from nothing to for ever would be true as well, and worth nothing. */
function expectWorth(ranges: ReturnType<typeof given>, times: number): void {
  const typical = middleOf(ranges.map(({ waitedMs }) => waitedMs));
  expect(middleOf(ranges.map(({ highMs }) => highMs))).toBeLessThan(times * typical + MINUTE);
  expect(middleOf(ranges.map(({ lowMs }) => lowMs)) + 10 * SECOND).toBeGreaterThan(typical / 12);
}

describe('what people are told on a simulated helpline is true for at least eight in ten', () => {
  const sizes = [
    { agents: 2, capacity: 2 },
    { agents: 4, capacity: 3 },
    { agents: 14, capacity: 3 },
  ];
  const situations: readonly [string, Partial<Helpline>][] = [
    ['all goes as it should', {}],
    ['people in danger come in front', { bands: inDanger }],
    ['people come in all bands', { bands: allBands }],
    ['one offer in ten is missed and one declined, and each costs a ring', rings],
    ['agents come and go', { turns }],
    ['all of this happens together', { bands: allBands, turns, ...rings }],
  ];
  const shifts = situations.flatMap(([when, what]) =>
    sizes.flatMap((size) => [0.85, 1.1].map((load) => ({ when, what, load, ...size }))),
  );

  test.each(shifts)('where $when: $agents agents of $capacity places, load $load', ({ when: _, what, ...shift }) => {
    const told = [1, 2].flatMap((seed) => simulate({ ...usualShift, ...what, ...shift, seed }).slice(20));
    const ranges = given(told);
    expect(ranges.length).toBeGreaterThan(300);
    expectTrue(ranges);
    expectFewLate(ranges);
    const waited = ranges.filter(({ hadToWait }) => hadToWait);
    // A large team has somebody free for nearly all.
    if (waited.length < 100) return;
    expectTrue(waited);
    expectFewLate(waited);
    expectWorth(waited, 'turns' in what ? 6 : 4);
  });

  const openings = [0, 15 * SECOND, 2 * MINUTE].flatMap((everyMs) =>
    [1.2, 2, 3].flatMap((crowd) => sizes.slice(1).map((size) => ({ everyMs, crowd, ...size }))),
  );

  test.each(openings)(
    'where a shift begins: $agents agents sit down, each $everyMs ms after another, before $crowd people a place',
    ({ everyMs, crowd, agents, capacity }) => {
      const places = agents * capacity;
      const shift = { ...usualShift, agents, capacity, people: 3 * places + 40 };
      const told = toldOn({ ...shift, opening: { people: Math.round(crowd * places), everyMs } });
      const waited = given(told).filter(({ hadToWait }) => hadToWait);
      expect(waited.length).toBeGreaterThan(100);
      expectTrue(waited);
    },
  );

  test('at the beginning nobody is given a range that nothing is known for, and all who still wait are, later on', () => {
    const told = toldOn({ ...usualShift, people: 120, opening: { people: 30, everyMs: MINUTE } });
    const early = told.filter(({ acceptedBefore, hadToWait }) => acceptedBefore < 5 && hadToWait);
    expect(early.length).toBeGreaterThan(80);
    expect(early.filter(({ atOnce }) => atOnce)).toEqual([]);
    const longest = early.filter(({ estimate }) => estimate !== null);
    expect(longest.length).toBeGreaterThan(50);
    expectTrue(given(longest));
  });

  test('a free place is answered within what was said', () => {
    const soon = toldOn({ ...usualShift, load: 0.5, people: 200 }).filter(({ hadToWait }) => !hadToWait);
    expect(soon.length).toBeGreaterThan(100);
    expect(soon.every(({ waitedMs, estimate }) => estimate !== null && waitedMs <= estimate.highMs)).toBe(true);
  });
});
