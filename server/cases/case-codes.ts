/** What of a section stands beside the case in clear: codes for lists, clocks and figures, and never a word (P1). */
import { yearsBetween } from '../../shared/domain/age.ts';
import type { CaseSection } from '../../shared/domain/case-sections.ts';
import type { SectionBody } from '../../shared/protocol/case-sections.ts';
import type { CaseChange, CaseCodes } from './case.ts';

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

/** By the date of birth where there is one, else by the year (the younger of the two it allows), else as said. */
export function bandOf(
  { dateOfBirth, birthYear, ageBand }: Pick<SectionBody<'person'>, 'dateOfBirth' | 'birthYear' | 'ageBand'>,
  today: string,
): string | null {
  if (dateOfBirth !== null) return bandOfYears(yearsBetween(dateOfBirth, today));
  if (birthYear !== null) return bandOfYears(yearsBetween(`${birthYear}-12-31`, today));
  return ageBand;
}

function bandOfYears(years: number): string {
  if (years < 13) return 'under_13';
  if (years < 16) return '13_15';
  return years < 18 ? '16_17' : 'adult';
}

/** What the list calls them. */
export function calledNameOf({
  preferredName,
  name,
}: Pick<SectionBody<'person'>, 'preferredName' | 'name'>): string | null {
  return preferredName ?? name;
}

/** When each order runs out, risk is due to be looked at again. */
export function orderDues(justice: SectionBody<'justice'>): CaseChange['due'] {
  return justice.orders.flatMap(({ orderId, until }) =>
    until === null ? [] : [{ dueId: `order:${orderId}`, kind: 'risk_due_order_ends', at: Date.parse(until) }],
  );
}

function distinct(codes: readonly string[]): string[] {
  return [...new Set(codes)].sort();
}
