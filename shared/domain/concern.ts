/**
 * The concerns register: what may become of a safeguarding concern. It is open until a lead has decided, decided until what
 * was decided is done, and closed with a reason; nothing closes by itself, and whoever reads it later sees why.
 */
export const CONCERN_KINDS = ['child', 'adult', 'child_protection', 'emergency', 'other'] as const;
export type ConcernKind = (typeof CONCERN_KINDS)[number];

export const CONCERN_SOURCES = ['conversation', 'case', 'tool', 'age_rule', 'emergency', 'by_hand'] as const;
export type ConcernSource = (typeof CONCERN_SOURCES)[number];

export const CONCERN_STATES = ['open', 'decided', 'closed'] as const;
export type ConcernState = (typeof CONCERN_STATES)[number];

/** What a lead may decide; more than one may follow from another. */
export const CONCERN_DECISIONS = [
  'childrens_services',
  'adult_services',
  'police',
  'health',
  'marac',
  'support_by_us',
  'watch',
  'no_further_action',
] as const;
export type ConcernDecision = (typeof CONCERN_DECISIONS)[number];

export const CONCERN_CLOSURES = ['done', 'passed_on', 'not_a_concern', 'died', 'duplicate'] as const;
export type ConcernClosure = (typeof CONCERN_CLOSURES)[number];

/** Sexual activity under 13 is always referred, whatever anybody thinks of it (domain facts, section 3: R [49]). */
export const ALWAYS_REFERRED: ConcernDecision = 'childrens_services';

export interface ConcernStanding {
  readonly kind: ConcernKind;
  readonly state: ConcernState;
  readonly decisions: readonly ConcernDecision[];
  /** Actions that nobody has done yet. */
  readonly actionsOpen: number;
}

export type ConcernMove = 'note' | 'own' | 'decide' | 'act' | 'act_done' | 'review' | 'close' | 'reopen';

/** Why a move may not be made; null when it may. */
export type ConcernRefusal = 'closed' | 'not_closed' | 'not_decided' | 'actions_open' | 'must_be_referred';

export function judgeConcern(standing: ConcernStanding, move: ConcernMove): ConcernRefusal | null {
  const { kind, state, decisions, actionsOpen } = standing;
  if (move === 'reopen') return state === 'closed' ? null : 'not_closed';
  // A note may be added for ever: what is learnt later belongs here, too.
  if (state === 'closed') return move === 'note' ? null : 'closed';
  if (move !== 'close') return null;
  if (state !== 'decided') return 'not_decided';
  if (kind === 'child_protection' && !decisions.includes(ALWAYS_REFERRED)) return 'must_be_referred';
  return actionsOpen > 0 ? 'actions_open' : null;
}

/** The state after a move that was allowed. */
export function concernAfter(state: ConcernState, move: ConcernMove): ConcernState {
  if (move === 'decide') return 'decided';
  if (move === 'close') return 'closed';
  return move === 'reopen' ? 'open' : state;
}
