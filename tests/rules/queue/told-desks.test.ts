import { describe, expect, test } from 'vitest';
import { createToldDesks } from '../../../server/queue/told-desks.ts';

describe('an offer at the desks of a node', () => {
  test('rings once, whether a signal or the sweep finds it first', () => {
    const told = createToldDesks();
    expect(told.rings('anna', 'o1', 'c1')).toBe(true);
    expect(told.rings('anna', 'o1', 'c1')).toBe(false);
    expect([...told.offersOf('anna')]).toEqual([['o1', 'c1']]);
  });

  test('does not ring when it went while it was still being read', () => {
    const told = createToldDesks();
    told.offerGone('anna', 'o1');
    expect(told.rings('anna', 'o1', 'c1')).toBe(false);
    expect([...told.offersOf('anna')]).toEqual([]);
  });

  test('rings at the others although one desk was shown it as it opened', () => {
    const told = createToldDesks();
    told.offerTold('anna', 'o1', 'c1');
    expect(told.rings('anna', 'o1', 'c1')).toBe(true);
  });
});
