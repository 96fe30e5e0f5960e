/**
 * `npm test [-- folder or file ... [vitest options]]`: sets up what a bare clone lacks, runs the tests and closes with
 * one plain line "N passed, N failed", counted from the reports of vitest itself. Whatever cannot be counted (a file
 * that does not load, a run that breaks off or hangs, a folder of which nothing ran) counts as failed, so that nothing
 * is green by being absent.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from '../server/setup/prepare.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const testsFolder = join(root, 'tests');
const config = join(testsFolder, 'vitest.config.ts');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');

/** Quick ones first, so that a mistake shows early; each stage is a process, so that a crash costs only its own. */
const LATER_STAGES = [['contract', 'integration'], ['e2e'], ['chaos']];
const STAGE_LIMIT_MS = 25 * 60_000;

/**
 * Browser tests that failed in CI are run once more, by themselves, where so few files failed: a browser, a server and two databases
 * share its cores with whoever else is there. What passes then counts, and is named with its reason at the end of the run: it may be a
 * fault all the same, and is looked into. At a desk nothing is run twice.
 */
const ONCE_MORE = { folder: 'e2e', atMostFiles: 3 };

const isTestFile = (name) => /\.(test|spec)\.tsx?$/.test(name);

/** The folders of tests/ that hold tests, as stages in the order they run. */
function stagesOnDisk() {
  const folders = readdirSync(testsFolder, { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map((each) => each.name)
    .filter((name) => readdirSync(join(testsFolder, name), { recursive: true }).some(isTestFile));
  const first = folders.filter((name) => !LATER_STAGES.flat().includes(name));
  return [first, ...LATER_STAGES.map((stage) => stage.filter((name) => folders.includes(name)))];
}

/** `rules`, `tests/rules/queue` and `e2e/quick-exit.spec.ts` all name a part; the rest is for vitest. */
function readArguments(given) {
  const firstOption = given.findIndex((each) => each.startsWith('-'));
  const parts = firstOption === -1 ? given : given.slice(0, firstOption);
  const options = firstOption === -1 ? [] : given.slice(firstOption);
  const paths = parts.map((part) => {
    const path = [resolve(part), resolve(testsFolder, part)].find(
      (each) => each.startsWith(testsFolder + sep) && existsSync(each),
    );
    if (path === undefined) stop(`There is no ${part} in tests/. Name a folder or a file of it, such as rules or e2e.`);
    return relative(root, path);
  });
  return { paths, options };
}

function stop(sentence) {
  console.error(sentence);
  process.exit(2);
}

const folderOf = (path) => path.split(sep)[1];

/** Which paths each stage runs: all folders, or only what was named. */
function plan(paths) {
  const stages = stagesOnDisk();
  if (paths.length === 0) return stages.map((folders) => folders.map((name) => join('tests', name)));
  return stages.map((folders) => paths.filter((path) => folders.includes(folderOf(path))));
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
let interrupted = false;

/** The stage leads a process group of its own, so that workers and browsers end with it. */
function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended by itself.
  }
}

/** Runs one stage and answers what its report says, or that there is none. */
async function runStage(paths, options, reportFile) {
  // Filters are parts of paths: with the slash, "tests/client" is not also "tests/client-more".
  const filters = paths.map((path) => (isTestFile(path) ? path : path + sep));
  const flags = ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const child = spawn(process.execPath, [vitest, ...flags, '--passWithNoTests', ...filters, ...options], {
    cwd: root,
    stdio: 'inherit',
    detached: true,
  });
  let hung = false;
  const limit = setTimeout(() => {
    hung = true;
    signalGroup(child.pid, 'SIGKILL');
  }, STAGE_LIMIT_MS);
  const passOn = (signal) => {
    interrupted = true;
    signalGroup(child.pid, signal);
  };
  for (const signal of SIGNALS) process.on(signal, passOn);
  const exit = await new Promise((done) => {
    child.on('error', (error) => done({ code: 1, why: error.message }));
    child.on('close', (code, signal) =>
      done({ code: code ?? 1, why: hung ? 'it hung' : (signal ?? `exit code ${code}`) }),
    );
  });
  clearTimeout(limit);
  for (const signal of SIGNALS) process.off(signal, passOn);
  return { exit, report: existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : undefined };
}

/** What counts of a stage: its report, with the files that were run once more as they went then. */
async function runAndAgain(paths, options, reportFile) {
  const first = await runStage(paths, options, reportFile);
  const results = first.report?.testResults ?? [];
  const failed = results.filter((file) => file.assertionResults.some(({ status }) => status === 'failed'));
  const isFor = process.env.CI === 'true' && paths.every((path) => folderOf(path) === ONCE_MORE.folder);
  if (!isFor || interrupted || failed.length === 0 || failed.length > ONCE_MORE.atMostFiles) return first;
  const names = failed.map((file) => relative(root, file.name));
  console.log(`\nOnce more, by themselves: ${names.join(', ')}`);
  const second = await runStage(names, options, `${reportFile}.again`);
  if (second.report === undefined) return first;
  for (const file of failed)
    for (const { status, fullName, failureMessages } of file.assertionResults)
      if (status === 'failed')
        again.push(`${relative(root, file.name)}: ${fullName}\n    ${reasonOf(failureMessages)}`);
  const others = results.filter((file) => !failed.includes(file));
  return { exit: second.exit, report: { testResults: [...others, ...second.report.testResults] } };
}

const again = [];
const counts = new Map();

function count(folder, what) {
  const row = counts.get(folder) ?? { passed: 0, failed: 0, skipped: 0 };
  row[what] += 1;
  counts.set(folder, row);
}

const troubles = [];
const took = [];

function trouble(folder, sentence) {
  count(folder, 'failed');
  troubles.push(`${folder}: ${sentence}`);
}

/** What went wrong, what was waited for and where, for a log of which only the end is kept. */
function reasonOf(messages) {
  const [first, ...others] = String(messages?.[0] ?? 'it gave no reason').split('\n');
  const awaited = others.find((line) => line.includes('waiting for'));
  const where = others.map((line) => /tests\/\S+\.tsx?:\d+/.exec(line)?.[0]).filter(Boolean);
  return [first, awaited?.trim(), [...new Set(where)].slice(0, 3).join(' < ')]
    .filter(Boolean)
    .map((line) => line.slice(0, 300))
    .join('\n    ');
}

function countReport(report) {
  for (const file of report.testResults) {
    const path = relative(root, file.name);
    for (const test of file.assertionResults) {
      count(folderOf(path), test.status === 'passed' ? 'passed' : test.status === 'failed' ? 'failed' : 'skipped');
    }
    for (const { status, fullName, failureMessages } of file.assertionResults) {
      if (status === 'failed') troubles.push(`${path}: ${fullName}\n    ${reasonOf(failureMessages)}`);
    }
    const anyFailed = file.assertionResults.some((test) => test.status === 'failed');
    if (file.status === 'failed' && !anyFailed)
      trouble(folderOf(path), `${path} could not be run\n    ${reasonOf([file.message || undefined])}`);
  }
}

const failedIn = (folders) => folders.reduce((sum, name) => sum + (counts.get(name)?.failed ?? 0), 0);
const ranIn = (folder) => (counts.get(folder)?.passed ?? 0) + (counts.get(folder)?.failed ?? 0);

async function main() {
  const { paths, options } = readArguments(process.argv.slice(2));
  try {
    await prepare(root, (sentence) => console.log(sentence), { withTools: true });
  } catch (error) {
    // What does not build is one failure; the tests that need no build still have something to say.
    trouble('set-up', error instanceof Error ? error.message : 'it failed');
    if (!existsSync(vitest)) return summary();
  }
  const reports = mkdtempSync(join(tmpdir(), 'hearthline-reports-'));
  try {
    for (const [index, stage] of plan(paths).entries()) {
      if (stage.length === 0 || interrupted) continue;
      const folders = [...new Set(stage.map(folderOf))];
      const begun = performance.now();
      const { exit, report } = await runAndAgain(stage, options, join(reports, `${index}.json`));
      took.push(`${folders.join(', ')}: ${Math.round((performance.now() - begun) / 1_000)} s`);
      if (report !== undefined) countReport(report);
      if (exit.code !== 0 && failedIn(folders) === 0) trouble(folders.join(' and '), `the run broke off (${exit.why})`);
      // Options may choose tests by name, and then an empty folder is no surprise.
      if (options.length > 0 || failedIn(folders) > 0) continue;
      for (const folder of folders) if (ranIn(folder) === 0) trouble(folder, 'nothing ran');
    }
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
  return summary();
}

function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function summary() {
  const total = { passed: 0, failed: 0, skipped: 0 };
  console.log('');
  for (const [folder, row] of counts) {
    for (const what of Object.keys(total)) total[what] += row[what];
    console.log(`${folder}: ${line(row)}`);
  }
  if (took.length > 0) console.log(`took ${took.join('; ')}`);
  if (again.length > 0) console.log(`Failed at first, and run once more:\n${again.join('\n')}`);
  for (const each of troubles) console.log(each);
  if (total.passed + total.failed === 0) console.log('Nothing ran.');
  console.log('');
  console.log(line(total));
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

process.exitCode = await main();
