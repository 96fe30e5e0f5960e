/** The tables, on the terminal and in RESULTS.md, and how many goals were reached. */
import type { Options } from './options.ts';
import { hasPart, writePart } from './results.ts';
import type { Line, Row } from './row.ts';
import type { Spread } from './statistics.ts';
import { commit, machine, versions } from './surroundings.ts';

const RESULTS = new URL('./RESULTS.md', import.meta.url);
const HEAD = ['what', 'product', 'reference', 'ratio (lowest to highest)', 'goal', 'reached'];

export interface Report {
  /** `others`: the share of the machine that other programs used meanwhile. Answers what became of the figures. */
  add(row: Row, lines: readonly Line[], others: number): string;
  text(): string;
  /** How many goals were reached and missed, and which rows broke off. */
  sum(brokenOff: readonly string[]): string;
}

export function createReport(options: Options, order: readonly string[]): Report {
  const all: Line[] = [];
  const notes: string[] = [];
  // Asked for once: somebody may write to the files while a run is on.
  const from = commit();
  return {
    add: (row, lines, others) => {
      all.push(...lines);
      const under = lines.flatMap(({ notes: each = [] }) => each);
      notes.push(...under);
      if (!options.inFull && !options.keep) return 'not kept: shorter than in full (--keep keeps it all the same)';
      const how = [
        ...[row.size(options), new Date().toISOString().slice(0, 10), from],
        ...[`\`${options.command}\``, `others used ${(others * 100).toFixed(0)} % of the machine`],
        ...[versions(), machine(options.cores)],
      ].join('; ');
      const replaces = hasPart(RESULTS, row.name);
      const part = {
        name: row.name,
        lines: [...tableOf(lines), ...under, `${options.inFull ? 'Measured' : '**Shorter than in full**'}: ${how}.`],
      };
      writePart(RESULTS, { order, head: introduction(), part });
      return replaces ? 'kept, in place of what stood there' : 'kept';
    },
    text: () => [...tableOf(all), ...(notes.length > 0 ? [''] : []), ...notes].join('\n'),
    sum: (brokenOff) => {
      const count = (wanted: boolean) => all.filter(({ reached }) => reached === wanted).length;
      const broken = brokenOff.length > 0 ? `, ${brokenOff.length} rows broke off: ${brokenOff.join(', ')}` : '';
      return `goals: ${count(true)} reached, ${count(false)} missed${broken}`;
    },
  };
}

function tableOf(lines: readonly Line[]): string[] {
  const cells = lines.map(({ what, product, reference, ratio, goal, reached }) => [
    ...[what, product, reference, inWords(ratio), goal],
    reached === null ? '–' : reached ? 'yes' : '**no**',
  ]);
  return [HEAD, HEAD.map(() => '---'), ...cells].map((row) => `| ${row.join(' | ')} |`);
}

function inWords(ratio: Spread | null): string {
  if (!ratio) return '–';
  const digits = (value: number) => value.toFixed(2);
  return `${digits(ratio.median)} (${digits(ratio.low)} to ${digits(ratio.high)})`;
}

function introduction(): string {
  return [
    '# What was measured',
    '',
    '`npm run bench`, or a row by itself with `-- --only <row>`: each row is the newest that was measured in full, and says how',
    'often, how long, when and from what. Node, reference, databases and load share the machine. Product and reference are',
    'measured in turn; figures are medians, ratios are taken run by run. How each is measured is said in `tests/bench/rows/`,',
    'what the references are in `tests/bench/reference/`. **no**: the goal is missed.',
  ].join('\n');
}
