/**
 * `npm run bench`: every row of the table, product and reference in turn, on real databases. A row that fails is a line
 * of the table too; what is measured is kept whatever becomes of the rest.
 */
import { readOptions } from './options.ts';
import { summaries } from './profile.ts';
import { createReport } from './report.ts';
import { rows } from './rows/index.ts';
import { openStage } from './stage/bench.ts';

const options = readOptions(process.argv.slice(2));
const unknown = options.only.filter((name) => !rows.some((row) => row.name === name));
if (unknown.length > 0) {
  console.error(`There is no row ${unknown.join(', ')}. There are: ${rows.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const chosen = rows.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
const report = createReport(options, process.argv.slice(2));
const stage = await openStage(options, (line) => console.log(line));
let failed = false;
for (const row of chosen) {
  const begin = performance.now();
  console.log(`${row.name}: ${row.what}`);
  try {
    report.add(await row.run(stage.bench));
  } catch (error) {
    failed = true;
    console.error(error);
    report.fail(row.what);
  }
  const others = await stage.clear();
  report.others(others);
  console.log(
    `  took ${((performance.now() - begin) / 1_000).toFixed(0)} s; others used ${(others * 100).toFixed(0)} % of the machine`,
  );
  report.write();
}
if (options.profile) for (const summary of summaries(stage.bench.profiles)) console.log(summary);
await stage.close();
console.log(`\n${report.text()}`);
process.exit(failed ? 1 : 0);
