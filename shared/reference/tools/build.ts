// Short ways to write the topics and rules of a shipped tool. All wording is our own: no publisher's text is copied here.
import type { Effect, Rule } from '../../domain/tools/rule.ts';
import { TOOL_FORMAT, type ToolDefinition } from '../../domain/tools/tool-definition.ts';
import type { Topic } from '../../domain/tools/topic.ts';
import type { Evidence } from '../reference-item.ts';

type More = Partial<Omit<Topic, 'id' | 'group' | 'text' | 'answer'>>;
type Pairs = readonly (readonly [code: string, label: string])[];

export function yesNo(group: string, id: string, text: string, more: More = {}): Topic {
  return { id, group, text, answer: { type: 'yes_no' }, ...more };
}

export function told(group: string, id: string, text: string, more: More = {}): Topic {
  return { id, group, text, answer: { type: 'text' }, ...more };
}

export function choice(group: string, id: string, text: string, options: Pairs, more: More = {}): Topic {
  return { id, group, text, answer: { type: 'choice', options: labelled(options), many: false }, ...more };
}

export function choices(group: string, id: string, text: string, options: Pairs, more: More = {}): Topic {
  return { id, group, text, answer: { type: 'choice', options: labelled(options), many: true }, ...more };
}

function labelled(options: Pairs): { code: string; label: string }[] {
  return options.map(([code, label]) => ({ code, label }));
}

interface Ground {
  readonly source: string;
  readonly evidence: Evidence;
}

/** Rules that share a source. */
export function rulesFrom(ground: Ground) {
  return (id: string, because: string, when: Rule['when'], ...effects: Effect[]): Rule => ({
    id,
    when,
    effects,
    because,
    ...ground,
  });
}

export const anyYes = (...of: string[]): Rule['when'][number] => ({ kind: 'yes', of, atLeast: 1 });
export const allYes = (...of: string[]): Rule['when'][number] => ({ kind: 'yes', of, atLeast: of.length });
export const allNo = (...of: string[]): Rule['when'][number] => ({ kind: 'no', of });
export const aged = (...bands: Extract<Rule['when'][number], { kind: 'age' }>['in']): Rule['when'][number] => ({
  kind: 'age',
  in: bands,
});

/** What every shipped tool has in common: our own words, in English, as of the day it was written. */
export const shipped = {
  format: TOOL_FORMAT,
  version: '2026-11-26',
  validFrom: '2026-11-26',
  language: 'en',
  wording: { kind: 'paraphrase' },
  before: [] as string[],
  moments: [] as ToolDefinition['moments'],
  bands: null,
} satisfies Partial<ToolDefinition>;

export const EVERYBODY: ToolDefinition['ages'] = ['under_13', '13_15', '16_17', 'adult', 'prefer_not_to_say'];
