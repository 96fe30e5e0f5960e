/** How old the person of a case is, and when they were born, as far as their section tells. */
import { type AgeSpan, ageOn } from '../../shared/domain/age-known.ts';
import { type BornWithin, bornWithin } from '../../shared/domain/born-within.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { Session } from '../platform/mongo.ts';
import type { CaseDoc } from './case.ts';
import { ageSourceOf } from './case-codes.ts';
import type { CasesDeps } from './deps.ts';

export interface PersonAge {
  readonly age: AgeSpan | null;
  readonly born: BornWithin | null;
}

export async function personAge(
  { sections, clock }: Pick<CasesDeps, 'sections' | 'clock'>,
  { _id, openedAt, ageAt }: Pick<CaseDoc, '_id' | 'openedAt' | 'ageAt'>,
  session: Session,
): Promise<PersonAge> {
  const section = await sections.find(_id, 'person', session);
  const body = section === null ? null : await sections.open(section);
  const source = body !== null && 'dateOfBirth' in body ? ageSourceOf(body) : null;
  // A band was true when it was written.
  const given = londonDay(new Date(ageAt ?? openedAt));
  return { age: ageOn(source, londonDay(new Date(clock.now()))), born: bornWithin(source, given) };
}
