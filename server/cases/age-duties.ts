/**
 * What an age that became known or changed makes somebody's duty (H10): entries of what is due, made in the change itself. One
 * goes when it was done, or when what asked for it no longer holds.
 */
import { type AgeDuty, type AgeNow, ageDutiesAfter } from '../../shared/domain/age-change.ts';
import { ageOn } from '../../shared/domain/age-known.ts';
import type { AgeSettings } from '../../shared/domain/age-rules.ts';
import { dueOf } from '../../shared/domain/case-clocks.ts';
import type { ClockSettings } from '../../shared/domain/clock-settings.ts';
import { dueKindOfAge } from '../../shared/domain/due-kinds.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { ageBand } from '../../shared/protocol/pre-chat.ts';
import { crimeTypes } from '../../shared/reference/crime-types.ts';
import type { CaseChange, CaseDoc } from './case.ts';
import { nextDueOf } from './due.ts';
import { ownDueId } from './mirrored.ts';

const AGE = 'age:';

/** That somebody is to be contacted today is what the clock of first contact says; it is not due twice. */
const BY_THE_CLOCK: readonly string[] = ['contact_today'];

export interface AgeFollowing {
  readonly now: number;
  readonly clocks: ClockSettings;
  /** From which age the panel of their district hears. */
  readonly ages: (where: Pick<CaseDoc, 'area' | 'areaOfSafety'>) => AgeSettings;
}

export function withAgeDuties(after: CaseDoc, before: CaseDoc | null, { now, clocks, ages }: AgeFollowing): CaseChange {
  const today = londonDay(new Date(now));
  const { added, over } = ageDutiesAfter(before && nowOf(before, today), nowOf(after, today), ages(after));
  const gone = new Set([...over, ...added.map(({ code }) => code)].map(ageDueId));
  const kept = after.due.filter(({ dueId }) => !gone.has(dueId));
  const made = added
    .filter(({ code }) => !BY_THE_CLOCK.includes(code))
    .map((duty) => ({ dueId: ageDueId(duty.code), kind: dueKindOfAge(duty.code), at: dueAt(duty, now, clocks) }));
  return nextDueOf([...kept, ...made]);
}

/** An alert now; everything else the same day, as first contact with a child. */
function dueAt({ kind }: AgeDuty, now: number, clocks: ClockSettings): number {
  if (kind === 'alert') return now;
  const child = { clock: 'first_safe_contact', urgency: { risk: null, ageBand: '16_17' } } as const;
  return dueOf(child, new Date(now), clocks).dueAt.getTime();
}

export function ageDueId(code: string): string {
  return `${AGE}${code}`;
}

/** What the code of a duty is, of an entry that one made, here or in a case that became part of this one. */
export function ageDutyOf(dueId: string): string | null {
  const own = ownDueId(dueId);
  return own.startsWith(AGE) ? own.slice(AGE.length) : null;
}

/**
 * The age and what it turns on, as the codes of the case tell. Consents stand with their conversations and are stopped there
 * (`referrals/begin-sending.ts`), so none is counted here.
 */
function nowOf(doc: CaseDoc, today: string): AgeNow {
  const band = ageBand.safeParse(doc.ageBand);
  return {
    age: ageOn(band.success ? { by: 'band', band: band.data } : null, today),
    standing: {
      ...{ consentsInForce: 0, competenceNoted: false, leadReleased: false },
      sexualActivity: doc.crimeTypes.some((code) => SEXUAL.has(code)),
      domesticAbuse: doc.crimeFlags.includes('domestic') || doc.crimeTypes.some((code) => DOMESTIC.has(code)),
      highRisk: doc.risk === 'high',
      maracReferred: doc.clocks.some(({ recipientKind }) => recipientKind === 'marac'),
      ...{ phraseGiven: false, orientationOrGenderAnswered: false },
      contactedSafely: doc.clocks.some(({ clock, stoppedAt }) => clock === 'first_safe_contact' && stoppedAt !== null),
    },
  };
}

const codesIn = (groups: readonly string[]): ReadonlySet<string> =>
  new Set(crimeTypes.filter(({ group }) => groups.includes(group)).map(({ code }) => code));
const SEXUAL = new Set([...codesIn(['sexual']), 'da_sexual']);
const DOMESTIC = codesIn(['domestic_abuse']);
