/** Sums up what `--cpu-prof` wrote: where a process spent its time, by function and by package. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const SHOWN = 25;

/** One text a process, the busiest functions first; what it waited is left out. */
export function summaries(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.cpuprofile'))
    .map((name) => summaryOf(name, JSON.parse(readFileSync(join(folder, name), 'utf8'))));
}

function summaryOf(name: string, { nodes, samples, timeDeltas }: Profile): string {
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const functions = new Map<string, number>();
  const packages = new Map<string, number>();
  let busy = 0;
  for (const [at, id] of samples.entries()) {
    const frame = byId.get(id);
    const spent = timeDeltas[at] ?? 0;
    if (!frame || frame.functionName === '(idle)' || frame.functionName === '(root)') continue;
    busy += spent;
    const place = placeOf(frame.url);
    const called = `${frame.functionName || '(anonymous)'} ${place} ${frame.url.split('/').at(-1)}:${frame.lineNumber + 1}`;
    functions.set(called, (functions.get(called) ?? 0) + spent);
    packages.set(place, (packages.get(place) ?? 0) + spent);
  }
  const top = (times: ReadonlyMap<string, number>, most: number) =>
    [...times]
      .sort(([, a], [, b]) => b - a)
      .slice(0, most)
      .map(([what, spent]) => `  ${((spent / busy) * 100).toFixed(1).padStart(5)} %  ${what}`);
  return [`${name}: busy ${(busy / 1e6).toFixed(1)} s`, ...top(packages, 12), '  --', ...top(functions, SHOWN)].join(
    '\n',
  );
}

function placeOf(url: string): string {
  const found = /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules)/.exec(url);
  if (found?.[1] !== undefined) return found[1];
  if (url.startsWith('node:')) return 'node';
  const ours = /dist\/server\/(server\/[^/]+|shared\/[^/]+)/.exec(url);
  return ours?.[1] ?? (url === '' ? 'native' : 'bench');
}
