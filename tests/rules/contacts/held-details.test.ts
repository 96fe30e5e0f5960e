import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type HeldDetail,
  heldDetailFaults,
  mayHoldDetail,
  type Standing,
  standingOf,
  wordsIn,
} from '../../../shared/domain/held-details.ts';

const phone = (value: string, standing: Standing = 'said_unsafe'): HeldDetail => ({ kind: 'phone', value, standing });
const faults = (text: string, held: readonly HeldDetail[]) => heldDetailFaults([{ path: 'text', text }], held);

describe('a number of the case that is not safe', () => {
  test.each([
    'Her number is 07700 900456, ring any time',
    '+44 7700 900456',
    '+44 (0)7700-900-456.',
    'ring 0044/7700.900456 after six',
    '0 7 7 0 0 9 0 0 4 5 6',
    'at 18 07700900456',
    '０７７００ ９００４５６',
  ])('is met however it is written: %s', (text) => {
    expect(mayHoldDetail(text)).toBe(true);
    expect(faults(text, [phone('07700 900456')])).toHaveLength(1);
    expect(faults(text, [phone('07700 900457')])).toEqual([]);
  });

  test('is met whatever anybody puts between its digits', () => {
    const between = fc.array(fc.constantFrom('', ' ', '-', '.', ' (', ') ', '/', '–'), {
      minLength: 11,
      maxLength: 11,
    });
    fc.assert(
      fc.property(
        fc.stringMatching(/^07\d{9}$/),
        between,
        fc.constantFrom('', 'her number: '),
        (number, gaps, before) => {
          const written = before + [...number].map((digit, at) => digit + (at < 10 ? (gaps[at] ?? '') : '')).join('');
          expect(faults(written, [phone(number)])).toHaveLength(1);
        },
      ),
    );
  });

  test('is told apart from one that is safe, from one nobody settled and from somebody else’s', () => {
    const text = 'ring 07700 900456';
    expect(faults(text, [phone('07700900456', 'safe')])).toEqual([]);
    expect(faults(text, [phone('07700900456', 'person'), phone('+447700900456', 'safe')])).toEqual([]);
    expect(faults(text, [phone('07700900456', 'not_settled')])[0]?.message).toMatch(/may not be used now.*“Contact”/);
    expect(faults(text, [phone('07700900456', 'person')])[0]?.message).toMatch(/“People”/);
    expect(faults(text, [phone('07700900456')])[0]?.message).toMatch(/not safe to use.*“Contact”/);
  });

  test('stands in no sentence that refuses it', () => {
    for (const standing of ['said_unsafe', 'not_settled', 'person'] as const)
      expect(faults('07700 900456', [phone('07700 900456', standing)])[0]?.message).not.toMatch(/\d/);
  });
});

test('an address is met whole, in any capitals, and not as a part of another', () => {
  const held: HeldDetail[] = [{ kind: 'email', value: 'Anna@mail.example', standing: 'said_unsafe' }];
  expect(faults('Write to anna@MAIL.example.', held)).toHaveLength(1);
  expect(faults('joanna@mail.example', held)).toEqual([]);
  expect(faults('anna@mail.examples', held)).toEqual([]);
});

test('outside its hours a contact is safe all the same; what has to be asked again is not', () => {
  expect(standingOf({ verdict: 'outside_safe_times', because: null })).toBe('safe');
  expect(standingOf({ verdict: 'recheck_due', because: null })).toBe('not_settled');
  expect(standingOf({ verdict: 'stopped', because: 'not_reviewed' })).toBe('not_settled');
  expect(standingOf({ verdict: 'unsafe', because: 'retired' })).toBe('not_settled');
  expect(standingOf({ verdict: 'unsafe', because: 'said_unsafe' })).toBe('said_unsafe');
});

test('every text that is sent is read, wherever it stands, except ids and the hidden numbers of "People"', () => {
  const sent = {
    clientId: '1',
    body: { note: 'a', goals: [{ goalId: 'g', text: 'b' }], people: [{ phone: '07', note: 'c' }] },
  };
  expect(wordsIn(sent)).toEqual([
    { path: 'body.note', text: 'a' },
    { path: 'body.goals.0.text', text: 'b' },
    { path: 'body.people.0.note', text: 'c' },
  ]);
});

test('nothing is opened for a day, a time or an amount', () => {
  for (const text of ['2026', 'at 17:30', '£450', 'PC 8123']) expect(mayHoldDetail(text)).toBe(false);
});
