import { describe, expect, test } from 'vitest';
import { isPaused, pausedUntilAfter, wasHard } from '../../../server/queue/pause.ts';
import { MINUTE, NOON } from './queue-builders.ts';

const ordinary = { priority: 'normal', riskFlag: false, endReason: 'completed' } as const;

describe('the pause after a hard conversation', () => {
  test('an ordinary conversation brings none', () => {
    expect(wasHard(ordinary, 'standard')).toBe(false);
    expect(wasHard({ ...ordinary, priority: 'young' }, null)).toBe(false);
    expect(pausedUntilAfter(null, false, NOON, 10 * MINUTE)).toBeNull();
  });

  test('danger, self-harm, a flag, a high risk and abuse of the agent each bring one', () => {
    expect(wasHard({ ...ordinary, priority: 'danger' }, 'none')).toBe(true);
    expect(wasHard({ ...ordinary, priority: 'self_harm' }, null)).toBe(true);
    expect(wasHard({ ...ordinary, riskFlag: true }, null)).toBe(true);
    expect(wasHard(ordinary, 'high')).toBe(true);
    expect(wasHard({ ...ordinary, endReason: 'abuse' }, null)).toBe(true);
    expect(pausedUntilAfter(null, true, NOON, 10 * MINUTE)).toBe(NOON + 10 * MINUTE);
  });

  test('a pause that runs is never cut short by the next conversation', () => {
    const until = NOON + 10 * MINUTE;
    expect(pausedUntilAfter(until, false, NOON + MINUTE, 10 * MINUTE)).toBe(until);
    expect(pausedUntilAfter(until, true, NOON + MINUTE, MINUTE)).toBe(until);
    expect(pausedUntilAfter(until, true, NOON + MINUTE, 10 * MINUTE)).toBe(until + MINUTE);
  });

  test('it is over when its time has come', () => {
    expect(isPaused({ pausedUntil: NOON }, NOON - 1)).toBe(true);
    expect(isPaused({ pausedUntil: NOON }, NOON)).toBe(false);
    expect(isPaused({ pausedUntil: null }, NOON)).toBe(false);
  });
});
