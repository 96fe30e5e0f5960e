import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  byQueueOrder,
  type HeadStart,
  headStartOf,
  MAXIMUM_HEAD_START_MS,
  queueKey,
} from '../../../server/queue/queue-key.ts';
import { raise } from '../../../shared/domain/priority.ts';
import { PRIORITIES, type Priority } from '../../../shared/protocol/conversation.ts';
import { MINUTE, NOON } from './queue-builders.ts';

/** As the design sets it; a service may set others. */
const usual: HeadStart = {
  danger: 30 * MINUTE,
  self_harm: 25 * MINUTE,
  young: 20 * MINUTE,
  returned: 10 * MINUTE,
  normal: 0,
};

const priority = fc.constantFrom(...PRIORITIES);
const came = fc.integer({ min: NOON, max: NOON + 180 * MINUTE });
/** Anything an administrator might type, wrong order and hours included. */
const anyMinutes = fc.integer({ min: -60 * MINUTE, max: 600 * MINUTE });
const headStart: fc.Arbitrary<HeadStart> = fc.oneof(
  fc.constant(usual),
  fc.record({
    danger: anyMinutes,
    self_harm: anyMinutes,
    young: anyMinutes,
    returned: anyMinutes,
    normal: anyMinutes,
  }),
);

describe('the order of the queue', () => {
  test.each<[Priority, number]>([
    ['danger', 30],
    ['self_harm', 25],
    ['young', 20],
    ['returned', 10],
    ['normal', 0],
  ])('%s counts as having come %d minutes earlier', (band, minutes) => {
    expect(queueKey(NOON, band, usual)).toBe(NOON - minutes * MINUTE);
  });

  test('[Q3] nobody is overtaken by anyone who came more than 30 minutes later, whatever the settings', () => {
    fc.assert(
      fc.property(
        came,
        priority,
        priority,
        fc.integer({ min: 1, max: 600 * MINUTE }),
        headStart,
        (first, a, b, more, set) => {
          const later = first + MAXIMUM_HEAD_START_MS + more;
          expect(queueKey(first, a, set)).toBeLessThan(queueKey(later, b, set));
        },
      ),
    );
  });

  test('[Q3] a higher band never puts a person further back, whatever the settings', () => {
    fc.assert(
      fc.property(came, priority, priority, headStart, (at, current, next, set) => {
        expect(queueKey(at, raise(current, next), set)).toBeLessThanOrEqual(queueKey(at, current, set));
      }),
    );
  });

  test('[Q2] within one band the order is the order of coming', () => {
    fc.assert(
      fc.property(came, came, priority, headStart, (one, other, band, set) => {
        expect(Math.sign(queueKey(one, band, set) - queueKey(other, band, set))).toBe(Math.sign(one - other));
      }),
    );
  });

  test('[Q2] the key is made of the time of coming and the band alone, so waiting and being offered change nothing', () => {
    fc.assert(
      fc.property(came, priority, headStart, (at, band, set) => {
        expect(queueKey(at, band, set)).toBe(at - headStartOf(band, set));
        expect(headStartOf(band, set)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('two who came in the same millisecond keep one order on every node', () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(ids, (all) => {
        const queued = all.map((_id) => ({ _id, queueKey: NOON }));
        const sorted = [...queued].sort(byQueueOrder);
        expect([...queued].reverse().sort(byQueueOrder)).toEqual(sorted);
        expect(byQueueOrder({ _id: 'a', queueKey: 1 }, { _id: 'a', queueKey: 1 })).toBe(0);
      }),
    );
  });
});
