import { describe, expect, test } from 'vitest';
import { formWords } from '../../../shared/text/en/public-forms.ts';
import { wordingFaults } from '../../../shared/text/plain-language.ts';

describe('the words of the forms', () => {
  test.each(['adult', 'young_13_17', 'child_under_13'] as const)('are short and plain, for %s', (audience) => {
    const faults = Object.entries(formWords(audience)).flatMap(([key, text]) =>
      wordingFaults(text, ['professional', 'safeguarding', 'reference']).map((fault) => `${key}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });
});
