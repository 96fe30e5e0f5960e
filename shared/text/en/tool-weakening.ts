/** Says in what a version of a tool sees less danger than the one that is in force, for the lead who decides about it. */
import type { Weakening } from '../../domain/tools/weakens.ts';
import { qualificationKinds } from '../../reference/qualifications.ts';
import { consoleAssessmentsText } from './console-assessments.ts';
import { consoleServiceText } from './console-service.ts';

export function sayWeakening(weaker: Weakening): string {
  switch (weaker.what) {
    case 'gone':
      return 'No version of this tool is left to begin with.';
    case 'kind':
      return `It would be another kind of tool: ${kind(weaker.after)} instead of ${kind(weaker.before)}.`;
    case 'bands_gone':
      return 'It would grade nothing any more.';
    case 'band_later':
      return weaker.yes === 1
        ? `1 answer of yes would give ${weaker.after}. Today it gives ${weaker.before}.`
        : `${weaker.yes} answers of yes would give ${weaker.after}. Today they give ${weaker.before}.`;
    case 'grade_with_less':
      return `It would give a grade while ${weaker.after} topics lack an answer. Today it is ${weaker.before} at the most.`;
    case 'counts_no_more':
      return `These topics would count no more: ${weaker.topics.map(quoted).join('; ')}.`;
    case 'rule_asks_less':
      return `A rule would be gone, hold later or ask for less: ${weaker.because}`;
    case 'training':
      return weaker.after === null
        ? `Nobody would need training to finish it. Today it takes ${training(weaker.before)}.`
        : `Finishing it would take ${training(weaker.after)} instead of ${training(weaker.before)}.`;
    case 'review_later':
      return weaker.after === null
        ? `It would not be looked at again by itself. Today it is after ${weaker.before} days.`
        : `It would be looked at again after ${weaker.after} days. Today it is after ${weaker.before}.`;
  }
}

function quoted(words: string): string {
  return `"${words}"`;
}

function kind(code: Extract<Weakening, { what: 'kind' }>['before']): string {
  return quoted(consoleServiceText[`tool_kind.${code}`]);
}

/** As the console says it; what only the list of qualifications knows, as it stands there. */
function training(code: string): string {
  const said: Readonly<Record<string, string>> = consoleAssessmentsText;
  const listed = qualificationKinds.find((each) => each.code === code)?.label;
  return quoted(said[`qualification.${code}`] ?? listed ?? code.replaceAll('_', ' '));
}
