/** A section that nobody has written in: nothing is answered beforehand. */
import type { CaseSection } from '../../shared/domain/case-sections.ts';
import type { AnySectionBody, SectionBody } from '../../shared/protocol/case-sections.ts';

type Empty = { readonly [S in CaseSection]: SectionBody<S> };

export function emptySection(section: CaseSection, codeVersion: string): AnySectionBody {
  const empty: Empty = {
    person: {
      ...{ name: null, preferredName: null, pronouns: null, dateOfBirth: null, birthYear: null, ageBand: null },
      note: null,
    },
    circumstances: {
      ...{ capacities: [], area: null, living: null, areaOfSafety: null, language: null, interpreter: null },
      ...{ adjustments: [], adjustmentsNote: null, wishes: null },
    },
    incidents: { incidents: [] },
    people: { people: [] },
    support: { supportLevel: null, fundingStream: null, groups: [], note: null },
    justice: { stages: [], orders: [], compensation: null },
    rights: {
      ...{ codeVersion: codeVersionOf(codeVersion), rights: [], personalStatement: null },
      ...{ targetedRepeatedly: null, fearOfEvidence: null, evidenceQuality: [] },
    },
    safety_plan: {
      ...{ warningSigns: null, safePlaces: null, whoHelps: null, codeWord: null, children: null, pets: null },
      ...{ devices: null, work: null, leaving: null, other: null, agreedOn: null, reviewOn: null },
    },
  };
  return empty[section];
}

/** A version may say more than a code can hold: "victims-code-2021-04, updated …". */
function codeVersionOf(version: string): string {
  return version.split(',')[0] || 'victims-code';
}
