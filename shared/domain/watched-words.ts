/**
 * Words in a waiting person's lines that raise the band to self_harm at once and alert a supervisor (H6). Our own list,
 * dated, in English, read whatever language was chosen. A hit never lowers, ends or blocks anything, nor tells anybody outside.
 */

/**
 * A phrase is whole words in a row, as `wordsOf` sees them: no apostrophes, no hyphens. `a/b` is either word; a last
 * `!a/b` is what must not follow, where ordinary talk of a home or an attack begins the same way.
 */
export interface WatchedWords {
  readonly version: string;
  readonly language: string;
  readonly validFrom: string;
  readonly source: string;
  readonly phrases: readonly string[];
}

export const englishWatchedWords: WatchedWords = {
  version: 'watched-en-1',
  language: 'en',
  validFrom: '2026-11-01',
  source: 'Our own list; a safeguarding lead reads it every month against its hits and false hits',
  phrases: [
    'suicide/suicidal/sucide/sucidal/suiside/suisidal',
    'kms',
    'unalive/unaliving',
    'kill/killing/killed/end/ending/hang/hanging/drown/drowning/shoot/shooting/poison/poisoning/starve/starving myself',
    'hurt/hurting/harm/harming/harmed/cut/cutting/burn/burning/injure/injuring myself',
    'kill/killing/end/ending/hang/hanging/hurt/hurting/harm/harming/cut/cutting my self',
    'self harm/harms/harming/harmed/injury/injure/injuring',
    'selfharm/selfharms/selfharming/selfharmed',
    'cut/cutting/slit/slitting my wrist/wrists/arm/arms/leg/legs',
    'end/ending/ended/take/taking my life',
    'end/ending/take/taking my own life',
    'end/ending it all',
    'want/wanted/wants/rather/ready/trying/tried to die',
    'wanna/wana die',
    'wish i was/were dead',
    'wish i wasnt/werent alive/here/born',
    'wish i was/were never born',
    'wish id never been born',
    'wish i had never been born',
    'better off dead',
    'better off without me',
    'better if i wasnt/werent/was/were here/alive/dead/gone',
    'dont/not want to live !with/in/at/here/there/near/next/on/alone/together/apart/by',
    'dont wanna live !with/in/at/here/there/near/next/on/alone/together/apart/by',
    'dont/not want to exist',
    'dont/not want to be alive',
    'dont/not want to be here/around anymore',
    'dont/not want to be here/around any more',
    'dont/not want to wake up',
    'no reason to live !with/in/at/here/there/near',
    'no reason to go on',
    'nothing to live for',
    'nothing left to live for',
    'no point living !with/here/there',
    'no point in living !with/here/there',
    'no point going/carrying on',
    'no point in going/carrying on',
    'life is not worth',
    'life isnt worth',
    'not worth living',
    'cant/cannot go on !line/holiday/the/my/a/with/to/about',
    'cant/cannot carry on living',
    'overdose/overdosed/overdosing',
    'od/oding/oded on',
    'take/taking/took/taken/swallow/swallowed all my/the/these pills/tablets/meds/medication/medicine',
    'took/taken/swallowed too many pills/tablets/meds',
    'took/taken/swallowed a lot of pills/tablets/meds',
    'jump/jumping off a/the/this bridge/roof/building/cliff/balcony',
    'jump/jumping in front of a/the train/car/bus/lorry',
    'goodbye note/letter',
    'this is goodbye',
  ],
};

export const watchedWordLists: readonly WatchedWords[] = [englishWatchedWords];

/** The list that was hit. Which words they were is what a victim wrote, and goes nowhere from here (P1). */
export interface WatchedHit {
  readonly version: string;
}

export function watchedHit(text: string): WatchedHit | null {
  const words = wordsOf(text);
  const list = compiled.find(({ pattern }) => pattern.test(words));
  return list ? { version: list.version } : null;
}

/** Lower case, one space between words, apostrophes and invisible characters gone, so that "can’t" is "cant". */
export function wordsOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’‘ʼ`´]|\p{Cf}/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

function patternOf(phrase: string): string {
  const slots = phrase.split(' ').map((slot) => slot.split('/').join('|'));
  const last = slots[slots.length - 1] ?? '';
  if (!last.startsWith('!')) return slots.map((slot) => `(?:${slot})`).join(' ');
  return `${patternOf(phrase.slice(0, phrase.lastIndexOf(' ')))}(?! (?:${last.slice(1)})(?: |$))`;
}

const compiled = watchedWordLists.map(({ version, phrases }) => ({
  version,
  pattern: new RegExp(`(?:^| )(?:${phrases.map((phrase) => patternOf(phrase)).join('|')})(?= |$)`, 'u'),
}));
