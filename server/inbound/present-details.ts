/** What was sent, for whoever acts on it: a way to reach the person shows only where somebody said that it is safe. */
import type { ConsentAnswer } from '../../shared/domain/inbound-consent.ts';
import { holdsContactDetail } from '../../shared/domain/safe-contact.ts';
import type { OpenedReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import type { InboundReferralForm } from '../../shared/protocol/inbound-referral.ts';
import type { InboundReferralDoc } from './inbound-referral.ts';

type Details = NonNullable<OpenedReferral['details']>;

export function presentDetails(
  form: InboundReferralForm,
  doc: Pick<InboundReferralDoc, 'safeties' | 'stopped' | 'state' | 'source' | 'senderId'>,
): Details {
  const { person, incident, consent, risk, otherParty } = form;
  return {
    senderReference: form.reference,
    person: { name: person.name, dateOfBirth: person.dateOfBirth, age: person.age },
    contacts: form.contacts.map((contact, place) => {
      const safe = safetyOf(doc, place, contact.safe);
      return {
        // A number among the words is one of which nobody asked.
        ...{ place, channel: contact.channel, safe, said: safe === 'yes' ? contact.said : wordsAlone(contact.said) },
        // Who was sent back may not be contacted, and while attempts stand still nobody tries (H17).
        value: safe === 'yes' && doc.stopped === null && doc.state !== 'returned' ? contact.value : null,
      };
    }),
    incident: { occurredOn: incident.occurredOn, crimeReference: incident.crimeReference, said: incident.said },
    ...{ consentSaid: consent.said, riskSaid: risk?.said ?? null, referrer: form.referrer, wishes: form.wishes },
    otherPartyNamed: otherParty !== null && otherParty.name !== null,
  };
}

function wordsAlone(said: string | null): string | null {
  return said === null || holdsContactDetail(said) ? null : said;
}

/**
 * What was found out since stands above what was sent. That it is safe is believed of the person, and of a sender that we know; anybody
 * may fill in the form for people at work, also whoever harms them, with a number of his own.
 */
function safetyOf(
  { safeties, source, senderId }: Pick<InboundReferralDoc, 'safeties' | 'source' | 'senderId'>,
  place: number,
  sent: ConsentAnswer,
): ConsentAnswer {
  const unknown = source === 'professional_form' && senderId === null;
  return safeties[String(place)] ?? (unknown && sent === 'yes' ? 'not_known' : sent);
}
