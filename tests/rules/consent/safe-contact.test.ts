import { describe, expect, test } from 'vitest';
import {
  holdsContactDetail,
  passesContactGate,
  safetyOf,
  saidSafeAmong,
  usableContact,
} from '../../../shared/domain/safe-contact.ts';

describe('the gate of the safe contact', () => {
  test('[V2] shows and uses a value only when it is known to be safe', () => {
    expect(usableContact({ value: '07700 900123', safety: 'safe' })).toBe('07700 900123');
    expect(usableContact({ value: '07700 900123', safety: 'unsafe' })).toBeNull();
    expect(usableContact({ value: '07700 900123', safety: 'unknown' })).toBeNull();
  });

  test('[V2] counts a contact that somebody else sees as unknown until a person has asked', () => {
    expect(safetyOf({})).toBe('safe');
    expect(safetyOf({ whoElseSees: '  ' })).toBe('safe');
    expect(safetyOf({ whoElseSees: 'my partner sometimes' })).toBe('unknown');
  });

  test('[V2] lets a contact pass only with the mark that the person said it is safe', () => {
    const item = { itemId: 'safe_contact', value: 'Text after 5, 07700 900123' };
    expect(passesContactGate(item, saidSafeAmong(['name', 'safe_contact']))).toBe(true);
    expect(passesContactGate(item, saidSafeAmong(['name']))).toBe(false);
    expect(passesContactGate({ itemId: 'name', value: 'Sam' }, [])).toBe(true);
  });

  test('[V2] stops a number or an address hidden in another item, which nobody asked about', () => {
    const hidden = { itemId: 'what_happened', value: 'He rings me on 01632 960 001 all night' };
    expect(passesContactGate(hidden, saidSafeAmong(['what_happened', 'safe_contact']))).toBe(false);
  });

  test.each([['07700900123'], ['+44 7700 900 123'], ['(01632) 960-001'], ['sam@example.org']])('knows %s', (text) => {
    expect(holdsContactDetail(`call ${text} please`)).toBe(true);
  });

  test.each([['Flat 12, since 2019'], ['crime number 46/12345/26'], ['on 01/02/2026 at 10:30'], ['999 or 101']])(
    'takes %s for what it is',
    (text) => {
      expect(holdsContactDetail(text)).toBe(false);
    },
  );
});
