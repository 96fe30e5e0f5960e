/** The clocks of a case for whoever looks: what still waits first, the soonest before the others. */
import { bySoonest } from '../../shared/domain/clock-reading.ts';
import type { ClockView } from '../../shared/protocol/clocks.ts';
import type { CaseDoc } from './case.ts';
import { type CaseClockReading, readClocks } from './case-clocks.ts';
import type { CasesDeps } from './deps.ts';

export function presentClocks(deps: Pick<CasesDeps, 'clock' | 'facts'>, doc: CaseDoc): ClockView[] {
  const readings = readClocks(doc, deps.clock.now(), deps.facts().clocks);
  const open = readings.filter(({ stoppedAt }) => stoppedAt === null).sort(bySoonest);
  return [...open, ...readings.filter(({ stoppedAt }) => stoppedAt !== null).sort(bySoonest)].map(presentClock);
}

function presentClock({ startedAt, dueAt, stoppedAt, ...reading }: CaseClockReading): ClockView {
  return {
    ...reading,
    startedAt: startedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    stoppedAt: stoppedAt?.toISOString() ?? null,
  };
}
