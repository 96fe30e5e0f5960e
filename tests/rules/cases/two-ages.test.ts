import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdsInConversation, isYounger } from '../../../shared/domain/two-ages.ts';

const bands = ['under_13', '13_15', '16_17', 'adult'] as const;
const band = fc.constantFrom(...bands, 'prefer_not_to_say', null);
const said = fc.record({ ageBand: band, at: fc.option(fc.integer({ min: 1, max: 9 })) });
const NOW = 10;

test('of two ages one is younger, and none is younger than what nobody said is old (H10)', () => {
  fc.assert(
    fc.property(band, band, (one, other) => {
      expect(isYounger(one, other) && isYounger(other, one)).toBe(false);
      expect(isYounger(null, other)).toBe(false);
      if (one !== other && bands.some((each) => each === one))
        expect(isYounger(one, other) || isYounger(other, one)).toBe(true);
    }),
  );
});

test('what a case knows never makes an older person of who said later that they are younger (H10)', () => {
  fc.assert(
    fc.property(said, said, (known, talk) => {
      const later = { ...talk, at: (known.at ?? 0) + (talk.at ?? 0) };
      if (isYounger(later.ageBand, known.ageBand)) expect(holdsInConversation(known, later)).toBe(false);
    }),
  );
});

test('an age that was brought over is not brought again: two records do not go on telling each other (H10)', () => {
  fc.assert(
    fc.property(said, said, (known, talk) => {
      if (!holdsInConversation(known, talk)) return;
      const brought = { ageBand: known.ageBand, at: known.at ?? NOW };
      expect(holdsInConversation(known, brought)).toBe(false);
      expect(isYounger(brought.ageBand, known.ageBand)).toBe(false);
    }),
  );
});

test.each([
  ['a younger age that the case learned before', { ageBand: '13_15', at: 1 }, { ageBand: 'adult', at: 2 }, true],
  ['an older age that the case learned later', { ageBand: 'adult', at: 2 }, { ageBand: '13_15', at: 1 }, true],
  ['an older age that the case learned before', { ageBand: 'adult', at: 1 }, { ageBand: '13_15', at: 2 }, false],
  ['an age where none was said', { ageBand: 'adult', at: 1 }, { ageBand: 'prefer_not_to_say', at: 2 }, true],
  ['nothing', { ageBand: null, at: 2 }, { ageBand: 'adult', at: 1 }, false],
])('a conversation takes from its case %s: %o beside %o', (_what, known, talk, holds) => {
  expect(holdsInConversation(known, talk)).toBe(holds);
});
