/** What of a section stands beside the case in clear: codes for lists, clocks and figures, and never a word (P1). */
import { type AgeSource, ageOn, ruleBandOf } from '../../shared/domain/age-known.ts';
import type { CaseSection } from '../../shared/domain/case-sections.ts';
import type { SectionBody } from '../../shared/protocol/case-sections.ts';
import type { CaseCodes } from './case.ts';

export const NO_CODES: CaseCodes = {
  ageBand: null,
  area: null,
  areaOfSafety: null,
  language: null,
  capacities: [],
  crimeTypes: [],
  crimeFlags: [],
  adjustments: [],
  supportLevel: null,
  fundingStream: null,
};

type Given = { readonly [S in CaseSection]?: SectionBody<S> };

/** The codes that these sections bring; `today` is the day in England. */
export function codesOf(given: Given, today: string): Partial<CaseCodes> {
  const { person, circumstances, incidents, support } = given;
  return {
    ...(person ? { ageBand: bandOf(person, today) } : {}),
    ...(circumstances
      ? {
          area: circumstances.area,
          areaOfSafety: circumstances.areaOfSafety,
          language: circumstances.language,
          capacities: circumstances.capacities,
          adjustments: circumstances.adjustments,
        }
      : {}),
    ...(incidents
      ? {
          crimeTypes: distinct(incidents.incidents.flatMap(({ crimeType }) => (crimeType === null ? [] : [crimeType]))),
          crimeFlags: distinct(incidents.incidents.flatMap(({ flags }) => flags)),
        }
      : {}),
    ...(support ? { supportLevel: support.supportLevel, fundingStream: support.fundingStream } : {}),
  };
}

type AgeGiven = Pick<SectionBody<'person'>, 'dateOfBirth' | 'birthYear' | 'ageBand'>;

/** By the date of birth where there is one, else by the year, else as said. */
export function ageSourceOf({ dateOfBirth, birthYear, ageBand }: AgeGiven): AgeSource | null {
  if (dateOfBirth !== null) return { by: 'date_of_birth', day: dateOfBirth };
  if (birthYear !== null) return { by: 'year', year: birthYear };
  return ageBand === null ? null : { by: 'band', band: ageBand };
}

/** The band at which rules turn: of two ages that are possible the younger. */
export function bandOf(given: AgeGiven, today: string): string | null {
  return ruleBandOf(ageOn(ageSourceOf(given), today)) ?? given.ageBand;
}

/** What the list calls them. */
export function calledNameOf({
  preferredName,
  name,
}: Pick<SectionBody<'person'>, 'preferredName' | 'name'>): string | null {
  return preferredName ?? name;
}

function distinct(codes: readonly string[]): string[] {
  return [...new Set(codes)].sort();
}
