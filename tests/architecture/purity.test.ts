import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { waysToAnEffect } from './purity.ts';
import { CODE, filesOf, read, root } from './sources.ts';

const fromDisk = (path: string): string | undefined =>
  CODE.some((extension) => path.endsWith(extension)) && existsSync(join(root, path)) ? read(path) : undefined;

describe('rules', () => {
  it('reach no database, network or file from their tests', () => {
    const tests = filesOf('tests/rules', CODE);
    expect(tests).not.toEqual([]);
    expect(waysToAnEffect(tests, fromDisk)).toEqual([]);
  });

  it('would be told the way to an effect planted two files away', () => {
    const planted: Readonly<Record<string, string>> = {
      'tests/rules/queue/match.test.ts': "import { match } from '../../../server/queue/match.ts';",
      'server/queue/match.ts':
        "import { waiting } from './waiting.store.ts'; import type { A } from './agents.store.ts';",
      'server/queue/waiting.store.ts': "import mongoose from 'mongoose'; export { x } from './match.ts';",
      'server/queue/agents.store.ts': "import mongoose from 'mongoose';",
    };
    expect(waysToAnEffect(['tests/rules/queue/match.test.ts'], (path) => planted[path])).toEqual([
      'tests/rules/queue/match.test.ts > server/queue/match.ts > server/queue/waiting.store.ts > mongoose',
    ]);
  });

  it.each(['node:fs/promises', 'node:net', 'ioredis'])('may not even import %s', (name) => {
    expect(waysToAnEffect(['a.ts'], () => `import x from '${name}';`)).toHaveLength(1);
  });
});
