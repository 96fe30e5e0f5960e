// What is asked before a case is made, what is missing of it, and what is sent.
import { AGREEMENT_WAYS, type AgreementWay } from '../../shared/domain/case-sections.ts';
import { textFault } from '../../shared/domain/message-limits.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { receivedFault } from '../../shared/domain/received-at.ts';
import type { NewCase } from '../../shared/protocol/http/cases.ts';
import { momentTyped } from '../records/day-time.ts';
import type { Faults } from '../records/faults.ts';
import { asValues, type Field, type Values } from '../records/field.ts';
import { serverNow } from '../ui/clock.ts';
import { readDay } from '../ui/dates.ts';
import { say } from '../ui/words.ts';
import type { NewCaseDraft } from './new-case-drafts.ts';
import { incidentFields } from './sections/incidents.ts';
import { circumstancesFields, personFields } from './sections/person.ts';
import { sectionFaultsOf } from './sections/section-faults.ts';

const nobody = asValues({
  ...{ name: null, preferredName: null, pronouns: null, dateOfBirth: null, birthYear: null, ageBand: null, note: null },
} satisfies NewCase['person']);

export const blankCase: NewCaseDraft = {
  ...{ how: null, said: '', channel: 'phone_in', received: { on: '', time: '' } },
  ...{ person: nobody, circumstances: {}, incident: {} },
};

const only = (fields: readonly Field[], names: readonly string[]): readonly Field[] =>
  fields.filter(({ name }) => names.includes(name));

/** What is asked at the start; everything else is written later, part by part. */
export const FIRST_FIELDS = {
  person: only(personFields, ['name', 'preferredName', 'dateOfBirth', 'birthYear', 'ageBand']),
  circumstances: only(circumstancesFields, ['area', 'language']),
  incident: only(incidentFields, ['crimeType', 'occurredBand']),
} as const;

export const isAgreementWay = (code: string): code is AgreementWay => AGREEMENT_WAYS.some((way) => way === code);

const SAID_MAX = 1_000;

/** Left empty it is now; half of it is neither. */
function receivedFaults({ received }: NewCaseDraft): Faults {
  const { on, time } = received;
  if (on === '' && time === '') return {};
  const at = momentTyped(received);
  if (at === null) return { receivedAt: say(readDay(on) === null ? 'section.day_fault' : 'callbacks.time_fault') };
  const fault = receivedFault(Date.parse(at), serverNow().getTime());
  return fault === null ? {} : { receivedAt: fault };
}

/** What is missing or wrong, by the path under which the server would name it. */
export function newCaseFaults(draft: NewCaseDraft): Faults {
  const { how, said, person, circumstances, incident } = draft;
  const today = londonDay(serverNow());
  const of = (fields: readonly Field[], body: Values, prefix: string): Faults => {
    const faults = Object.entries(sectionFaultsOf(fields, body, today));
    return Object.fromEntries(faults.map(([path, message]) => [`${prefix}.${path}`, message]));
  };
  return {
    ...(how === null ? { 'agreement.how': say('make.how_missing') } : {}),
    ...(textFault(said, SAID_MAX) === null ? {} : { 'agreement.said': say('make.said_missing') }),
    ...receivedFaults(draft),
    ...of(FIRST_FIELDS.person, person, 'person'),
    ...of(FIRST_FIELDS.circumstances, circumstances, 'circumstances'),
    ...of(FIRST_FIELDS.incident, incident, 'incidents.0'),
  };
}

export function newCaseInput(
  { how, said, channel, received, person, circumstances, incident }: NewCaseDraft,
  { clientId, conversationId }: { readonly clientId: string; readonly conversationId: string | null },
): NewCase | null {
  if (how === null) return null;
  const receivedAt = conversationId === null ? momentTyped(received) : null;
  const known = Object.values(incident).some((value) => value !== null);
  return {
    ...{ clientId, conversationId, channel, agreement: { how, said } },
    ...(receivedAt === null ? {} : { receivedAt }),
    person: person as unknown as NewCase['person'],
    ...(Object.keys(circumstances).length === 0 ? {} : { circumstances: circumstances as NewCase['circumstances'] }),
    ...(known ? { incidents: [anIncident(clientId, incident)] } : {}),
  };
}

type Incident = NonNullable<NewCase['incidents']>[number];

/** Sent again it is the same incident: it has the id of what is sent. */
function anIncident(incidentId: string, said: Values): Incident {
  const blank: Incident = {
    ...{ incidentId, crimeType: null, flags: [], strands: [], occurredBand: null },
    ...{
      occurredOn: null,
      reported: null,
      crimeReference: null,
      whyNotReported: [],
      relationToPerson: null,
      note: null,
    },
  };
  return { ...blank, ...(said as Partial<Incident>) };
}
