/**
 * What follows from the codes of a case whenever any of them changes: whether hours count, when each clock is due, that it is
 * nobody's, since when its age is known and what that makes somebody's duty. Written in the change itself, so that none of it
 * can be missing or out of date.
 */
import { isUnder18 } from '../../shared/domain/priority.ts';
import type { AgeFollowing } from './age-duties.ts';
import { withAgeDuties } from './age-duties.ts';
import type { CaseChange, CaseDoc } from './case.ts';
import { isUrgent, withClockDues } from './case-clocks.ts';
import { withOwnerDue } from './owner-due.ts';

/** `before` null: the case is made. */
export type FollowCase = (after: CaseDoc, before: CaseDoc | null) => CaseChange;

export function followCase(following: () => AgeFollowing): FollowCase {
  return (changed, before) => {
    const { now, clocks, ages } = following();
    const urgentSince = isUrgent(changed) ? (changed.urgentSince ?? now) : null;
    const urgent = { ...changed, urgentSince };
    const owned = { ...urgent, ...withOwnerDue(urgent, now) };
    const aged = { ...owned, ...withAgeDuties(owned, before, { now, clocks, ages }) };
    const ageAt = changed.ageBand === (before?.ageBand ?? null) ? (changed.ageAt ?? null) : now;
    const wasUnder18 = changed.wasUnder18 === true || isUnder18(before?.ageBand ?? null) || isUnder18(changed.ageBand);
    return { urgentSince, ageAt, ...(wasUnder18 ? { wasUnder18 } : {}), ...withClockDues(aged, now, clocks) };
  };
}
