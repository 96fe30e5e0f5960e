/** What was sent, for whoever acts on it: a way to reach the person shows only where somebody said that it is safe. */
import type { ConsentAnswer } from '../../shared/domain/inbound-consent.ts';
import type { OpenedReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import type { InboundReferralForm } from '../../shared/protocol/inbound-referral.ts';
import type { InboundReferralDoc } from './inbound-referral.ts';

type Details = NonNullable<OpenedReferral['details']>;

export function presentDetails(
  form: InboundReferralForm,
  doc: Pick<InboundReferralDoc, 'safeties' | 'stopped' | 'state'>,
): Details {
  const { person, incident, consent, risk, otherParty } = form;
  return {
    senderReference: form.reference,
    person: { name: person.name, dateOfBirth: person.dateOfBirth, age: person.age },
    contacts: form.contacts.map((contact, place) => {
      const safe = safetyOf(doc, place, contact.safe);
      return {
        ...{ place, channel: contact.channel, safe, said: contact.said },
        // Who was sent back may not be contacted, and while attempts stand still nobody tries (H17).
        value: safe === 'yes' && doc.stopped === null && doc.state !== 'returned' ? contact.value : null,
      };
    }),
    incident: { occurredOn: incident.occurredOn, crimeReference: incident.crimeReference, said: incident.said },
    ...{ consentSaid: consent.said, riskSaid: risk?.said ?? null, referrer: form.referrer, wishes: form.wishes },
    otherPartyNamed: otherParty !== null && otherParty.name !== null,
  };
}

/** What was found out since stands above what was sent. */
function safetyOf({ safeties }: Pick<InboundReferralDoc, 'safeties'>, place: number, sent: ConsentAnswer) {
  return safeties[String(place)] ?? sent;
}
