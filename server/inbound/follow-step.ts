/** Who is called by a step of a received referral, and who is reminded of what runs out in it: written with the step, told after it. */
import type { ClockReading } from '../../shared/domain/clock-reading.ts';
import { isUrgent } from '../../shared/domain/inbound-clocks.ts';
import { isOpenReferral } from '../../shared/domain/inbound-referral-state.ts';
import { isUnder18 } from '../../shared/domain/priority.ts';
import type { Session } from '../platform/mongo.ts';
import { endLateCall } from './call-for-late.ts';
import { type InboundAlert, type InboundDeps, returnedCause, stoppedCause, urgentCause } from './deps.ts';
import type { InboundReferralDoc } from './inbound-referral.ts';
import { timesOf } from './times-of.ts';

interface Step {
  readonly before: InboundReferralDoc;
  readonly after: InboundReferralDoc;
  /** What runs out first in it now. */
  readonly due: ClockReading | null;
  readonly now: number;
}

export async function followStepIn(deps: InboundDeps, session: Session, step: Step): Promise<void> {
  const { before, after } = step;
  for (const alert of calledBy(before, after)) await deps.alerts.raiseIn(session, alert);
  await remindIn(deps, session, step);
}

/**
 * High by anybody's word or under 18, and sent back by hand: a lead looks whether they are left alone (H17). What cannot wait and is nobody's
 * since now: known only now, open again, or of somebody who left. And where somebody else answered or a voice was doubtful, whoever
 * may let attempts go on: until then nobody tries to reach them.
 */
export function calledBy(before: InboundReferralDoc, after: InboundReferralDoc): InboundAlert[] {
  return [
    ...calledToHave(before, after),
    ...(waitsForLook(after) && !waitsForLook(before)
      ? [{ kind: 'inbound_stopped', causeId: stoppedCause(after._id) } as const]
      : []),
  ];
}

function waitsForLook({ state, stopped }: InboundReferralDoc): boolean {
  return isOpenReferral(state) && stopped !== null;
}

function calledToHave(before: InboundReferralDoc, after: InboundReferralDoc): InboundAlert[] {
  if (after.state === 'returned' && before.state !== 'returned')
    return isUrgent(timesOf(after)) || isUnder18(after.ageBand)
      ? [{ kind: 'inbound_returned', causeId: returnedCause(after._id) }]
      : [];
  return callsForSomebody(after) && !callsForSomebody(before)
    ? [{ kind: 'inbound_urgent', causeId: urgentCause(after._id) }]
    : [];
}

function callsForSomebody(doc: InboundReferralDoc): boolean {
  return isUnheld(doc) && (isUrgent(timesOf(doc)) || isUnder18(doc.ageBand));
}

function isUnheld({ state, owner }: InboundReferralDoc): boolean {
  return isOpenReferral(state) && owner === null;
}

/** Of whom it was given to, as long as it is theirs. */
async function remindIn(deps: InboundDeps, session: Session, { before, after, due, now }: Step): Promise<void> {
  const { _id: referralId, owner, teamId, state } = after;
  if (owner !== null && due !== null && isOpenReferral(state)) {
    const reminder = { referralId, kind: due.clock, dueAt: after.dueAt, owner, teamId: teamId ?? '' };
    await deps.reminders.putIn(session, reminder, now);
  } else if (before.owner !== null) await deps.reminders.removeIn(session, referralId);
}

export async function tellStep(
  deps: InboundDeps,
  before: InboundReferralDoc,
  after: InboundReferralDoc,
): Promise<void> {
  for (const { causeId } of calledBy(before, after)) deps.alerts.announce(causeId);
  // Looked at alone it is nobody's yet.
  if (!isUnheld(after)) await deps.alerts.putAway(urgentCause(after._id));
  // Only an attempt can have called for that.
  if (after.attempts > 0 && !waitsForLook(after)) await deps.alerts.putAway(stoppedCause(after._id));
  await endLateCall(deps, before, after);
  const theirs = [before.owner, after.owner].flatMap((owner) => (owner === null ? [] : [owner.agentId]));
  if (theirs.length > 0) deps.reminders.told([...new Set(theirs)], before.dueAt <= deps.clock.now());
}
