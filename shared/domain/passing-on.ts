/**
 * Where somebody stands who chose another provider than us (E1). Nothing of them leaves by the word of whoever referred them:
 * that names us, not the provider, and was given in no wording of ours. So it waits for their own yes (C1), and is sent and
 * chased as every other referral is.
 */
import type { ReferralState } from '../protocol/desk.ts';

export const PASSING_STEPS = [
  'stays',
  /** No agreement in force, not checked, or a telephone alone: they are given the number, or put through. */
  'cannot_send',
  'ask_yes',
  'said_no',
  /** Their yes is here; it is held for a while, or being sent. */
  'on_its_way',
  'did_not_go',
  'taken_back',
  'with_provider',
  'answered',
] as const;
export type PassingStep = (typeof PASSING_STEPS)[number];

/** Whether a referral can be sent to a provider, and why not. */
export const PASSES_BY = ['sends', 'telephone', 'not_checked', 'no_agreement', 'not_listed'] as const;
export type PassesBy = (typeof PASSES_BY)[number];

/** Of the person about the provider they chose: their newest word, and the referral that was made of it. */
export interface PassingNow {
  readonly saidNo: boolean;
  readonly referral: {
    readonly referralId: string;
    readonly state: ReferralState;
    readonly sentAt: number | null;
    readonly acknowledgedAt: number | null;
  } | null;
}

export interface PassingOf {
  /** Null: they stay with us. */
  readonly chosen: string | null;
  /** Null: nothing can be sent to the one they chose. */
  readonly recipientId: string | null;
  readonly now: PassingNow | null;
}

const TAKEN_BACK: readonly ReferralState[] = ['withdrawn', 'recalled'];
const NOT_LEFT: readonly ReferralState[] = ['draft', 'consent_pending', 'held', 'ready', 'sending'];

export function passingStep({ chosen, recipientId, now }: PassingOf): PassingStep {
  if (chosen === null) return 'stays';
  if (recipientId === null) return 'cannot_send';
  const referral = now?.referral ?? null;
  if (referral === null) return now?.saidNo === true ? 'said_no' : 'ask_yes';
  if (TAKEN_BACK.includes(referral.state)) return 'taken_back';
  if (referral.state === 'undeliverable') return 'did_not_go';
  if (NOT_LEFT.includes(referral.state)) return 'on_its_way';
  return referral.state === 'sent' ? 'with_provider' : 'answered';
}

const OPEN: readonly PassingStep[] = ['ask_yes', 'on_its_way', 'did_not_go', 'with_provider'];

/** Whether somebody here still has to do something, or to wait for a word. */
export function isPassingOpen(step: PassingStep): boolean {
  return OPEN.includes(step);
}
