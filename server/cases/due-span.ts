/** When what a list shows is due, where it asks for a time; and what of a case is then shown as the next of it. */
import { mostUrgent } from '../../shared/domain/due-kinds.ts';
import { endOfLondonDay, londonMoment } from '../../shared/domain/london-moment.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { CaseFilters } from '../../shared/protocol/http/cases.ts';
import type { Due } from './case.ts';

/** Epoch ms; null is not asked for. */
export interface Span {
  readonly from: number | null;
  /** Not included. */
  readonly until: number | null;
}

const ALWAYS: Span = { from: null, until: null };

export function spanOf({ view, dueFrom, dueUntil }: CaseFilters, now: number): Span {
  const viewed = view === undefined ? ALWAYS : viewSpan(view, now);
  const from = [viewed.from, dueFrom === undefined ? null : londonMoment(dueFrom, '00:00')];
  const until = [viewed.until, dueUntil === undefined ? null : endOfLondonDay(dueUntil) + 1];
  return { from: both(from, Math.max), until: both(until, Math.min) };
}

function both(given: readonly (number | null)[], choose: (...of: number[]) => number): number | null {
  const said = given.flatMap((each) => each ?? []);
  return said.length === 0 ? null : choose(...said);
}

/** "Today" is what is left of the day in England. */
export function viewSpan(view: NonNullable<CaseFilters['view']>, now: number): Span {
  if (view === 'overdue') return { from: null, until: now };
  return view === 'due_today' ? { from: now, until: endOfLondonDay(londonDay(new Date(now))) + 1 } : ALWAYS;
}

/** What a row shows, and how much of the same case is overdue or due today beside it. */
export function nextOf(
  due: readonly Due[],
  now: number,
  span: Span = ALWAYS,
): { readonly next: Due | undefined; readonly others: number } {
  const tonight = endOfLondonDay(londonDay(new Date(now)));
  const within = due.filter(({ at }) => at >= (span.from ?? at) && at < (span.until ?? Number.POSITIVE_INFINITY));
  const next = mostUrgent(within, tonight);
  return { next, others: due.filter((each) => each !== next && each.at <= tonight).length };
}
