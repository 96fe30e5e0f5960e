// Who they are and how they live, as far as they chose to say.
import type { SectionBody } from '../../../shared/protocol/case-sections.ts';
import { AGE_BAND_CODES } from '../../conversations/age-bands.ts';
import { describe, type Field } from '../../records/field.ts';

const person = describe<SectionBody<'person'>>();

export const personFields: readonly Field[] = [
  person.text('name', 'section.person.name', { hint: 'section.person.name_hint', max: 200 }),
  person.text('preferredName', 'section.person.preferred_name', { max: 100 }),
  person.text('pronouns', 'section.person.pronouns', { max: 60 }),
  person.day('dateOfBirth', 'section.person.date_of_birth', 'section.person.age_hint'),
  person.year('birthYear', 'section.person.birth_year'),
  person.choice('ageBand', 'section.person.age_band', { codes: AGE_BAND_CODES, group: 'age' }),
  person.long('note', 'section.note'),
];

const circumstances = describe<SectionBody<'circumstances'>>();
const interpreter = describe<NonNullable<SectionBody<'circumstances'>['interpreter']>>();

export const circumstancesFields: readonly Field[] = [
  circumstances.many('capacities', 'section.circumstances.capacities', { list: 'victimCapacities' }),
  circumstances.choice(
    'area',
    'section.circumstances.area',
    { list: 'areas' },
    { hint: 'section.circumstances.area_hint', byPostcode: true },
  ),
  circumstances.choice('living', 'section.circumstances.living', { list: 'livingSituations' }),
  circumstances.choice(
    'areaOfSafety',
    'section.circumstances.area_of_safety',
    { list: 'areas' },
    { hint: 'section.circumstances.area_of_safety_hint', byPostcode: true },
  ),
  circumstances.choice('language', 'section.circumstances.language', { languages: true }),
  circumstances.group('interpreter', 'section.circumstances.interpreter', { needed: true, gender: 'any' }, [
    interpreter.flag('needed', 'section.circumstances.interpreter_needed'),
    interpreter.oneOf('gender', 'section.circumstances.interpreter_gender', {
      codes: ['any', 'woman', 'man'],
      group: 'interpreter_gender',
    }),
  ]),
  circumstances.many('adjustments', 'section.circumstances.adjustments', { list: 'adjustments' }),
  circumstances.text('adjustmentsNote', 'section.circumstances.adjustments_note'),
  circumstances.long('wishes', 'section.circumstances.wishes', { hint: 'section.circumstances.wishes_hint' }),
];
