/**
 * What of a filled-in tool speaks for danger: each "yes", and each rule that asks for judgement, for a lead or for help at
 * once. Whoever agrees to lower a level has to have known them all; one that came later was not agreed to.
 */
import type { Answers } from './answers.ts';
import type { Effect } from './rule.ts';
import type { ToolReading } from './score.ts';

const SPEAKS: readonly Effect['do'][] = ['ask_judgement', 'alert_lead', 'offer_emergency', 'open_concern'];

export function speaks({ effects }: { readonly effects: readonly Effect[] }): boolean {
  return effects.some((each) => SPEAKS.includes(each.do));
}

/** Names of topics and rules, none twice, in no order that says anything. */
export function signsOf(answers: Answers, { fired }: Pick<ToolReading, 'fired'>): string[] {
  const yes = [...answers].flatMap(([topicId, given]) => (given.is === 'yes' ? [`topic:${topicId}`] : []));
  return [...yes, ...fired.filter(speaks).map(({ ruleId }) => `rule:${ruleId}`)];
}

/** By assessment: the signs that were known when something was proposed. */
export type KnownSigns = Readonly<Record<string, readonly string[]>>;

/** Whether any sign stands now that was not known then. */
export function someUnknown(known: KnownSigns, now: KnownSigns): boolean {
  return Object.entries(now).some(([id, signs]) => signs.some((each) => !(known[id] ?? []).includes(each)));
}
