// The alleged perpetrator, children and others: for conflict checks and MARAC, never shown across cases (H8).
import type { SectionBody } from '../../../shared/protocol/case-sections.ts';
import { describe, type Field, YES_NO_NOT_KNOWN } from '../../records/field.ts';

type Body = SectionBody<'people'>;
const section = describe<Body>();
const person = describe<Body['people'][number]>();

const blank = (personId: string): Body['people'][number] => ({
  ...{ personId, kind: 'alleged_perpetrator', name: null, dateOfBirth: null, phone: null, relation: null },
  ...{ whereabouts: null, access: null, weapons: null, orders: null, school: null, note: null },
});

export const peopleFields: readonly Field[] = [
  section.items('people', 'section.people', {
    ...{ key: 'personId', blank, add: 'section.people.add', one: 'section.people.one' },
    fields: [
      person.oneOf('kind', 'section.people.kind', {
        codes: ['alleged_perpetrator', 'child', 'other'],
        group: 'person_kind',
      }),
      person.text('name', 'section.people.name', { max: 200 }),
      person.day('dateOfBirth', 'section.people.date_of_birth'),
      person.text('phone', 'section.people.phone', { hint: 'section.people.phone_hint', max: 60 }),
      person.choice('relation', 'section.people.relation', { list: 'relationKinds' }),
      person.text('whereabouts', 'section.people.whereabouts'),
      person.text('access', 'section.people.access', { hint: 'section.people.access_hint' }),
      person.choice('weapons', 'section.people.weapons', YES_NO_NOT_KNOWN),
      person.text('orders', 'section.people.orders'),
      person.text('school', 'section.people.school'),
      person.long('note', 'section.people.note', { hint: 'section.facts_hint' }),
    ],
  }),
];
