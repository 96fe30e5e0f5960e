/**
 * The one table of what may become of a referral to MARAC: referred, received by the panel, listed for a meeting, heard,
 * and its actions returned to us. A panel neither accepts nor declines, and the person takes no part in it (H2).
 */
export const MARAC_STATES = ['referred', 'received', 'listed', 'heard', 'actions_returned', 'recalled'] as const;
export type MaracState = (typeof MARAC_STATES)[number];

/** Days are YYYY-MM-DD in England. */
export interface MaracStanding {
  readonly state: MaracState;
  readonly referredOn: string;
  readonly listedFor: string | null;
}

export type MaracMove =
  | { readonly cause: 'receive' | 'return_actions' | 'recall' }
  /** Again where the meeting is moved. */
  | { readonly cause: 'list'; readonly meetingOn: string }
  | { readonly cause: 'hear'; readonly on: string };

export type MaracVerdict =
  | { readonly verdict: 'move'; readonly to: MaracState; readonly listedFor: string | null }
  | { readonly verdict: 'same' }
  | { readonly verdict: 'refused'; readonly sentence: string };

const FROM: Readonly<Record<MaracMove['cause'], readonly MaracState[]>> = {
  receive: ['referred'],
  list: ['referred', 'received', 'listed'],
  hear: ['listed'],
  return_actions: ['heard'],
  /** The facts were wrong, or sharing was stopped; what was heard has been heard. */
  recall: ['referred', 'received', 'listed'],
};

const TO: Readonly<Record<MaracMove['cause'], MaracState>> = {
  receive: 'received',
  list: 'listed',
  hear: 'heard',
  return_actions: 'actions_returned',
  recall: 'recalled',
};

export function judgeMarac(standing: MaracStanding, move: MaracMove, today: string): MaracVerdict {
  const { state, listedFor } = standing;
  const to = TO[move.cause];
  if (move.cause === 'list' ? state === to && listedFor === move.meetingOn : state === to) return { verdict: 'same' };
  if (!FROM[move.cause].includes(state)) return refused(WRONG_STATE[state]);
  if (move.cause === 'list') {
    if (move.meetingOn < standing.referredOn)
      return refused('The meeting would be before the referral. Correct the day.');
    return { verdict: 'move', to, listedFor: move.meetingOn };
  }
  if (move.cause === 'hear') {
    if (move.on > today) return refused('This day has not come yet. A case is heard on the day of the meeting.');
    if (listedFor !== null && move.on < listedFor)
      return refused('It was listed for a later day. List it for the day on which it was heard first.');
  }
  return { verdict: 'move', to, listedFor };
}

function refused(sentence: string): MaracVerdict {
  return { verdict: 'refused', sentence };
}

const WRONG_STATE: Readonly<Record<MaracState, string>> = {
  referred: 'The panel has only been told. Note that it was received, or for when it is listed.',
  received: 'It is not listed for a meeting yet.',
  listed: 'It is listed and has not been heard yet.',
  heard: 'It has been heard. Note the actions when they come back.',
  actions_returned: 'This referral is over. A new incident is a new referral.',
  recalled: 'This referral was recalled. Make a new one if the risk is there.',
};

/** It goes on: the panel has it, or its actions are still to come. */
export function isUnderWay(state: MaracState): boolean {
  return state !== 'actions_returned' && state !== 'recalled';
}

/** A meeting that has passed without a note of what was heard: somebody rings the panel. */
export function isUnheard({ state, listedFor }: MaracStanding, today: string): boolean {
  return state === 'listed' && listedFor !== null && listedFor < today;
}

const REPEAT_WITHIN_MONTHS = 12;

/** A new incident within twelve months of the last hearing is a repeat, and is offered again (K). */
export function isRepeat(lastHeardOn: string | null, today: string): boolean {
  if (lastHeardOn === null) return false;
  const until = new Date(lastHeardOn);
  until.setUTCMonth(until.getUTCMonth() + REPEAT_WITHIN_MONTHS);
  return Date.parse(today) <= until.getTime();
}
