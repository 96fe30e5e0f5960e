import { describe, expect, it } from 'vitest';
import { fullest, isDiskFull } from '../../../server/platform/disk-space.ts';
import { createDiskWatch } from '../../../server/platform/disk-watch.ts';

const NEVER_ENOUGH = Number.POSITIVE_INFINITY;
const use = (percent: number, freeBytes = 1_000_000) => ({ usedShare: percent / 100, freeBytes });

describe('a disk', () => {
  it('is full from 90 % on, and has space again below 85 %, not before', () => {
    let isFull = false;
    const seen = [89, 90, 95, 89, 85, 84, 89, 90].map((percent) => {
      isFull = isDiskFull(isFull, use(percent), NEVER_ENOUGH);
      return isFull;
    });
    expect(seen).toEqual([false, true, true, true, true, false, false, true]);
  });

  it('is not full while enough is free, if somebody said how much is enough', () => {
    expect(isDiskFull(false, use(95, 80e9), 5e9)).toBe(false);
    expect(isDiskFull(true, use(95, 80e9), 5e9)).toBe(false);
    expect(isDiskFull(false, use(95, 4e9), 5e9)).toBe(true);
  });

  it('that is fullest decides, and none at all is not full', () => {
    expect(fullest([use(20), use(91, 7), use(50)])).toEqual(use(91, 7));
    expect(isDiskFull(false, fullest([]), NEVER_ENOUGH)).toBe(false);
  });
});

describe('watching a disk', () => {
  it('tells at every look that it is full, and once that there is space', async () => {
    const told: string[] = [];
    const readings = [50, 60, 92, 93, 86, 80, 70];
    const watch = createDiskWatch({
      measure: async () => use(readings.shift() ?? 0),
      enoughBytes: NEVER_ENOUGH,
      full: async () => void told.push('full'),
      space: async () => void told.push('space'),
    });
    const states: boolean[] = [];
    while (readings.length > 0) {
      await watch.look();
      states.push(watch.isFull());
    }
    expect(states).toEqual([false, false, true, true, true, false, false]);
    expect(told).toEqual(['space', 'full', 'full', 'full', 'space']);
  });

  it('keeps what it knew when it cannot measure, and tells again what could not be told', async () => {
    let [percent, broken, failures] = [95, false, 1];
    const told: string[] = [];
    const watch = createDiskWatch({
      measure: async () => {
        if (broken) throw new Error('no answer');
        return use(percent);
      },
      enoughBytes: NEVER_ENOUGH,
      full: async () => void told.push('full'),
      space: async () => {
        failures -= 1;
        if (failures >= 0) throw new Error('no answer');
        told.push('space');
      },
    });
    await watch.look();
    broken = true;
    await expect(watch.look()).rejects.toThrow();
    expect(watch.isFull()).toBe(true);
    [broken, percent] = [false, 10];
    await expect(watch.look()).rejects.toThrow();
    expect(watch.isFull()).toBe(false);
    await watch.look();
    expect(told).toEqual(['full', 'space']);
  });
});
