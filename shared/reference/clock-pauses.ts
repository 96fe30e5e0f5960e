// Why a clock may stand still. Only what the person asked for or what keeps them unhurt counts: that we have nobody
// free, or wait for somebody else, is time that they wait (D3).
import { listFrom, type ReferenceItem } from './reference-item.ts';

export const CLOCK_PAUSES = ['person_asked_later', 'no_safe_time_before', 'away_by_agreement'] as const;
export type ClockPauseReason = (typeof CLOCK_PAUSES)[number];

const LABELS: Readonly<Record<ClockPauseReason, string>> = {
  person_asked_later: 'The person asked us to wait until then',
  no_safe_time_before: 'There is no safe time to contact them before then',
  away_by_agreement: 'They told us that they are away until then',
};

export const clockPauses: readonly ReferenceItem[] = listFrom(
  { validFrom: '2026-11-01', source: 'Our own list: pauses that the person chose, none that suits us', evidence: 'K' },
  CLOCK_PAUSES.map((code) => [code, LABELS[code]]),
);
