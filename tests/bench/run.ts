/**
 * `npm run bench`: every row of the table, product and reference in turn, on real databases. A row that breaks off replaces
 * nothing and ends the run with 1; a goal that is missed is said and is no failure of the measurement.
 */
import { readOptions } from './options.ts';
import { summaries } from './profile.ts';
import { createReport } from './report.ts';
import { rows } from './rows/index.ts';
import { openStage } from './stage/bench.ts';

const options = readOptions(process.argv.slice(2));
const names = rows.map(({ name }) => name);
const unknown = options.only.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no row ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
  process.exit(2);
}
const chosen = rows.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
const report = createReport(options, names);
const stage = await openStage(options, (line) => console.log(line));
const brokenOff: string[] = [];
for (const row of chosen) {
  const begin = performance.now();
  console.log(`${row.name}: ${row.what} (${row.size(options)})`);
  const lines = await row.run(stage.bench).catch((error: unknown) => {
    console.error(error);
    brokenOff.push(row.name);
    return null;
  });
  const others = await stage.clear();
  const kept = lines ? report.add(row, lines, others) : 'broke off: nothing is replaced';
  const took = `took ${((performance.now() - begin) / 1_000).toFixed(0)} s`;
  console.log(`  ${took}; others used ${(others * 100).toFixed(0)} % of the machine; ${kept}`);
}
if (options.profile) for (const summary of summaries(stage.bench.profiles)) console.log(summary);
await stage.close();
console.log(`\n${report.text()}\n\n${report.sum(brokenOff)}`);
process.exit(brokenOff.length > 0 ? 1 : 0);
