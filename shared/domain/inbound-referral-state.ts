/**
 * The one table of what may become of a referral that we received: received, triaged, allocated to somebody, then a case of
 * it, back to its sender, or closed with a reason. Whatever is not in the table does not happen.
 */
import { isUnder18 } from './priority.ts';

export const INBOUND_REFERRAL_STATES = ['received', 'triaged', 'allocated', 'converted', 'returned', 'closed'] as const;
export type InboundReferralState = (typeof INBOUND_REFERRAL_STATES)[number];

/** Who still has to do something. */
export const OPEN_REFERRAL_STATES: readonly InboundReferralState[] = ['received', 'triaged', 'allocated'];

export const INBOUND_SOURCES = ['police_feed', 'partner_feed', 'csv', 'professional_form', 'self_form'] as const;
export type InboundSource = (typeof INBOUND_SOURCES)[number];

export const INBOUND_PRIORITIES = ['urgent', 'normal'] as const;
export type InboundPriority = (typeof INBOUND_PRIORITIES)[number];

export const REFERRAL_MOVES = ['triage', 'allocate', 'release', 'convert', 'return', 'close', 'reopen'] as const;
export type ReferralMove = (typeof REFERRAL_MOVES)[number];

interface Rule {
  readonly from: readonly InboundReferralState[];
  readonly to: InboundReferralState;
}

const RULES: Readonly<Record<ReferralMove, Rule>> = {
  triage: { from: ['received'], to: 'triaged' },
  // Given to somebody else, it is allocated still.
  allocate: { from: ['triaged', 'allocated'], to: 'allocated' },
  // Whoever had it works here no more.
  release: { from: ['allocated'], to: 'triaged' },
  convert: { from: ['triaged', 'allocated'], to: 'converted' },
  return: { from: ['received', 'triaged', 'allocated'], to: 'returned' },
  close: { from: ['triaged', 'allocated'], to: 'closed' },
  // A mistake, or they rang after all. What went back to its sender may not be kept, and comes again as a new one.
  reopen: { from: ['closed'], to: 'triaged' },
};

/** Where the move leads, or null where it may not be made from here. */
export function moveReferral(state: InboundReferralState, move: ReferralMove): InboundReferralState | null {
  const { from, to } = RULES[move];
  return from.includes(state) ? to : null;
}

export function isOpenReferral(state: InboundReferralState): boolean {
  return OPEN_REFERRAL_STATES.includes(state);
}

export interface Closing {
  readonly reason: string;
  /** The grade of the sender, or our own look: high counts whoever says it. */
  readonly urgent: boolean;
  readonly ageBand: Parameters<typeof isUnder18>[0];
  readonly repeat: boolean;
  /** Somebody here has spoken with them. */
  readonly spoken: boolean;
  readonly byLead: boolean;
}

/** Ends it without a word from the person themself. */
const ON_ANOTHERS_WORD = ['declined_support', 'duplicate'];

/**
 * That nobody could be reached never ends it by itself where there is danger, a child, or somebody who comes again; nor does that
 * they want no support, or that it came twice, where nobody has spoken with them (H17).
 */
export function closingNeedsLead({ reason, urgent, ageBand, repeat, spoken, byLead }: Closing): boolean {
  if (byLead) return false;
  const grave = urgent || isUnder18(ageBand);
  if (reason === 'unable_to_contact') return grave || repeat;
  return grave && !spoken && ON_ANOTHERS_WORD.includes(reason);
}
