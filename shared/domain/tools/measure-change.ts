/**
 * What became of a score between the start and the end of therapy. Two that were counted in another way, or in which something
 * lacks an answer, are not compared: that is "not known", which is not the same as no change (D7).
 */
interface Measured {
  readonly tool: { readonly code: string; readonly version: string; readonly title: string };
  readonly moment: 'start' | 'review' | 'end';
  readonly state: 'open' | 'finished';
  readonly score: number | null;
}

export interface MeasureChange {
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly change: number;
}

/** From the oldest to the newest; null where there is nothing to compare. */
export function measureChange(measures: readonly Measured[]): MeasureChange | null {
  const finished = measures.filter(({ state }) => state === 'finished');
  const end = finished.findLast(({ moment }) => moment === 'end');
  const start = finished.find(
    ({ moment, tool }) => moment === 'start' && tool.code === end?.tool.code && tool.version === end.tool.version,
  );
  const [before, after] = [start?.score ?? null, end?.score ?? null];
  if (end === undefined || before === null || after === null) return null;
  return { title: end.tool.title, start: before, end: after, change: after - before };
}
