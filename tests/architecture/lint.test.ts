/** The linter reads its rules from a file that nobody watches: each that we lean on is shown to fire. */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './sources.ts';

const PLANTED: Readonly<Record<string, string>> = {
  'a.ts': [
    "import './b.ts';",
    'async function later(): Promise<void> {}',
    'export function start(): void {',
    '  later();',
    '}',
    'export const whatever: any = 1;',
    'export enum Colour { Red }',
    "console.log('x');",
  ].join('\n'),
  'b.ts': "import { start } from './a.ts';\nexport const again = start;",
  'BadName.ts': 'export default 1;',
  'image.tsx': "export const Picture = () => <img src='x.png' />;",
  'long.ts': 'export const x = 1;\n'.repeat(351),
  'only.test.ts': "import { it } from 'vitest';\nit.only('x', () => {});",
};

const EXPECTED = [
  'lint/a11y/useAltText',
  'lint/nursery/noFloatingPromises',
  'lint/style/noDefaultExport',
  'lint/style/noEnum',
  'lint/style/noExcessiveLinesPerFile',
  'lint/style/useFilenamingConvention',
  'lint/suspicious/noConsole',
  'lint/suspicious/noExplicitAny',
  'lint/suspicious/noFocusedTests',
  'lint/suspicious/noImportCycles',
];

describe('the linter', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hearthline-lint-'));
    // The configuration beside them makes the planted files a project, which the rules across files need.
    await cp(join(root, '.biome.jsonc'), join(folder, '.biome.jsonc'));
    for (const [name, text] of Object.entries(PLANTED)) await writeFile(join(folder, name), text);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('fires on what was planted', async () => {
    const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
    const flags = ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=github'];
    const output = await new Promise<string>((done) => {
      execFile(process.execPath, [biome, ...flags, '.'], { cwd: folder }, (_, stdout) => done(stdout));
    });
    expect(EXPECTED.filter((rule) => !output.includes(`::error title=${rule},`))).toEqual([]);
  });
});
