import { describe, expect, test } from 'vitest';
import { fallbackNumbers } from '../../../shared/reference/fallback-numbers.ts';
import { contactTimes, contactWays, visitorAgeBands, voicemailRules } from '../../../shared/reference/pre-chat.ts';
import { topics } from '../../../shared/reference/topics.ts';
import { englishWelcome } from '../../../shared/text/en/welcome.ts';
import { englishWordings } from '../../../shared/text/en/wordings.ts';
import { readingGrade, syllablesIn, wordingFaults } from '../../../shared/text/plain-language.ts';
import { createText, fillIn } from '../../../shared/text/text.ts';
import { audienceOf, currentWording, findWording } from '../../../shared/text/wording.ts';

const audiences = ['adult', 'young_13_17', 'child_under_13'] as const;
const day = '2026-11-24';

describe('words that a visitor reads', () => {
  const everything: readonly (readonly [string, readonly string[]])[] = [
    ...englishWordings.map((each) => [each.version, [each.text, ...Object.values<string>({ ...each.card })]] as const),
    ...englishWelcome.map((each) => [each.version, each.parts.map((part) => part.text)] as const),
    ['topics', topics.map((each) => each.label)],
    [
      'the message form',
      [...contactWays, ...contactTimes, ...voicemailRules, ...visitorAgeBands].map((each) => each.label),
    ],
    ['numbers of the widget', fallbackNumbers.map((each) => each.note)],
  ];

  test.each(everything)('%s: short sentences, simple words, no promise, no blame', (_, texts) => {
    expect(texts.flatMap((text) => wordingFaults(text))).toEqual([]);
    expect(readingGrade(texts.map((text) => `${text}.`).join(' '))).toBeLessThanOrEqual(5);
  });

  test('a card says that no is allowed and changes nothing about the chat', () => {
    for (const audience of audiences) {
      const ask = currentWording(englishWordings, { kind: 'ask', audience, language: 'en', day });
      expect(ask?.text).toMatch(/no/);
      expect(ask?.text).toMatch(/still talk (to us|with you)/);
    }
  });

  test('a *Tell* card does not pretend that no would stop it', () => {
    for (const audience of audiences) {
      const tell = currentWording(englishWordings, { kind: 'tell', audience, language: 'en', day });
      expect(tell?.text).toContain('even if you say no');
      expect(tell?.text).toContain('{who}');
    }
  });
});

describe('choosing a wording', () => {
  test('a wording of one kind can never be attached to the other', () => {
    for (const wording of englishWordings) {
      const other = wording.kind === 'ask' ? 'tell' : 'ask';
      expect(findWording(englishWordings, wording.kind, wording.version)).toBe(wording);
      expect(findWording(englishWordings, other, wording.version)).toBeUndefined();
    }
    expect(new Set(englishWordings.map((each) => each.version)).size).toBe(englishWordings.length);
  });

  test('the newest wording in force is used, and an older one can still be found', () => {
    const [first] = englishWordings;
    if (!first) throw new Error('There is no wording.');
    const next = { ...first, version: 'ask-en-adult-2', validFrom: '2027-01-01' };
    const all = [...englishWordings, next];
    const on = (at: string) =>
      currentWording(all, { kind: 'ask', audience: 'adult', language: 'en', day: at })?.version;
    expect([on('2026-12-31'), on('2027-01-01'), on('2020-01-01')]).toEqual([
      'ask-en-adult-1',
      'ask-en-adult-2',
      undefined,
    ]);
    expect(findWording(all, 'ask', 'ask-en-adult-1')).toBe(first);
  });

  test('children read words of their own; who does not say is spoken to as an adult', () => {
    expect(['under_13', '13_15', '16_17', 'adult', 'prefer_not_to_say', null].map(audienceOf)).toEqual([
      'child_under_13',
      'young_13_17',
      'young_13_17',
      'adult',
      'adult',
      'adult',
    ]);
  });
});

describe('the check of words', () => {
  test('it refuses what must never be promised or asked', () => {
    const wrong = [
      'This chat is completely confidential.',
      'It stays our secret.',
      'We will keep you safe.',
      'You are safe here.',
      'The police will come.',
      "Why didn't you tell anyone?",
      'It may be your fault.',
      'We help with domestic violence.',
    ];
    expect(wrong.filter((text) => wordingFaults(text).length === 0)).toEqual([]);
    expect(wordingFaults('It is not your fault. Is it safe to talk now? What must we know to keep you safe?')).toEqual(
      [],
    );
  });

  test('it refuses long sentences and hard words', () => {
    const long = 'We can talk with you about what you saw and what you heard and what you want to do next week.';
    expect(wordingFaults(long).join()).toMatch(/More than 20 words/);
    const hard =
      'Confidential information regarding your circumstances necessitates multidisciplinary professional consideration immediately.';
    expect(wordingFaults(hard).join()).toMatch(/Reading grade/);
  });

  test('it counts syllables nearly as people do', () => {
    const counts = {
      cat: 1,
      safe: 1,
      needed: 2,
      someone: 2,
      police: 2,
      people: 2,
      private: 2,
      emergency: 4,
      looked: 1,
    };
    for (const [word, count] of Object.entries(counts)) expect(syllablesIn(word), word).toBe(count);
  });
});

describe('texts by key', () => {
  const catalogue = { waiting_one: '{count} person', waiting_other: '{count} people', hello: 'Hello {name}' };
  const text = createText(catalogue, { code: 'en', name: 'English', dir: 'ltr' });

  test('a count chooses between one and several', () => {
    expect([text('waiting', { count: 1 }), text('waiting', { count: 2 })]).toEqual(['1 person', '2 people']);
  });

  test('values are put in as they are, and one that is missing leaves no bracket behind', () => {
    expect(text('hello', { name: '$& {x}' })).toBe('Hello $& {x}');
    expect(text('hello')).toBe('Hello ');
    expect(fillIn('{a}{b}', { a: 1 })).toBe('1');
  });

  test('a misspelt key does not compile', () => {
    // @ts-expect-error there is no such key
    expect(text('helo')).toBe('');
  });
});
