/** Hours that nobody is on call for: now, and in the next two weeks (H5). */
import { gapsIn, type Span } from '../../../shared/domain/duty-list.ts';
import { londonDay } from '../../../shared/domain/opening-hours.ts';
import type { ServiceWarning } from '../../../shared/protocol/http/service-warnings.ts';
import type { DutyDeps } from './deps.ts';
import { LOOK_AHEAD_MS } from './read-duty.ts';

export async function dutyWarnings({ turns, clock }: Pick<DutyDeps, 'turns' | 'clock'>): Promise<ServiceWarning[]> {
  const now = clock.now();
  const ahead = { from: now, until: now + LOOK_AHEAD_MS };
  const gaps = gapsIn(await turns.from(now), ahead);
  const [first] = gaps;
  const later = gaps.filter(({ from }) => from > now);
  const [next] = later;
  return [
    ...(first?.from === now ? [nobodyNow(first, ahead)] : []),
    ...(next === undefined ? [] : [nobodyThen(next, ahead, later.length - 1)]),
  ];
}

function nobodyNow(gap: Span, ahead: Span): ServiceWarning {
  const until = gap.until < ahead.until ? ` until ${moment(gap.until)}` : '';
  return {
    ...{ kind: 'duty', state: 'now', on: londonDay(new Date(gap.from)), numbers: [] },
    sentence: `Nobody is on call now${until}: in an emergency nobody would be called. Put a lead on the list.`,
  };
}

function nobodyThen(gap: Span, ahead: Span, more: number): ServiceWarning {
  const until = gap.until < ahead.until ? ` until ${moment(gap.until)}` : ' on';
  const others = more === 0 ? '' : `, and ${more} more ${more === 1 ? 'time' : 'times'} in the next two weeks`;
  return {
    ...{ kind: 'duty', state: 'soon', on: londonDay(new Date(gap.from)), numbers: [] },
    sentence: `Nobody is on call from ${moment(gap.from)}${until}${others}. Put a lead on the list.`,
  };
}

const FORM = { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' } as const;

function moment(at: number): string {
  return new Date(at).toLocaleString('en-GB', { timeZone: 'Europe/London', ...FORM });
}
