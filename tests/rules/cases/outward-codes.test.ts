import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildPack } from '../../../server/service/packs/index.ts';
import {
  findPostcode,
  nationOf,
  outwardOf,
  postcodeFault,
  postcodeSentence,
} from '../../../shared/domain/outward-codes.ts';

const kent = buildPack('kent-medway', { demoPartnerUrl: null, embedOrigins: [] });
const find = (typed: string, day = '2026-11-26') => findPostcode(kent.postcodes, typed, day);
const say = (typed: string) =>
  postcodeSentence(find(typed), (district) => kent.areas.find(({ code }) => code === district)?.label ?? district);

describe('a postcode', () => {
  test.each([
    ['ME10 3AA', 'ME10'],
    ['me103aa', 'ME10'],
    [' ct1 2 ab ', 'CT1'],
    ['TN3', 'TN3'],
    ['SW1A 1AA', 'SW1A'],
    ['M1 1AE', 'M1'],
  ])('"%s" begins with %s', (typed, outward) => {
    expect(outwardOf(typed)).toBe(outward);
  });

  test.each(['', 'Dover', '12345', 'ME', 'ME10 3A', 'MEE10', 'ME1033AA', '💥'])('"%s" is none', (typed) => {
    expect(outwardOf(typed)).toBeNull();
    expect(find(typed)).toEqual({ found: 'no_postcode', outward: null, districts: [] });
  });

  test('whatever is typed, the second half is never kept', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(outwardOf(typed) ?? 'ME10').toMatch(/^[A-Z]{1,2}\d[A-Z\d]?$/);
      }),
    );
    expect(JSON.stringify(find('ME10 3AA'))).not.toContain('3AA');
  });

  test('it gives candidates to ask about, and never refuses anybody', () => {
    expect(say('ME10 3AA')).toBe('ME10 is in Swale.');
    expect(say('TN12')).toBe('TN12 may be in Tonbridge and Malling or Tunbridge Wells or Maidstone. Ask which.');
    expect(say('DA1')).toBe('DA1 may be in Dartford, or outside our area. Ask where they live or stay.');
    expect(say('SW1A 1AA')).toContain('their word counts');
    expect(say('x')).toContain('none is needed');
  });

  test('an entry counts only while it is in force', () => {
    const [first] = kent.postcodes;
    if (!first) throw new Error('The pack of Kent has lost its postcodes.');
    const merged = [{ ...first, validTo: '2028-03-31' }];
    expect(findPostcode(merged, first.code, '2028-03-31').found).toBe('inside');
    expect(findPostcode(merged, first.code, '2028-04-01').found).toBe('outside');
  });

  test('London and East Sussex codes beside the border are outside, and every district of Kent has one', () => {
    for (const outside of ['DA6', 'DA14', 'DA18', 'TN6', 'TN21', 'TN31', 'TN40', 'BR1'])
      expect(find(outside).found).toBe('outside');
    const reached = new Set(kent.postcodes.flatMap(({ districts }) => districts));
    expect(kent.areas.filter(({ onsCode, code }) => onsCode !== undefined && !reached.has(code))).toEqual([]);
  });
});

describe('what cannot be a postcode', () => {
  test.each([
    ['', /^Write a postcode/],
    ['ME10-3AA', /letters and numbers only/],
    ['12345', /begins with one or two letters/],
    ['Dover', /begins with one or two letters/],
    ['ME10 3A', /^The second half is a number and two letters/],
    ['ME1033AA', /too long/],
  ])('"%s" is told what to correct', (typed, sentence) => {
    expect(postcodeFault(typed)).toMatch(sentence);
  });

  test('is told something exactly where nothing can be looked up', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(postcodeFault(typed) === null).toBe(outwardOf(typed) !== null);
      }),
    );
  });

  test('and whoever lives elsewhere is pointed to the finder of their nation', () => {
    expect(['EH1', 'BT9', 'JE2', 'SW1A', 'G12', 'GU1', 'GL50'].map(nationOf)).toEqual([
      ...['scotland', 'northern_ireland', 'elsewhere', 'england_wales'],
      ...['scotland', 'england_wales', 'england_wales'],
    ]);
  });
});
