import { expect, it } from 'vitest';

type Tables = Record<string, Record<string, Record<string, string>>>;

/** The console's words by file; each file is one table, but the one that only puts those of pages together. */
const modules: Tables = import.meta.glob(
  ['../../shared/text/en/console-*.ts', '!../../shared/text/en/console-pages.ts'],
  { eager: true },
);

it('no key of the console is written in two files: the later one would silently take the place of the other', () => {
  const seen = new Map<string, string>();
  const twice: string[] = [];
  for (const [file, module] of Object.entries(modules)) {
    for (const table of Object.values(module)) {
      for (const key of Object.keys(table)) {
        const before = seen.get(key);
        if (before !== undefined) twice.push(`${key}: ${before} and ${file}`);
        seen.set(key, file);
      }
    }
  }
  expect(seen.size).toBeGreaterThan(500);
  expect(twice).toEqual([]);
});
