/** Reads what a module imports and calls: all that the boundaries are about. */
import { posix } from 'node:path';
import { field, lineAt, type Node, nodesOf, syntaxOf } from './sources.ts';

/** `target` is a path of the checkout, or the name of a package. */
export type Import = Readonly<{ target: string; isPackage: boolean; typeOnly: boolean; line: number }>;

/** A method call, `receiver.method('event')`; the receiver is the last name before the method. */
export type Call = Readonly<{ receiver: string; method: string; argument: string | undefined; line: number }>;

export type Module = Readonly<{ path: string; imports: readonly Import[]; calls: readonly Call[] }>;

export function readModule(path: string, text: string): Module {
  const imports: Import[] = [];
  const calls: Call[] = [];
  for (const node of nodesOf(syntaxOf(path, text))) {
    const line = lineAt(text, node.start);
    const specifier = literal(field(node, 'source'));
    if (specifier !== undefined && IMPORTING.has(node.type)) {
      imports.push({ ...resolved(path, specifier), typeOnly: isTypeOnly(node), line });
    }
    const call = node.type === 'CallExpression' ? methodCall(node) : undefined;
    if (call !== undefined) calls.push({ ...call, line });
  }
  return { path, imports, calls };
}

const IMPORTING = new Set([
  'ImportDeclaration',
  'ImportExpression',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'TSImportType',
]);

function isTypeOnly(node: Node): boolean {
  return node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type';
}

function resolved(from: string, specifier: string): { target: string; isPackage: boolean } {
  if (specifier.startsWith('.')) return { target: posix.join(posix.dirname(from), specifier), isPackage: false };
  if (specifier.startsWith('node:')) return { target: specifier, isPackage: true };
  const [scope = '', name = ''] = specifier.split('/');
  return { target: scope.startsWith('@') ? `${scope}/${name}` : scope, isPackage: true };
}

function methodCall(node: Node): Omit<Call, 'line'> | undefined {
  const callee = field(node, 'callee');
  if (callee?.type !== 'MemberExpression') return undefined;
  const method = nameOf(field(callee, 'property'));
  const receiver = receiverOf(field(callee, 'object'));
  if (method === undefined || receiver === undefined) return undefined;
  const [first] = Array.isArray(node.arguments) ? node.arguments : [];
  return { receiver, method, argument: literal(first) };
}

/** `io`, `this.io` and `io.of('/staff')` are all `io`. */
function receiverOf(node: Node | undefined): string | undefined {
  if (node?.type === 'MemberExpression') return nameOf(field(node, 'property'));
  if (node?.type === 'CallExpression') {
    const callee = field(node, 'callee');
    return callee === undefined ? undefined : receiverOf(field(callee, 'object'));
  }
  return nameOf(node);
}

function nameOf(node: Node | undefined): string | undefined {
  return node?.type === 'Identifier' && typeof node.name === 'string' ? node.name : undefined;
}

function literal(node: Node | undefined): string | undefined {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}
