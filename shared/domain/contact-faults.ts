/**
 * What cannot be said of a contact, whatever its form: safe without anybody who said so, times that end before they begin, a
 * number in a field where nobody was asked about it. Each fault is a path and a sentence that tells what to correct.
 */
import type { ContactTermsInput } from '../protocol/contact-terms.ts';
import type { SectionFault } from './case-faults.ts';
import type { ContactChannel, WeeklySpan } from './contact-terms.ts';
import { emailKey, phoneKey } from './match-keys.ts';
import { minuteOfDay } from './opening-hours.ts';
import { holdsContactDetail } from './safe-contact.ts';

/** What stood before, for a change. */
interface Before {
  readonly safe: ContactTermsInput['safe'];
  readonly recheckOn: string | null;
}

interface Said {
  readonly terms: ContactTermsInput;
  /** Absent where it stays as it is. */
  readonly value?: string | undefined;
  readonly before: Before | null;
  /** Asked just now; a new contact is. */
  readonly checked: boolean;
  /** The day in England. */
  readonly today: string;
  readonly ofChild: boolean;
}

/** Nobody's life stays the same for longer than this. */
const RECHECK_WITHIN_DAYS = 366;
const DAY_MS = 86_400_000;

export function contactFaults(said: Said): SectionFault[] {
  const { terms, value } = said;
  return [
    ...(value === undefined ? [] : valueFaults(terms.channel, value)),
    ...safetyFaults(said),
    ...recheckFaults(said),
    ...spanFaults('safeTimes', terms.safeTimes),
    ...spanFaults('neverTimes', terms.neverTimes),
    ...(terms.anyTime && terms.safeTimes.length > 0
      ? [{ path: 'anyTime', message: 'Any time, or these times: keep one of the two.' }]
      : []),
    ...preferredFaults(said),
    ...wordsFaults(terms),
  ];
}

function valueFaults(channel: ContactChannel, value: string): SectionFault[] {
  const path = 'value';
  if (channel === 'phone' || channel === 'text')
    return phoneKey(value) === null ? [{ path, message: 'This is not a telephone number. Check the digits.' }] : [];
  if (channel !== 'email') return [];
  return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(value.trim()) && emailKey(value) !== null
    ? []
    : [{ path, message: 'This is not an e-mail address. Check it.' }];
}

function safetyFaults({ terms, before, checked }: Said): SectionFault[] {
  if (terms.safe !== 'yes') return [];
  return [
    ...(terms.toldBy === null ? [{ path: 'toldBy', message: 'Say who told us that this is safe.' }] : []),
    ...(before !== null && before.safe !== 'yes' && !checked
      ? [{ path: 'checked', message: 'It was not safe before. Say that somebody asked again.' }]
      : []),
  ];
}

function recheckFaults({ terms, before, checked, today }: Said): SectionFault[] {
  const { recheckOn, safe } = terms;
  const path = 'recheckOn';
  if (recheckOn === null)
    return safe === 'yes' ? [{ path, message: 'Say on which day to ask again whether it still is safe.' }] : [];
  if (!checked && before !== null && before.recheckOn !== null && recheckOn > before.recheckOn)
    return [{ path, message: 'The day can be put off only when somebody has asked again.' }];
  if (checked && recheckOn <= today) return [{ path, message: 'The day to ask again has to be ahead.' }];
  return Date.parse(recheckOn) > Date.parse(today) + RECHECK_WITHIN_DAYS * DAY_MS
    ? [{ path, message: 'Ask again within a year at the latest.' }]
    : [];
}

function spanFaults(list: 'safeTimes' | 'neverTimes', spans: readonly WeeklySpan[]): SectionFault[] {
  return spans.flatMap(({ from, to }, at) =>
    minuteOfDay(from) < minuteOfDay(to)
      ? []
      : [
          {
            path: `${list}.${at}.to`,
            message: 'This time ends before it begins. For a night, write two: up to 24:00, and from 00:00.',
          },
        ],
  );
}

function preferredFaults({ terms, ofChild }: Said): SectionFault[] {
  if (!terms.preferred) return [];
  const path = 'preferred';
  if (terms.safe !== 'yes') return [{ path, message: 'Only a safe contact can be the one to try first.' }];
  return ofChild && terms.holder === 'parent_or_carer'
    ? [{ path, message: 'A parent’s number is never the one to try first of somebody who is, or may be, under 18.' }]
    : [];
}

/** A number in other words would be one that nobody asked about, past the gate. */
function wordsFaults({ said, codeWord, deviceSeenBy, askFor, alternative }: ContactTermsInput): SectionFault[] {
  const words: readonly (readonly [string, string | null])[] = [
    ...([
      ['said', said],
      ['codeWord', codeWord],
      ['deviceSeenBy', deviceSeenBy],
      ['askFor', askFor],
    ] as const),
    ...([
      ['alternative.name', alternative?.name ?? null],
      ['alternative.relation', alternative?.relation ?? null],
    ] as const),
  ];
  return words
    .filter(([, text]) => text !== null && holdsContactDetail(text))
    .map(([path]) => ({
      path,
      message: 'There is a number or an address in these words. Add it as a contact of its own, with its own answers.',
    }));
}
