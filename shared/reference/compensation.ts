// Criminal injuries compensation: until when somebody may apply, and for which crimes it may be paid. Dated, since the
// scheme is changed by Parliament: close the last entry with `validTo` and add the next.
import { itemsAt, type ReferenceItem } from './reference-item.ts';

export interface CompensationScheme extends ReferenceItem {
  /** From the day of the incident; for a child who reported later, from the first report. */
  readonly years: number;
  readonly adultAt: number;
  /** Reported before they were adult, a child has until this birthday. */
  readonly childUntilAge: number;
  readonly apply: string;
}

export const compensationSchemes: readonly CompensationScheme[] = [
  {
    code: 'cica-2012',
    label: 'Criminal Injuries Compensation Scheme 2012',
    validFrom: '2012-11-27',
    source:
      'A guide to the Criminal Injuries Compensation Scheme 2012 (CICA), section on timescales, as solicitors sum it up; the Scheme itself, paragraphs 87 to 89, not read',
    evidence: 'R-',
    unverified: true,
    ...{ years: 2, adultAt: 18, childUntilAge: 20 },
    apply: 'https://www.gov.uk/claim-compensation-criminal-injury',
  },
];

export function compensationSchemeOn(day: string): CompensationScheme | undefined {
  return itemsAt(compensationSchemes, day).at(-1);
}

/** Crimes of violence as the scheme may see them (K): that one is here promises nobody a payment. */
export const INJURY_CRIMES: ReadonlySet<string> = new Set([
  ...['common_assault', 'abh', 'gbh_wounding', 'attempted_murder', 'threats_to_kill', 'kidnap_false_imprisonment'],
  ...['non_fatal_strangulation', 'robbery_personal', 'weapon_knife', 'murder_manslaughter'],
  ...['da_related_death_or_suicide', 'da_physical', 'da_sexual', 'da_coercive_control', 'da_honour_based'],
  ...['da_forced_marriage', 'da_fgm', 'da_adult_family', 'da_child_to_parent'],
  ...['rape', 'sexual_assault', 'child_sexual_abuse_recent', 'child_sexual_abuse_non_recent', 'cse', 'spiking'],
  ...['stalking', 'hate_crime', 'arson', 'modern_slavery_trafficking', 'terrorism'],
]);
