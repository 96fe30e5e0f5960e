/**
 * Whether one version of a tool sees less danger than another: a band that is reached later or not at all, a grade given while
 * more lacks an answer, a topic that counts no more, a rule that asks for less. Wording may change as it likes. Where it cannot
 * be told, as with other topics, it counts as weaker: then a person decides.
 */
import { type RiskLevel, rankOfLevel } from '../risk-level.ts';
import { impliesAll } from './implies.ts';
import type { Effect, Rule } from './rule.ts';
import type { ToolDefinition } from './tool-definition.ts';

export type Weakening =
  /** Nothing is left to begin with. */
  | { readonly what: 'gone' }
  | { readonly what: 'kind'; readonly before: ToolDefinition['kind']; readonly after: ToolDefinition['kind'] }
  | { readonly what: 'bands_gone' }
  | { readonly what: 'band_later'; readonly yes: number; readonly before: RiskLevel; readonly after: RiskLevel }
  | { readonly what: 'grade_with_less'; readonly before: number; readonly after: number }
  /** In the words that a worker reads, since a person decides by them. */
  | { readonly what: 'counts_no_more'; readonly topics: readonly string[] }
  | { readonly what: 'rule_asks_less'; readonly ruleId: string; readonly because: string }
  | { readonly what: 'training'; readonly before: string; readonly after: string | null }
  | { readonly what: 'review_later'; readonly before: number; readonly after: number | null };

/** Needs, safe contact and measures grade no risk: nothing of theirs is a threshold of danger. */
const NOT_OF_RISK: readonly ToolDefinition['kind'][] = ['needs', 'contact', 'measure'];

export function gradesRisk({ kind }: Pick<ToolDefinition, 'kind'>): boolean {
  return !NOT_OF_RISK.includes(kind);
}

/** Empty where the later one sees all that the earlier one sees. */
export function weakens(before: ToolDefinition, after: ToolDefinition): Weakening[] {
  if (!gradesRisk(before)) return [];
  return [
    ...kindWeaker(before, after),
    ...bandsWeaker(before, after),
    ...countsWeaker(before, after),
    ...before.rules.flatMap((rule) => ruleWeaker(rule, after.rules)),
    ...trainingWeaker(before, after),
    ...reviewWeaker(before, after),
  ];
}

function kindWeaker(before: ToolDefinition, after: ToolDefinition): Weakening[] {
  return before.kind === after.kind ? [] : [{ what: 'kind', before: before.kind, after: after.kind }];
}

function bandsWeaker(before: ToolDefinition, after: ToolDefinition): Weakening[] {
  if (before.bands === null) return [];
  if (after.bands === null) return [{ what: 'bands_gone' }];
  const most = countedIn(before).length;
  const later = Array.from({ length: most + 1 }, (_, yes) => yes).find(
    (yes) => rankOfLevel(bandAt(after, yes)) < rankOfLevel(bandAt(before, yes)),
  );
  const [lackedBefore, lacksAfter] = [before.bands.lackingAtMost, after.bands.lackingAtMost];
  return [
    ...(later === undefined
      ? []
      : [{ what: 'band_later' as const, yes: later, before: bandAt(before, later), after: bandAt(after, later) }]),
    ...(lacksAfter > lackedBefore
      ? [{ what: 'grade_with_less' as const, before: lackedBefore, after: lacksAfter }]
      : []),
  ];
}

function bandAt({ bands }: ToolDefinition, yes: number): RiskLevel {
  const reached = (bands?.levels ?? []).filter(({ from }) => yes >= from);
  return reached.at(-1)?.band ?? 'standard';
}

function countedIn({ scoring }: ToolDefinition): readonly string[] {
  return scoring.kind === 'count_yes' ? scoring.of : [];
}

function countsWeaker(before: ToolDefinition, after: ToolDefinition): Weakening[] {
  const counted = countedIn(after);
  const gone = countedIn(before).filter((each) => !counted.includes(each));
  const topics = before.topics
    .filter(({ id }) => gone.includes(id))
    .map(({ text, licensedText }) => licensedText ?? text);
  return topics.length === 0 ? [] : [{ what: 'counts_no_more', topics }];
}

/** Whatever made the rule hold has to make one hold that asks for as much. */
function ruleWeaker({ id: ruleId, when, effects, because }: Rule, after: readonly Rule[]): Weakening[] {
  const still = after.filter((each) => impliesAll(when, each.when)).flatMap((each) => each.effects);
  const kept = effects.every((effect) => still.some((other) => asksAsMuch(other, effect)));
  return kept ? [] : [{ what: 'rule_asks_less', ruleId, because }];
}

function asksAsMuch(after: Effect, before: Effect): boolean {
  if (after.do === 'ask_judgement' && before.do === 'ask_judgement') {
    return rankOfLevel(after.level) >= rankOfLevel(before.level);
  }
  if (after.do === 'alert_lead' && before.do === 'alert_lead') return after.when === 'now' || before.when === 'today';
  if (after.do === 'offer_tool' && before.do === 'offer_tool') return after.tool === before.tool;
  if (after.do === 'flag_pathway' && before.do === 'flag_pathway') return after.flag === before.flag;
  if (after.do === 'open_concern' && before.do === 'open_concern') return after.about === before.about;
  return after.do === before.do;
}

function trainingWeaker(
  { qualification: before }: ToolDefinition,
  { qualification: after }: ToolDefinition,
): Weakening[] {
  return before === null || before === after ? [] : [{ what: 'training', before, after }];
}

function reviewWeaker({ review: { afterDays: before } }: ToolDefinition, { review }: ToolDefinition): Weakening[] {
  const after = review.afterDays;
  return before === null || (after !== null && after <= before) ? [] : [{ what: 'review_later', before, after }];
}
