/**
 * `npm run chaos [-- part of a name ...] [--short]`: every scenario in its full form, one line of figures each, written to
 * RESULTS.md. Ends with 1 when a figure is not 0.
 */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { mongodProgram, valkeyProgram } from '../../server/platform/embedded/pinned.ts';
import type { Outcome } from './scenario.ts';
import { scenarios } from './scenarios/all.ts';

const RESULTS = fileURLToPath(new URL('./RESULTS.md', import.meta.url));

const given = process.argv.slice(2);
const short = given.includes('--short');
const wanted = given.filter((each) => !each.startsWith('-'));
const chosen = scenarios.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
if (chosen.length === 0) {
  console.error(`No scenario is called that. There are:\n${scenarios.map(({ name }) => `  ${name}`).join('\n')}`);
  process.exit(2);
}

const outcomes: Outcome[] = [];
for (const scenario of chosen) {
  const outcome = await scenario.run(!short).catch((error: unknown): Outcome => {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { line: `chaos: ${scenario.name}: broke off`, problems: [why] };
  });
  outcomes.push(outcome);
  console.log(outcome.line);
  for (const problem of outcome.problems) console.log(`  NOT AS IT SHOULD BE: ${problem}`);
}
// Only the whole is worth keeping.
if (!short && wanted.length === 0) await writeFile(RESULTS, report(outcomes));
process.exit(outcomes.some(({ problems }) => problems.length > 0) ? 1 : 0);

function report(all: readonly Outcome[]): string {
  const versions = `Node ${process.versions.node}, MongoDB ${mongodProgram.version}, Valkey ${valkeyProgram.version}`;
  const lines = all.flatMap(({ line, problems }) => [
    `- ${line.replace(/^chaos: /, '')}`,
    ...problems.map((problem) => `  - **not as it should be**: ${problem.split('\n')[0]}`),
  ]);
  return [
    '# What the faults did',
    '',
    `\`npm run chaos\`, ${new Date().toISOString().slice(0, 10)}; ${versions}; ${cpus().length} cores, all on one machine.`,
    '',
    ...lines,
    '',
  ].join('\n');
}
