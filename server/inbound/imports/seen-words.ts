/** Words of a file that stand in none of our lists: each once, with how often it is said. */
import { plainWord, WORD_MAX, WORDS_AT_MOST, type WordField } from '../../../shared/domain/inbound-words.ts';
import { textFault } from '../../../shared/domain/message-limits.ts';

export interface Word {
  readonly field: WordField;
  readonly word: string;
}

export interface SeenWord extends Word {
  readonly times: number;
}

export interface SeenWords {
  add(words: readonly Word[]): void;
  /** The most frequent first. */
  all(): SeenWord[];
}

/** How many different ones are kept in memory, of which the most frequent are shown. */
const COUNTED_AT_MOST = 2_000;

export function countWords(): SeenWords {
  const seen = new Map<string, SeenWord>();
  return {
    add: (words) => {
      for (const { field, word } of words) {
        const plain = plainWord(word);
        if (plain === '' || textFault(word, WORD_MAX) !== null) continue;
        const key = `${field}:${plain}`;
        const known = seen.get(key);
        if (known === undefined && seen.size >= COUNTED_AT_MOST) continue;
        seen.set(key, known === undefined ? { field, word, times: 1 } : { ...known, times: known.times + 1 });
      }
    },
    all: () => [...seen.values()].sort((one, other) => other.times - one.times).slice(0, WORDS_AT_MOST),
  };
}
