import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AHEAD_AT_MOST_MS,
  gapsIn,
  onCallAt,
  overlapsIn,
  type Span,
  TURN_AT_MOST_MS,
  turnFault,
} from '../../../shared/domain/duty-list.ts';

const HOUR = 3_600_000;
const turn = (from: number, until: number, name = 'somebody') => ({ from: from * HOUR, until: until * HOUR, name });
const hours = (spans: readonly Span[]) => spans.map(({ from, until }) => [from / HOUR, until / HOUR]);

const anyList = fc.array(
  fc
    .tuple(fc.integer({ min: -5, max: 40 }), fc.integer({ min: 1, max: 20 }))
    .map(([from, long]) => turn(from, from + long)),
  { maxLength: 12 },
);
const span = { from: 0, until: 30 * HOUR };

describe('who is on call', () => {
  it('is whoever has a turn: from its first moment, up to and without its last', () => {
    const list = [turn(8, 20, 'Oonagh'), turn(20, 32, 'Maureen')];
    expect(onCallAt(list, 8 * HOUR).map(({ name }) => name)).toEqual(['Oonagh']);
    expect(onCallAt(list, 20 * HOUR - 1).map(({ name }) => name)).toEqual(['Oonagh']);
    expect(onCallAt(list, 20 * HOUR).map(({ name }) => name)).toEqual(['Maureen']);
    expect(onCallAt(list, 32 * HOUR)).toEqual([]);
    expect(onCallAt([], 0)).toEqual([]);
  });

  it('are both where two share a night, whoever came first standing first', () => {
    const list = [turn(22, 30, 'Nikhil'), turn(20, 28, 'Oonagh')];
    expect(onCallAt(list, 24 * HOUR).map(({ name }) => name)).toEqual(['Oonagh', 'Nikhil']);
  });
});

describe('what a list leaves open', () => {
  it('is shown: the gap between two turns, before the first and after the last', () => {
    expect(hours(gapsIn([turn(20, 24), turn(8, 18)], span))).toEqual([
      [0, 8],
      [18, 20],
      [24, 30],
    ]);
    expect(hours(gapsIn([], span))).toEqual([[0, 30]]);
    expect(gapsIn([turn(-3, 12), turn(10, 40)], span)).toEqual([]);
  });

  it('and what it has twice, as one stretch however many turns make it', () => {
    expect(hours(overlapsIn([turn(0, 10), turn(5, 12), turn(9, 20)], span))).toEqual([[5, 12]]);
    expect(overlapsIn([turn(0, 10), turn(10, 20)], span)).toEqual([]);
    expect(hours(overlapsIn([turn(-5, 40), turn(-2, 3)], span))).toEqual([[0, 3]]);
  });

  it('at every moment agrees with who is on call: nobody, one, or more', () => {
    fc.assert(
      fc.property(anyList, fc.integer({ min: 0, max: 30 * 60 - 1 }), (list, minute) => {
        const at = minute * 60_000;
        const isIn = (spans: readonly Span[]) => spans.some(({ from, until }) => from <= at && at < until);
        const count = onCallAt(list, at).length;
        expect(isIn(gapsIn(list, span))).toBe(count === 0);
        expect(isIn(overlapsIn(list, span))).toBe(count > 1);
      }),
    );
  });

  it('does not depend on the order in which the turns were set', () => {
    fc.assert(
      fc.property(anyList, (list) => {
        const turned = [...list].reverse();
        expect(gapsIn(turned, span)).toEqual(gapsIn(list, span));
        expect(overlapsIn(turned, span)).toEqual(overlapsIn(list, span));
      }),
    );
  });
});

describe('a turn that cannot be meant', () => {
  const now = 100 * HOUR;

  it.each([
    ['ends before it begins', { from: now + 2, until: now + 1 }, 'until'],
    ['lasts no time', { from: now + 2, until: now + 2 }, 'until'],
    ['is over already', { from: now - 2, until: now }, 'until'],
    ['lasts longer than a month', { from: now, until: now + TURN_AT_MOST_MS + 1 }, 'until'],
    ['begins in more than a year', { from: now + AHEAD_AT_MOST_MS + 1, until: now + AHEAD_AT_MOST_MS + 2 }, 'from'],
  ])('%s: said with the field and what to do', (_what, wrong, path) => {
    expect(turnFault(wrong, now)).toMatchObject({ path, message: expect.stringMatching(/\. \w+.+\.$/) });
  });

  it('one that has begun already may be set: somebody steps in now', () => {
    expect(turnFault({ from: now - HOUR, until: now + HOUR }, now)).toBeNull();
    expect(turnFault({ from: now, until: now + TURN_AT_MOST_MS }, now)).toBeNull();
  });
});
