/** What came of an attempt to reach somebody, and what an outcome does to the attempts after it (H17). */

/** The list of domain facts, section 12; an e-mail and a letter are attempts as well. */
export const ATTEMPT_OUTCOMES = [
  'spoke',
  'agreed_callback',
  'no_answer_no_message',
  'vague_voicemail_left',
  'wrong_number',
  'answered_by_other',
  'unsafe_stopped',
  'text_sent',
  'email_sent',
  'letter_sent',
  'declined',
] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** What a coordinator or lead may decide about a stop: go on, or go on by other ways since this one is not safe. */
export const STOP_DECISIONS = ['go_on', 'contact_is_unsafe'] as const;
export type StopDecision = (typeof STOP_DECISIONS)[number];

export const CALLBACK_STATES = ['booked', 'done', 'cancelled'] as const;
export type CallbackState = (typeof CALLBACK_STATES)[number];
