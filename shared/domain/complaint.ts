/** Complaints and compliments, by any channel, also without a name: what may become of one, and who is asked to learn from it. */
export const COMPLAINT_KINDS = ['complaint', 'compliment', 'data_protection'] as const;
export type ComplaintKind = (typeof COMPLAINT_KINDS)[number];

/** How something came that a member of staff writes down. */
export const WRITTEN_DOWN_CHANNELS = [
  'chat',
  'phone',
  'email',
  'post',
  'in_person',
  'web_form',
  'partner',
  'commissioner',
] as const;
/** `widget`: the person sent it from the chat window themselves. */
export const COMPLAINT_CHANNELS = [...WRITTEN_DOWN_CHANNELS, 'widget'] as const;
export type ComplaintChannel = (typeof COMPLAINT_CHANNELS)[number];

export const COMPLAINT_STATES = ['received', 'acknowledged', 'answered', 'escalated', 'closed'] as const;
export type ComplaintState = (typeof COMPLAINT_STATES)[number];

export const COMPLAINT_FINDINGS = ['upheld', 'partly_upheld', 'not_upheld', 'could_not_tell'] as const;
export type ComplaintFinding = (typeof COMPLAINT_FINDINGS)[number];

export type ComplaintMove = 'note' | 'own' | 'acknowledge' | 'answer' | 'escalate' | 'learn' | 'close' | 'reopen';

export interface ComplaintStanding {
  readonly kind: ComplaintKind;
  readonly state: ComplaintState;
  /** Nobody left a way to be answered. */
  readonly anonymous: boolean;
  readonly learnt: boolean;
}

/** Why a move may not be made; null when it may. */
export type ComplaintRefusal =
  | 'closed'
  | 'not_closed'
  | 'acknowledged_already'
  | 'not_answered'
  | 'nothing_learnt'
  | 'thanks_only'
  | 'cannot_be_reached';

export function judgeComplaint(standing: ComplaintStanding, move: ComplaintMove): ComplaintRefusal | null {
  const { kind, state, anonymous, learnt } = standing;
  if (move === 'reopen') return state === 'closed' ? null : 'not_closed';
  if (state === 'closed') return move === 'note' || move === 'learn' ? null : 'closed';
  if (kind === 'compliment' && ['acknowledge', 'answer', 'escalate'].includes(move)) return 'thanks_only';
  if (move === 'acknowledge') {
    if (anonymous) return 'cannot_be_reached';
    return state === 'received' ? null : 'acknowledged_already';
  }
  if (move === 'escalate') return state === 'answered' ? null : 'not_answered';
  if (move !== 'close' || kind === 'compliment') return null;
  // What nobody can be answered is looked into and learnt from all the same.
  if (state !== 'answered') return 'not_answered';
  return learnt ? null : 'nothing_learnt';
}

export function complaintAfter(state: ComplaintState, move: ComplaintMove): ComplaintState {
  switch (move) {
    case 'acknowledge':
      return 'acknowledged';
    case 'answer':
      return 'answered';
    case 'escalate':
      return 'escalated';
    case 'close':
      return 'closed';
    case 'reopen':
      return 'escalated';
    default:
      return state;
  }
}
