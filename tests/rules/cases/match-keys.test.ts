import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReference, referenceFrom } from '../../../shared/domain/case-reference.ts';
import { emailKey, nameAndBirthKey, phoneKey } from '../../../shared/domain/match-keys.ts';

describe('what a case is found by', () => {
  it.each([
    ['07700 900123', '+44 7700 900123'],
    ['07700900123', '0044 (0)7700 900 123'.replace('(0)', '')],
    ['01632 960 001', '+441632960001'],
  ])('one number written twice is one number: %s and %s', (one, other) => {
    expect(phoneKey(one)).toBe(phoneKey(other));
  });

  it('a foreign number is not mistaken for a British one', () => {
    expect(phoneKey('+33 7700 900123')).not.toBe(phoneKey('07700 900123'));
    expect(phoneKey('123')).toBeNull();
  });

  it('capitals, accents and spaces make no other name, and a name alone is no key', () => {
    expect(nameAndBirthKey(' Zoë  O’Neill', '1990-05-06')).toBe(nameAndBirthKey('zoe o neill', '1990-05-06'));
    expect(nameAndBirthKey('Zoë', null)).toBeNull();
    expect(nameAndBirthKey('!!', '1990-05-06')).toBeNull();
    expect(emailKey('A@Example.ORG ')).toBe('a@example.org');
  });
});

describe('a reference', () => {
  it('made of random bytes is read again, however it is typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const reference = referenceFrom(bytes);
        if (reference === null) return;
        expect(readReference(reference)).toBe(reference);
        expect(readReference(` ${reference.toLowerCase().replace('-', ' ')} `)).toBe(reference);
      }),
    );
  });

  it.each(['', '7Q4M', '7Q4M-2K9I', '7Q4M-2K90', 'KV-7Q4M-2K9D'])('%s is none', (typed) => {
    expect(readReference(typed)).toBeNull();
  });
});
