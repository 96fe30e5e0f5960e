/** What the architecture tests read: the files of the checkout, and the syntax of one of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const NOT_OURS = new Set(['node_modules', 'dist', '.git', '.data']);

/** The paths of all files below a folder of the checkout, with slashes. */
export function filesOf(folder = '', extensions?: readonly string[]): string[] {
  const found: string[] = [];
  const visit = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (NOT_OURS.has(entry.name)) continue;
      const inner = join(path, entry.name);
      if (entry.isDirectory()) visit(inner);
      else if (extensions === undefined || extensions.includes(extname(entry.name))) found.push(inner);
    }
  };
  visit(join(root, folder));
  return found.map((path) => relative(root, path).split(sep).join('/')).sort();
}

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export const CODE = ['.ts', '.tsx', '.mjs'] as const;

/** The source of the product, without its tests. */
export function productFiles(): string[] {
  return ['shared', 'server', 'client', 'widget'].flatMap((folder) => filesOf(folder, CODE));
}

export type Node = Readonly<{ type: string; start: number }> & Readonly<Record<string, unknown>>;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

export function field(node: Node, name: string): Node | undefined {
  const value = node[name];
  return isNode(value) ? value : undefined;
}

/** All nodes of a syntax tree, parents first. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    if (isNode(value)) yield* nodesOf(value);
    else if (Array.isArray(value)) for (const each of value) if (isNode(each)) yield* nodesOf(each);
  }
}

/** TypeScript itself has no parser to import any more; vite brings one. */
export function syntaxOf(path: string, text: string): Node {
  const { program, errors } = parseSync(path, text);
  const [first] = errors;
  if (first !== undefined) throw new Error(`${path} cannot be parsed: ${first.message}`);
  if (!isNode(program)) throw new Error(`${path} has no syntax tree.`);
  return program;
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
