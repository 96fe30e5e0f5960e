/**
 * Who is the lead on call, and when. Turns may overlap (two leads share a night) and leave gaps (nobody does): both are
 * allowed and both are shown, since a list that refuses them is kept on paper instead (H5). Times are epoch milliseconds.
 */

/** `phone`: a person rings. `webhook`: we call it, signed, with ids only. `email`: a notice without personal data. */
export const CONTACT_KINDS = ['phone', 'webhook', 'email'] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

export interface DutyTurn {
  readonly from: number;
  /** Up to, not including. */
  readonly until: number;
}

export interface Span {
  readonly from: number;
  readonly until: number;
}

/** Everybody on call at this moment, whose turn began first standing first; two answers are no fault, none is a gap. */
export function onCallAt<T extends DutyTurn>(list: readonly T[], now: number): T[] {
  return list.filter(({ from, until }) => from <= now && now < until).sort((a, b) => a.from - b.from);
}

/** The stretches of this span in which nobody is on call. */
export function gapsIn(list: readonly DutyTurn[], span: Span): Span[] {
  const gaps: Span[] = [];
  let covered = span.from;
  for (const { from, until } of [...list].sort((a, b) => a.from - b.from)) {
    if (until <= covered) continue;
    if (from >= span.until) break;
    if (from > covered) gaps.push({ from: covered, until: from });
    covered = until;
  }
  if (covered < span.until) gaps.push({ from: covered, until: span.until });
  return gaps;
}

/** The stretches of this span in which more than one person is on call. */
export function overlapsIn(list: readonly DutyTurn[], span: Span): Span[] {
  const moments = list
    .flatMap(({ from, until }) => [Math.max(from, span.from), Math.min(until, span.until)])
    .filter((at) => span.from <= at && at <= span.until);
  const edges = [...new Set(moments)].sort((a, b) => a - b);
  const overlaps: Span[] = [];
  for (const [index, from] of edges.entries()) {
    const until = edges[index + 1];
    if (until === undefined || onCallAt(list, from).length < 2) continue;
    const last = overlaps.at(-1);
    if (last?.until === from) overlaps[overlaps.length - 1] = { from: last.from, until };
    else overlaps.push({ from, until });
  }
  return overlaps;
}

const DAY_MS = 86_400_000;
/** Longer than this is a list that nobody keeps. */
export const TURN_AT_MOST_MS = 31 * DAY_MS;
export const AHEAD_AT_MOST_MS = 366 * DAY_MS;

/** What is wrong with a turn that somebody wants to set, as a field and a sentence; null when it may stand. */
export function turnFault({ from, until }: DutyTurn, now: number): { path: 'from' | 'until'; message: string } | null {
  if (until <= from) return { path: 'until', message: 'The turn ends before it begins. Choose a later end.' };
  if (until <= now) return { path: 'until', message: 'The turn is over already. Choose an end that is still to come.' };
  if (until - from > TURN_AT_MOST_MS) return { path: 'until', message: 'A turn lasts at most 31 days. Add two.' };
  if (from - now > AHEAD_AT_MOST_MS)
    return { path: 'from', message: 'The turn begins more than a year from now. Check the date.' };
  return null;
}
