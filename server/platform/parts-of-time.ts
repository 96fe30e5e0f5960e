/** The time since a last look, in parts small enough to read what was written in each at once. */
export interface PartsOfTime {
  /** However far the clock went on: a machine that slept for a year would look, and keep its node from stopping, for minutes. */
  readonly atMostMs: number;
  /** Nodes' clocks differ by less, and a write is seen later than its time says. */
  readonly overlapMs: number;
  readonly partMs: number;
}

/** As filters of a time in ms since 1970, the earliest first; the last holds the moment `to`. */
export function partsOfTime(
  since: number,
  to: number,
  { atMostMs, overlapMs, partMs }: PartsOfTime,
): readonly { $gte: number; $lt: number }[] {
  const from = Math.max(since, to - atMostMs) - overlapMs;
  const count = Math.max(0, Math.floor((to - from) / partMs) + 1);
  return Array.from({ length: count }, (_, n) => ({ $gte: from + n * partMs, $lt: from + (n + 1) * partMs }));
}
