/**
 * Whether somebody who came back with the right words may be told now what was shared about them (H13, H4). The words show that
 * they have the paper, not that they are alone with it: so it is always asked first whether it is safe, and where a wrong word
 * could cost most, a lead looks before anything is shown.
 */
import { type PhraseFacts, phraseWarnings } from './return-phrase.ts';

/**
 * A lead decides. `sharing_stopped`: somebody asked with the words that sharing stops, and nobody knows yet whether it was them.
 * `restored`: a backup was restored since the words were given, so they may have been used or replaced in what was lost.
 */
const FOR_A_LEAD = ['under_13', 'sharing_stopped', 'contact_stopped', 'restored'] as const;
/** The worker weighs it, and asks. */
const TO_WEIGH = ['under_18', 'abuse_by_somebody_close', 'high_risk', 'said_not_safe'] as const;

export const TELLING_REASONS = [...FOR_A_LEAD, ...TO_WEIGH] as const;
export type TellingReason = (typeof TELLING_REASONS)[number];

export const TELLING_VERDICTS = ['may_be_told', 'weigh_first', 'lead_first'] as const;
export type TellingVerdict = (typeof TELLING_VERDICTS)[number];

export interface TellingFacts extends PhraseFacts {
  readonly highRisk: boolean;
  /** A request to stop sharing that nobody has decided. */
  readonly sharingStopped: boolean;
  /** Somebody else answered, or a voice was doubtful, and nobody has reviewed that yet (H17). */
  readonly contactStopped: boolean;
  /** In the chat in which they came back they said that it is not safe to talk, or that they are not sure. */
  readonly saidNotSafe: boolean;
  /** The words are older than a backup that was restored. */
  readonly restored: boolean;
}

export interface Telling {
  readonly verdict: TellingVerdict;
  readonly reasons: readonly TellingReason[];
}

export function judgeTelling(facts: TellingFacts): Telling {
  const reasons: TellingReason[] = [
    ...(facts.ageBand === 'under_13' ? (['under_13'] as const) : []),
    ...(facts.sharingStopped ? (['sharing_stopped'] as const) : []),
    ...(facts.contactStopped ? (['contact_stopped'] as const) : []),
    ...(facts.restored ? (['restored'] as const) : []),
    ...phraseWarnings(facts).filter((each) => each !== 'under_18' || facts.ageBand !== 'under_13'),
    ...(facts.highRisk ? (['high_risk'] as const) : []),
    ...(facts.saidNotSafe ? (['said_not_safe'] as const) : []),
  ];
  const forALead = reasons.some((each) => FOR_A_LEAD.some((code) => code === each));
  if (forALead) return { verdict: 'lead_first', reasons };
  return { verdict: reasons.length === 0 ? 'may_be_told' : 'weigh_first', reasons };
}

export const TOLD_OUTCOMES = ['told', 'told_some', 'not_told'] as const;
export type ToldOutcome = (typeof TOLD_OUTCOMES)[number];

/** So long after the check it opens what it opened: one talk (our own, K). Who comes again is checked anew. */
export const RETURN_OPEN_MS = 60 * 60_000;
