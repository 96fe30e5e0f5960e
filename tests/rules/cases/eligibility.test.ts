import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildPack } from '../../../server/service/packs/index.ts';
import {
  CAPACITY_COUNTS,
  ELIGIBILITY_ASKS,
  type EligibilityAnswers,
  judgeEligibility,
} from '../../../shared/domain/eligibility.ts';
import { findPostcode } from '../../../shared/domain/outward-codes.ts';
import { crimeTypes } from '../../../shared/reference/crime-types.ts';
import { finderFor, finders, forceAreas, NATIONS } from '../../../shared/reference/force-areas.ts';
import { livingSituations } from '../../../shared/reference/living-situations.ts';
import { victimCapacities } from '../../../shared/reference/victim-capacities.ts';

const kent = buildPack('kent-medway', { demoPartnerUrl: null, embedOrigins: [] });
const districts = kent.areas.filter(({ onsCode }) => onsCode !== undefined).map(({ code }) => code);
const postcode = (typed: string) => findPostcode(kent.postcodes, typed, '2026-11-26');

const nothingSaid: EligibilityAnswers = {
  ...{ capacities: [], harmed: null, crimeTypes: [], crimeFlags: [] },
  ...{ area: null, living: null, areaOfSafety: null, postcode: null, namedContact: false },
};
const judge = (answers: Partial<EligibilityAnswers>) => judgeEligibility({ ...nothingSaid, ...answers }, districts);
const harmedIn = (area: string) => ({ capacities: ['direct_victim'], area });

const personCrimes = crimeTypes.map(({ code }) => code).filter((code) => !/business|shoplifting/.test(code));
const codesOf = (list: readonly { code: string }[]) => fc.constantFrom(...list.map(({ code }) => code));
const anyAnswers: fc.Arbitrary<EligibilityAnswers> = fc.record({
  capacities: fc.uniqueArray(codesOf(victimCapacities), { maxLength: 3 }),
  harmed: fc.constantFrom('yes', 'not_sure', 'no', null),
  crimeTypes: fc.uniqueArray(fc.constantFrom(...personCrimes), { maxLength: 3 }),
  crimeFlags: fc.uniqueArray(fc.constantFrom('domestic', 'hate', 'historic', 'repeat'), { maxLength: 2 }),
  area: fc.option(codesOf(kent.areas)),
  living: fc.option(codesOf(livingSituations)),
  areaOfSafety: fc.option(fc.constantFrom(...districts)),
  postcode: fc.option(fc.constantFrom('ME10', 'DA1', 'TN12', 'SW1A 1AA', 'nonsense').map(postcode)),
  namedContact: fc.boolean(),
});

describe('whom the service is for', () => {
  test.each([
    ['somebody harmed who lives in Medway', harmedIn('medway')],
    ['a bereaved brother in Dover', { capacities: ['bereaved_family'], area: 'dover' }],
    ['a child who lives with domestic abuse', { capacities: ['child_victim_of_da'], area: 'swale' }],
    ['somebody who is not sure that it was a crime', { harmed: 'not_sure', area: 'thanet' }],
    ['a crime that "prefer not to say" names', { crimeTypes: ['prefer_not_to_say'], area: 'thanet' }],
    ['somebody in a refuge here whose home is elsewhere', { ...harmedIn('out_of_area'), living: 'in_refuge_here' }],
    ['a student', { capacities: ['direct_victim'], living: 'studies_here' }],
    ['somebody who has just moved here', { capacities: ['direct_victim'], living: 'just_moved_here' }],
    ['somebody who flees to Ashford', { ...harmedIn('out_of_area'), areaOfSafety: 'ashford' }],
    [
      'somebody who gave a postcode that is all ours',
      { capacities: ['direct_victim'], postcode: postcode('me10 3aa') },
    ],
    ['a shopkeeper who wants support for herself', { crimeTypes: ['shoplifting'], area: 'dover', namedContact: true }],
  ] as const)('%s', (_, answers) => {
    expect(judge(answers)).toMatchObject({ outcome: 'eligible', missing: [] });
  });

  test('somebody who lives elsewhere is given the way to help there, and is not turned away from help now', () => {
    const { outcome, sentence, crisisHelp } = judge(harmedIn('out_of_area'));
    expect([outcome, crisisHelp]).toEqual(['out_of_area', true]);
    expect(sentence).toContain('this conversation go on');
    expect(judge({ living: 'lives_elsewhere' }).outcome).toBe('out_of_area');
  });

  test.each([
    ['nothing was said', {}, ['how_affected', 'where_they_live']],
    ['they rather not say where', harmedIn('not_given'), ['where_they_live']],
    ['they say that it was no crime', { harmed: 'no', area: 'dover' }, ['how_affected']],
    ['a professional speaks for somebody', { capacities: ['professional'], area: 'dover' }, ['who_is_supported']],
    ['a business has named nobody', { crimeTypes: ['burglary_business'], area: 'dover' }, ['business_contact']],
    ['a postcode lies outside', { ...harmedIn('not_given'), postcode: postcode('SW1A 1AA') }, ['where_they_live']],
    ['a postcode straddles the border', { ...harmedIn('not_given'), postcode: postcode('DA1') }, ['where_they_live']],
  ] as const)('is asked about, not refused, where %s', (_, answers, missing) => {
    const { outcome, missing: asked, sentence } = judge(answers);
    expect({ outcome, asked }).toEqual({ outcome: 'ask', asked: missing });
    expect(sentence).toMatch(/^Ask /);
  });

  test('a shop worker who was harmed is a person, whatever the flag on the incident', () => {
    const worker = { capacities: ['direct_victim'], crimeTypes: ['robbery_business'], crimeFlags: ['business_victim'] };
    expect(judge({ ...worker, area: 'dover' }).outcome).toBe('eligible');
  });

  test('nothing but four things can ever be missing: no report, date, name or proof is asked for', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { outcome, missing, sentence, crisisHelp } = judgeEligibility(answers, districts);
        expect(missing.every((each) => ELIGIBILITY_ASKS.includes(each))).toBe(true);
        expect(missing.length > 0).toBe(outcome === 'ask');
        expect(sentence).not.toMatch(/\b(?:refus|reject|not eligible|prove it|passport|visa)/i);
        expect(crisisHelp).toBe(true);
      }),
    );
  });

  test('a district of ours by their own word is never outweighed by a postcode or anything else', () => {
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom(...districts), (answers, area) => {
        const judged = judgeEligibility({ ...answers, area }, districts);
        expect(judged.outcome).not.toBe('out_of_area');
        expect(judged.missing).not.toContain('where_they_live');
      }),
    );
  });

  test('whoever is eligible stays so when they say more about themselves', () => {
    fc.assert(
      fc.property(anyAnswers, anyAnswers, (before, more) => {
        if (judgeEligibility(before, districts).outcome !== 'eligible') return;
        const after: EligibilityAnswers = {
          ...before,
          capacities: [...before.capacities, ...more.capacities],
          crimeTypes: [...before.crimeTypes, ...more.crimeTypes],
          harmed: before.harmed ?? more.harmed,
          areaOfSafety: before.areaOfSafety ?? more.areaOfSafety,
        };
        expect(judgeEligibility(after, districts).outcome).toBe('eligible');
      }),
    );
  });

  test('the answer names the answers behind it, and none that was not given', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const given: readonly unknown[] = [
          ...answers.capacities,
          ...answers.crimeTypes,
          ...answers.crimeFlags,
          ...[answers.area, answers.living, answers.areaOfSafety, answers.harmed, answers.postcode?.outward],
        ];
        const { grounds, outcome } = judgeEligibility(answers, districts);
        expect(grounds.every(({ value }) => given.includes(value))).toBe(true);
        if (outcome !== 'ask') expect(grounds.length).toBeGreaterThan(0);
      }),
    );
  });

  test('every capacity of the list has a meaning, and no other', () => {
    expect(Object.keys(CAPACITY_COUNTS).sort()).toEqual(victimCapacities.map(({ code }) => code).sort());
  });
});

describe('the way to help elsewhere', () => {
  test('every force area has a finder, and staff see that nobody has checked it yet', () => {
    expect(forceAreas.filter(({ nation }) => nation === 'england_wales')).toHaveLength(43);
    for (const { code, nation } of forceAreas) expect(finderFor(code)?.nation).toBe(nation);
    expect(finders.map(({ nation }) => nation)).toEqual([...NATIONS]);
    expect(finders.every(({ unverified }) => unverified)).toBe(true);
    expect(finderFor(null)?.nation).toBe('england_wales');
  });
});
