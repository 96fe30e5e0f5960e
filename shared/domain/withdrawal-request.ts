/**
 * Somebody asked, by reference and phrase, that nothing more is shared (H4). It may be the person, or whoever found the paper: so
 * sending stops, nothing is taken back by itself, and a person asks through the safe contact and decides.
 */
import { isLeadRole } from './permissions.ts';

export const WITHDRAWAL_STATES = ['open', 'taken', 'withdrawn', 'continued'] as const;
export type WithdrawalState = (typeof WITHDRAWAL_STATES)[number];

/** How it was asked whether it was them. */
export const WITHDRAWAL_CHECKS = ['spoke_by_safe_contact', 'spoke_in_person', 'could_not_reach'] as const;
export type WithdrawalCheck = (typeof WITHDRAWAL_CHECKS)[number];

export type WithdrawalDecision = Extract<WithdrawalState, 'withdrawn' | 'continued'>;

/** Somebody has looked at it within so long: the hour where the risk is high (H4), a day else. */
const HIGH_RISK_MS = 3_600_000;
const OTHERS_MS = 86_400_000;

export function withdrawalDueAt(receivedAt: number, highRisk: boolean): number {
  return receivedAt + (highRisk ? HIGH_RISK_MS : OTHERS_MS);
}

export function isOpenWithdrawal(state: WithdrawalState): boolean {
  return state === 'open' || state === 'taken';
}

export interface WithdrawalStanding {
  readonly state: WithdrawalState;
  readonly takenBy: { readonly agentId: string } | null;
  readonly highRisk: boolean;
}

export interface WithdrawalMove {
  readonly agentId: string;
  readonly role: string;
}

export type TakeVerdict = 'move' | 'same' | 'taken_by_another' | 'over';

/**
 * In one pair of hands, which may be the wrong ones: a lead takes it from anybody, and once it is late whoever may decide does.
 * Else it would wait for somebody who is ill, or at high risk for somebody who may not decide it, while help stays paused.
 */
export function judgeTake(
  { state, takenBy, dueAt }: Omit<WithdrawalStanding, 'highRisk'> & { readonly dueAt: number },
  { agentId, role, from }: WithdrawalMove & { readonly from: string | null },
  now: number,
): TakeVerdict {
  if (!isOpenWithdrawal(state)) return 'over';
  if (takenBy === null) return 'move';
  if (takenBy.agentId === agentId) return 'same';
  // Two who press at once do not take it from each other: whom it is taken from is said.
  return takenBy.agentId === from && (isLeadRole(role) || now > dueAt) ? 'move' : 'taken_by_another';
}

export type DecideVerdict =
  | 'move'
  | 'same'
  | 'over'
  | 'not_taken'
  | 'taken_by_another'
  | 'lead_decides'
  | 'not_reached';

export interface Deciding extends WithdrawalMove {
  readonly decision: WithdrawalDecision;
  readonly check: WithdrawalCheck;
}

/**
 * Going on takes their word, or sharing would go on against what may be their wish. Where the risk is high or they are under 18 a
 * lead decides, in either direction: help that is called off may be what somebody else wanted. So does a lead where nobody
 * reached them, and what was shared would be taken back on the word of whoever had the phrase.
 */
export function judgeDecision(
  standing: WithdrawalStanding & { readonly under18: boolean },
  deciding: Deciding,
): DecideVerdict {
  const { state, takenBy, highRisk, under18 } = standing;
  const { agentId, role, decision, check } = deciding;
  if (!isOpenWithdrawal(state)) return state === decision && takenBy?.agentId === agentId ? 'same' : 'over';
  if (takenBy === null) return 'not_taken';
  if (takenBy.agentId !== agentId) return 'taken_by_another';
  const unheard = check === 'could_not_reach';
  if (unheard && decision === 'continued') return 'not_reached';
  return (highRisk || under18 || unheard) && !isLeadRole(role) ? 'lead_decides' : 'move';
}
