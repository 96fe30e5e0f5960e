/** Says in what a version of a tool sees less danger than the one that is in force, for the lead who decides about it. */
import type { Weakening } from '../../domain/tools/weakens.ts';

export function sayWeakening(weaker: Weakening): string {
  switch (weaker.what) {
    case 'gone':
      return 'No version of this tool is left to begin with.';
    case 'kind':
      return `It is another kind of tool: "${weaker.after}" instead of "${weaker.before}".`;
    case 'bands_gone':
      return 'It grades nothing any more.';
    case 'band_later':
      return `${weaker.yes} yes come to ${weaker.after} only. Now they are ${weaker.before}.`;
    case 'grade_with_less':
      return `It gives a grade while ${weaker.after} topics lack an answer. Now it is ${weaker.before} at the most.`;
    case 'counts_no_more':
      return `These topics count no more: ${weaker.topics.join(', ').replaceAll('_', ' ')}.`;
    case 'rule_asks_less':
      return `A rule is gone, holds later or asks for less: ${weaker.because}`;
    case 'training':
      return weaker.after === null
        ? `Nobody needs training to finish it. Now it takes "${weaker.before}".`
        : `Finishing it takes "${weaker.after}" instead of "${weaker.before}".`;
    case 'review_later':
      return weaker.after === null
        ? `It is not looked at again by itself. Now it is after ${weaker.before} days.`
        : `It is looked at again after ${weaker.after} days. Now it is after ${weaker.before}.`;
  }
}
