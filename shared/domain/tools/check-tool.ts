/**
 * Reads a tool from data that somebody else wrote. A broken one is refused with a list of sentences, each with the place
 * that it speaks of and what to correct there; whatever is handed in, nothing is thrown.
 */
import type { z } from 'zod';
import { crossFaults } from './cross-check.ts';
import { type ToolDefinition, toolDefinition } from './tool-definition.ts';

export interface ToolFault {
  /** Such as `topics[3].answer.type`; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

export type CheckedTool =
  | { readonly ok: true; readonly tool: ToolDefinition }
  | { readonly ok: false; readonly faults: readonly ToolFault[] };

/** Enough to set to work; a file in quite another form would have hundreds. */
const FAULTS_SHOWN = 50;

export function checkTool(data: unknown): CheckedTool {
  const parsed = toolDefinition.safeParse(data, { error: sentenceOf });
  const faults = parsed.success
    ? crossFaults(parsed.data)
    : parsed.error.issues.map(({ path, message }) => ({ path: pathOf(path), message }));
  if (!parsed.success || faults.length > 0) return { ok: false, faults: faults.slice(0, FAULTS_SHOWN) };
  return { ok: true, tool: parsed.data };
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((so, part) => {
    if (typeof part === 'number') return `${so}[${part}]`;
    return so === '' ? String(part) : `${so}.${String(part)}`;
  }, '');
}

const WHAT: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in square brackets',
  object: 'an object in curly brackets',
};

/** Only where the schema has no sentence of its own. */
function sentenceOf(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type': {
      const what = WHAT[issue.expected] ?? issue.expected;
      return issue.input === undefined ? `This is missing. Add ${what}.` : `Write ${what} here.`;
    }
    case 'invalid_value':
      return `Write ${oneOf(issue.values)}.`;
    case 'invalid_union':
      return `Write ${oneOf(optionsOf(issue))}.`;
    case 'unrecognized_keys':
      return `Take out or correct ${quoted(issue.keys)}: a tool has no such field here.`;
    case 'too_big':
      return `This is too large. Write at most ${issue.maximum}.`;
    case 'too_small':
      return `This is too small. Write at least ${issue.minimum}.`;
    case 'invalid_format':
      return 'Use letters, digits, full stops, hyphens and underscores only, at most 64 of them.';
    default:
      return 'This is not in the form of a tool. Compare it with a tool that is shipped.';
  }
}

/** What tells the forms of a union apart; the library names its values only on the issue itself. */
function optionsOf(issue: object): readonly unknown[] {
  return 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
}

function oneOf(values: readonly unknown[]): string {
  if (values.length === 0) return 'a value that this field knows';
  return values.length === 1 ? quoted(values) : `one of ${quoted(values)}`;
}

function quoted(values: readonly unknown[]): string {
  return values.map((each) => `"${String(each)}"`).join(', ');
}
