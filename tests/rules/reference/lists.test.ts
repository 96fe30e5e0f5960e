import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildPack, packNames } from '../../../server/service/packs/index.ts';
import { AGE_BANDS } from '../../../shared/protocol/pre-chat.ts';
import { adjustments, evidenceQualityReasons } from '../../../shared/reference/adjustments.ts';
import { openAreas } from '../../../shared/reference/areas.ts';
import * as cases from '../../../shared/reference/case-lists.ts';
import { clockPauses } from '../../../shared/reference/clock-pauses.ts';
import { closureReasons } from '../../../shared/reference/closure-reasons.ts';
import * as contactLists from '../../../shared/reference/contact-lists.ts';
import * as crime from '../../../shared/reference/crime-types.ts';
import { disclosureReasons, lawfulBases, specialCategoryConditions } from '../../../shared/reference/disclosure.ts';
import { ageBands, equalityQuestions } from '../../../shared/reference/equality.ts';
import { fallbackNumbers } from '../../../shared/reference/fallback-numbers.ts';
import { justiceStages, orderKinds } from '../../../shared/reference/justice.ts';
import { livingSituations } from '../../../shared/reference/living-situations.ts';
import { needs } from '../../../shared/reference/needs.ts';
import { mayShowToVisitors, nationalNumbers } from '../../../shared/reference/numbers.ts';
import { nonDataKinds, outcomes, riskLevels } from '../../../shared/reference/outcomes.ts';
import { declineReasons, exclusionReasons, partnerKinds } from '../../../shared/reference/partner-kinds.ts';
import * as planLists from '../../../shared/reference/plan-lists.ts';
import { policeGrades, policeRiskTools } from '../../../shared/reference/police-risk-tools.ts';
import { contactTimes, contactWays, visitorAgeBands, voicemailRules } from '../../../shared/reference/pre-chat.ts';
import { isValidOn, itemsAt, type ReferenceItem } from '../../../shared/reference/reference-item.ts';
import { relationKinds } from '../../../shared/reference/relations.ts';
import { referenceOn } from '../../../shared/reference/service-reference.ts';
import { topics } from '../../../shared/reference/topics.ts';
import { enhancedRightsGroups, victimCapacities } from '../../../shared/reference/victim-capacities.ts';
import { victimsCodes } from '../../../shared/reference/victims-code.ts';

const packs = packNames.map((name) => buildPack(name, { demoPartnerUrl: null, embedOrigins: [] }));

function listsOf(module: Readonly<Record<string, unknown>>): Record<string, readonly ReferenceItem[]> {
  return Object.fromEntries(
    Object.entries(module).filter((each): each is [string, readonly ReferenceItem[]] => Array.isArray(each[1])),
  );
}

const lists: Readonly<Record<string, readonly ReferenceItem[]>> = {
  topics,
  crimeTypes: crime.crimeTypes,
  crimeFlags: crime.crimeFlags,
  hateStrands: crime.hateStrands,
  reportedToPolice: crime.reportedToPolice,
  occurredBands: crime.occurredBands,
  openAreas,
  needs,
  outcomes,
  nonDataKinds,
  riskLevels,
  declineReasons,
  exclusionReasons,
  partnerKinds,
  contactTimes,
  contactWays,
  voicemailRules,
  visitorAgeBands,
  victimCapacities,
  enhancedRightsGroups,
  nationalNumbers,
  policeGrades,
  policeRiskTools,
  channels: cases.channels,
  supportLevels: cases.supportLevels,
  fundingStreams: cases.fundingStreams,
  closureReasons,
  planKinds: cases.planKinds,
  workerRoles: cases.workerRoles,
  reasonsNotReported: cases.reasonsNotReported,
  clockPauses,
  adjustments,
  evidenceQualityReasons,
  livingSituations,
  relationKinds,
  justiceStages,
  orderKinds,
  disclosureReasons,
  lawfulBases,
  specialCategoryConditions,
  victimsCodes,
  ...contactLists,
  ...listsOf(planLists),
  ...Object.fromEntries(
    packs.flatMap((pack) => [
      [`areas of ${pack.id}`, pack.areas],
      [`numbers of ${pack.id}`, pack.numbers],
      [`groups of ${pack.id}`, pack.planGroups],
    ]),
  ),
  ...Object.fromEntries(equalityQuestions.map((question) => [`equality: ${question.code}`, question.answers])),
};

describe.each(Object.entries(lists))('%s', (_, list) => {
  test('codes are unique and fit the protocol, every entry has a label, a source and dates in order', () => {
    const codes = list.map((item) => item.code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const item of list) {
      expect(item.code).toMatch(/^[A-Za-z0-9_.-]{1,64}$/);
      expect(item.label.trim()).not.toBe('');
      expect(item.source.trim()).not.toBe('');
      expect(item.validFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(item.validTo === undefined || item.validFrom <= item.validTo).toBe(true);
    }
  });

  test('it can be used today', () => {
    expect(itemsAt(list, '2026-11-24').length).toBeGreaterThan(0);
  });
});

describe('dates of a list', () => {
  const day = fc
    .integer({ min: 0, max: 3000 })
    .map((n) => new Date(n * 86_400_000 + 1.7e12).toISOString().slice(0, 10));

  test('an entry holds on its first and its last day, and on no day outside', () => {
    fc.assert(
      fc.property(day, day, day, (a, b, on) => {
        const [validFrom = a, validTo = b] = [a, b].sort();
        expect(isValidOn({ validFrom, validTo }, on)).toBe(validFrom <= on && on <= validTo);
        expect(isValidOn({ validFrom, validTo }, validFrom) && isValidOn({ validFrom, validTo }, validTo)).toBe(true);
        expect(isValidOn({ validFrom }, on)).toBe(validFrom <= on);
      }),
    );
  });

  test('entries keep the order of their list', () => {
    expect(itemsAt(outcomes, '2026-11-24')).toEqual(outcomes);
    expect(itemsAt(outcomes, '2020-01-01')).toEqual([]);
  });
});

describe('what the lists must hold', () => {
  test('the five outcomes that the contract names are counted apart', () => {
    expect(outcomes.map((each) => each.code)).toEqual(['support', 'advice', 'information', 'signposting', 'referral']);
  });

  test('there are eight categories of need', () => {
    expect(needs).toHaveLength(8);
  });

  test('people of 18 can be counted by themselves, since the contract names "aged 18 and under"', () => {
    const codes = ageBands.answers.map((each) => each.code);
    expect(codes.slice(4, 7)).toEqual(['age_16_17', 'age_18', 'age_19_24']);
  });

  test('every equality question can be refused, and one that was not asked is told apart', () => {
    for (const question of equalityQuestions) {
      expect(question.answers.slice(-2).map((each) => each.code)).toEqual(['prefer_not_to_say', 'not_asked']);
    }
  });

  test('orientation and gender are not asked under 16', () => {
    const guarded = equalityQuestions.filter((each) => each.youngestAge === 16).map((each) => each.code);
    expect(guarded).toEqual(expect.arrayContaining(['sexual_orientation', 'gender_same_as_birth']));
  });

  test('"standard" risk is never shown as safe', () => {
    expect(riskLevels.find((each) => each.code === 'standard')?.label).toContain('Not the same as safe');
  });

  test('every group of crimes can be reached from a word that a visitor may pick', () => {
    const reachable = new Set(topics.flatMap((topic) => topic.groups));
    expect(crime.crimeTypes.filter((each) => !reachable.has(each.group))).toEqual([]);
  });

  test('a visitor may say that they are not sure, or say nothing', () => {
    expect(topics.map((topic) => topic.code).slice(-2)).toEqual(['not_sure', 'prefer_not_to_say']);
    expect(visitorAgeBands.map((each) => each.code)).toEqual([...AGE_BANDS].sort((a, b) => order(a) - order(b)));
  });

  test('[V4] the numbers in the widget are those of the list, and a person answers them', () => {
    for (const fallback of fallbackNumbers) {
      const entry = nationalNumbers.find((each) => each.code === fallback.code);
      expect(entry).toMatchObject({ ...fallback, staffed: true });
      expect(entry && mayShowToVisitors(entry)).toBe(true);
      expect(entry?.hours).toContain('Day and night');
    }
  });

  test('the public lists hold no source, no doubt and no number that is kept from visitors', () => {
    for (const pack of packs) {
      const text = JSON.stringify(referenceOn('2026-11-24', pack.areas));
      expect(text).not.toMatch(/"(source|evidence|unverified|number)":/);
      expect(text).toContain('"version"');
    }
  });
});

function order(band: (typeof AGE_BANDS)[number]): number {
  return visitorAgeBands.findIndex((each) => each.code === band);
}
