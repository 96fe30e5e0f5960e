/**
 * Whether two cases may be taken for one person. A telephone number, an e-mail address or a home is shared with others, also
 * with the one who does harm: by these alone nobody is the same person (H8). It takes name and date of birth, or the
 * person's own word; and never against a sign that they are two.
 */

export const MERGE_BASES = ['name_and_birth', 'person_said'] as const;
export type MergeBasis = (typeof MERGE_BASES)[number];

export const MATCH_KINDS = ['name_and_birth', 'phone', 'email'] as const;
export type MatchKind = (typeof MATCH_KINDS)[number];

/** Of one person there are a few; more would be a mistake, and all of them are read together. */
export const PARTS_AT_MOST = 20;

export interface MergeQuestion {
  readonly basis: MergeBasis;
  /** What the two records have in common. */
  readonly shared: readonly MatchKind[];
  /** Of what is known of their births or ages, nothing can be true of both (`mayBeOneBirth`). */
  readonly bornDifferently: boolean;
  /** The one is known to stand on the other side of the other. */
  readonly opposed: boolean;
  /** Recorded as relatives of each other. */
  readonly related: boolean;
  readonly sameCase: boolean;
  readonly bothOpenOrClosed: boolean;
  /** Others became part of the one that would become a part: what stops contact in them would be out of sight. */
  readonly hasParts: boolean;
  /** Those that became part of the one that would stay. */
  readonly partsSoFar: number;
}

export type MergeRefusal =
  | 'same_case'
  | 'merged_already'
  | 'has_parts'
  | 'too_many_parts'
  | 'opposed'
  | 'related'
  | 'born_differently'
  | 'only_contact_shared'
  | 'nothing_shared';

/** Null when it may be proposed; a second person still decides. */
export function judgeMerge(question: MergeQuestion): MergeRefusal | null {
  if (question.sameCase) return 'same_case';
  if (!question.bothOpenOrClosed) return 'merged_already';
  if (question.hasParts) return 'has_parts';
  if (question.partsSoFar >= PARTS_AT_MOST) return 'too_many_parts';
  if (question.opposed) return 'opposed';
  if (question.related) return 'related';
  if (question.bornDifferently) return 'born_differently';
  if (question.basis === 'person_said' || question.shared.includes('name_and_birth')) return null;
  return question.shared.length > 0 ? 'only_contact_shared' : 'nothing_shared';
}

/** Worth a look as a duplicate: by what is one person's alone. */
export function isLikelyDuplicate(shared: readonly MatchKind[]): boolean {
  return shared.includes('name_and_birth');
}
