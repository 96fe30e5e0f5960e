/** Reads the rules of a tool against answers: pure, and the same whatever the order in which they were given. */
import type { AgeBand } from '../../protocol/pre-chat.ts';
import type { RiskLevel } from '../risk-level.ts';
import { type Answer, type Answers, answerTo } from './answers.ts';
import type { Clause, Effect } from './rule.ts';
import type { ToolDefinition } from './tool-definition.ts';
import type { Topic } from './topic.ts';

export interface FiredRule {
  readonly ruleId: string;
  readonly effects: readonly Effect[];
  readonly because: string;
  readonly source: string;
  readonly evidence: 'R' | 'R-' | 'K';
  /** The answers that made it hold, in the order of the tool's topics. */
  readonly behind: readonly { readonly topicId: string; readonly answer: Answer }[];
}

export interface RuleFacts {
  readonly answers: Answers;
  readonly band: RiskLevel | null;
  /** The topics that the band was counted from, for a rule that looks at the band. */
  readonly behindBand: readonly string[];
  readonly ageBand: AgeBand | null;
}

export function applyRules(tool: Pick<ToolDefinition, 'topics' | 'rules'>, facts: RuleFacts): FiredRule[] {
  const topics = new Map(tool.topics.map((each) => [each.id, each]));
  return tool.rules.flatMap((each) => {
    const behind = each.when.map((clause) => holds(clause, topics, facts));
    if (behind.includes(null)) return [];
    const names = new Set(behind.flatMap((ids) => ids ?? []));
    const { id: ruleId, effects, because, source, evidence } = each;
    return [{ ruleId, effects, because, source, evidence, behind: answersBehind(tool.topics, names, facts.answers) }];
  });
}

/** The topics that make a clause hold (none for one that looks at an age), or null where it does not hold. */
function holds(clause: Clause, topics: ReadonlyMap<string, Topic>, facts: RuleFacts): string[] | null {
  const said = (id: string): Answer | null => {
    const topic = topics.get(id);
    return topic === undefined ? null : answerTo(topic, facts.answers);
  };
  switch (clause.kind) {
    case 'yes': {
      const yes = clause.of.filter((id) => said(id)?.is === 'yes');
      return yes.length >= clause.atLeast ? yes : null;
    }
    case 'no':
      return clause.of.every((id) => said(id)?.is === 'no') ? clause.of : null;
    case 'chosen': {
      const given = said(clause.topic);
      return given?.is === 'chosen' && given.options.some((each) => clause.anyOf.includes(each))
        ? [clause.topic]
        : null;
    }
    case 'rated': {
      const high = clause.of.filter((id) => {
        const given = said(id);
        return given?.is === 'rated' && given.score >= clause.atLeast;
      });
      return high.length > 0 ? high : null;
    }
    case 'band':
      return facts.band !== null && clause.is.includes(facts.band) ? [...facts.behindBand] : null;
    case 'age':
      return facts.ageBand !== null && clause.in.includes(facts.ageBand) ? [] : null;
  }
}

function answersBehind(topics: readonly Topic[], names: ReadonlySet<string>, answers: Answers): FiredRule['behind'] {
  return topics.flatMap((topic) => {
    const given = names.has(topic.id) ? answerTo(topic, answers) : null;
    return given === null ? [] : [{ topicId: topic.id, answer: given }];
  });
}
