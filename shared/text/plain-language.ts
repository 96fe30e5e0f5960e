// Checks words that a visitor will read: short sentences, a reading age of about nine, and no promise that a helpline
// cannot keep (E12, H15). Somebody in shock reads far below what they could yesterday.

export const LONGEST_SENTENCE = 20;
export const HIGHEST_GRADE = 5;
/** The grade of a few words is noise: "Continue" alone would score as for a graduate. */
const SHORTEST_GRADED = 10;

/** What must never be said, and why. "Is it safe to talk?" is a question and stays allowed. */
const forbidden: readonly (readonly [RegExp, string])[] = [
  [/(completely|totally|fully|100%|strictly) (confidential|private|secure|safe|anonymous)/i, 'promises too much'],
  [/\bsecret(ly)?\b/i, 'nothing here is a secret'],
  [/encrypted end to end|end.to.end encrypt/i, 'it is not encrypted end to end'],
  [/\b(will|can|shall|['’]ll) (always )?(keep|make) you safe\b/i, 'nobody can promise to keep a person safe'],
  [/\byou(['’]re| are| will be) (now )?safe\b/i, 'nobody can know that'],
  [/\b(chat|page|site|website|line|service|place) is safe\b/i, 'nobody can know that'],
  [/\bpolice will come\b/i, 'we cannot send the police'],
  [/\bwhy (did|do)(n['’]t| not)? you\b/i, 'blames the person'],
  [/\byou should have\b/i, 'blames the person'],
  [/\b(?<!not )your (own )?fault\b/i, 'blames the person'],
  [/\bprovok|\balleg|\bclaim(s|ed)? to\b/i, 'doubts or blames the person'],
  [/\bdomestic violence\b/i, 'say "domestic abuse"'],
  [/\bperpetrator\b/i, 'say "the person who hurt you"'],
];

export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?:])\s+|\n+/).filter((sentence) => wordsOf(sentence).length > 0);
}

export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
}

/** Counts groups of vowels and takes the silent ones away: near enough for a limit, not for a dictionary. */
export function syllablesIn(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  if (letters.length <= 3) return 1;
  const voiced = letters
    .replace(/(?:[^laeiouy]es|[^dt]ed|[^laeiouy]e)$/, (end) => end.charAt(0))
    .replace(/^y/, '')
    .replace(/^some/, 'som')
    .replace(/gu$/, 'g')
    .replace(/ia|io(?!u)|ua(?!l)|iu/g, 'a-a');
  return Math.max(1, voiced.match(/[aeiouy]+/g)?.length ?? 1);
}

/** The Flesch-Kincaid grade. Names that cannot be said in a simpler way count as one syllable. */
export function readingGrade(text: string, names: readonly string[] = []): number {
  const words = wordsOf(text);
  const sentences = sentencesOf(text).length;
  if (words.length === 0 || sentences === 0) return 0;
  const known = new Set(names.flatMap((name) => wordsOf(name.toLowerCase())));
  const syllables = words.reduce((sum, word) => sum + (known.has(word.toLowerCase()) ? 1 : syllablesIn(word)), 0);
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59;
}

/** What is wrong with a text for visitors, as sentences for the person who wrote it; empty when it may be shown. */
export function wordingFaults(text: string, names: readonly string[] = []): string[] {
  const plain = text.replace(/\{\w+\}/g, 'it');
  const tooLong = sentencesOf(plain)
    .filter((sentence) => wordsOf(sentence).length > LONGEST_SENTENCE)
    .map((sentence) => `More than ${LONGEST_SENTENCE} words: "${sentence}"`);
  const grade = readingGrade(plain, names);
  const tooHard =
    wordsOf(plain).length >= SHORTEST_GRADED && grade > HIGHEST_GRADE
      ? [`Reading grade ${grade.toFixed(1)} is above ${HIGHEST_GRADE}: "${plain}"`]
      : [];
  const promises = forbidden.flatMap(([pattern, why]) => {
    const found = pattern.exec(plain);
    return found ? [`Do not write "${found[0]}": ${why}.`] : [];
  });
  return [...tooLong, ...tooHard, ...promises];
}
