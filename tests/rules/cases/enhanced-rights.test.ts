import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ENHANCED_GROUPS,
  type EnhancedGroup,
  enhancedRights,
  type RightsFacts,
  rightsChanged,
} from '../../../shared/domain/enhanced-rights.ts';
import type { Known } from '../../../shared/domain/ruling.ts';
import { AGE_BANDS } from '../../../shared/protocol/pre-chat.ts';
import { evidenceQualityReasons } from '../../../shared/reference/adjustments.ts';
import { crimeFlags, crimeTypes } from '../../../shared/reference/crime-types.ts';
import { enhancedRightsGroups, victimCapacities } from '../../../shared/reference/victim-capacities.ts';
import { VICTIMS_CODE_VERSION } from '../../../shared/reference/victims-code.ts';

const nothingSaid: RightsFacts = {
  ...{ crimeTypes: [], crimeFlags: [], capacities: [], ageBand: null, under18AtOffence: null },
  ...{ targetedRepeatedly: null, fearOfEvidence: null, evidenceQuality: [] },
};
const assess = (facts: Partial<RightsFacts>) => enhancedRights({ ...nothingSaid, ...facts }, VICTIMS_CODE_VERSION);
const groups = (facts: Partial<RightsFacts>) => assess(facts).groups.map(({ group }) => group);
const rulesOf = (facts: Partial<RightsFacts>) =>
  assess(facts).groups.flatMap(({ rulings }) => rulings.map(({ ruleId }) => ruleId));

const some = (list: readonly { code: string }[]) =>
  fc.uniqueArray(fc.constantFrom(...list.map(({ code }) => code)), { maxLength: 3 });
const known = fc.constantFrom<Known>('yes', 'no', 'not_known', null);
const anyFacts: fc.Arbitrary<RightsFacts> = fc.record({
  crimeTypes: some(crimeTypes),
  crimeFlags: some(crimeFlags),
  capacities: some(victimCapacities),
  ageBand: fc.constantFrom(...AGE_BANDS, null),
  under18AtOffence: known,
  targetedRepeatedly: known,
  fearOfEvidence: known,
  evidenceQuality: some(evidenceQualityReasons),
});

/** What is known after more was said: lists grow, and what was open is answered. Nothing said before is taken back. */
function told(before: RightsFacts, more: RightsFacts): RightsFacts {
  const open = (answer: Known, next: Known) => (answer === null || answer === 'not_known' ? next : answer);
  return {
    crimeTypes: [...before.crimeTypes, ...more.crimeTypes],
    crimeFlags: [...before.crimeFlags, ...more.crimeFlags],
    capacities: [...before.capacities, ...more.capacities],
    ageBand: before.ageBand ?? more.ageBand,
    under18AtOffence: open(before.under18AtOffence, more.under18AtOffence),
    targetedRepeatedly: open(before.targetedRepeatedly, more.targetedRepeatedly),
    fearOfEvidence: open(before.fearOfEvidence, more.fearOfEvidence),
    evidenceQuality: [...before.evidenceQuality, ...more.evidenceQuality],
  };
}

describe('the groups with enhanced rights', () => {
  test.each<[string, Partial<RightsFacts>, EnhancedGroup[]]>([
    ['nothing said', {}, []],
    ['theft', { crimeTypes: ['theft'] }, []],
    ['domestic abuse by kind', { crimeTypes: ['da_economic'] }, ['serious_crime']],
    ['domestic abuse by flag', { crimeTypes: ['theft'], crimeFlags: ['domestic'] }, ['serious_crime']],
    [
      'hate, also where nobody knows if it was a crime',
      { crimeTypes: ['hate_motivated_not_sure_if_crime'] },
      ['serious_crime'],
    ],
    ['rape', { crimeTypes: ['rape'] }, ['serious_crime']],
    ['bereaved', { capacities: ['bereaved_family'], crimeTypes: ['road_death'] }, ['serious_crime']],
    ['wounding', { crimeTypes: ['gbh_wounding'] }, []],
    ['wounding with intent', { crimeTypes: ['gbh_wounding'], crimeFlags: ['grave_intent'] }, ['serious_crime']],
    ['intent behind something lesser', { crimeTypes: ['theft'], crimeFlags: ['grave_intent'] }, []],
    ['stalking', { crimeTypes: ['stalking'] }, ['persistently_targeted']],
    [
      'the same neighbour each week',
      { crimeTypes: ['antisocial_behaviour'], targetedRepeatedly: 'yes' },
      ['persistently_targeted'],
    ],
    ['17', { ageBand: '16_17' }, ['vulnerable_or_intimidated']],
    ['grown up now, a child then', { ageBand: 'adult', under18AtOffence: 'yes' }, ['vulnerable_or_intimidated']],
    [
      'non-recent abuse of a child',
      { crimeTypes: ['child_sexual_abuse_non_recent'] },
      ['serious_crime', 'vulnerable_or_intimidated'],
    ],
    ['afraid of the trial', { fearOfEvidence: 'yes' }, ['vulnerable_or_intimidated']],
    ['a learning disability', { evidenceQuality: ['learning_or_social'] }, ['vulnerable_or_intimidated']],
    [
      'a stalked girl of 15',
      { crimeTypes: ['stalking'], crimeFlags: ['domestic'], ageBand: '13_15' },
      [...ENHANCED_GROUPS],
    ],
  ])('%s', (_, facts, expected) => {
    expect(groups(facts)).toEqual(expected);
  });

  test('everybody under 18 is vulnerable, whatever else is said', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom('under_13', '13_15', '16_17'), (facts, ageBand) => {
        expect(rulesOf({ ...facts, ageBand })).toContain('rights.vulnerable.under_18');
      }),
    );
  });

  test('to say more never takes a group away', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (before, more) => {
        const { lost } = rightsChanged(assess(before), assess(told(before, more)));
        expect(lost).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  test('to correct the answer that gave a group takes it away again', () => {
    const before = assess({ fearOfEvidence: 'yes', crimeTypes: ['stalking'] });
    const after = assess({ fearOfEvidence: 'no', crimeTypes: ['stalking'] });
    expect(rightsChanged(before, after)).toEqual({ gained: [], lost: ['vulnerable_or_intimidated'] });
    expect(rightsChanged(after, before).gained).toEqual(['vulnerable_or_intimidated']);
  });

  test('"no" and "not known" give no group, and are not the same: one is asked again', () => {
    expect(groups({ targetedRepeatedly: 'no', fearOfEvidence: 'not_known', under18AtOffence: 'no' })).toEqual([]);
    const questions = (facts: Partial<RightsFacts>) => assess(facts).toAsk.map(({ sentence }) => sentence);
    expect(questions({ fearOfEvidence: 'not_known', under18AtOffence: 'no' })).toEqual([
      'Are they afraid of giving evidence?',
    ]);
    expect(questions({ fearOfEvidence: 'no', under18AtOffence: 'no' })).toEqual([]);
    expect(questions({ ageBand: '13_15', crimeTypes: ['harassment'] })).toEqual([
      'Is it the same person, again and again?',
    ]);
    expect(questions({ crimeTypes: ['arson'], ageBand: '13_15' })).toEqual([
      'Was it meant to kill or badly hurt somebody?',
    ]);
  });

  test('each group shows its rule, a sentence and answers that were given', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const given: readonly unknown[] = [
          ...[...facts.crimeTypes, ...facts.crimeFlags, ...facts.capacities, ...facts.evidenceQuality],
          ...[facts.ageBand, facts.under18AtOffence, facts.targetedRepeatedly, facts.fearOfEvidence],
        ];
        for (const { rulings } of assess(facts).groups)
          for (const { ruleId, sentence, grounds } of rulings) {
            expect(ruleId).toMatch(/^rights\.[a-z0-9_.]+$/);
            expect(sentence).toMatch(/^[A-Z].*\.$/);
            expect(grounds.length).toBeGreaterThan(0);
            expect(grounds.every(({ value }) => given.includes(value))).toBe(true);
          }
      }),
    );
  });

  test('the version of the Code stands on the result, and the groups are those of the list', () => {
    expect(assess({}).codeVersion).toBe(VICTIMS_CODE_VERSION);
    expect(enhancedRightsGroups.map(({ code }) => code)).toEqual([...ENHANCED_GROUPS]);
  });
});
