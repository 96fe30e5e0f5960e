/** What is wrong with an answer of a partner, or with its card, on this day; empty where nothing is. */
import type { SectionFault } from '../../shared/domain/case-faults.ts';
import { codeFaults, given } from '../../shared/domain/code-faults.ts';
import type { PortalAnswer } from '../../shared/protocol/http/portal.ts';
import type { PartnerCardBody } from '../../shared/protocol/partner-card.ts';
import type { KnownCodes } from '../../shared/reference/known-codes.ts';

interface Today {
  /** `YYYY-MM-DD` in England. */
  readonly day: string;
  readonly codes: KnownCodes;
}

/** A start or a review further away than this is a slip of the pen; a stop of intake has to be looked at once a year. */
const YEARS_AHEAD = 1;
/** Who began before they came to write it down. */
const DAYS_BACK = 31;

export function answerFaults(answer: PortalAnswer, { day, codes }: Today): SectionFault[] {
  switch (answer.kind) {
    case 'accept':
      return answer.startsOn === null
        ? []
        : dayFaults('startsOn', answer.startsOn, { from: daysFrom(day, -DAYS_BACK), day });
    case 'decline':
      return [
        ...codeFaults(given('reason', 'declineReasons', answer.reason), codes),
        ...(answer.reason === 'other' && answer.text === null
          ? [{ path: 'text', message: 'Say in a few words why, so that the next step can be found.' }]
          : []),
      ];
    case 'waiting_list':
      return dayFaults('reviewOn', answer.reviewOn, { from: day, day });
    case 'outcome':
      return codeFaults(given('outcome', 'partnerOutcomes', answer.outcome), codes);
    default:
      return [];
  }
}

export function cardFaults({ ageFrom, ageTo, stopsIntakeUntil }: PartnerCardBody, day: string): SectionFault[] {
  const reversed = ageFrom !== null && ageTo !== null && ageTo < ageFrom;
  return [
    ...(reversed ? [{ path: 'ageTo', message: 'The oldest age is below the youngest. Correct one of them.' }] : []),
    ...(stopsIntakeUntil === null ? [] : dayFaults('stopsIntakeUntil', stopsIntakeUntil, { from: day, day })),
  ];
}

function dayFaults(path: string, chosen: string, { from, day }: { from: string; day: string }): SectionFault[] {
  if (chosen < from) return [{ path, message: 'This day is over. Choose a later one.' }];
  const latest = `${Number(day.slice(0, 4)) + YEARS_AHEAD}${day.slice(4)}`;
  return chosen > latest ? [{ path, message: 'This day is more than a year away. Choose an earlier one.' }] : [];
}

function daysFrom(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
