import type { AssessmentRow } from '../../shared/protocol/assessment.ts';

type Kind = AssessmentRow['tool']['kind'];

/** Needs, safe contact and measures grade no risk. */
export const isGraded = (kind: Kind): boolean => kind !== 'needs' && kind !== 'contact' && kind !== 'measure';

/** Only this kind has bands; by the others a level comes from judgement alone. */
export const hasBands = (kind: Kind): boolean => kind === 'risk';
