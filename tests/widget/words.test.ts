import { describe, expect, it } from 'vitest';
import { widgetText, widgetWords } from '../../shared/text/en/widget.ts';
import { wordingFaults } from '../../shared/text/plain-language.ts';

describe('the words of the panel', () => {
  it.each(['adult', 'young_13_17', 'child_under_13'] as const)(
    'are short, plain and promise nothing, for %s',
    (audience) => {
      const faults = Object.entries(widgetWords(audience)).flatMap(([key, text]) =>
        wordingFaults(text, ['demonstration']).map((fault) => `${key}: ${fault}`),
      );
      expect(faults).toEqual([]);
    },
  );

  it('say what comes next on each view on the way', () => {
    const views = ['welcomeNext', 'safetyNext', 'requestingNext', 'waitingNext', 'messageSentNext'] as const;
    for (const view of views) expect(widgetText[view]).toMatch(/^What comes next: /);
  });
});
