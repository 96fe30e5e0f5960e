/** The consent to a case study: asked apart, for a time, and taken back whenever they like. Without an answer there is none. */
import type { SectionFault } from './case-faults.ts';
import { dayAfter } from './working-days.ts';

export const CASE_STUDY_ANSWERS = ['yes', 'no'] as const;
export type CaseStudyAnswer = (typeof CASE_STUDY_ANSWERS)[number];

/** Asked of the person themselves: nobody else brings this answer along. */
export const CASE_STUDY_WAYS = ['in_chat', 'by_phone', 'on_a_form', 'in_person'] as const;
export type CaseStudyWay = (typeof CASE_STUDY_WAYS)[number];

export const CASE_STUDY_STANDINGS = ['in_force', 'over', 'withdrawn', 'replaced', 'declined'] as const;
export type CaseStudyStanding = (typeof CASE_STUDY_STANDINGS)[number];

export interface CaseStudySaid {
  readonly answer: CaseStudyAnswer;
  /** The last day on which it holds; only of a yes. */
  readonly until: string | null;
}

/** Two years: long enough for a report, and nobody is bound by what they said in another life (our own, K). */
export const LONGEST_DAYS = 730;

/** `replaced`: they were asked again since, and that answer counts, whatever it was. */
export function caseStudyStanding(
  { answer, until, withdrawn, replaced }: CaseStudySaid & { readonly withdrawn: boolean; readonly replaced: boolean },
  today: string,
): CaseStudyStanding {
  if (answer === 'no') return 'declined';
  if (withdrawn) return 'withdrawn';
  if (replaced) return 'replaced';
  return until !== null && today <= until ? 'in_force' : 'over';
}

export function caseStudyFaults({ answer, until }: CaseStudySaid, today: string): SectionFault[] {
  const path = 'until';
  if (answer === 'no')
    return until === null ? [] : [{ path, message: 'They said no. Leave out until when it would hold.' }];
  if (until === null) return [{ path, message: 'Say until when it holds.' }];
  if (until <= today) return [{ path, message: 'The day until when it holds has to be ahead.' }];
  return until > dayAfter(today, LONGEST_DAYS) ? [{ path, message: 'Ask again within two years at the latest.' }] : [];
}
