/**
 * The six-word phrase by which somebody can come back, or stop what is shared, without a name (H13). It is made only when they
 * ask "can I come back to this?", works once, and for thirty days.
 */
import type { AgeBand } from '../protocol/pre-chat.ts';
import { RETURN_WORDS } from '../reference/return-words.ts';

export const PHRASE_WORDS = 6;
export const PHRASE_LIVES_MS = 30 * 86_400_000;

/** Two bytes a word; those at the end of their range are left out, so that no word is likelier than another. */
const RANGE = 65_536;
const FAIR = RANGE - (RANGE % RETURN_WORDS.length);
/** Far more than ever are needed: fewer than one pair in a hundred is left out. */
export const PHRASE_BYTES = 4 * PHRASE_WORDS;

/** From random bytes. Null where too few of them are fair: draw again. */
export function phraseFrom(bytes: Uint8Array): readonly string[] | null {
  const words: string[] = [];
  for (let at = 0; at + 1 < bytes.length && words.length < PHRASE_WORDS; at += 2) {
    const drawn = (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
    const word = drawn < FAIR ? RETURN_WORDS[drawn % RETURN_WORDS.length] : undefined;
    if (word !== undefined) words.push(word);
  }
  return words.length === PHRASE_WORDS ? words : null;
}

/**
 * What somebody typed, as it is compared: capital letters, spaces, hyphens, commas and full stops are forgiven. A wrong letter is
 * not: a phrase that is nearly right is a wrong one, or guessing would be thousands of times easier.
 */
export function normalisedPhrase(typed: string): string {
  return typed
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s,.;:_\p{Dash}]+/u)
    .filter((word) => word !== '')
    .join(' ');
}

const KNOWN: ReadonlySet<string> = new Set(RETURN_WORDS);

/** Whether it has the shape of one, normalised: anything else is a slip or no try at all, and brings nobody nearer to guessing one. */
export function mayBePhrase(normalised: string): boolean {
  const words = normalised.split(' ');
  return words.length === PHRASE_WORDS && words.every((word) => KNOWN.has(word));
}

/** Why somebody should be warned before they are given a phrase: whoever finds it can use it. */
export type PhraseWarning = 'under_18' | 'abuse_by_somebody_close';

const UNDER_18: readonly AgeBand[] = ['under_13', '13_15', '16_17'];

export interface PhraseFacts {
  readonly ageBand: string | null;
  /** What they picked while waiting. */
  readonly topic: string | null;
  /** Codes of crimes, of the conversation or of the case. */
  readonly crimeTypes: readonly string[];
  /** Codes beside them, such as `domestic`. */
  readonly crimeFlags: readonly string[];
}

/**
 * What they picked or what was recorded that means somebody close who may look for such a paper: domestic abuse, stalking and
 * harassment, being controlled.
 */
const TOPICS = ['partner_or_family', 'followed_or_watched', 'used_or_controlled'];
const CRIMES = ['stalking', 'harassment', 'malicious_communications', 'modern_slavery_trafficking', 'cuckooing'];

export function phraseWarnings({ ageBand, topic, crimeTypes, crimeFlags }: PhraseFacts): readonly PhraseWarning[] {
  const abuse =
    (topic !== null && TOPICS.includes(topic)) ||
    crimeTypes.some((code) => code.startsWith('da_') || CRIMES.includes(code)) ||
    crimeFlags.includes('domestic');
  return [
    ...(UNDER_18.some((band) => band === ageBand) ? (['under_18'] as const) : []),
    ...(abuse ? (['abuse_by_somebody_close'] as const) : []),
  ];
}

export interface PhraseWish {
  /** They asked for it themselves. */
  readonly asked: boolean;
  /** They were warned, and want it all the same. */
  readonly insists: boolean;
}

/** Whether one may be given, or what has to come before. */
export function judgePhrase(facts: PhraseFacts, wish: PhraseWish): 'give' | 'only_when_asked' | 'warn_first' {
  if (!wish.asked) return 'only_when_asked';
  return phraseWarnings(facts).length > 0 && !wish.insists ? 'warn_first' : 'give';
}
