/** How somebody can be reached: each way that they give has its own word on whether and when it is safe. */
import type { InboundReferralForm } from '../../shared/protocol/inbound-referral.ts';
import type { Answers, Question } from './question.ts';

const WAYS = ['phone', 'email'] as const;
type Way = (typeof WAYS)[number];

const ADDRESS_UNITS = 254;
const WHEN_UNITS = 400;

/** Of an answer to `channel`. */
export function waysIn({ channel }: Answers): readonly Way[] {
  if (channel === 'both') return WAYS;
  return WAYS.filter((way) => way === channel);
}

/** The address, whether it is safe, when; of the number first. `safe` is how that is asked in this form. */
export function contactQuestions(answers: Answers, form: 'self' | 'professional', safe: Question): readonly Question[] {
  const title = { self: { phone: 'self.phone', email: 'self.email' }, professional: OF_THEM } as const;
  return waysIn(answers).flatMap((way): Question[] => [
    { id: way, kind: way, title: title[form][way], needed: true, maxUnits: ADDRESS_UNITS },
    { ...safe, id: `${way}_safe`, about: way },
    {
      id: `${way}_when`,
      kind: 'line',
      title: `${form}.when`,
      hint: `${form}.when_hint`,
      maxUnits: WHEN_UNITS,
      about: way,
    },
  ]);
}

const OF_THEM = { phone: 'professional.phone_of', email: 'professional.email_of' } as const;

/** They left a way, and said of none that it is safe: nobody will use any, and they have to know. */
export function isOutOfReach(answers: Answers): boolean {
  const contacts = contactsOf(answers);
  return contacts.length > 0 && contacts.every(({ safe }) => safe !== 'yes');
}

export function contactsOf(answers: Answers): InboundReferralForm['contacts'] {
  return waysIn(answers).flatMap((way) => {
    const value = answers[way];
    if (value === undefined) return [];
    return [{ channel: way, value, safe: answerOf(answers[`${way}_safe`]), said: answers[`${way}_when`] ?? null }];
  });
}

/** What was not answered is not known, and nothing is "safe" unasked. */
export function answerOf(given: string | undefined): 'yes' | 'no' | 'not_known' {
  return given === 'yes' || given === 'no' ? given : 'not_known';
}
