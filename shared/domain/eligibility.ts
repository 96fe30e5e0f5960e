/**
 * Whom the service is for (D6): somebody harmed by crime, or close to somebody who was, who lives or stays in the area by
 * their own word. Any crime, also one they are not sure of, at any time. What is never asked for is not among the answers:
 * a report, a date, a name, proof, or leave to be in the country. Nobody is refused here: a person decides.
 */

import { livingSituations } from '../reference/living-situations.ts';
import type { PostcodeFinding } from './outward-codes.ts';
import { type Ground, groundsOf, type Ruling } from './ruling.ts';

export interface EligibilityAnswers {
  readonly capacities: readonly string[];
  /** Whether something happened that may be a crime: for who named neither a crime nor how they are affected. */
  readonly harmed: 'yes' | 'not_sure' | 'no' | null;
  readonly crimeTypes: readonly string[];
  readonly crimeFlags: readonly string[];
  /** Where they live by their own word: a code of the pack, `out_of_area`, `not_given`, or not asked. */
  readonly area: string | null;
  readonly living: string | null;
  /** Where they go to be out of reach. */
  readonly areaOfSafety: string | null;
  /** Of a postcode they gave by themselves, if any. */
  readonly postcode: PostcodeFinding | null;
  /** Only of a business: whether somebody there wants support for themselves. */
  readonly namedContact: boolean;
}

/** Everything that can be missing; nothing else is ever asked for. */
export const ELIGIBILITY_ASKS = ['how_affected', 'who_is_supported', 'business_contact', 'where_they_live'] as const;
export type EligibilityAsk = (typeof ELIGIBILITY_ASKS)[number];

export interface Eligibility extends Ruling {
  readonly outcome: 'eligible' | 'out_of_area' | 'ask';
  readonly missing: readonly EligibilityAsk[];
  /** Whatever the outcome: help in a crisis, and the conversation, go on. */
  readonly crisisHelp: true;
}

/** What a capacity means here. A test holds that no code of the list is forgotten. */
export const CAPACITY_COUNTS: Readonly<Record<string, 'affected' | 'not_sure' | 'for_another'>> = {
  direct_victim: 'affected',
  witness_harmed: 'affected',
  born_of_crime: 'affected',
  bereaved_family: 'affected',
  child_victim_of_da: 'affected',
  parent_guardian: 'affected',
  family_spokesperson: 'affected',
  relative_or_friend_supporting: 'affected',
  unsure: 'not_sure',
  professional: 'for_another',
};

const BUSINESS_CRIMES: readonly string[] = ['robbery_business', 'burglary_business', 'shoplifting'];
const HERE = new Set(livingSituations.filter(({ here }) => here).map(({ code }) => code));

/** `serviceAreas`: the districts that the service is for, also those that have since become part of another. */
export function judgeEligibility(answers: EligibilityAnswers, serviceAreas: readonly string[]): Eligibility {
  const affected = affectedBy(answers);
  const lives = livesWhere(answers, serviceAreas);
  const grounds = [...affected.grounds, ...lives.grounds];
  const found = { grounds, crisisHelp: true } as const;
  if (lives.where === 'elsewhere')
    return {
      ...found,
      outcome: 'out_of_area',
      ruleId: 'eligibility.out_of_area',
      missing: [],
      sentence:
        'They live somewhere else by their own word. Find the service of their area with them; help in a crisis and this conversation go on.',
    };
  const missing = [...affected.missing, ...(lives.where === 'unknown' ? (['where_they_live'] as const) : [])];
  if (missing.length > 0)
    return { ...found, outcome: 'ask', ruleId: 'eligibility.ask', missing, sentence: missing.map(toAsk).join(' ') };
  return {
    ...found,
    outcome: 'eligible',
    missing,
    ruleId: affected.ruleId,
    sentence: `${affected.sentence} ${lives.sentence}`,
  };
}

interface Affected extends Ruling {
  readonly missing: readonly EligibilityAsk[];
}

function affectedBy(answers: EligibilityAnswers): Affected {
  const { capacities, crimeTypes, harmed, namedContact } = answers;
  const meaning = (wanted: string) => capacities.filter((each) => CAPACITY_COUNTS[each] === wanted);
  const affected = meaning('affected');
  if (affected.length > 0)
    return rule('eligibility.affected', 'They were harmed by a crime, or are close to somebody who was.', [
      ...groundsOf('circumstances.capacities', affected),
    ]);
  if (isBusinessOnly(answers)) {
    const grounds = [
      ...groundsOf('incidents.crimeType', crimeTypes),
      ...groundsOf('incidents.flags', answers.crimeFlags),
    ];
    const ruling = rule(
      'eligibility.business_contact',
      'Somebody at the business wants support for themselves.',
      grounds,
    );
    return namedContact ? ruling : { ...ruling, missing: ['business_contact'] };
  }
  if (crimeTypes.length > 0 || harmed === 'yes')
    return rule('eligibility.harmed', 'Something happened to them that may be a crime.', [
      ...groundsOf('incidents.crimeType', crimeTypes),
      ...(harmed === 'yes' ? [{ fact: 'harmed', value: harmed }] : []),
    ]);
  const unsure = meaning('not_sure');
  if (unsure.length > 0 || harmed === 'not_sure')
    return rule('eligibility.not_sure', 'They are not sure if it was a crime. That is enough.', [
      ...groundsOf('circumstances.capacities', unsure),
      ...(harmed === 'not_sure' ? [{ fact: 'harmed', value: harmed }] : []),
    ]);
  const forAnother = meaning('for_another');
  const ruling = rule('eligibility.ask', '', groundsOf('circumstances.capacities', forAnother));
  return { ...ruling, missing: [forAnother.length > 0 ? 'who_is_supported' : 'how_affected'] };
}

function rule(ruleId: string, sentence: string, grounds: readonly Ground[]): Affected {
  return { ruleId, sentence, grounds, missing: [] };
}

function isBusinessOnly({ crimeTypes, crimeFlags }: EligibilityAnswers): boolean {
  if (crimeTypes.length === 0) return crimeFlags.includes('business_victim');
  return crimeFlags.includes('business_victim') || crimeTypes.every((each) => BUSINESS_CRIMES.includes(each));
}

interface Lives {
  readonly where: 'here' | 'elsewhere' | 'unknown';
  readonly sentence: string;
  readonly grounds: readonly Ground[];
}

const BY_WORD = 'They live or stay in the area by their own word.';

/** One answer that says "here" is enough; a postcode counts only where they said nothing, and never against them. */
function livesWhere(answers: EligibilityAnswers, serviceAreas: readonly string[]): Lives {
  const { area, living, areaOfSafety, postcode } = answers;
  const ours = (each: string | null): each is string => each !== null && serviceAreas.includes(each);
  const here: readonly Ground[] = [
    ...(ours(area) ? [{ fact: 'circumstances.area', value: area }] : []),
    ...(living !== null && HERE.has(living) ? [{ fact: 'circumstances.living', value: living }] : []),
    ...(ours(areaOfSafety) ? [{ fact: 'circumstances.areaOfSafety', value: areaOfSafety }] : []),
  ];
  if (here.length > 0) return { where: 'here', sentence: BY_WORD, grounds: here };
  const away: readonly Ground[] = [
    ...(area === 'out_of_area' ? [{ fact: 'circumstances.area', value: area }] : []),
    ...(living === 'lives_elsewhere' ? [{ fact: 'circumstances.living', value: living }] : []),
  ];
  if (away.length > 0) return { where: 'elsewhere', sentence: '', grounds: away };
  if (postcode?.found === 'inside')
    return {
      where: 'here',
      sentence: 'The postcode they gave is in the area.',
      grounds: [{ fact: 'postcode', value: postcode.outward }],
    };
  return {
    where: 'unknown',
    sentence: '',
    grounds: groundsOf('postcode', postcode?.outward ? [postcode.outward] : []),
  };
}

const ASK: Readonly<Record<EligibilityAsk, string>> = {
  how_affected: 'Ask what happened and how it touches them. It need not be reported, proved or certain.',
  who_is_supported: 'Ask about the person they support: how that person is affected, and what is safe for them.',
  business_contact: 'Ask who at the business wants support: it is given to a person by name.',
  where_they_live: 'Ask which district they live or stay in. A refuge, a student room or a friend’s sofa counts.',
};

function toAsk(ask: EligibilityAsk): string {
  return ASK[ask];
}
