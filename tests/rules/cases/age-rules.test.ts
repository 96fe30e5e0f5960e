import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AgeStanding, ageChanged } from '../../../shared/domain/age-change.ts';
import { type AgeSpan, ruleBandOf } from '../../../shared/domain/age-known.ts';
import { ageDefaults, ageRules, maracOpen } from '../../../shared/domain/age-rules.ts';
import { dueOf } from '../../../shared/domain/case-clocks.ts';
import { clockDefaults } from '../../../shared/domain/clock-settings.ts';
import { cardLock } from '../../../shared/domain/consent.ts';
import { preferredSkillsFor } from '../../../shared/domain/priority.ts';
import { equalityQuestions } from '../../../shared/reference/equality.ts';
import { audienceOf } from '../../../shared/text/wording.ts';

const at = (years: number): AgeSpan => ({ atLeast: years, atMost: years });
const rules = (span: AgeSpan | null) => ageRules(span, ageDefaults).map(({ ruleId }) => ruleId);
const nothingStands: AgeStanding = {
  ...{ consentsInForce: 0, competenceNoted: false, leadReleased: false, sexualActivity: false, domesticAbuse: false },
  ...{ highRisk: false, maracReferred: false, phraseGiven: false, orientationOrGenderAnswered: false },
  contactedSafely: false,
};
const everythingStands: AgeStanding = {
  ...{ consentsInForce: 2, competenceNoted: false, leadReleased: false, sexualActivity: true, domesticAbuse: true },
  ...{ highRisk: true, maracReferred: true, phraseGiven: true, orientationOrGenderAnswered: true },
  contactedSafely: false,
};
const change = (before: AgeSpan | null, after: AgeSpan | null, standing: AgeStanding = nothingStands) =>
  ageChanged(before, after, standing, ageDefaults);
const toDo = (before: AgeSpan | null, after: AgeSpan | null, standing?: AgeStanding) =>
  change(before, after, standing).toDo.map(({ code }) => code);

const anyAge = fc.option(fc.integer({ min: 0, max: 100 }).map(at));
const anyStanding: fc.Arbitrary<AgeStanding> = fc.record({
  ...{ consentsInForce: fc.nat(3), competenceNoted: fc.boolean(), leadReleased: fc.boolean() },
  ...{ sexualActivity: fc.boolean(), domesticAbuse: fc.boolean(), highRisk: fc.boolean() },
  ...{ maracReferred: fc.boolean(), phraseGiven: fc.boolean(), orientationOrGenderAnswered: fc.boolean() },
  contactedSafely: fc.boolean(),
});

describe('what holds for a child', () => {
  test('at 15 a note before any card, child protection instead of MARAC, and no word to the parents', () => {
    const held = rules(at(15));
    for (const each of ['age.competence_note', 'age.da_is_child_abuse', 'age.no_marac', 'age.parents_not_told'])
      expect(held).toContain(each);
    expect(held).not.toContain('age.lead_release');
  });

  test('at 16 both routes for domestic abuse, and MARAC is open', () => {
    expect(rules(at(16))).toContain('age.da_both_routes');
    expect(rules(at(16))).not.toContain('age.no_marac');
    expect(maracOpen(at(16), { maracFromAge: 18 })).toBe(false);
    expect(ageRules(at(16), { maracFromAge: 18 }).at(-1)?.sentence).toContain('from 18');
  });

  test('nothing holds at 18, and nothing where the age is not known', () => {
    expect([rules(at(18)), rules(null)]).toEqual([[], []]);
  });

  test('whoever is younger loses no protection that an older child has', () => {
    const byBand: readonly string[] = ['age.da_both_routes', 'age.own_survey'];
    fc.assert(
      fc.property(fc.nat(17), fc.nat(17), (a, b) => {
        const [younger, older] = [rules(at(Math.min(a, b))), rules(at(Math.max(a, b)))];
        expect(older.filter((each) => !byBand.includes(each) && !younger.includes(each))).toEqual([]);
      }),
    );
  });

  test('what is named here is what the code elsewhere does', () => {
    for (let years = 0; years <= 20; years += 1) {
      const [held, band] = [rules(at(years)), ruleBandOf(at(years))];
      const lock = cardLock(band, null);
      expect(held.includes('age.skill_preferred')).toBe(preferredSkillsFor(band).length > 0);
      expect(held.includes('age.competence_note')).toBe(!lock.ok);
      expect(held.includes('age.lead_release')).toBe(!cardLock(band, { noteId: 'n', releasedBy: null }).ok);
      expect(held.includes('age.childrens_words')).toBe(audienceOf(band) !== 'adult');
      const urgent = dueOf(
        { clock: 'first_safe_contact', urgency: { risk: null, ageBand: band } },
        new Date('2026-11-24T10:00:00Z'),
        clockDefaults,
      );
      expect(held.includes('age.same_day')).toBe(urgent.counts === 'same_day');
      const guarded = equalityQuestions.filter(({ code }) =>
        ['sexual_orientation', 'gender_same_as_birth'].includes(code),
      );
      for (const { youngestAge } of guarded)
        expect(held.includes('age.no_orientation_or_gender')).toBe(years < youngestAge);
    }
  });
});

describe('when an age becomes known or changes', () => {
  test('a child under 13 is the lead’s business at once', () => {
    const { toDo: duties } = change(null, at(11));
    expect(duties[0]).toMatchObject({ code: 'under_13', kind: 'alert', to: 'safeguarding_lead' });
    expect(toDo(null, at(11), { ...nothingStands, sexualActivity: true })).toContain('child_protection_record');
    expect(toDo(null, at(14), { ...nothingStands, sexualActivity: true })).not.toContain('child_protection_record');
  });

  test('somebody taken for an adult turns out to be 15: what was agreed stops, the route changes', () => {
    expect(toDo(at(30), at(15), everythingStands)).toEqual([
      ...['consents_need_note', 'child_protection_route', 'marac_too_young', 'contact_today', 'safeguarding_check'],
      ...['withdraw_phrase', 'remove_equality_answers'],
    ]);
  });

  test('a note that is saved stops nothing, and a contact that was made is not asked for again', () => {
    const standing = { ...everythingStands, competenceNoted: true, contactedSafely: true };
    expect(toDo(null, at(15), standing)).not.toContain('consents_need_note');
    expect(toDo(null, at(15), standing)).not.toContain('contact_today');
  });

  test('the sixteenth birthday opens MARAC for somebody at high risk, and adds the route of children’s services', () => {
    const { begun, ended } = change(at(15), at(16));
    expect(begun.map(({ ruleId }) => ruleId)).toEqual(['age.da_both_routes']);
    expect(ended.map(({ ruleId }) => ruleId)).toContain('age.competence_note');
    expect(toDo(at(15), at(16), everythingStands)).toEqual([
      'children_services_too',
      'marac_now_open',
      'ask_consent_again',
    ]);
  });

  test('the eighteenth birthday ends what holds for children, with a person who agrees what changes', () => {
    const { begun, toDo: duties } = change(at(17), at(18));
    expect(begun).toEqual([]);
    expect(duties.map(({ code }) => code)).toEqual(['now_an_adult']);
  });

  test('nobody becomes an adult because an age is taken back', () => {
    expect(toDo(at(12), null, everythingStands)).toEqual(['age_taken_back']);
    expect(toDo(at(40), null, everythingStands)).toEqual([]);
  });

  test('what begins and ends is exactly the difference, and the same age changes nothing', () => {
    fc.assert(
      fc.property(anyAge, anyAge, anyStanding, (before, after, standing) => {
        const { begun, ended } = change(before, after, standing);
        const moved = rules(before).filter((each) => !ended.some(({ ruleId }) => ruleId === each));
        expect([...moved, ...begun.map(({ ruleId }) => ruleId)].sort()).toEqual([...rules(after)].sort());
        expect(change(after, after, standing)).toEqual({ begun: [], ended: [], toDo: [] });
      }),
    );
  });

  test('consents of a child without a note are stopped, from whatever age they were thought to be', () => {
    fc.assert(
      fc.property(
        fc.option(fc.integer({ min: 16, max: 90 }).map(at)),
        fc.nat(15),
        anyStanding,
        (before, years, standing) => {
          const wrongly = standing.consentsInForce > 0 && !standing.competenceNoted;
          expect(toDo(before, at(years), standing).includes('consents_need_note')).toBe(wrongly);
        },
      ),
    );
  });
});
