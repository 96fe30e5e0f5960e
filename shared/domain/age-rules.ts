/**
 * What holds for somebody because of their age (H10): rules turn at 13, 16 and 18, and MARAC at a setting. Each is a
 * sentence that staff can read. Rules that code carries out elsewhere (skill, card, words, survey) are named here and
 * stay where they are; a test holds the two together.
 */
import { type AgeSpan, type RuleBand, ruleBandOf } from './age-known.ts';
import { BANDS_UNDER_18 } from './priority.ts';
import type { Ruling } from './ruling.ts';

export interface AgeSettings {
  /** The youngest age that the area's MARAC hears; one area was read to take 16 and over (R-). */
  readonly maracFromAge: number;
}

export const ageDefaults: AgeSettings = { maracFromAge: 16 };

interface AgeRule {
  readonly ruleId: string;
  readonly bands: readonly RuleBand[];
  readonly sentence: string;
}

const UNDER_13: readonly RuleBand[] = ['under_13'];
const UNDER_16: readonly RuleBand[] = ['under_13', '13_15'];
const UNDER_18: readonly RuleBand[] = BANDS_UNDER_18;

const rule = (ruleId: string, bands: readonly RuleBand[], sentence: string): AgeRule => ({ ruleId, bands, sentence });

const AGE_RULES: readonly AgeRule[] = [
  rule(
    'age.skill_preferred',
    UNDER_18,
    'Offered first to whoever is trained for young people; never kept waiting for it.',
  ),
  rule('age.childrens_words', UNDER_18, 'Spoken to in words for their age.'),
  rule('age.no_idle_close', UNDER_18, 'No conversation closes for silence without the worker.'),
  rule('age.childline_beside', UNDER_18, 'Childline is named beside us, never instead of us.'),
  rule(
    'age.parents_not_told',
    UNDER_18,
    'Parents are neither asked for nor told by us: one of them may be the danger.',
  ),
  rule('age.no_images', UNDER_18, 'No images are taken in; tell them about Report Remove.'),
  rule('age.no_phrase', UNDER_18, 'No phrase to come back with is offered.'),
  rule('age.vulnerable', UNDER_18, 'Vulnerable under the Victims’ Code, so enhanced rights hold.'),
  rule('age.safeguarding_check', UNDER_18, 'A safeguarding check is made.'),
  rule('age.same_day', UNDER_18, 'First safe contact is due the same day.'),
  rule('age.lead_decides_no_contact', UNDER_18, 'No contact never closes the case by itself: the lead decides.'),
  rule('age.own_survey', ['13_15', '16_17'], 'Asked the survey for young people, if any.'),
  rule('age.da_both_routes', ['16_17'], 'Domestic abuse goes both ways: the adult route and children’s services.'),
  rule('age.competence_note', UNDER_16, 'No consent card before the competence note is saved.'),
  rule('age.no_orientation_or_gender', UNDER_16, 'No questions on orientation or gender.'),
  rule('age.da_is_child_abuse', UNDER_16, 'Domestic abuse is child abuse: the child-protection route.'),
  rule('age.lead_release', UNDER_13, 'The safeguarding lead releases the consent card as well.'),
  rule('age.lead_alerted', UNDER_13, 'The safeguarding lead is alerted, and the worker stays.'),
  rule('age.sexual_activity_record', UNDER_13, 'Any sexual activity opens a child-protection record.'),
  rule('age.no_survey', UNDER_13, 'No survey.'),
];

/** What holds at this age; nothing where it is not known, which is said so that somebody may ask. */
export function ageRules(span: AgeSpan | null, { maracFromAge }: AgeSettings): readonly Ruling[] {
  const band = ruleBandOf(span);
  if (span === null || band === null) return [];
  const grounds = [{ fact: 'person.age', value: band }];
  const holding = AGE_RULES.filter(({ bands }) => bands.includes(band)).map(({ ruleId, sentence }) => ({
    ruleId,
    sentence,
    grounds,
  }));
  if (maracOpen(span, { maracFromAge })) return holding;
  const sentence = `Too young for MARAC here (from ${maracFromAge}): child protection, which MARAC never replaces.`;
  return [...holding, { ruleId: 'age.no_marac', sentence, grounds }];
}

/** Whether this area's MARAC hears somebody of this age; an unknown age is an adult's to the rules. */
export function maracOpen(span: AgeSpan | null, { maracFromAge }: AgeSettings): boolean {
  return span === null || span.atLeast >= maracFromAge;
}
