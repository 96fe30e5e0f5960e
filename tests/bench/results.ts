/**
 * RESULTS.md: a part for each row, with how, when and from what it was measured. A row replaces itself alone, so that the
 * table can be made in one run or row by row.
 */
import { readFileSync, writeFileSync } from 'node:fs';

export interface Part {
  readonly name: string;
  readonly lines: readonly string[];
}

const BEGIN = '## ';

export function readParts(text: string): Part[] {
  const parts: { name: string; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith(BEGIN)) parts.push({ name: line.slice(BEGIN.length), lines: [] });
    else parts.at(-1)?.lines.push(line);
  }
  return parts.map(({ name, lines }) => ({ name, lines: lines.filter((line) => line !== '') }));
}

/** In the order of the rows; a part whose row is no more is left out. */
export function writePart(
  file: URL,
  { order, head, part }: { order: readonly string[]; head: string; part: Part },
): void {
  const before = readParts(read(file));
  const all = new Map([...before, part].map((each) => [each.name, each]));
  const parts = order.flatMap((name) => all.get(name) ?? []);
  const text = [head, ...parts.map(({ name, lines }) => [`${BEGIN}${name}`, ...paragraphs(lines)].join('\n\n'))];
  writeFileSync(file, `${text.join('\n\n')}\n`);
}

export function hasPart(file: URL, name: string): boolean {
  return readParts(read(file)).some((part) => part.name === name);
}

/** The lines of a table stay together; everything else stands for itself. */
function paragraphs(lines: readonly string[]): string[] {
  const found: string[] = [];
  for (const [at, line] of lines.entries()) {
    const goesOn = line.startsWith('|') && lines[at - 1]?.startsWith('|') === true;
    if (goesOn) found.push(`${found.pop()}\n${line}`);
    else found.push(line);
  }
  return found;
}

function read(file: URL): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
