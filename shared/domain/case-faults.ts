/**
 * What a section cannot say, whatever its form: days that have not come, ages nobody reaches, orders that end before they
 * begin. Each fault is a path and a sentence that tells what to correct.
 */

import type { AnySectionBody, SectionBody } from '../protocol/case-sections.ts';
import { ageFault } from './age-known.ts';
import { stageFaults } from './stage-faults.ts';

export interface SectionFault {
  readonly path: string;
  readonly message: string;
}

/** `today` is the day in England, YYYY-MM-DD. */
export function sectionFaults(body: AnySectionBody, today: string): SectionFault[] {
  const stages = 'stages' in body ? stageFaults(body, today) : [];
  return [...birthFaults(body, today), ...pastFaults(body, today), ...stages, ...orderFaults(body)];
}

function birthFaults(body: AnySectionBody, today: string): SectionFault[] {
  if (!('birthYear' in body)) {
    if (!('people' in body)) return [];
    return body.people.flatMap(({ dateOfBirth }, at) => bornFault(`people.${at}.dateOfBirth`, dateOfBirth, today));
  }
  const { birthYear, dateOfBirth } = body;
  const yearFault = birthYear === null ? null : ageFault({ by: 'year', year: birthYear }, today);
  const differ = birthYear !== null && dateOfBirth !== null && dateOfBirth.slice(0, 4) !== String(birthYear);
  return [
    ...bornFault('dateOfBirth', dateOfBirth, today),
    ...(yearFault === null ? [] : [{ path: 'birthYear', message: yearFault }]),
    ...(differ ? [{ path: 'birthYear', message: 'The year of birth and the date of birth differ. Keep one.' }] : []),
  ];
}

function bornFault(path: string, born: string | null, today: string): SectionFault[] {
  const message = born === null ? null : ageFault({ by: 'date_of_birth', day: born }, today);
  return message === null ? [] : [{ path, message }];
}

/** Before it nobody who lives now was born: a year that was typed wrong, such as 0201 for 2021. */
const FIRST_DAY = '1900-01-01';

function dayFault(path: string, on: string, today: string): SectionFault[] {
  if (on > today) return [{ path, message: 'This day has not come yet. Write the day on which it happened.' }];
  return on < FIRST_DAY ? [{ path, message: 'This day is too long ago. Check the year.' }] : [];
}

/** Days that tell of something done or happened: none of them can be ahead. */
function pastFaults(body: AnySectionBody, today: string): SectionFault[] {
  const said: readonly (readonly [string, string | null])[] = [
    ...('incidents' in body
      ? body.incidents.map(({ occurredOn }, at) => [`incidents.${at}.occurredOn`, occurredOn] as const)
      : []),
    ...('rights' in body ? rightsDays(body) : []),
    ...('agreedOn' in body ? [['agreedOn', body.agreedOn] as const] : []),
    ...('compensation' in body ? [['compensation.appliedOn', body.compensation?.appliedOn ?? null] as const] : []),
  ];
  return said.flatMap(([path, on]) => (on === null ? [] : dayFault(path, on, today)));
}

function rightsDays({ rights, personalStatement }: SectionBody<'rights'>): (readonly [string, string | null])[] {
  return [
    ...rights.flatMap(({ explainedOn, usedOn }, at) => [
      [`rights.${at}.explainedOn`, explainedOn] as const,
      [`rights.${at}.usedOn`, usedOn] as const,
    ]),
    ['personalStatement.offeredOn', personalStatement?.offeredOn ?? null],
  ];
}

function orderFaults(body: AnySectionBody): SectionFault[] {
  if (!('orders' in body)) return [];
  return body.orders.flatMap(({ from, until }, at) =>
    from !== null && until !== null && until < from
      ? [{ path: `orders.${at}.until`, message: 'The order would end before it begins. Correct one of the two days.' }]
      : [],
  );
}
