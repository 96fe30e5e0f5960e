/**
 * What a referral that came cannot say, whatever its form: days that have not come, ages nobody reaches, codes that no list
 * knows, nobody to help. Each fault is a path and a sentence that tells the sender what to correct; none quotes a value.
 */
import type { InboundReferralForm } from '../protocol/inbound-referral.ts';
import type { KnownCodes } from '../reference/known-codes.ts';
import { type AgeSource, ageFault } from './age-known.ts';
import type { SectionFault } from './case-faults.ts';
import { codeFaults, given } from './code-faults.ts';
import { phoneKey } from './match-keys.ts';
import { londonDay } from './opening-hours.ts';

interface Moment {
  readonly now: number;
  readonly codes: KnownCodes;
}

const MINUTE_MS = 60_000;
/** Before it nobody who lives now was born: a year that was typed wrong. */
const FIRST_DAY = '1900-01-01';
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

export function inboundFormFaults(form: InboundReferralForm, { now, codes }: Moment): SectionFault[] {
  const today = londonDay(new Date(now));
  return [
    ...personFaults(form, today),
    ...contactFaults(form),
    ...dayFaults(form, today),
    ...reportedFault(form, now),
    ...codeFaults(
      [
        ...given('person.area', 'areas', form.person.area),
        ...given('incident.crimeType', 'crimeTypes', form.incident.crimeType),
        ...given('incident.flags', 'crimeFlags', form.incident.flags),
        ...given('incident.capacity', 'victimCapacities', form.incident.capacity),
      ],
      codes,
    ),
  ];
}

/** How old they are, by what the sender gave; `on` is the day on which an age in years was true. */
export function ageOfForm({ person }: InboundReferralForm, on: string): AgeSource | null {
  if (person.dateOfBirth !== null) return { by: 'date_of_birth', day: person.dateOfBirth };
  return person.age === null ? null : { by: 'stated', years: person.age, on };
}

function personFaults({ person, contacts, referrer }: InboundReferralForm, today: string): SectionFault[] {
  const born: AgeSource | null = person.dateOfBirth === null ? null : { by: 'date_of_birth', day: person.dateOfBirth };
  const aged: AgeSource | null = person.age === null ? null : { by: 'stated', years: person.age, on: today };
  const fault = (path: string, source: AgeSource | null): SectionFault[] => {
    const message = source === null ? null : ageFault(source, today);
    return message === null ? [] : [{ path, message }];
  };
  const nobody = person.name === null && contacts.length === 0;
  const asks = referrer?.phone ?? referrer?.email ?? null;
  return [
    ...fault('person.dateOfBirth', born),
    ...fault('person.age', aged),
    ...(nobody && asks === null
      ? [{ path: 'person.name', message: 'Give a name, a way to reach the person, or somebody whom we can ask.' }]
      : []),
  ];
}

function contactFaults({ contacts }: InboundReferralForm): SectionFault[] {
  return contacts.flatMap(({ channel, value }, at) => {
    const path = `contacts.${at}.value`;
    if (channel === 'phone' && phoneKey(value) === null)
      return [{ path, message: 'This is no telephone number: it needs seven digits or more.' }];
    return channel === 'email' && !EMAIL.test(value.trim())
      ? [{ path, message: 'This is no e-mail address: it looks like name@place.example.' }]
      : [];
  });
}

/** Days that tell of something that happened: none of them can be ahead. */
function dayFaults({ incident, otherParty, consent, risk }: InboundReferralForm, today: string): SectionFault[] {
  const days: readonly (readonly [string, string | null | undefined])[] = [
    ['incident.occurredOn', incident.occurredOn],
    ['otherParty.dateOfBirth', otherParty?.dateOfBirth],
    ['consent.on', consent.on],
    ['risk.on', risk?.on],
  ];
  return days.flatMap(([path, day]) => {
    if (day === null || day === undefined) return [];
    if (day > today) return [{ path, message: 'This day has not come yet. Write the day on which it happened.' }];
    return day < FIRST_DAY ? [{ path, message: 'This day is too long ago. Check the year.' }] : [];
  });
}

function reportedFault({ reportedAt }: InboundReferralForm, now: number): SectionFault[] {
  if (reportedAt === null) return [];
  const at = Date.parse(reportedAt);
  // Clocks of two machines may differ by a minute.
  if (at > now + MINUTE_MS) return [{ path: 'reportedAt', message: 'This time has not come yet. Check it.' }];
  return at < Date.parse(FIRST_DAY) ? [{ path: 'reportedAt', message: 'This is too long ago. Check the year.' }] : [];
}
