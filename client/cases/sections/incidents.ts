// What happened, one incident after another; none of it needs a report, a date or proof.
import type { SectionBody } from '../../../shared/protocol/case-sections.ts';
import { describe, type Field } from '../../records/field.ts';

type Body = SectionBody<'incidents'>;
const section = describe<Body>();
const incident = describe<Body['incidents'][number]>();

const blank = (incidentId: string): Body['incidents'][number] => ({
  ...{ incidentId, crimeType: null, flags: [], strands: [], occurredBand: null, occurredOn: null, reported: null },
  ...{ crimeReference: null, whyNotReported: [], relationToPerson: null, note: null },
});

export const incidentFields: readonly Field[] = [
  incident.choice('crimeType', 'section.incidents.crime_type', { list: 'crimeTypes' }),
  incident.many('flags', 'section.incidents.flags', { list: 'crimeFlags' }),
  incident.many('strands', 'section.incidents.strands', { list: 'hateStrands' }, 'section.incidents.strands_hint'),
  incident.choice('occurredBand', 'section.incidents.occurred_band', { list: 'occurredBands' }),
  incident.pastDay('occurredOn', 'section.incidents.occurred_on'),
  incident.choice('relationToPerson', 'section.incidents.relation', { list: 'relationKinds' }),
  incident.choice('reported', 'section.incidents.reported', { list: 'reportedToPolice' }),
  incident.text('crimeReference', 'section.incidents.crime_reference'),
  incident.many('whyNotReported', 'section.incidents.why_not_reported', { list: 'reasonsNotReported' }),
  incident.long('note', 'section.incidents.note', { hint: 'section.facts_hint' }),
];

export const incidentsFields: readonly Field[] = [
  section.items('incidents', 'section.incidents', {
    ...{ key: 'incidentId', fields: incidentFields, blank },
    ...{ add: 'section.incidents.add', one: 'section.incidents.one' },
  }),
];
