/** What a sender's words mean, by keyed digests: the words themselves are kept no longer than their file (P1). */
import { plainWord, type WordField } from '../../../shared/domain/inbound-words.ts';
import type { KeyedNames } from '../keyed-names.ts';

export interface TheirWord {
  readonly field: WordField;
  /** Keyed, of the field and the word. */
  readonly word: string;
  /** Null: it means nothing that we keep. */
  readonly code: string | null;
}

/** Undefined where nobody has said what the word means. */
export type Told = (field: WordField, word: string) => string | null | undefined;

const nameOf = (field: WordField, word: string): string => `${field}\u0000${plainWord(word)}`;

export function digestsOf(names: KeyedNames, senderId: string, field: WordField, word: string) {
  return names.macs(senderId, nameOf(field, word));
}

export function toldBy(names: KeyedNames, senderId: string, words: readonly TheirWord[]): Told {
  const codes = new Map(words.map(({ word, code }) => [word, code]));
  const found = new Map<string, string | null | undefined>();
  return (field, word) => {
    if (codes.size === 0) return undefined;
    const name = nameOf(field, word);
    if (!found.has(name)) {
      const mac = digestsOf(names, senderId, field, word).find((each) => codes.has(each));
      found.set(name, mac === undefined ? undefined : codes.get(mac));
    }
    return found.get(name);
  };
}
