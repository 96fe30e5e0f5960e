/**
 * What follows at once when somebody turns out to be of another age, or has a birthday: which rules begin, which end, and
 * what a person has to do about it. All rules run again at every change (H10).
 */
import type { AgeSpan } from './age-known.ts';
import { type AgeSettings, ageRules } from './age-rules.ts';
import type { Ruling } from './ruling.ts';

/** What stands on the record that a new age may overturn. */
export interface AgeStanding {
  readonly consentsInForce: number;
  readonly competenceNoted: boolean;
  readonly leadReleased: boolean;
  readonly sexualActivity: boolean;
  readonly domesticAbuse: boolean;
  readonly highRisk: boolean;
  readonly maracReferred: boolean;
  readonly phraseGiven: boolean;
  readonly orientationOrGenderAnswered: boolean;
  readonly contactedSafely: boolean;
}

export const AGE_DUTY_CODES = [
  'age_taken_back',
  'under_13',
  'child_protection_record',
  'consents_need_note',
  'consents_need_release',
  'child_protection_route',
  'children_services_too',
  'marac_too_young',
  'contact_today',
  'safeguarding_check',
  'withdraw_phrase',
  'remove_equality_answers',
  'marac_now_open',
  'ask_consent_again',
  'now_an_adult',
] as const;
export type AgeDutyCode = (typeof AGE_DUTY_CODES)[number];

export interface AgeDuty {
  readonly code: AgeDutyCode;
  /** An alert rings; a task stands in a list; what is stopped is stopped by the code that carries the rule. */
  readonly kind: 'alert' | 'stop' | 'task';
  readonly to: 'safeguarding_lead' | 'owner';
  readonly sentence: string;
  /** The rule that began or ended. */
  readonly ruleId: string;
}

export interface AgeChange {
  readonly begun: readonly Ruling[];
  readonly ended: readonly Ruling[];
  readonly toDo: readonly AgeDuty[];
}

export function ageChanged(
  before: AgeSpan | null,
  after: AgeSpan | null,
  standing: AgeStanding,
  settings: AgeSettings,
): AgeChange {
  const [had, has] = [ageRules(before, settings), ageRules(after, settings)];
  const begun = without(has, had);
  const ended = without(had, has);
  if (before !== null && after === null) return { begun, ended, toDo: had.length > 0 ? [AGE_TAKEN_BACK] : [] };
  const toDo = DUTIES.filter(({ on, ruleId, when }) => {
    const moved = on === 'begun' ? begun : ended;
    return moved.some((each) => each.ruleId === ruleId) && when(standing);
  }).map(dutyOf);
  return { begun, ended, toDo };
}

export interface AgeNow {
  readonly age: AgeSpan | null;
  readonly standing: AgeStanding;
}

/** What the age asks for as things stand, done or not. */
function askedFor({ age, standing }: AgeNow, settings: AgeSettings): AgeDuty[] {
  const holding = ageRules(age, settings);
  return DUTIES.filter(({ on, ruleId, when }) => {
    return on === 'begun' && holding.some((each) => each.ruleId === ruleId) && when(standing);
  }).map(dutyOf);
}

/**
 * What a change of age, or of what it turns on, makes somebody's duty, and which duties it takes away. What was done stays
 * done: it comes back only when it was not asked for in between.
 */
export function ageDutiesAfter(
  before: AgeNow | null,
  after: AgeNow,
  settings: AgeSettings,
): { readonly added: readonly AgeDuty[]; readonly over: readonly string[] } {
  const had = before === null ? [] : askedFor(before, settings);
  const has = askedFor(after, settings);
  const fresh = has.filter(({ code }) => !had.some((each) => each.code === code));
  const moved = before === null ? [] : ageChanged(before.age, after.age, after.standing, settings).toDo;
  const added = [...fresh, ...moved.filter(({ code }) => !has.some((each) => each.code === code))];
  return { added, over: had.filter(({ code }) => !has.some((each) => each.code === code)).map(({ code }) => code) };
}

/** A duty by its code, for whoever shows or finishes one; undefined where there is none of this name. */
export function findAgeDuty(code: string): AgeDuty | undefined {
  const known = DUTIES.find((each) => each.code === code);
  return known ? dutyOf(known) : [AGE_TAKEN_BACK].find((each) => each.code === code);
}

function dutyOf({ code, kind, to, sentence, ruleId }: AgeDuty): AgeDuty {
  return { code, kind, to, sentence, ruleId };
}

function without(rules: readonly Ruling[], others: readonly Ruling[]): Ruling[] {
  return rules.filter(({ ruleId }) => !others.some((each) => each.ruleId === ruleId));
}

/** Nobody grows up by an answer that is taken back. */
const AGE_TAKEN_BACK: AgeDuty = {
  code: 'age_taken_back',
  kind: 'task',
  to: 'safeguarding_lead',
  sentence:
    'They were under 18, and their age was taken back. Find out what is known before anything changes for them.',
  ruleId: 'age.safeguarding_check',
};

interface DutyRule extends AgeDuty {
  readonly on: 'begun' | 'ended';
  readonly when: (standing: AgeStanding) => boolean;
}

const always = () => true;
const lead = 'safeguarding_lead';
const owner = 'owner';

/** The most urgent first. */
const DUTIES: readonly DutyRule[] = [
  {
    ...{ on: 'begun', ruleId: 'age.lead_alerted', when: always },
    ...{ code: 'under_13', kind: 'alert', to: lead, sentence: 'A child under 13. Stay with them; look at this now.' },
  },
  {
    ...{ on: 'begun', ruleId: 'age.sexual_activity_record', when: ({ sexualActivity }) => sexualActivity },
    ...{ code: 'child_protection_record', kind: 'alert', to: lead },
    sentence: 'Sexual activity and under 13: open a child-protection record now.',
  },
  {
    on: 'begun',
    ruleId: 'age.competence_note',
    when: ({ consentsInForce, competenceNoted }) => consentsInForce > 0 && !competenceNoted,
    ...{ code: 'consents_need_note', kind: 'stop', to: owner },
    sentence: 'Share nothing more under the consents given: they are under 16, and no competence note is saved.',
  },
  {
    on: 'begun',
    ruleId: 'age.lead_release',
    when: ({ consentsInForce, leadReleased }) => consentsInForce > 0 && !leadReleased,
    ...{ code: 'consents_need_release', kind: 'stop', to: lead },
    sentence: 'Share nothing more under the consents given: they are under 13, and no lead has released the card.',
  },
  {
    ...{ on: 'begun', ruleId: 'age.da_is_child_abuse', when: ({ domesticAbuse }) => domesticAbuse },
    ...{ code: 'child_protection_route', kind: 'task', to: lead },
    sentence: 'Domestic abuse of somebody under 16 is child abuse: take the child-protection route today.',
  },
  {
    ...{ on: 'begun', ruleId: 'age.da_both_routes', when: ({ domesticAbuse }) => domesticAbuse },
    ...{ code: 'children_services_too', kind: 'task', to: lead },
    sentence: 'Domestic abuse at 16 or 17: children’s services as well as the adult route.',
  },
  {
    ...{ on: 'begun', ruleId: 'age.no_marac', when: ({ maracReferred }) => maracReferred },
    ...{ code: 'marac_too_young', kind: 'task', to: lead },
    sentence: 'They are too young for MARAC here. Ring the panel, and make the child-protection referral.',
  },
  {
    ...{ on: 'begun', ruleId: 'age.same_day', when: ({ contactedSafely }) => !contactedSafely },
    ...{ code: 'contact_today', kind: 'task', to: owner },
    sentence: 'First safe contact is due today: they are under 18.',
  },
  {
    ...{ on: 'begun', ruleId: 'age.safeguarding_check', when: always },
    ...{
      code: 'safeguarding_check',
      kind: 'task',
      to: owner,
      sentence: 'Make the safeguarding check: they are under 18.',
    },
  },
  {
    ...{ on: 'begun', ruleId: 'age.no_phrase', when: ({ phraseGiven }) => phraseGiven },
    ...{ code: 'withdraw_phrase', kind: 'task', to: lead },
    sentence: 'A phrase to come back with was given, and they are under 18: withdraw it with them.',
  },
  {
    on: 'begun',
    ruleId: 'age.no_orientation_or_gender',
    when: ({ orientationOrGenderAnswered }) => orientationOrGenderAnswered,
    ...{ code: 'remove_equality_answers', kind: 'task', to: owner },
    sentence: 'Remove the answers on orientation and gender: they are not asked under 16.',
  },
  {
    on: 'ended',
    ruleId: 'age.no_marac',
    when: ({ domesticAbuse, highRisk }) => domesticAbuse && highRisk,
    ...{ code: 'marac_now_open', kind: 'task', to: owner },
    sentence: 'Old enough for MARAC now, and at high risk: make the referral. Child protection goes on.',
  },
  {
    ...{ on: 'ended', ruleId: 'age.competence_note', when: ({ consentsInForce }) => consentsInForce > 0 },
    ...{ code: 'ask_consent_again', kind: 'task', to: owner },
    sentence: 'Go through the consents with them again: they decide for themselves now.',
  },
  {
    ...{ on: 'ended', ruleId: 'age.childrens_words', when: always },
    ...{ code: 'now_an_adult', kind: 'task', to: owner },
    sentence:
      'They are 18 or over: agree with them what changes. What happened when they were a child stays a crime against a child.',
  },
];
