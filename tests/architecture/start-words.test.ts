// The desk starts with few words and the rest comes later: whatever is read in at the start may only say what is there.
import { describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../../shared/domain/permissions.ts';
import { consoleText } from '../../shared/text/en/console.ts';
import { consolePagesText } from '../../shared/text/en/console-pages.ts';
import { readModule } from './modules.ts';
import { field, type Node, nodesOf, read, syntaxOf } from './sources.ts';

const START = 'client/app/main.tsx';

/** All that a file needs before it can run: what it imports, and what that imports. `import()` is fetched later. */
function readInWith(start: string): Set<string> {
  const seen = new Set<string>();
  const waiting = [start];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const text = read(path);
    const later = new Set([...text.matchAll(/\bimport\('([^']+)'\)/g)].map(([, specifier]) => specifier));
    for (const { target, isPackage, typeOnly } of readModule(path, text).imports) {
      const comesLater = [...later].some((each) => target.endsWith(each?.replace(/^[./]+/, '') ?? ''));
      if (!isPackage && !typeOnly && !comesLater && /\.tsx?$/.test(target)) waiting.push(target);
    }
  }
  return seen;
}

const isLate = (key: string): boolean =>
  ['', '_one', '_other'].some((form) => Object.hasOwn(consolePagesText, `${key}${form}`));
const groupOf = (key: string): string => key.slice(0, key.indexOf('.'));
const lateGroups = new Set(Object.keys(consolePagesText).map(groupOf));

const stringIn = (node: Node | undefined): string | null =>
  node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null;

/** The group of a key that is put together, such as `on_call.${state}`. */
function beginningOf(node: Node): string | null {
  const [first] = node.type === 'TemplateLiteral' && Array.isArray(node.quasis) ? (node.quasis as Node[]) : [];
  const { raw } = (first?.value ?? {}) as { raw?: string };
  return /^([a-z_]+)\./.exec(raw ?? '')?.[1] ?? null;
}

/** Keys that are written out, and groups of which some code is said. */
function lateWordsIn(path: string, text: string): string[] {
  const found: string[] = [];
  for (const node of nodesOf(syntaxOf(path, text))) {
    const key = stringIn(node);
    if (key !== null && isLate(key) && !Object.hasOwn(PERMISSIONS, key)) found.push(`${path} says ${key}`);
    const callee = node.type === 'CallExpression' ? field(node, 'callee') : undefined;
    const [first] = Array.isArray(node.arguments) ? (node.arguments as Node[]) : [];
    const group = callee?.name === 'sayCode' ? stringIn(first) : beginningOf(node);
    if (group !== null && lateGroups.has(group)) found.push(`${path} says codes of ${group}`);
  }
  return found;
}

describe('the words that the desk starts with', () => {
  const start = [...readInWith(START)].filter((path) => path.startsWith('client/'));

  it('are all that is said by what is read in at the start', () => {
    expect(start).toContain('client/safeguarding/emergency-panel.tsx');
    expect(start).not.toContain('client/cases/case-page.tsx');
    expect(start.flatMap((path) => lateWordsIn(path, read(path)))).toEqual([]);
  });

  it('would be missed: a planted sentence of a page, and a planted group, are found', () => {
    expect(
      lateWordsIn(
        'x.ts',
        `say('approvals.title'); say('messages.more', { count }); sayCode('event', kind); say(\`case.\${x}\`);`,
      ),
    ).toEqual([
      'x.ts says approvals.title',
      'x.ts says messages.more',
      'x.ts says codes of event',
      'x.ts says codes of case',
    ]);
  });

  it('share no group with those of pages: a code of it would be a blank until a page was opened', () => {
    const shared = [...new Set(Object.keys(consoleText).map(groupOf))].filter((group) => lateGroups.has(group));
    expect(shared).toEqual([]);
  });
});
