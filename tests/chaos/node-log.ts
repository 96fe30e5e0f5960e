/** What the nodes logged as errors: a hint at the cause, where a story did not end as it should. */
import { readFile } from 'node:fs/promises';

interface LogLine {
  readonly level: number;
  readonly msg?: string;
  readonly error?: string;
  readonly code?: string | number;
  readonly command?: string;
  readonly at?: readonly string[];
}

const ERROR_LEVEL = 50;
const FRAMES = 4;

/** Each kind once with its count. */
export async function complaintsIn(path: string): Promise<string[]> {
  const counts = new Map<string, number>();
  for (const line of (await readFile(path, 'utf8')).split('\n')) {
    const kind = kindOf(line);
    if (kind !== null) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => `logged ${count} times: ${kind}`);
}

function kindOf(line: string): string | null {
  if (line === '') return null;
  // Not written by the logger: the program itself broke.
  if (!line.startsWith('{')) return line;
  const { level, msg, error, code, command, at = [] }: LogLine = JSON.parse(line);
  if (level < ERROR_LEVEL) return null;
  const where = at.slice(0, FRAMES).map((frame) => frame.replace(/\(?file:\/\/.*?\/(?=server\/|node_modules\/)/, '('));
  return [msg, command, error, code, ...where].filter((part) => part !== undefined).join(' · ');
}
