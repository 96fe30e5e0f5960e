// Equality questions, each optional and skippable, never asked at triage (E3). Every list ends with a refusal that the
// person gives and a `not_asked` that staff give: the two are counted apart. The version dates the whole set, because
// the government's own standard is being replaced.
import { listFrom, type Provenance, type ReferenceItem } from './reference-item.ts';

export interface EqualityQuestion {
  readonly code: string;
  readonly label: string;
  /** Questions on orientation and gender are not put to anybody under 16 (H10). */
  readonly youngestAge: number;
  readonly multiple: boolean;
  readonly answers: readonly ReferenceItem[];
}

export const EQUALITY_VERSION = 'equality-2026-08';

const pattern: Provenance = {
  validFrom: '2026-08-01',
  source: 'GOV.UK Design System, pattern "Equality information", commit efb0d77',
  evidence: 'R',
};
const ours: Provenance = { validFrom: '2026-11-01', source: 'Our own question', evidence: 'K' };

const refusals = [
  ['prefer_not_to_say', 'Prefer not to say'],
  ['not_asked', 'Not asked'],
] as const;

type Pairs = readonly (readonly [string, string])[];

const question = (
  code: string,
  label: string,
  provenance: Provenance,
  answers: Pairs,
  more: { multiple?: boolean; youngestAge?: number } = {},
): EqualityQuestion => ({
  code,
  label,
  youngestAge: more.youngestAge ?? 0,
  multiple: more.multiple ?? false,
  answers: listFrom(provenance, [...answers, ...refusals]),
});

/** 18 stands alone: the contract names relatives "aged 18 years and under", while rules turn at 18 (E4). */
export const ageBands: EqualityQuestion = question(
  'age',
  'Age',
  { ...ours, source: 'Our bands: the contract decision counts people aged 18 and under; rules turn at 13, 16 and 18' },
  [
    ['age_0_4', '0 to 4'],
    ['age_5_9', '5 to 9'],
    ['age_10_12', '10 to 12'],
    ['age_13_15', '13 to 15'],
    ['age_16_17', '16 to 17'],
    ['age_18', '18'],
    ['age_19_24', '19 to 24'],
    ['age_25_34', '25 to 34'],
    ['age_35_44', '35 to 44'],
    ['age_45_54', '45 to 54'],
    ['age_55_64', '55 to 64'],
    ['age_65_74', '65 to 74'],
    ['age_75_84', '75 to 84'],
    ['age_85_over', '85 or over'],
  ],
);

export const equalityQuestions: readonly EqualityQuestion[] = [
  ageBands,
  question('disability', 'A condition or illness expected to last 12 months or more', pattern, [
    ['yes', 'Yes'],
    ['no', 'No'],
  ]),
  question('disability_impact', 'It reduces what they can do day to day', pattern, [
    ['a_lot', 'Yes, a lot'],
    ['a_little', 'Yes, a little'],
    ['not_at_all', 'Not at all'],
  ]),
  question('ethnic_group', 'Ethnic group', pattern, [
    ['white_british', 'White: English, Welsh, Scottish, Northern Irish or British'],
    ['white_irish', 'White: Irish'],
    ['white_gypsy_traveller', 'White: Gypsy or Irish Traveller'],
    ['white_other', 'White: any other background'],
    ['mixed_white_black_caribbean', 'Mixed: White and Black Caribbean'],
    ['mixed_white_black_african', 'Mixed: White and Black African'],
    ['mixed_white_asian', 'Mixed: White and Asian'],
    ['mixed_other', 'Mixed: any other background'],
    ['asian_indian', 'Asian: Indian'],
    ['asian_pakistani', 'Asian: Pakistani'],
    ['asian_bangladeshi', 'Asian: Bangladeshi'],
    ['asian_chinese', 'Asian: Chinese'],
    ['asian_other', 'Asian: any other background'],
    ['black_african', 'Black: African'],
    ['black_caribbean', 'Black: Caribbean'],
    ['black_other', 'Black: any other background'],
    ['arab', 'Arab'],
    ['other', 'Any other ethnic group'],
  ]),
  question('sex', 'Sex', pattern, [
    ['female', 'Female'],
    ['male', 'Male'],
  ]),
  question(
    'gender_same_as_birth',
    'Gender is the same as the sex registered at birth',
    pattern,
    [
      ['yes', 'Yes'],
      ['no', 'No'],
    ],
    { youngestAge: 16 },
  ),
  question(
    'sexual_orientation',
    'Sexual orientation',
    pattern,
    [
      ['heterosexual', 'Heterosexual or straight'],
      ['gay_or_lesbian', 'Gay or lesbian'],
      ['bisexual', 'Bisexual'],
      ['other', 'Other'],
    ],
    { youngestAge: 16 },
  ),
  question('religion', 'Religion', pattern, [
    ['none', 'No religion'],
    ['christian', 'Christian'],
    ['buddhist', 'Buddhist'],
    ['hindu', 'Hindu'],
    ['jewish', 'Jewish'],
    ['muslim', 'Muslim'],
    ['sikh', 'Sikh'],
    ['other', 'Any other religion'],
  ]),
  question(
    'partnership',
    'Marriage or civil partnership',
    pattern,
    [
      ['never', 'Never married or in a civil partnership'],
      ['married', 'Married'],
      ['civil_partnership', 'In a civil partnership'],
      ['separated_married', 'Separated, still married'],
      ['separated_civil', 'Separated, still in a civil partnership'],
      ['divorced', 'Divorced'],
      ['dissolved', 'Civil partnership dissolved'],
      ['widowed', 'Widowed'],
      ['surviving_partner', 'Surviving civil partner'],
    ],
    { youngestAge: 16 },
  ),
  question('pregnancy', 'Pregnant, or had a baby in the last 18 months', ours, [
    ['yes', 'Yes'],
    ['no', 'No'],
  ]),
];
