/**
 * Numbers of the people of a case are kept to find a conflict of interest, and nobody was asked whether it is safe to ring
 * one: behind the gate of safe contact that is never, so that they are shown hidden. Whoever is to be reached stands under
 * "Contact", with the answers that the gate needs.
 */
import type { SectionBody } from '../protocol/case-sections.ts';
import { HIDDEN, usableContact } from './safe-contact.ts';

type People = SectionBody<'people'>;

const SHOWN_DIGITS = 3;
const LEAST_DIGITS = 7;

/** Enough to tell one number from another, and too little to ring it: `••• 123`. */
export function hiddenNumber(number: string): string {
  const shown = usableContact({ value: number, safety: 'unknown' });
  if (shown !== null) return shown;
  const digits = number.replaceAll(/\D/g, '');
  return digits.length < LEAST_DIGITS ? HIDDEN : `${HIDDEN} ${digits.slice(-SHOWN_DIGITS)}`;
}

function isHiddenNumber(text: string): boolean {
  return text.trim().startsWith(HIDDEN);
}

export function withHiddenNumbers(body: People): People {
  return {
    ...body,
    people: body.people.map((each) => (each.phone === null ? each : { ...each, phone: hiddenNumber(each.phone) })),
  };
}

export interface StandingNumbers {
  readonly body: People;
  /** Places of people whose hidden number is none that stands there. */
  readonly unknown: readonly number[];
}

/** What was read comes back hidden: of the same person it is the number that stands there. */
export function withStandingNumbers(body: People, standing: People): StandingNumbers {
  const unknown: number[] = [];
  const people = body.people.map((each, at) => {
    if (each.phone === null || !isHiddenNumber(each.phone)) return each;
    const before = standing.people.find(({ personId }) => personId === each.personId)?.phone ?? null;
    if (before !== null && hiddenNumber(before) === each.phone.trim()) return { ...each, phone: before };
    unknown.push(at);
    return each;
  });
  return { body: { ...body, people }, unknown };
}
