// Crime types by group. A crime may be domestic or a hate crime as well, so these two are also flags (`crimeFlags`).
import { listFrom, type ReferenceItem } from './reference-item.ts';

export type CrimeGroup =
  | 'violence'
  | 'bereavement'
  | 'domestic_abuse'
  | 'sexual'
  | 'stalking_harassment'
  | 'hate'
  | 'property'
  | 'fraud_cyber'
  | 'exploitation'
  | 'antisocial'
  | 'other';

export interface CrimeType extends ReferenceItem {
  readonly group: CrimeGroup;
  /** How the Home Office groups it, for figures that must compare with police data. */
  readonly hoGroup: string;
}

const provenance = {
  validFrom: '2026-11-01',
  source: 'Our grouping after the Home Office counting rules; have it checked by the service before use in a return',
  evidence: 'K',
} as const;

const group = (name: CrimeGroup, hoGroup: string, pairs: readonly (readonly [string, string])[]): CrimeType[] =>
  listFrom(provenance, pairs).map((item) => ({ ...item, group: name, hoGroup }));

export const crimeTypes: readonly CrimeType[] = [
  ...group('violence', 'violence_against_the_person', [
    ['common_assault', 'Common assault'],
    ['abh', 'Actual bodily harm'],
    ['gbh_wounding', 'Grievous bodily harm or wounding'],
    ['attempted_murder', 'Attempted murder'],
    ['threats_to_kill', 'Threats to kill'],
    ['kidnap_false_imprisonment', 'Kidnap or false imprisonment'],
    ['non_fatal_strangulation', 'Non-fatal strangulation'],
  ]),
  ...group('violence', 'robbery', [
    ['robbery_personal', 'Robbery of a person'],
    ['robbery_business', 'Robbery of a business'],
  ]),
  ...group('violence', 'possession_of_weapons', [['weapon_knife', 'Knife or other weapon']]),
  ...group('bereavement', 'violence_against_the_person', [
    ['murder_manslaughter', 'Murder or manslaughter'],
    ['da_related_death_or_suicide', 'Death or suicide related to domestic abuse'],
    ['road_death', 'Death on the road'],
  ]),
  ...group('domestic_abuse', 'violence_against_the_person', [
    ['da_physical', 'Domestic abuse: physical'],
    ['da_sexual', 'Domestic abuse: sexual'],
    ['da_coercive_control', 'Domestic abuse: controlling or coercive behaviour'],
    ['da_economic', 'Domestic abuse: economic'],
    ['da_emotional', 'Domestic abuse: emotional or psychological'],
    ['da_honour_based', 'So-called honour-based abuse'],
    ['da_forced_marriage', 'Forced marriage'],
    ['da_fgm', 'Female genital mutilation'],
    ['da_adult_family', 'Domestic abuse by an adult family member'],
    ['da_child_to_parent', 'Domestic abuse by a child towards a parent'],
  ]),
  ...group('sexual', 'sexual_offences', [
    ['rape', 'Rape'],
    ['sexual_assault', 'Sexual assault'],
    ['child_sexual_abuse_recent', 'Child sexual abuse, recent'],
    ['child_sexual_abuse_non_recent', 'Child sexual abuse, non-recent'],
    ['cse', 'Child sexual exploitation'],
    ['exposure', 'Exposure'],
    ['intimate_image', 'Intimate images shared or threatened'],
    ['spiking', 'Spiking'],
  ]),
  ...group('stalking_harassment', 'violence_against_the_person', [
    ['stalking', 'Stalking'],
    ['harassment', 'Harassment'],
    ['malicious_communications', 'Malicious communications'],
  ]),
  ...group('hate', 'violence_against_the_person', [
    ['hate_crime', 'Hate crime'],
    ['hate_motivated_not_sure_if_crime', 'Hate-motivated, not sure if a crime'],
  ]),
  ...group('property', 'theft', [
    ['burglary_home', 'Burglary of a home'],
    ['burglary_business', 'Burglary of a business'],
    ['theft', 'Theft'],
    ['theft_person', 'Theft from the person'],
    ['vehicle_crime', 'Vehicle crime'],
    ['shoplifting', 'Shoplifting'],
  ]),
  ...group('property', 'criminal_damage_and_arson', [
    ['criminal_damage', 'Criminal damage'],
    ['arson', 'Arson'],
  ]),
  ...group('fraud_cyber', 'fraud', [
    ['fraud_romance', 'Romance fraud'],
    ['fraud_investment', 'Investment fraud'],
    ['fraud_courier', 'Courier fraud'],
    ['fraud_doorstep', 'Doorstep fraud'],
    ['fraud_banking', 'Banking fraud'],
    ['fraud_identity', 'Identity fraud'],
    ['fraud_other', 'Other fraud'],
    ['cyber_crime', 'Cyber crime'],
    ['sextortion', 'Sextortion'],
  ]),
  ...group('exploitation', 'miscellaneous_crimes', [
    ['modern_slavery_trafficking', 'Modern slavery or trafficking'],
    ['county_lines_cce', 'County lines or child criminal exploitation'],
    ['cuckooing', 'Cuckooing'],
    ['gang', 'Gang exploitation'],
  ]),
  ...group('antisocial', 'public_order', [
    ['antisocial_behaviour', 'Antisocial behaviour'],
    ['public_order', 'Public order'],
  ]),
  ...group('other', 'miscellaneous_crimes', [
    ['terrorism', 'Terrorism'],
    ['road_injury', 'Injury on the road'],
    ['animal', 'Crime against an animal'],
    ['other', 'Other'],
    ['not_sure', 'Not sure if it was a crime'],
    ['prefer_not_to_say', 'Prefer not to say'],
  ]),
];

export const crimeFlags: readonly ReferenceItem[] = listFrom(provenance, [
  ['domestic', 'Domestic'],
  ['hate', 'Hate'],
  ['child_victim', 'Child victim'],
  ['online', 'Online'],
  ['business_victim', 'Business victim'],
  ['repeat', 'Repeat'],
  ['historic', 'More than 12 months ago'],
  ['knife', 'Knife'],
  ['alcohol', 'Alcohol'],
  // Wounding and arson count as most serious crimes only where this was meant.
  ['grave_intent', 'Meant to kill or badly hurt'],
]);

/** The five monitored strands; perceived identity counts, and several may apply. */
export const hateStrands: readonly ReferenceItem[] = listFrom(
  { validFrom: '2026-11-01', source: 'https://www.cps.gov.uk/crime-info/hate-crime', evidence: 'R' },
  [
    ['race', 'Race'],
    ['religion_or_belief', 'Religion or belief'],
    ['sexual_orientation', 'Sexual orientation'],
    ['disability', 'Disability'],
    ['transgender_identity', 'Transgender identity'],
  ],
);

/** Kept apart in figures: recorded, reported elsewhere and not reported are three different things (E14). */
export const reportedToPolice: readonly ReferenceItem[] = listFrom(provenance, [
  ['yes', 'Yes'],
  ['no', 'No'],
  ['plan_to', 'Plans to'],
  ['not_sure', 'Not sure'],
  ['prefer_not_to_say', 'Prefer not to say'],
]);

export const occurredBands: readonly ReferenceItem[] = listFrom(provenance, [
  ['last_24_hours', 'In the last 24 hours'],
  ['last_week', 'In the last week'],
  ['last_month', 'In the last month'],
  ['last_year', 'In the last year'],
  ['one_to_five_years', 'One to five years ago'],
  ['over_five_years', 'More than five years ago'],
]);
