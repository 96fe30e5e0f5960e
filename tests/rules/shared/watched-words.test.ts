import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { raise, rankOf } from '../../../shared/domain/priority.ts';
import { englishWatchedWords, watchedHit, watchedWordLists, wordsOf } from '../../../shared/domain/watched-words.ts';
import { PRIORITIES } from '../../../shared/protocol/conversation.ts';

/** One way of saying each phrase, by a number that picks among the words of every place. */
function said(phrase: string, pick: number): string {
  const places = phrase.split(' ').filter((slot) => !slot.startsWith('!'));
  return places.map((slot) => slot.split('/')[pick % slot.split('/').length] ?? '').join(' ');
}

describe('words that are watched while somebody waits', () => {
  test.each([
    'I want to die',
    'i dont want to live like this',
    "I don't want to live",
    'I don’t want to be here any more',
    'thinking about SUICIDE again',
    'I have been self-harming since it happened',
    'going to kill  myself',
    'going to kill\nmyself tonight',
    'i cant go on',
    'I can‘t go on.',
    'took too many tablets',
    'they would be better off without me',
    'i wish i was dead',
    '“end it all”',
    'ｋｍｓ',
    'kill my\u200bself',
  ])('"%s" is noticed', (line) => {
    expect(watchedHit(line)).toEqual({ version: 'watched-en-1' });
  });

  test.each([
    'He said he will kill me',
    'he tried to strangle me, I thought I would die',
    "I don't want to live with him any more",
    'I do not want to live there',
    'He left a note on my car',
    'my therapist cut short my session',
    'I hurt my arm when he pushed me',
    'I cant go on my phone when he is here',
    'He ended it, and I am alone',
    'I did it all by myself',
    'skms',
    'ending the tenancy',
    '',
    '🙂',
  ])('"%s" is not', (line) => {
    expect(watchedHit(line)).toBeNull();
  });

  test('every phrase of the list is found in the middle of a line, whichever of its words is used', () => {
    fc.assert(
      fc.property(fc.constantFrom(...englishWatchedWords.phrases), fc.nat(40), (phrase, pick) => {
        expect(watchedHit(`well, ${said(phrase, pick).toUpperCase()}... sorry`)).not.toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  test('only whole words count: a letter before or after makes another word', () => {
    for (const word of ['suicide', 'kms', 'unalive', 'overdose', 'selfharm']) {
      expect(watchedHit(word)).not.toBeNull();
      expect(watchedHit(`x${word}`)).toBeNull();
      expect(watchedHit(`${word}x`)).toBeNull();
    }
  });

  test('the list is written as it is read, dated and sourced', () => {
    for (const list of watchedWordLists) {
      expect(list.validFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(list.source).not.toBe('');
      for (const phrase of list.phrases) {
        const words = phrase.replaceAll(/[/!]/g, ' ').split(' ').filter(Boolean).join(' ');
        expect(wordsOf(words)).toBe(words);
      }
    }
  });

  test('whatever is written, a hit raises the band or leaves it, and says nothing of the words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(...PRIORITIES), (line, band) => {
        const hit = watchedHit(`${line} I want to die`);
        expect(hit).toEqual({ version: 'watched-en-1' });
        expect(rankOf(raise(band, 'self_harm'))).toBeLessThanOrEqual(rankOf(band));
      }),
    );
  });
});
