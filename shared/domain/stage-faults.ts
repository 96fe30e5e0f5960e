/** Days in the course of justice that cannot be: what has happened is not ahead, and nothing was before anybody alive. */
import type { SectionBody } from '../protocol/case-sections.ts';
import { HAPPENED_STAGES } from '../reference/justice.ts';
import type { SectionFault } from './case-faults.ts';

const FIRST_DAY = '1900-01-01';

/** `today` is the day in England. A hearing, a trial or a release may be known before it comes. */
export function stageFaults({ stages, orders }: SectionBody<'justice'>, today: string): SectionFault[] {
  return [
    ...stages.flatMap(({ stage, on }, at) => {
      const path = `stages.${at}.on`;
      if (on !== null && on > today && HAPPENED_STAGES.includes(stage)) return [{ path, message: AHEAD }];
      return longAgo(path, on);
    }),
    ...orders.flatMap(({ from, until }, at) => [
      ...longAgo(`orders.${at}.from`, from),
      ...longAgo(`orders.${at}.until`, until),
    ]),
  ];
}

const AHEAD = 'This day has not come yet. Write the day on which it happened.';

function longAgo(path: string, on: string | null): SectionFault[] {
  return on !== null && on < FIRST_DAY ? [{ path, message: 'This day is too long ago. Check the year.' }] : [];
}
