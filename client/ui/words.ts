// The console's wording. Staff work in English for now; the catalogue is the one place to change a sentence.
import { consoleText } from '../../shared/text/en/console.ts';
import { english } from '../../shared/text/locales.ts';
import { createText, type TextKey } from '../../shared/text/text.ts';

export type Words = TextKey<typeof consoleText>;
export const say = createText(consoleText, english);

/** A code that a newer server may send and this page does not know yet is shown as words, never as a blank. */
export function sayCode(group: string, code: string): string {
  const key = `${group}.${code}`;
  return key in consoleText ? say(key as Words) : code.replaceAll('_', ' ');
}
