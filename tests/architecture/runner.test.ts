/** The runner of these very tests, tried on a small project of its own: what must fail the run is counted. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from './sources.ts';

const PASSES = "import { it } from 'vitest'; it('passes', () => {});";
const FAILS = "import { it } from 'vitest'; it('fails', () => { throw new Error('planted'); });";
const SKIPS = "import { it } from 'vitest'; it.skip('is skipped', () => {});";
const DOES_NOT_LOAD = "import './nowhere.ts';";
const CRASHES = "import { it } from 'vitest'; it('crashes', () => process.kill(process.pid, 'SIGKILL'));";
const REJECTS = "import { it } from 'vitest'; it('passes', () => { void Promise.reject(new Error('planted')); });";
const HOLDS_NONE = 'export {};';

const CONFIG = `export default { test: { projects: ['rules', 'contract', 'e2e'].map((name) => (
  { test: { name, include: ['tests/' + name + '/**/*.test.ts'] } })) } };`;

let project: string;

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'hearthline-runner-'));
  await plant('tests/vitest.config.ts', CONFIG);
  await plant('server/setup/prepare.mjs', 'export async function prepare() {}');
  await plant('package.json', '{ "type": "module" }');
  await cp(join(root, 'tests/run.mjs'), join(project, 'tests/run.mjs'));
  await symlink(join(root, 'node_modules'), join(project, 'node_modules'));
});

afterEach(() => rm(project, { recursive: true, force: true }));

async function plant(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(project, path)), { recursive: true });
  await writeFile(join(project, path), text);
}

function run(...parts: string[]): Promise<{ code: number; lastLine: string; output: string }> {
  return runWith({ CI: 'false' }, ...parts);
}

function runWith(
  set: Readonly<Record<string, string>>,
  ...parts: string[]
): Promise<{ code: number; lastLine: string; output: string }> {
  // What vitest tells its own children must not reach the vitest under test.
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST'));
  const env = { ...Object.fromEntries(kept), ...set };
  return new Promise((done) => {
    execFile(process.execPath, ['tests/run.mjs', ...parts], { cwd: project, env }, (error, stdout) => {
      const code = error === null ? 0 : Number(error.code);
      done({ code, lastLine: stdout.trimEnd().split('\n').at(-1) ?? '', output: stdout });
    });
  });
}

describe('the test runner', () => {
  it('closes with what passed, when everything did', async () => {
    await plant('tests/rules/a.test.ts', PASSES);
    await plant('tests/contract/b.test.ts', PASSES);
    expect(await run()).toMatchObject({ code: 0, lastLine: '2 passed, 0 failed' });
  });

  it('counts failures and what was skipped, and goes on to the later folders', async () => {
    await plant('tests/rules/a.test.ts', `${PASSES}\n${FAILS.replace("import { it } from 'vitest';", '')}`);
    await plant('tests/contract/b.test.ts', `${PASSES}\n${SKIPS.replace("import { it } from 'vitest';", '')}`);
    expect(await run()).toMatchObject({ code: 1, lastLine: '2 passed, 1 failed, 1 skipped' });
  });

  it.each([
    ['does not load', DOES_NOT_LOAD, '1 passed, 1 failed'],
    ['crashes its process', CRASHES, '1 passed, 1 failed, 1 skipped'],
    ['leaves a rejection behind', REJECTS, '2 passed, 1 failed'],
    ['holds no test', HOLDS_NONE, '1 passed, 1 failed'],
    ['skips all it holds', SKIPS, '1 passed, 1 failed, 1 skipped'],
  ])('counts a file that %s as failed', async (_, text, lastLine) => {
    await plant('tests/rules/a.test.ts', PASSES);
    await plant('tests/e2e/b.test.ts', text);
    expect(await run()).toMatchObject({ code: 1, lastLine });
  });

  it('runs a browser test that failed once more in CI, and says so; nowhere else, and not what fails again', async () => {
    const tried = join(project, 'tried');
    const late = `import { existsSync, writeFileSync } from 'node:fs'; import { it } from 'vitest';
      it('comes late', () => { if (existsSync('${tried}')) return; writeFileSync('${tried}', ''); throw new Error('too late'); });`;
    await plant('tests/e2e/a.test.ts', late);
    await plant('tests/e2e/b.test.ts', PASSES);
    const { code, lastLine, output } = await runWith({ CI: 'true' });
    expect({ code, lastLine }).toEqual({ code: 0, lastLine: '2 passed, 0 failed' });
    expect(output).toMatch(
      /Failed at first, and run once more:\ntests\/e2e\/a\.test\.ts: comes late\n {4}Error: too late/,
    );

    await rm(tried);
    expect(await run()).toMatchObject({ code: 1, lastLine: '1 passed, 1 failed' });
    await plant('tests/e2e/a.test.ts', FAILS);
    expect(await runWith({ CI: 'true' })).toMatchObject({ code: 1, lastLine: '1 passed, 1 failed' });
    await rm(tried);
    await plant('tests/e2e/a.test.ts', PASSES);
    await plant('tests/rules/late.test.ts', late);
    expect(await runWith({ CI: 'true' })).toMatchObject({ code: 1, lastLine: '2 passed, 1 failed' });
  }, 60_000);

  it('runs only the folder or file that is named', async () => {
    await plant('tests/rules/a.test.ts', PASSES);
    await plant('tests/rules/b.test.ts', FAILS);
    await plant('tests/contract/c.test.ts', PASSES);
    expect(await run('contract')).toMatchObject({ code: 0, lastLine: '1 passed, 0 failed' });
    expect(await run('tests/rules/a.test.ts')).toMatchObject({ code: 0, lastLine: '1 passed, 0 failed' });
    expect((await run('nonsense')).code).toBe(2);
  });

  it('fails when nothing ran, or when it could not be set up', async () => {
    expect(await run()).toMatchObject({ code: 1, lastLine: '0 passed, 0 failed' });
    await plant('tests/rules/a.test.ts', PASSES);
    await plant('server/setup/prepare.mjs', "export async function prepare() { throw new Error('No room.'); }");
    const { code, lastLine, output } = await run();
    expect({ code, lastLine }).toEqual({ code: 1, lastLine: '1 passed, 1 failed' });
    expect(output).toContain('set-up: No room.');
  });
});
