/** What was answered, as a referral by the same door as every other. What was not answered is not known, and nothing is "safe". */
import { consentFault } from '../../shared/domain/inbound-consent.ts';
import type { InboundReferralForm } from '../../shared/protocol/inbound-referral.ts';
import type { FormKey } from '../../shared/text/en/public-forms.ts';
import type { FormLists } from './choices.ts';
import { CRIME_NOT_KNOWN } from './professional-form.ts';
import type { Answers } from './question.ts';
import { answerOf, contactsOf } from './ways-to-reach.ts';

type Shared = Omit<InboundReferralForm, 'incident' | 'consent' | 'risk' | 'referrer' | 'otherParty'>;

/** Those of which a referral is made. */
export type ReferralFormName = 'self' | 'professional';

export function toReferral(
  name: ReferralFormName,
  answers: Answers,
  { id, lists }: { readonly id: string; readonly lists: FormLists },
): InboundReferralForm {
  return name === 'self' ? ofSelf(answers, id, lists) : ofProfessional(answers, id);
}

/** Why it may not be sent as it is; null where it may. */
export function refusalOf(name: ReferralFormName, form: InboundReferralForm, day: string): FormKey | null {
  if (name === 'self') return form.contacts.length === 0 ? 'check.nobody' : null;
  const { consent, incident } = form;
  const about = { crimeType: incident.crimeType, flags: incident.flags, capacity: incident.capacity };
  return consentFault(consent, about, { source: 'professional_form', day }) === null ? null : 'professional.refused';
}

function sharedOf(answers: Answers, id: string): Shared {
  const { age, area = null } = answers;
  return {
    // Of this one form, not of the sender: nobody can find out what came under another.
    reference: id,
    reportedAt: null,
    person: {
      ...{ name: answers.name ?? null, dateOfBirth: null, age: age === undefined ? null : Number(age) },
      ...{ language: null, area },
    },
    contacts: contactsOf(answers),
    wishes: answers.wishes ?? null,
  };
}

function ofSelf(answers: Answers, id: string, lists: FormLists): InboundReferralForm {
  const topic = lists.topics.find(({ code }) => code === answers.topic)?.label;
  const said = [topic, answers.words].flatMap((each) => each ?? []).join('\n');
  const forOther = answers.who === 'other';
  return {
    ...sharedOf(answers, id),
    incident: {
      ...{ crimeType: null, flags: answers.topic === 'partner_or_family' ? ['domestic'] : [] },
      capacity: forOther ? 'relative_or_friend_supporting' : answers.who === 'me' ? 'direct_victim' : null,
      ...{ occurredOn: null, crimeReference: null, said: said === '' ? null : said },
    },
    consent: { agreed: 'yes', explicit: 'not_known', on: null, said: null },
    ...{ risk: null, referrer: null, otherParty: null },
  };
}

function crimeOf({ crime = CRIME_NOT_KNOWN }: Answers): string | null {
  return crime === CRIME_NOT_KNOWN ? null : crime;
}

function ofProfessional(answers: Answers, id: string): InboundReferralForm {
  const { risk, other, telephone = null } = answers;
  const grade = risk === 'standard' || risk === 'medium' || risk === 'high' || risk === 'not_graded' ? risk : null;
  return {
    ...sharedOf(answers, id),
    incident: {
      ...{ crimeType: crimeOf(answers), flags: [], capacity: null, occurredOn: null, crimeReference: null },
      said: answers.words ?? null,
    },
    consent: {
      ...{ agreed: answerOf(answers.agreed), explicit: answerOf(answers.explicit), on: null },
      said: answers.said ?? null,
    },
    risk: grade === null ? null : { grade, tool: null, on: null, said: null },
    referrer: {
      ...{ name: answers.referrer ?? null, organisation: answers.organisation ?? null, phone: telephone, email: null },
    },
    otherParty: other === undefined ? null : { name: other, dateOfBirth: null, relation: null },
  };
}
