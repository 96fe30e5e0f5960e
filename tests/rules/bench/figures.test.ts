/** The tools that the benchmark measures with: what they say of known values is known. */
import { describe, expect, it } from 'vitest';
import { Histogram } from '../../bench/histogram.ts';
import { medianOf, ratiosOf, spreadOf } from '../../bench/statistics.ts';

describe('a histogram of times', () => {
  it('answers every quantile within one part in a hundred, from microseconds to minutes', () => {
    const histogram = new Histogram();
    const values = Array.from({ length: 20_000 }, (_, index) => 0.01 * 1.0008 ** index);
    for (const value of values.toSorted((a, b) => Math.sin(a) - Math.sin(b))) histogram.add(value);
    for (const share of [0.01, 0.1, 0.5, 0.9, 0.99, 0.999]) {
      const exact = values[Math.ceil(values.length * share) - 1] ?? 0;
      expect(Math.abs(histogram.quantile(share) / exact - 1)).toBeLessThan(0.1 * (exact < 0.1 ? 1 : 0.1));
    }
  });

  it('says how many there were and the longest exactly', () => {
    const histogram = new Histogram();
    for (const value of [3, 1, 1234.5]) histogram.add(value);
    expect(histogram.summary()).toMatchObject({ count: 3, max: 1234.5 });
    expect(histogram.quantile(1)).toBe(1234.5);
  });

  it('answers nothing but nought when nothing was counted', () => {
    expect(new Histogram().summary()).toEqual({ count: 0, p50: 0, p99: 0, max: 0 });
  });
});

describe('a handful of runs', () => {
  it('has a median and a spread', () => {
    expect(medianOf([5, 1, 3])).toBe(3);
    expect(medianOf([4, 1, 3, 2])).toBe(2.5);
    expect(spreadOf([5, 1, 3])).toEqual({ median: 3, low: 1, high: 5 });
  });

  it('is compared run by run, so that a slow moment of both counts for neither', () => {
    expect(ratiosOf([2, 20], [1, 10])).toEqual([2, 2]);
  });
});
