/** Medians and spreads of a handful of runs. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: medianOf(values), low: sorted[0] ?? Number.NaN, high: sorted.at(-1) ?? Number.NaN };
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Run by run, since what disturbs a machine disturbs both of a pair. */
export function ratiosOf(product: readonly number[], reference: readonly number[]): number[] {
  return product.map((value, at) => value / (reference[at] ?? Number.NaN));
}

/** The slope on logarithmic scales, by least squares: 1 where the times grow as the sizes do, 2 where by their square. */
export function fittedExponent(sizes: readonly number[], times: readonly number[]): number {
  const [x, y] = [sizes.map(Math.log), times.map(Math.log)];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  const together = x.reduce((sum, value, at) => sum + (value - meanX) * ((y[at] ?? Number.NaN) - meanY), 0);
  return together / x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
}
