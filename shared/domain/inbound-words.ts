/**
 * What a sender calls things: a word of theirs that a list of ours does not know, and which code of it a person here said that
 * it means. Nothing is guessed.
 */
import type { CodeList } from '../reference/known-codes.ts';
import type { InboundField } from './inbound-columns.ts';

export const WORD_FIELDS = ['area', 'crime_type', 'flags', 'capacity'] as const satisfies readonly InboundField[];
export type WordField = (typeof WORD_FIELDS)[number];

export const LIST_OF_WORDS = {
  area: 'areas',
  crime_type: 'crimeTypes',
  flags: 'crimeFlags',
  capacity: 'victimCapacities',
} as const satisfies Readonly<Record<WordField, CodeList>>;

/** A longer one is a sentence, in a column that is something else. */
export const WORD_MAX = 80;
/** A list that people can go through. */
export const WORDS_AT_MOST = 100;

/** Without capitals and signs: what is compared, in our lists and in theirs. */
export function plainWord(word: string): string {
  return word
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A mark or a place may mean nothing to us. What happened may not: whether they have to agree in so many words turns on it. */
export function mayMeanNothing(field: WordField): boolean {
  return field !== 'crime_type';
}
