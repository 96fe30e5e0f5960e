// The words with which somebody is asked whether their story may be told. Apart from every other consent: a yes to help, to
// sharing or to being identified does not count as a yes to this. A change of a single word is a new version; old ones stay.
import { itemsAt, type ReferenceItem } from './reference-item.ts';

export interface CaseStudyWording extends ReferenceItem {
  readonly text: string;
}

export const caseStudyWordings: readonly CaseStudyWording[] = [
  {
    code: 'case-study-en-1',
    label: 'First wording',
    validFrom: '2026-11-01',
    source: 'Our own words, after practice rule on a consent of its own kind; not yet tried with survivors',
    evidence: 'K',
    text: 'May we tell your story so that others understand what we do? We leave out your name and what could show who you are. You read it first. You can say no, and your help stays the same. You can change your mind at any time; what is printed by then we cannot take back.',
  },
];

export function caseStudyWordingOn(day: string): CaseStudyWording | undefined {
  return itemsAt(caseStudyWordings, day).at(-1);
}
