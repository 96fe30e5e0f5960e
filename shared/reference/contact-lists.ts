// The words of safe contact: how somebody is reached, what came of an attempt, and what a look at a stop decides.
import {
  ATTEMPT_OUTCOMES,
  type AttemptOutcome,
  STOP_DECISIONS,
  type StopDecision,
} from '../domain/contact-attempts.ts';
import { CONTACT_CHANNELS, CONTACT_HOLDERS, type ContactChannel, type ContactHolder } from '../domain/contact-terms.ts';
import { listFrom, type ReferenceItem } from './reference-item.ts';

const ours = {
  validFrom: '2026-11-01',
  source: 'Our own list: domain facts, sections 5 and 12',
  evidence: 'K',
} as const;

const CHANNEL: Readonly<Record<ContactChannel, string>> = {
  phone: 'Telephone',
  text: 'Text messages only',
  email: 'E-mail',
  post: 'Post',
  app: 'An app',
  other: 'Another way',
};
export const contactChannels: readonly ReferenceItem[] = listFrom(
  ours,
  CONTACT_CHANNELS.map((code) => [code, CHANNEL[code]]),
);

const HOLDER: Readonly<Record<ContactHolder, string>> = {
  person: 'Their own',
  parent_or_carer: 'A parent’s or carer’s',
  trusted_other: 'Somebody’s whom they trust',
  professional: 'A professional’s',
};
export const contactHolders: readonly ReferenceItem[] = listFrom(
  ours,
  CONTACT_HOLDERS.map((code) => [code, HOLDER[code]]),
);

const OUTCOME: Readonly<Record<AttemptOutcome, string>> = {
  spoke: 'Spoke with them',
  agreed_callback: 'Agreed another time',
  no_answer_no_message: 'No answer, no message left',
  vague_voicemail_left: 'A message that says nothing of us',
  wrong_number: 'Wrong number',
  answered_by_other: 'Somebody else answered',
  unsafe_stopped: 'Stopped: it was not safe',
  text_sent: 'Text sent',
  email_sent: 'E-mail sent',
  letter_sent: 'Letter sent',
  declined: 'They did not want to talk',
};
export const attemptOutcomes: readonly ReferenceItem[] = listFrom(
  ours,
  ATTEMPT_OUTCOMES.map((code) => [code, OUTCOME[code]]),
);

const DECISION: Readonly<Record<StopDecision, string>> = {
  go_on: 'Attempts may go on',
  contact_is_unsafe: 'Go on by other ways: this contact is not safe',
};
export const stopDecisions: readonly ReferenceItem[] = listFrom(
  ours,
  STOP_DECISIONS.map((code) => [code, DECISION[code]]),
);
