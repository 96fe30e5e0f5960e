import { expect, test } from 'vitest';
import { type AgeSource, ageOn } from '../../../shared/domain/age-known.ts';
import { sayAge } from '../../../shared/text/en/age-words.ts';

test.each<[AgeSource | null, string]>([
  [null, 'not known'],
  [{ by: 'band', band: 'prefer_not_to_say' }, 'not known'],
  [{ by: 'band', band: 'under_13' }, 'under 13'],
  [{ by: 'band', band: '13_15' }, '13 to 15'],
  [{ by: 'band', band: 'adult' }, '18 or over'],
  [{ by: 'year', year: 1980 }, '45 or 46'],
  [{ by: 'date_of_birth', day: '1980-05-05' }, '46'],
])('the age %j is said as "%s"', (source, words) => {
  expect(sayAge(ageOn(source, '2026-11-27'))).toBe(words);
});
