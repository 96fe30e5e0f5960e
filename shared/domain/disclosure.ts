/**
 * Sharing without consent: proposed by one with a reason and a ground in law, approved by another, then made. What cannot
 * wait is made first, by one, and stands flagged until another has looked at it. Nothing here asks for agreement, and nothing
 * of a *Tell* card gates it (H2, H5).
 */
import type { DisclosureReason } from '../reference/disclosure.ts';

/** `made` beside a missing approval is only ever an emergency's. */
export const DISCLOSURE_STATES = ['proposed', 'approved', 'made', 'refused', 'withdrawn'] as const;
export type DisclosureState = (typeof DISCLOSURE_STATES)[number];

export const DISCLOSURE_APPROVALS = ['awaited', 'approved', 'not_approved'] as const;
export type DisclosureApproval = (typeof DISCLOSURE_APPROVALS)[number];

export const DISCLOSURE_RECIPIENTS = [
  'police',
  'ambulance',
  'childrens_services',
  'adult_services',
  'health',
  'marac',
  'court',
  'other',
] as const;
export type DisclosureRecipient = (typeof DISCLOSURE_RECIPIENTS)[number];

/** Whether the person was told: before, afterwards, or not, and then why not. */
export const DISCLOSURE_TOLD = ['before', 'after', 'not_told'] as const;
export type DisclosureTold = (typeof DISCLOSURE_TOLD)[number];

export const WHY_NOT_TOLD = [
  'unsafe_for_them',
  'unsafe_for_somebody_else',
  'no_safe_contact',
  'no_time',
  'forbidden_by_law',
] as const;
export type WhyNotTold = (typeof WHY_NOT_TOLD)[number];

/** Reasons for which somebody may act before another has looked: a court can wait for a lead. */
const CANNOT_WAIT: readonly DisclosureReason[] = [
  'risk_to_life_self',
  'risk_serious_harm_other',
  'child_at_risk',
  'adult_at_risk',
  'terrorism',
];

export function mayBeMadeFirst(reason: DisclosureReason): boolean {
  return CANNOT_WAIT.includes(reason);
}

export interface DisclosureClaim {
  readonly reason: DisclosureReason;
  readonly emergency: boolean;
  readonly told: DisclosureTold;
  readonly whyNotTold: WhyNotTold | null;
  /** When it was made, for one that could not wait; epoch ms. */
  readonly madeAt: number | null;
}

/** Clocks of two machines differ by less. */
const AHEAD_MS = 2 * 60_000;

/** What has to be corrected before it can stand, as fields and sentences. */
export function disclosureFaults(claim: DisclosureClaim, now: number): { path: string; message: string }[] {
  const { reason, emergency, told, whyNotTold, madeAt } = claim;
  const faults: { path: string; message: string }[] = [];
  const wrong = (path: string, message: string) => void faults.push({ path, message });
  if (emergency && !mayBeMadeFirst(reason))
    wrong('emergency', 'This can wait for a second person. Propose it, and make it when it is approved.');
  if (emergency && madeAt === null) wrong('madeAt', 'Say when it was shared.');
  if (!emergency && madeAt !== null) wrong('madeAt', 'It is shared only after it is approved. Leave the time empty.');
  if (madeAt !== null && madeAt > now + AHEAD_MS) wrong('madeAt', 'It was not shared in the future. Correct the time.');
  if (told === 'not_told' && whyNotTold === null)
    wrong('whyNotTold', 'Say why the person was not told. Telling them is the rule; that it is unsafe is the reason.');
  if (told !== 'not_told' && whyNotTold !== null) wrong('whyNotTold', 'They were told. Take the reason out.');
  if (!emergency && told === 'after') wrong('told', 'Nothing is shared yet: they are told before, or not told.');
  return faults;
}

export interface DisclosureStanding {
  readonly state: DisclosureState;
  readonly approval: DisclosureApproval;
  readonly emergency: boolean;
  readonly proposedBy: string;
  readonly decidedBy: string | null;
}

/** Made and not approved: somebody is chased until another has looked. */
export function isFlagged({ state, approval }: DisclosureStanding): boolean {
  return state === 'made' && approval === 'awaited';
}

/** Stands on two people's word: approved by somebody other than who proposed it. */
export function standsByTwo({ approval, proposedBy, decidedBy }: DisclosureStanding): boolean {
  return approval === 'approved' && decidedBy !== null && decidedBy !== proposedBy;
}

export type DisclosureMove = 'make' | 'outcome' | 'told_later';

export type DisclosureRefusal = 'not_approved' | 'made_already' | 'not_made' | 'told_already';

/** What may be recorded of one, besides its approval; null when it may. */
export function judgeDisclosure(
  { state, told }: Pick<DisclosureStanding, 'state'> & { readonly told: DisclosureTold },
  move: DisclosureMove,
): DisclosureRefusal | null {
  if (move === 'make') {
    if (state === 'made') return 'made_already';
    return state === 'approved' ? null : 'not_approved';
  }
  if (state !== 'made') return 'not_made';
  // That they were told before is not to be overwritten by that they were told.
  return move === 'told_later' && told !== 'not_told' ? 'told_already' : null;
}

const MINUTE_MS = 60_000;

/** Shared before another said yes: a time is given to the minute, and the minute of the yes counts. */
export function isMadeTooEarly(sharedAt: number, approvedAt: number): boolean {
  return sharedAt < Math.floor(approvedAt / MINUTE_MS) * MINUTE_MS;
}

/** What a decision of the second person makes of it; null where it changes nothing any more. */
export function afterDecision(
  { state }: Pick<DisclosureStanding, 'state'>,
  decision: 'approve' | 'refuse' | 'withdraw',
): { readonly state: DisclosureState; readonly approval: DisclosureApproval } | null {
  const made = state === 'made';
  if (!made && state !== 'proposed') return null;
  if (decision === 'approve') return { state: made ? 'made' : 'approved', approval: 'approved' };
  // What was shared is shared: it cannot be taken back, only found wrong.
  if (decision === 'withdraw') return made ? null : { state: 'withdrawn', approval: 'not_approved' };
  return { state: made ? 'made' : 'refused', approval: 'not_approved' };
}
