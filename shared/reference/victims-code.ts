// The twelve rights of the Victims' Code, by version. A new Code is on its way (consultation CP 1502, closed 30 April
// 2026): close the last version with `validTo` and add the next, never change one under which a record was made.
import { isValidOn, type ReferenceItem } from './reference-item.ts';

export interface VictimsRight {
  /** 1 to 12, as people know them. */
  readonly right: number;
  readonly code: string;
  readonly label: string;
  /** `all`: also who has reported nothing. `reported`: begins with a report to the police. */
  readonly appliesTo: 'all' | 'reported';
}

export interface VictimsCode extends ReferenceItem {
  readonly rights: readonly VictimsRight[];
}

/** Rights 1 and 4 are marked so in the Code; that a complaint is open to everybody lies in its nature (K). */
const FOR_ALL: ReadonlySet<number> = new Set([1, 4, 12]);

const TITLES: readonly (readonly [code: string, label: string])[] = [
  ['understood', 'To be able to understand and to be understood'],
  ['recorded', 'To have the details of the crime recorded without unjustified delay'],
  ['told_when_reporting', 'To be provided with information when reporting the crime'],
  ['support', 'To be referred to services that support victims, tailored to your needs'],
  ['compensation', 'To be provided with information about compensation'],
  ['investigation', 'To be provided with information about the investigation and prosecution'],
  ['personal_statement', 'To make a Victim Personal Statement'],
  ['trial', 'To be given information about the trial, trial process and your role as a witness'],
  ['outcome', 'To be given information about the outcome of the case and any appeals'],
  ['expenses_property', 'To be paid expenses and have property returned'],
  ['offender', 'To be given information about the offender following a conviction'],
  ['complain', 'To make a complaint about your rights not being met'],
];

const twelve: readonly VictimsRight[] = TITLES.map(([code, label], index) => ({
  right: index + 1,
  code,
  label,
  appliesTo: FOR_ALL.has(index + 1) ? 'all' : 'reported',
}));

const source =
  'https://www.gov.uk/government/publications/the-code-of-practice-for-victims-of-crime; which rights apply to all: https://hampshire-pcc.gov.uk';

export const victimsCodes: readonly VictimsCode[] = [
  {
    code: 'victims-code-2021-04',
    label: 'Victims’ Code of 1 April 2021',
    validFrom: '2021-04-01',
    validTo: '2024-06-09',
    source,
    evidence: 'R',
    rights: twelve,
  },
  {
    code: 'victims-code-2024-06',
    label: 'Victims’ Code of 1 April 2021, updated 10 June 2024',
    validFrom: '2024-06-10',
    source,
    evidence: 'R',
    rights: twelve,
  },
];

/** What a new record is made under; stands on the record from then on. */
export const VICTIMS_CODE_VERSION = 'victims-code-2024-06';

/** The Code in force on a day (YYYY-MM-DD); undefined before there was one of this kind. */
export function victimsCodeOn(day: string): VictimsCode | undefined {
  return victimsCodes.find((each) => isValidOn(each, day));
}

/** The rights under a version, for somebody who has reported or not; unknown versions give none. */
export function rightsUnder(version: string, { reported }: { readonly reported: boolean }): readonly VictimsRight[] {
  const rights = victimsCodes.find(({ code }) => code === version)?.rights ?? [];
  return rights.filter(({ appliesTo }) => reported || appliesTo === 'all');
}
