import { describe, expect, it } from 'vitest';
import { CODE, filesOf, productFiles, read } from './sources.ts';

const LONGEST_SOURCE = 350;
const LONGEST_TEST = 400;

const linesOf = (path: string): number => read(path).trimEnd().split('\n').length;

/** The size that this share of the files does not exceed. */
function quantile(sizes: readonly number[], share: number): number {
  const sorted = [...sizes].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

const longerThan = (paths: readonly string[], limit: number): string[] =>
  paths.filter((path) => linesOf(path) > limit).map((path) => `${path} has ${linesOf(path)} lines, at most ${limit}`);

describe('sizes of files', () => {
  it(`no source file is longer than ${LONGEST_SOURCE} lines`, () => {
    expect(longerThan(productFiles(), LONGEST_SOURCE)).toEqual([]);
  });

  it(`no test file is longer than ${LONGEST_TEST} lines`, () => {
    expect(longerThan(filesOf('tests', CODE), LONGEST_TEST)).toEqual([]);
  });

  it('half of the source files fit on a screen or two, and nine in ten on four', () => {
    const sizes = productFiles().map(linesOf);
    expect(quantile(sizes, 0.5)).toBeLessThanOrEqual(80);
    expect(quantile(sizes, 0.9)).toBeLessThanOrEqual(220);
  });

  it('are measured: the quantiles of a known list are known', () => {
    const upToTen = Array.from({ length: 10 }, (_, index) => 10 - index);
    expect([quantile(upToTen, 0.5), quantile(upToTen, 0.9), quantile([], 0.9)]).toEqual([5, 9, 0]);
  });
});
