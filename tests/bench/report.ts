/** The table, on the terminal and in RESULTS.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, release } from 'node:os';
import type { Options } from './options.ts';
import type { Line } from './row.ts';
import type { Spread } from './statistics.ts';

const HEAD = ['what', 'product', 'reference', 'ratio (lowest to highest)', 'goal', 'reached'];

export interface Report {
  add(lines: readonly Line[]): void;
  fail(what: string): void;
  /** The share of the machine that other programs used during a row. */
  others(share: number): void;
  text(): string;
  /** Only a whole run is written down; a quick look at one row replaces nothing. */
  write(): void;
}

export function createReport(options: Options, args: readonly string[]): Report {
  const lines: string[][] = [];
  let mostOthers = 0;

  function text(): string {
    const rows = [HEAD, HEAD.map(() => '---'), ...lines];
    return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  }

  return {
    add: (added) => {
      for (const { what, product, reference, ratio, goal, reached } of added)
        lines.push([
          what,
          product,
          reference,
          inWords(ratio),
          goal,
          reached === null ? '–' : reached ? 'yes' : '**no**',
        ]);
    },
    fail: (what) => lines.push([what, 'failed', '–', '–', '–', '**no**']),
    others: (share) => {
      mostOthers = Math.max(mostOthers, share);
    },
    text,
    write: () => {
      if (options.only.length > 0) return;
      writeFileSync(
        new URL('./RESULTS.md', import.meta.url),
        `${introduction(options, args, mostOthers)}\n\n${text()}\n`,
      );
    },
  };
}

function inWords(ratio: Spread | null): string {
  if (!ratio) return '–';
  const digits = (value: number) => value.toFixed(2);
  return `${digits(ratio.median)} (${digits(ratio.low)} to ${digits(ratio.high)})`;
}

function introduction({ seconds, runs, cores }: Options, args: readonly string[], others: number): string {
  const command = ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' ');
  const packages = ['socket.io', 'mongoose', 'ioredis', 'zod'].map((name) => `${name} ${versionOf(name)}`);
  const machine = `${cores} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Linux ${release()}`;
  return [
    '# What was measured',
    '',
    `\`${command}\` on ${new Date().toISOString().slice(0, 10)}: Node ${process.versions.node}, ${packages.join(', ')}, the`,
    `embedded MongoDB and Valkey; ${machine}, shared by node, reference, databases and load. ${runs} runs of ${seconds} s each,`,
    'product and reference in turn; figures are medians, ratios are taken run by run. How each is measured is said in',
    '`tests/bench/rows/`, what the references are in `tests/bench/reference/`. Other programs used at most',
    `${(others * 100).toFixed(0)} % of the machine during a row.`,
  ].join('\n');
}

function versionOf(name: string): string {
  const require = createRequire(import.meta.url);
  let folder = new URL('.', `file://${require.resolve(name)}`);
  for (let up = 0; up < 6; up += 1) {
    try {
      const found: { name?: string; version?: string } = JSON.parse(
        readFileSync(new URL('package.json', folder), 'utf8'),
      );
      if (found.name === name && found.version !== undefined) return found.version;
    } catch {
      // The package begins further up.
    }
    folder = new URL('..', folder);
  }
  return 'unknown';
}
