/**
 * What one person may not decide alone: one proposes with a reason, another decides. The one who proposed never decides,
 * whatever else they are; who may be the other turns on what is proposed.
 */
import type { Role } from '../protocol/desk.ts';

export const APPROVAL_KINDS = [
  'risk_lowering',
  'disclosure',
  'merge',
  'exclusion_lifting',
  'tool_version',
  'consent_release',
] as const;
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];

export const APPROVAL_STATES = ['proposed', 'approved', 'refused', 'withdrawn'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

/** Sharing without consent is a lead's decision; a supervisor stands in, so that nobody waits for one person (H20). */
const DECIDERS: Readonly<Record<ApprovalKind, readonly Role[]>> = {
  risk_lowering: ['supervisor', 'safeguarding_lead', 'coordinator'],
  disclosure: ['safeguarding_lead', 'supervisor'],
  merge: ['coordinator', 'supervisor', 'safeguarding_lead'],
  exclusion_lifting: ['coordinator', 'supervisor', 'safeguarding_lead'],
  // Whoever keeps the settings does not decide from when on somebody is in danger.
  tool_version: ['safeguarding_lead'],
  // A yes of a child under 13, or one that may not have been free (H10).
  consent_release: ['safeguarding_lead'],
};

export interface Proposal {
  readonly kind: ApprovalKind;
  readonly state: ApprovalState;
  readonly proposedBy: string;
  readonly decidedBy: string | null;
}

export interface Decider {
  readonly agentId: string;
  readonly role: Role;
}

export type ApprovalMove = 'approve' | 'refuse' | 'withdraw';

/** `same` was decided so by the same person before; `own_proposal` needs somebody else. */
export type ApprovalVerdict = 'move' | 'same' | 'own_proposal' | 'not_yours' | 'over';

const BECOMES: Readonly<Record<ApprovalMove, ApprovalState>> = {
  approve: 'approved',
  refuse: 'refused',
  withdraw: 'withdrawn',
};

export function stateAfter(move: ApprovalMove): ApprovalState {
  return BECOMES[move];
}

export function mayDecideKind(kind: ApprovalKind, role: Role): boolean {
  return DECIDERS[kind].includes(role);
}

/** Which kinds wait for somebody of this role. */
export function kindsDecidedBy(role: Role): ApprovalKind[] {
  return APPROVAL_KINDS.filter((kind) => mayDecideKind(kind, role));
}

export function judgeApproval(proposal: Proposal, move: ApprovalMove, by: Decider): ApprovalVerdict {
  const own = proposal.proposedBy === by.agentId;
  if (move === 'withdraw') {
    if (!own) return 'not_yours';
  } else {
    if (own) return 'own_proposal';
    if (!mayDecideKind(proposal.kind, by.role)) return 'not_yours';
  }
  if (proposal.state === 'proposed') return 'move';
  return proposal.state === BECOMES[move] && proposal.decidedBy === by.agentId ? 'same' : 'over';
}
