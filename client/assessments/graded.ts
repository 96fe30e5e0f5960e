import type { AssessmentRow } from '../../shared/protocol/assessment.ts';

/** Needs and safe contact grade no risk. */
export const isGraded = (kind: AssessmentRow['tool']['kind']): boolean => kind !== 'needs' && kind !== 'contact';
