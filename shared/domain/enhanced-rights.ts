/**
 * Which of the three groups with enhanced rights somebody belongs to under the Victims' Code, each with the rule and the
 * answers behind it. Worked out again whenever an answer changes; a person can be in several. No answer takes a group
 * away but the correction of the one that gave it, and what is not known is asked, never taken for "no".
 */
import type { AgeBand } from '../protocol/pre-chat.ts';
import { type CrimeGroup, crimeTypes as knownCrimes } from '../reference/crime-types.ts';
import { isUnder18 } from './priority.ts';
import { type Ground, groundsOf, type Known, type Ruling } from './ruling.ts';

export const ENHANCED_GROUPS = ['serious_crime', 'persistently_targeted', 'vulnerable_or_intimidated'] as const;
export type EnhancedGroup = (typeof ENHANCED_GROUPS)[number];

export interface RightsFacts {
  readonly crimeTypes: readonly string[];
  readonly crimeFlags: readonly string[];
  readonly capacities: readonly string[];
  /** Now; whoever is under 18 today was so when it happened. */
  readonly ageBand: AgeBand | null;
  /** At the time of any of the offences. */
  readonly under18AtOffence: Known;
  readonly targetedRepeatedly: Known;
  readonly fearOfEvidence: Known;
  /** What is likely to weaken the evidence they can give: codes of `evidenceQualityReasons`. */
  readonly evidenceQuality: readonly string[];
}

export interface EnhancedRights {
  readonly codeVersion: string;
  readonly groups: readonly { readonly group: EnhancedGroup; readonly rulings: readonly Ruling[] }[];
  /** What would settle a group that the answers leave open, as a question to a member of staff. */
  readonly toAsk: readonly { readonly group: EnhancedGroup; readonly sentence: string }[];
}

export function enhancedRights(facts: RightsFacts, codeVersion: string): EnhancedRights {
  const rulings: Readonly<Record<EnhancedGroup, readonly Ruling[]>> = {
    serious_crime: seriousCrime(facts),
    persistently_targeted: persistentlyTargeted(facts),
    vulnerable_or_intimidated: vulnerableOrIntimidated(facts),
  };
  const groups = ENHANCED_GROUPS.filter((group) => rulings[group].length > 0);
  return {
    codeVersion,
    groups: groups.map((group) => ({ group, rulings: rulings[group] })),
    toAsk: questions(facts).filter(({ group }) => !groups.includes(group)),
  };
}

/** Groups that came and went between two assessments, for the timeline and for whoever was told before. */
export function rightsChanged(
  before: EnhancedRights,
  after: EnhancedRights,
): { readonly gained: readonly EnhancedGroup[]; readonly lost: readonly EnhancedGroup[] } {
  const names = ({ groups }: EnhancedRights) => groups.map(({ group }) => group);
  const [had, has] = [names(before), names(after)];
  return { gained: has.filter((each) => !had.includes(each)), lost: had.filter((each) => !has.includes(each)) };
}

interface CrimeRule {
  readonly ruleId: string;
  readonly sentence: string;
  readonly types?: readonly string[];
  readonly groups?: readonly CrimeGroup[];
  readonly flags?: readonly string[];
}

/** Of the list of 2015 (R-, read second-hand) and wounding with intent (K). Bereavement and intent have rules of their own. */
const SERIOUS: readonly CrimeRule[] = [
  {
    ruleId: 'rights.serious.domestic_abuse',
    sentence: 'Domestic abuse is a most serious crime.',
    groups: ['domestic_abuse'],
    flags: ['domestic'],
  },
  {
    ruleId: 'rights.serious.hate_crime',
    sentence: 'Hate crime is a most serious crime; that they or anybody else see it so is enough.',
    groups: ['hate'],
    flags: ['hate'],
  },
  { ruleId: 'rights.serious.terrorism', sentence: 'Terrorism is a most serious crime.', types: ['terrorism'] },
  {
    ruleId: 'rights.serious.sexual_offence',
    sentence: 'A sexual offence is a most serious crime.',
    groups: ['sexual'],
    types: ['da_sexual'],
  },
  {
    ruleId: 'rights.serious.trafficking',
    sentence: 'Human trafficking and modern slavery are most serious crimes.',
    types: ['modern_slavery_trafficking'],
  },
  {
    ruleId: 'rights.serious.attempted_murder',
    sentence: 'Attempted murder is a most serious crime.',
    types: ['attempted_murder'],
  },
  {
    ruleId: 'rights.serious.kidnap',
    sentence: 'Kidnap and false imprisonment are most serious crimes.',
    types: ['kidnap_false_imprisonment'],
  },
];

const BY_INTENT: readonly string[] = ['gbh_wounding', 'arson'];
/** A course of conduct by its nature; repeated abuse and harassment are asked about. */
const PERSISTENT: readonly string[] = ['stalking'];
const MAY_BE_PERSISTENT: readonly string[] = [
  'harassment',
  'da_coercive_control',
  'malicious_communications',
  'antisocial_behaviour',
];
/** Crimes against somebody who was a child when they happened, whatever their age today. */
const AGAINST_CHILDREN: readonly string[] = [
  'child_sexual_abuse_recent',
  'child_sexual_abuse_non_recent',
  'cse',
  'county_lines_cce',
];

const groupOf: ReadonlyMap<string, CrimeGroup> = new Map(knownCrimes.map(({ code, group }) => [code, group]));

function seriousCrime(facts: RightsFacts): Ruling[] {
  const bereaved = groundsOf('circumstances.capacities', only(facts.capacities, ['bereaved_family']));
  const meant = facts.crimeFlags.includes('grave_intent') ? crimes(facts, BY_INTENT) : [];
  return [
    ...rulingIf('rights.serious.bereaved', 'Close family of somebody whose death a crime caused.', bereaved),
    ...SERIOUS.flatMap(({ ruleId, sentence, types = [], groups = [], flags = [] }) =>
      rulingIf(ruleId, sentence, [
        ...groundsOf(
          'incidents.crimeType',
          facts.crimeTypes.filter(
            (each) => types.includes(each) || groups.some((group) => groupOf.get(each) === group),
          ),
        ),
        ...groundsOf('incidents.flags', only(facts.crimeFlags, flags)),
      ]),
    ),
    ...rulingIf(
      'rights.serious.intent',
      'Wounding or arson that was meant to kill or badly hurt is a most serious crime.',
      meant.length > 0 ? [...meant, { fact: 'incidents.flags', value: 'grave_intent' }] : [],
    ),
  ];
}

function persistentlyTargeted(facts: RightsFacts): Ruling[] {
  return [
    ...rulingIf('rights.persistent.stalking', 'Stalking targets a person again and again.', crimes(facts, PERSISTENT)),
    ...rulingIf(
      'rights.persistent.said',
      'Targeted repeatedly and directly over time.',
      saidYes('rights.targetedRepeatedly', facts.targetedRepeatedly),
    ),
  ];
}

function vulnerableOrIntimidated(facts: RightsFacts): Ruling[] {
  const young = isUnder18(facts.ageBand) ? groundsOf('person.age', [facts.ageBand ?? '']) : [];
  return [
    ...rulingIf('rights.vulnerable.under_18', 'Everybody under 18 is vulnerable.', young),
    ...rulingIf('rights.vulnerable.under_18_then', 'They were under 18 when it happened.', [
      ...saidYes('age.atOffence', facts.under18AtOffence),
      ...crimes(facts, AGAINST_CHILDREN),
      ...groundsOf('circumstances.capacities', only(facts.capacities, ['child_victim_of_da'])),
    ]),
    ...rulingIf(
      'rights.vulnerable.evidence',
      'Health, understanding or a disability is likely to weaken the evidence they can give.',
      groundsOf('rights.evidenceQuality', facts.evidenceQuality),
    ),
    ...rulingIf(
      'rights.intimidated',
      'Fear or distress about giving evidence.',
      saidYes('rights.fearOfEvidence', facts.fearOfEvidence),
    ),
  ];
}

function questions(facts: RightsFacts): { readonly group: EnhancedGroup; readonly sentence: string }[] {
  const open = (answer: Known) => answer === null || answer === 'not_known';
  const ask = (group: EnhancedGroup, wanted: boolean, sentence: string) => (wanted ? [{ group, sentence }] : []);
  const repeated = facts.crimeFlags.includes('repeat') || crimes(facts, MAY_BE_PERSISTENT).length > 0;
  return [
    ...ask('serious_crime', crimes(facts, BY_INTENT).length > 0, 'Was it meant to kill or badly hurt somebody?'),
    ...ask(
      'persistently_targeted',
      open(facts.targetedRepeatedly) && repeated,
      'Is it the same person, again and again?',
    ),
    ...ask('vulnerable_or_intimidated', open(facts.under18AtOffence), 'Were they under 18 when it happened?'),
    ...ask('vulnerable_or_intimidated', open(facts.fearOfEvidence), 'Are they afraid of giving evidence?'),
  ];
}

function rulingIf(ruleId: string, sentence: string, grounds: readonly Ground[]): Ruling[] {
  return grounds.length > 0 ? [{ ruleId, sentence, grounds }] : [];
}

function crimes({ crimeTypes }: RightsFacts, wanted: readonly string[]): Ground[] {
  return groundsOf('incidents.crimeType', only(crimeTypes, wanted));
}

function only(codes: readonly string[], wanted: readonly string[]): string[] {
  return codes.filter((each) => wanted.includes(each));
}

function saidYes(fact: string, answer: Known): Ground[] {
  return answer === 'yes' ? [{ fact, value: 'yes' }] : [];
}
