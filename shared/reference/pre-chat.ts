// The answers of pre-chat that are not picked from a longer list, and what the message form and a call back ask for.
import type { AgeBand } from '../protocol/pre-chat.ts';
import { listFrom, type ReferenceItem } from './reference-item.ts';

/** Stored with every answer, so that a later form is never mistaken for this one. */
export const PRE_CHAT_FORM_VERSION = 'pre-chat-1';
export const MESSAGE_FORM_VERSION = 'message-form-1';

const ours = { validFrom: '2026-11-01', source: 'Our own words; rules turn at 13, 16 and 18', evidence: 'K' } as const;

const AGE_LABELS: Readonly<Record<AgeBand, string>> = {
  under_13: '12 or under',
  '13_15': '13 to 15',
  '16_17': '16 or 17',
  adult: '18 or over',
  prefer_not_to_say: 'Rather not say',
};

export const visitorAgeBands: readonly ReferenceItem[] = listFrom(ours, Object.entries(AGE_LABELS));

/** How somebody may be reached. What is not chosen here is not safe to use. */
export const contactWays: readonly ReferenceItem[] = listFrom({ ...ours, source: 'Domain facts, section 5' }, [
  ['phone', 'Phone me'],
  ['text', 'Text me'],
  ['email', 'Email me'],
]);

export const contactTimes: readonly ReferenceItem[] = listFrom({ ...ours, source: 'Domain facts, section 5' }, [
  ['morning', 'Morning'],
  ['midday', 'Middle of the day'],
  ['afternoon', 'Afternoon'],
  ['evening', 'Evening'],
  ['ask_first', 'Only at the time I write below'],
]);

export const voicemailRules: readonly ReferenceItem[] = listFrom({ ...ours, source: 'Domain facts, section 5' }, [
  ['no', 'No message, please'],
  ['vague', 'A message without your name'],
  ['full', 'A full message is OK'],
]);
