/**
 * What came of a pathway that was offered. To refuse, not to need it, and to choose another way are outcomes like any
 * other: none closes a case, takes back another offer, or is held against a person. What was offered, what was chosen and
 * why stand together (E1).
 */
import type { PathwayOffer } from './pathway-data.ts';
import { OWN_SERVICE, STAY } from './pathways.ts';

export const PATHWAY_OUTCOMES = [
  'accepted',
  'details_given',
  'not_now',
  'refused',
  'not_needed',
  'chosen_elsewhere',
  'done',
] as const;
export type PathwayOutcome = (typeof PATHWAY_OUTCOMES)[number];

/** Who decided: the person, or, of a duty, a member of staff. */
export interface PathwayAnswer {
  readonly outcome: PathwayOutcome;
  /** What was chosen of the options, where something was. */
  readonly chosen: string | null;
  /** In their words, or ours of a duty; `null` only with `saidNoReason`. */
  readonly why: string | null;
  /** They gave no reason. Nobody has to. */
  readonly saidNoReason: boolean;
}

export interface OfferedPathway {
  readonly offer: PathwayOffer;
  /** Every option that was shown, in the order in which it was. */
  readonly options: readonly string[];
}

/** What comes next: `refer` is the consent card of a partner, or the referral to a panel. */
export const PATHWAY_NEXT = ['refer', 'disclosure_with_lead', 'lead_decides', 'nothing'] as const;
export type PathwayNext = (typeof PATHWAY_NEXT)[number];

export type PathwayVerdict =
  | { readonly verdict: 'recorded'; readonly next: PathwayNext }
  | { readonly verdict: 'refused'; readonly path: 'outcome' | 'chosen' | 'why'; readonly sentence: string };

const OF_A_DUTY: readonly PathwayOutcome[] = ['done', 'not_needed'];

/** `marac`: what was offered is a panel, so a no is not the end of it (H2). */
export function judgePathwayAnswer(
  { offer, options }: OfferedPathway,
  answer: PathwayAnswer,
  { marac }: { readonly marac: boolean },
): PathwayVerdict {
  const { outcome, chosen, why, saidNoReason } = answer;
  const duty = offer === 'duty';
  if (duty !== OF_A_DUTY.includes(outcome) && outcome !== 'not_needed')
    return wrong(
      'outcome',
      duty ? ONLY_OF_A_DUTY : 'This is theirs to decide: accepted, refused, not now or elsewhere.',
    );
  if (chosen !== null && !options.includes(chosen)) return wrong('chosen', 'That was not among what was offered.');
  if (outcome === 'accepted' && chosen === null && options.length > 0) return wrong('chosen', 'Say which they chose.');
  if (TAKES_NONE.includes(outcome) && chosen !== null)
    return wrong('chosen', 'Nothing was chosen with this outcome. Leave it out.');
  const reasoned = why !== null && why.trim() !== '';
  if (reasoned && saidNoReason) return wrong('why', 'Either their reason, or that they gave none.');
  if (!reasoned && duty) return wrong('why', 'Say what was decided, and why.');
  if (!reasoned && !saidNoReason)
    return wrong('why', 'Write down why, or that they gave no reason. Nobody has to give one.');
  return { verdict: 'recorded', next: nextOf(offer, answer, marac) };
}

const ONLY_OF_A_DUTY = 'This is ours to do: it was done, or it was not needed. Their wish stands in the reason.';
const TAKES_NONE: readonly PathwayOutcome[] = ['not_now', 'refused', 'not_needed'];

function wrong(path: 'outcome' | 'chosen' | 'why', sentence: string): PathwayVerdict {
  return { verdict: 'refused', path, sentence };
}

function nextOf(offer: PathwayOffer, { outcome, chosen }: PathwayAnswer, marac: boolean): PathwayNext {
  if (offer === 'duty') return outcome === 'not_needed' ? 'lead_decides' : 'nothing';
  if (marac && outcome !== 'accepted') return 'disclosure_with_lead';
  // Who stays is already here; details are only given.
  return outcome === 'accepted' && chosen !== null && chosen !== STAY && chosen !== OWN_SERVICE ? 'refer' : 'nothing';
}

export interface RecordedPathway {
  readonly outcome: PathwayOutcome;
  /** The rules and levels it was offered under, as `ruleId value`. */
  readonly offeredUnder: readonly string[];
}

/**
 * Whether to offer it again: nothing was decided, it was "not now", or it is suggested by a rule or an answer that was not
 * there when they said no. The same offer for the same reason is not pressed on anybody.
 */
export function mayOfferAgain(recorded: RecordedPathway | null, suggestedUnder: readonly string[]): boolean {
  if (recorded === null || recorded.outcome === 'not_now') return true;
  return suggestedUnder.some((each) => !recorded.offeredUnder.includes(each));
}

/** What a suggestion is under, for `mayOfferAgain`. */
export function offeredUnder(
  rulings: readonly {
    readonly ruleId: string;
    readonly grounds: readonly { readonly fact: string; readonly value: string }[];
  }[],
): string[] {
  return rulings.flatMap(({ ruleId, grounds }) => grounds.map(({ fact, value }) => `${ruleId} ${fact}=${value}`));
}
