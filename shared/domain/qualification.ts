/**
 * Who holds what on a day, and what ends soon. A lapse moves nothing by itself: whoever works goes on working, is listed, and
 * cannot finish what asks for it until somebody has renewed it. Days are YYYY-MM-DD in England.
 */
import { type QualificationKind, qualificationKinds } from '../reference/qualifications.ts';
import { itemsAt } from '../reference/reference-item.ts';
import { dayAfter } from './working-days.ts';

export interface HeldQualification {
  readonly code: string;
  readonly obtainedOn: string;
  /** The last day on which it holds; null without an end. */
  readonly expiresOn: string | null;
  /** Taken back or replaced: from that day on it does not count. */
  readonly endedOn: string | null;
}

/** How far ahead what ends is listed. */
export const EXPIRING_DAYS = 60;

export function holdsOn({ obtainedOn, expiresOn, endedOn }: HeldQualification, day: string): boolean {
  return obtainedOn <= day && (expiresOn === null || day <= expiresOn) && (endedOn === null || day < endedOn);
}

function countsFor(code: string, wanted: string, kinds: readonly QualificationKind[]): boolean {
  return code === wanted || kinds.some((kind) => kind.code === code && kind.countsFor.includes(wanted));
}

/** Whether somebody holds what is asked for on this day, and until when: the one that holds longest says so. */
export function qualifiedOn(
  held: readonly HeldQualification[],
  code: string,
  day: string,
  kinds: readonly QualificationKind[] = qualificationKinds,
): { readonly held: boolean; readonly until: string | null } {
  const counting = held.filter((each) => countsFor(each.code, code, kinds) && holdsOn(each, day));
  if (counting.length === 0) return { held: false, until: null };
  const ends = counting.map(({ expiresOn }) => expiresOn);
  if (ends.includes(null)) return { held: true, until: null };
  return { held: true, until: ends.reduce((latest, end) => ((end ?? '') > (latest ?? '') ? end : latest)) };
}

export type QualificationStanding = 'future' | 'held' | 'expiring' | 'lapsed' | 'ended';

export function standingOn(held: HeldQualification, today: string): QualificationStanding {
  const { obtainedOn, expiresOn, endedOn } = held;
  if (endedOn !== null && endedOn <= today) return 'ended';
  if (obtainedOn > today) return 'future';
  if (expiresOn === null) return 'held';
  if (expiresOn < today) return 'lapsed';
  return expiresOn <= dayAfter(today, EXPIRING_DAYS) ? 'expiring' : 'held';
}

/** One that ended or ends, and that no newer one of the same kind takes over from: what a lead has to see to. */
export function needsRenewal<T extends HeldQualification>(all: readonly T[], today: string): T[] {
  return all.filter((each) => {
    const standing = standingOn(each, today);
    if (standing !== 'expiring' && standing !== 'lapsed') return false;
    return !all.some(
      (other) => other !== each && other.code === each.code && other.endedOn === null && outlasts(other, each),
    );
  });
}

function outlasts(other: HeldQualification, each: HeldQualification): boolean {
  if (other.expiresOn === null) return each.expiresOn !== null;
  return each.expiresOn !== null && other.expiresOn > each.expiresOn;
}

/** What has to be corrected, as fields and sentences. */
export function qualificationFaults(
  given: Pick<HeldQualification, 'code' | 'obtainedOn' | 'expiresOn'>,
  today: string,
): { path: string; message: string }[] {
  const { code, obtainedOn, expiresOn } = given;
  const faults: { path: string; message: string }[] = [];
  if (!itemsAt(qualificationKinds, today).some((kind) => kind.code === code))
    faults.push({ path: 'code', message: 'Choose a qualification from the list.' });
  if (obtainedOn > today)
    faults.push({ path: 'obtainedOn', message: 'It was not obtained in the future. Correct the day.' });
  if (expiresOn !== null && expiresOn < obtainedOn)
    faults.push({ path: 'expiresOn', message: 'It ends before it was obtained. Correct one of the days.' });
  return faults;
}
