// The console's wording. Staff work in English for now; the catalogues are the one place to change a sentence. What is said
// on pages is learnt with the first that is opened (ui/later.ts), so that the desk starts without it.
import { consoleText } from '../../shared/text/en/console.ts';
import type { consolePagesText } from '../../shared/text/en/console-pages.ts';
import { english } from '../../shared/text/locales.ts';
import { type Catalogue, createText, type TextKey, type TextValues } from '../../shared/text/text.ts';

type Everything = typeof consoleText & typeof consolePagesText;
export type Words = TextKey<Everything>;

const known: Record<string, string> = { ...consoleText };

export function learn(words: Catalogue): void {
  Object.assign(known, words);
}

export const say: (key: Words, values?: TextValues) => string = createText(known, english);

/** A code that a newer server may send and this page does not know yet is shown as words, never as a blank. */
export function sayCode(group: string, code: string): string {
  const key = `${group}.${code}`;
  return key in known ? say(key as Words) : code.replaceAll('_', ' ');
}
