/**
 * What was sent as the beginning of a case: who, what happened, and how they agreed, so that nobody is asked twice. A number of
 * which nobody asked goes into no words of a case: it is read in the referral.
 */
import { withoutContactDetails } from '../../shared/domain/safe-contact.ts';
import type { NewCase } from '../../shared/protocol/http/cases.ts';
import type { InboundReferralForm } from '../../shared/protocol/inbound-referral.ts';
import { iso } from '../platform/ports.ts';
import type { InboundDeps } from './deps.ts';
import { derivedId } from './derived-id.ts';
import type { InboundReferralDoc } from './inbound-referral.ts';

export async function channelOf(
  { senders }: Pick<InboundDeps, 'senders'>,
  { source, senderId }: InboundReferralDoc,
): Promise<string> {
  if (source === 'self_form') return 'self_form';
  const sender = senderId === null ? null : await senders.find(senderId);
  return source === 'police_feed' || sender?.kind === 'police' ? 'police_feed' : 'partner_referral';
}

export function caseOf(
  doc: InboundReferralDoc,
  form: InboundReferralForm,
  { how, said }: NewCase['agreement'],
): Omit<NewCase, 'channel'> {
  const { person, wishes } = form;
  return {
    clientId: derivedId('case', doc._id),
    ...{ agreement: { how, said }, conversationId: null, receivedAt: iso(doc.receivedAt) },
    person: {
      ...{ name: person.name, preferredName: null, pronouns: null, dateOfBirth: person.dateOfBirth, birthYear: null },
      ...{ ageBand: person.dateOfBirth === null ? doc.ageBand : null, note: null },
    },
    circumstances: {
      capacities: doc.capacity === null ? [] : [doc.capacity],
      ...{ area: doc.area, language: doc.language, wishes: numbersHidden(wishes) },
    },
    incidents: hasIncident(form) ? [incidentOf(doc, form)] : [],
  };
}

export function numbersHidden(words: string | null): string | null {
  return words === null ? null : withoutContactDetails(words);
}

export function hasIncident({ incident }: InboundReferralForm): boolean {
  const { crimeType, flags, occurredOn, crimeReference, said } = incident;
  return flags.length > 0 || [crimeType, occurredOn, crimeReference, said].some((each) => each !== null);
}

export function incidentOf(doc: InboundReferralDoc, { incident, reportedAt }: InboundReferralForm) {
  return {
    ...{ incidentId: derivedId('incident', doc._id), crimeType: doc.crimeType, flags: [...doc.flags], strands: [] },
    ...{ occurredBand: null, occurredOn: incident.occurredOn, reported: reportedAt === null ? null : 'yes' },
    ...{ crimeReference: incident.crimeReference, whyNotReported: [], relationToPerson: null },
    note: numbersHidden(incident.said),
  };
}
