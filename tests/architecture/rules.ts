/** The rules that must always hold (ARCHITECTURE.md, "Invariants"); the title of each test that proves one begins with its id. */
import { field, type Node, nodesOf, syntaxOf } from './sources.ts';

export const RULES: readonly string[] = [
  ...['L1', 'L2', 'L3', 'L4', 'L5'],
  ...['Q1', 'Q2', 'Q3', 'Q4'],
  ...['C1', 'C2'],
  ...['P1', 'P2'],
  ...['A1', 'A2'],
  ...['V1', 'V2', 'V3', 'V4', 'V5', 'V6'],
];

/** Rules without a test yet, each with the reason; whoever proves one takes it off. */
export const NOT_YET_PROVED: Readonly<Record<string, string>> = {
  A2: 'audit records are written but not yet chained',
};

/** `[Q3] ...` and `[L1, L3] ...`: the ids that a title cites. */
export function idsIn(title: string): string[] {
  const cited = /^\[([A-Z]\d+(?:,? [A-Z]\d+)*)\]/.exec(title)?.[1];
  return cited?.split(/,? /) ?? [];
}

/** The titles of all tests and groups of tests in a file. */
export function titlesIn(path: string, text: string): string[] {
  const titles: string[] = [];
  for (const node of nodesOf(syntaxOf(path, text))) {
    if (node.type !== 'CallExpression' || !TITLED.has(rootOf(field(node, 'callee')))) continue;
    const [first] = Array.isArray(node.arguments) ? node.arguments : [];
    const title = textOf(first);
    if (title !== undefined) titles.push(title);
  }
  return titles;
}

const TITLED = new Set(['it', 'test', 'describe']);

/** `it`, `it.each(cases)` and `describe.sequential` all begin with the name that counts. */
function rootOf(node: Node | undefined): string {
  if (node?.type === 'Identifier' && typeof node.name === 'string') return node.name;
  const inner = node && (field(node, 'object') ?? field(node, 'callee') ?? field(node, 'tag'));
  return inner === undefined ? '' : rootOf(inner);
}

function textOf(node: Node | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return undefined;
  const { value } = node.quasis[0] ?? {};
  return typeof value?.raw === 'string' ? value.raw : undefined;
}
