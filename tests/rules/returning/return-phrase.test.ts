import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  judgePhrase,
  mayBePhrase,
  normalisedPhrase,
  PHRASE_BYTES,
  PHRASE_WORDS,
  phraseFrom,
  phraseWarnings,
} from '../../../shared/domain/return-phrase.ts';
import { RETURN_WORDS } from '../../../shared/reference/return-words.ts';

describe('the words of a phrase', () => {
  test('are at least 1,296 short ones, each known by its first four letters', () => {
    expect(RETURN_WORDS.length).toBeGreaterThanOrEqual(1_296);
    for (const word of RETURN_WORDS) expect(word).toMatch(/^[a-z]{4,8}$/);
    expect(new Set(RETURN_WORDS.map((word) => word.slice(0, 4))).size).toBe(RETURN_WORDS.length);
  });

  test('never differ by one letter alone, and none begins another', () => {
    const near: string[] = [];
    for (const [at, one] of RETURN_WORDS.entries())
      for (const other of RETURN_WORDS.slice(at + 1))
        if (isNear(one, other) || other.startsWith(one) || one.startsWith(other)) near.push(`${one} ${other}`);
    expect(near).toEqual([]);
  });

  test('are drawn six at a time, each as likely as any other', () => {
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 4_000; draw += 1) {
      const words = phraseFrom(randomBytes(PHRASE_BYTES)) ?? [];
      expect(words).toHaveLength(PHRASE_WORDS);
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const mean = (4_000 * PHRASE_WORDS) / RETURN_WORDS.length;
    const chiSquare = RETURN_WORDS.reduce((sum, word) => sum + ((counts.get(word) ?? 0) - mean) ** 2 / mean, 0);
    // With 1,295 degrees of freedom a fair draw passes 1,600 once in many millions of runs.
    expect(chiSquare).toBeLessThan(1_600);
  });

  test('are not made from bytes that would favour some of them', () => {
    expect(phraseFrom(new Uint8Array(PHRASE_BYTES).fill(255))).toBeNull();
    expect(phraseFrom(new Uint8Array(2 * PHRASE_WORDS - 1))).toBeNull();
    expect(phraseFrom(new Uint8Array(2 * PHRASE_WORDS))).toEqual(new Array(PHRASE_WORDS).fill(RETURN_WORDS[0]));
  });
});

describe('what somebody typed', () => {
  const word = fc.constantFrom(...RETURN_WORDS);
  const between = fc.constantFrom(' ', '  ', '-', ', ', ' – ', '\n', '. ', '_');

  test('counts whatever stands between the words, and however they are written', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 6, maxLength: 6 }), between, fc.boolean(), (words, gap, loud) => {
        const typed = ` ${words.map((each) => (loud ? each.toUpperCase() : each)).join(gap)} `;
        expect(normalisedPhrase(typed)).toBe(words.join(' '));
      }),
    );
  });

  test('is wrong with one letter changed, left out or added', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 6, maxLength: 6 }), fc.nat(5), fc.nat(3), (words, which, at) => {
        const right = words.join(' ');
        const spoil = (change: (each: string) => string) =>
          normalisedPhrase(words.map((each, index) => (index === which ? change(each) : each)).join(' '));
        expect(spoil((each) => `${each.slice(0, at)}q${each.slice(at + 1)}`)).not.toBe(
          (words[which] ?? '')[at] === 'q' ? '' : right,
        );
        expect(spoil((each) => `${each}x`)).not.toBe(right);
        expect(RETURN_WORDS).not.toContain((words[which] ?? '').slice(0, -1));
      }),
    );
  });
});

describe('whether somebody is given one', () => {
  const nothing = { ageBand: null, topic: null, crimeTypes: [], crimeFlags: [] };

  test('is never offered: they ask themselves', () => {
    expect(judgePhrase(nothing, { asked: false, insists: true })).toBe('only_when_asked');
    expect(judgePhrase(nothing, { asked: true, insists: false })).toBe('give');
  });

  test.each([
    ['under 13', { ageBand: 'under_13' }, ['under_18']],
    ['16 or 17', { ageBand: '16_17' }, ['under_18']],
    ['a partner or family', { topic: 'partner_or_family' }, ['abuse_by_somebody_close']],
    ['being followed', { topic: 'followed_or_watched' }, ['abuse_by_somebody_close']],
    ['controlling behaviour', { crimeTypes: ['da_coercive_control'] }, ['abuse_by_somebody_close']],
    ['stalking', { crimeTypes: ['theft', 'stalking'] }, ['abuse_by_somebody_close']],
    ['anything domestic', { crimeFlags: ['domestic'] }, ['abuse_by_somebody_close']],
    ['both', { ageBand: '13_15', topic: 'used_or_controlled' }, ['under_18', 'abuse_by_somebody_close']],
  ])('waits for a warning with %s, and is theirs to insist on', (_what, said, warnings) => {
    const facts = { ...nothing, ...said };
    expect(phraseWarnings(facts)).toEqual(warnings);
    expect(judgePhrase(facts, { asked: true, insists: false })).toBe('warn_first');
    expect(judgePhrase(facts, { asked: true, insists: true })).toBe('give');
  });
});

/** Whether one letter put in, left out or changed makes one of the other. */
function isNear(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const rest = short.length === long.length ? short.slice(at + 1) : short.slice(at);
  return rest === long.slice(at + 1);
}

describe('what may be a phrase', () => {
  test('is six of our words, in any order and however they are typed, and nothing else', () => {
    for (let draw = 0; draw < 200; draw += 1) {
      const words = phraseFrom(randomBytes(PHRASE_BYTES)) ?? [];
      expect(mayBePhrase(normalisedPhrase(words.join(' - ').toUpperCase()))).toBe(true);
      expect(mayBePhrase([...words].reverse().join(' '))).toBe(true);
      expect(mayBePhrase(words.slice(1).join(' '))).toBe(false);
      expect(mayBePhrase([...words, words[0]].join(' '))).toBe(false);
      expect(mayBePhrase([...words.slice(1), 'password'].join(' '))).toBe(false);
    }
    for (const typed of ['', ' ', 'let me in']) expect(mayBePhrase(normalisedPhrase(typed))).toBe(false);
  });
});
