/** What both forms let somebody choose from: words of the form, lists of the service in force. */
import type { FormKey, FormWords } from '../../shared/text/en/public-forms.ts';
import type { Option } from './question.ts';

export interface FormLists {
  readonly areas: readonly Option[];
  readonly topics: readonly Option[];
  readonly crimeTypes: readonly Option[];
}

export function chosenFrom(words: FormWords, group: string, codes: readonly string[]): readonly Option[] {
  return codes.map((code) => ({ code, label: words[`${group}.${code}` as FormKey] }));
}

/** Longer than a name, shorter than a story. */
export const LINE_UNITS = 200;
export const WORDS_UNITS = 3_000;
