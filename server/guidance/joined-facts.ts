/** A case and what became part of it, read as one: what was said of the person in either is known, and the case that stays comes first. */
import type { Known } from '../../shared/domain/ruling.ts';
import type { SectionBody } from '../../shared/protocol/case-sections.ts';
import { ageSourceOf, type CaseDoc } from '../cases/index.ts';

export type GuidedSections = {
  readonly [S in 'person' | 'circumstances' | 'incidents' | 'people' | 'justice' | 'rights']: SectionBody<S>;
};

export function joinSections(own: GuidedSections, parts: readonly GuidedSections[]): GuidedSections {
  const all = [own, ...parts];
  const { person, circumstances, rights } = own;
  const place = (of: 'area' | 'areaOfSafety' | 'living') =>
    all.map((each) => each.circumstances[of]).find((known) => known !== null) ?? null;
  const answer = (of: 'targetedRepeatedly' | 'fearOfEvidence') => joinKnown(all.map((each) => each.rights[of]));
  return {
    person: all.map((each) => each.person).find((each) => ageSourceOf(each) !== null) ?? person,
    circumstances: {
      ...circumstances,
      ...{ area: place('area'), areaOfSafety: place('areaOfSafety'), living: place('living') },
      capacities: distinct(all.flatMap((each) => each.circumstances.capacities)),
    },
    incidents: { ...own.incidents, incidents: all.flatMap(({ incidents }) => incidents.incidents) },
    people: { ...own.people, people: all.flatMap(({ people }) => people.people) },
    justice: { ...own.justice, stages: all.flatMap(({ justice }) => justice.stages) },
    rights: {
      ...rights,
      ...{ targetedRepeatedly: answer('targetedRepeatedly'), fearOfEvidence: answer('fearOfEvidence') },
      evidenceQuality: distinct(all.flatMap((each) => each.rights.evidenceQuality)),
    },
  };
}

/** A yes stands, wherever it was said; what nobody knows is asked of the next. */
function joinKnown(answers: readonly Known[]): Known {
  if (answers.includes('yes')) return 'yes';
  return answers.find((each) => each !== 'not_known') ?? 'not_known';
}

/** Codes beside the sections, of all of them. */
export function joinCodes(own: CaseDoc, parts: readonly CaseDoc[]): CaseDoc {
  const all = [own, ...parts];
  return {
    ...own,
    ageBand: own.ageBand ?? parts.find(({ ageBand }) => ageBand !== null)?.ageBand ?? null,
    crimeTypes: distinct(all.flatMap(({ crimeTypes }) => crimeTypes)),
    crimeFlags: distinct(all.flatMap(({ crimeFlags }) => crimeFlags)),
  };
}

function distinct(codes: readonly string[]): string[] {
  return [...new Set(codes)];
}
