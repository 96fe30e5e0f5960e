/**
 * `npm run chaos [-- part of a name ...] [--short]`: every scenario in its full form, one line of figures each, kept in
 * RESULTS.md. Ends with 1 when a figure is not 0.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { mongodProgram, valkeyProgram } from '../../server/platform/embedded/pinned.ts';
import type { Outcome } from './scenario.ts';
import { scenarios } from './scenarios/all.ts';

const RESULTS = fileURLToPath(new URL('./RESULTS.md', import.meta.url));

const HEAD = [
  '# What the faults did',
  '',
  `\`npm run chaos\`: full form, all processes on one machine with ${cpus().length} cores; Node ${process.versions.node}, MongoDB`,
  `${mongodProgram.version}, Valkey ${valkeyProgram.version}. The newest run of each.`,
  '',
];

const given = process.argv.slice(2);
const short = given.includes('--short');
const wanted = given.filter((each) => !each.startsWith('-'));
const chosen = scenarios.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
if (chosen.length === 0) {
  console.error(`No scenario is called that. There are:\n${scenarios.map(({ name }) => `  ${name}`).join('\n')}`);
  process.exit(2);
}

let failed = false;
for (const scenario of chosen) {
  const outcome = await scenario.run(!short).catch((error: unknown): Outcome => {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { line: `chaos: ${scenario.name}: broke off`, problems: [why] };
  });
  console.log(outcome.line);
  for (const problem of outcome.problems) console.log(`  NOT AS IT SHOULD BE: ${problem}`);
  if (outcome.problems.length > 0) failed = true;
  if (!short) await keep(scenario.name, outcome);
}
process.exit(failed ? 1 : 0);

/** The newest line of each scenario, so that a part can be played again by itself. */
async function keep(name: string, { line, problems }: Outcome): Promise<void> {
  const before = await readFile(RESULTS, 'utf8').catch(() => '');
  const rows = new Map(
    before.split('\n').flatMap((row) => (row.startsWith('- ') ? [[nameIn(row), row]] : [])) as [string, string][],
  );
  const faults = problems
    .filter((each) => !each.startsWith('logged'))
    .map((problem) => ` **Not as it should be: ${problem.split('\n')[0]}.**`)
    .join('');
  rows.set(
    name,
    `- **${name}**:${line.slice(`chaos: ${name}:`.length)} (${new Date().toISOString().slice(0, 10)}).${faults}`,
  );
  const ordered = scenarios.flatMap((scenario) => rows.get(scenario.name) ?? []);
  await writeFile(RESULTS, [...HEAD, ...ordered, ''].join('\n'));
}

function nameIn(row: string): string {
  return row.slice('- **'.length, row.indexOf('**:'));
}
