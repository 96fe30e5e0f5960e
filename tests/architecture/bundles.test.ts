import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { root } from './sources.ts';

/** In thousands of bytes after gzip, as a browser fetches them. */
const LOADER_KB = 3;
const PAGE_KB = 2;
const PANEL_KB = 35;
const CONSOLE_KB = 170;

/** Words that only the library itself contains; names of ours such as "zodiac" do not matter. */
const ZOD = /ZodError|\$ZodType|_zod\b/;

const dist = join(root, 'dist');

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) throw new Error('Nothing is built. Run npm run build, or npm test, which builds by itself.');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const kilobytes = (paths: readonly string[]): number =>
  paths.reduce((sum, path) => sum + gzipSync(readFileSync(path), { level: 9 }).length, 0) / 1000;

/** What a page fetches first: its script, what that preloads, and its styles. */
function initialFiles(page: string, all: readonly string[]): string[] {
  const named = [...page.matchAll(/(?:src|href)="[^"]*\/([^"/]+\.(?:js|css))"/g)].map((match) => match[1]);
  return all.filter((path) => named.includes(basename(path)));
}

describe('what a browser fetches', () => {
  it(`the loader is at most ${LOADER_KB} kB`, () => {
    expect(kilobytes([join(dist, 'widget', 'loader.js')])).toBeLessThanOrEqual(LOADER_KB);
  });

  it(`the script of the public pages is at most ${PAGE_KB} kB`, () => {
    expect(kilobytes([join(dist, 'widget', 'page.js')])).toBeLessThanOrEqual(PAGE_KB);
  });

  it(`the panel starts with at most ${PANEL_KB} kB, scripts and styles together`, () => {
    const panel = join(dist, 'widget', 'panel');
    const initial = initialFiles(readFileSync(join(panel, 'index.html'), 'utf8'), filesIn(panel));
    expect(initial.some((path) => path.endsWith('.js'))).toBe(true);
    expect(kilobytes(initial)).toBeLessThanOrEqual(PANEL_KB);
  });

  it('neither loader nor panel carries zod', () => {
    const scripts = filesIn(join(dist, 'widget')).filter((path) => path.endsWith('.js'));
    expect(scripts.filter((path) => ZOD.test(readFileSync(path, 'utf8')))).toEqual([]);
  });

  it('zod would be recognised if a chunk carried it', () => {
    expect(readFileSync(join(root, 'node_modules/zod/v4/core/core.js'), 'utf8')).toMatch(ZOD);
  });

  it(`the console starts with at most ${CONSOLE_KB} kB`, () => {
    const all = filesIn(join(dist, 'client'));
    const initial = initialFiles(readFileSync(join(dist, 'client', 'index.html'), 'utf8'), all);
    expect(initial.some((path) => path.endsWith('.js'))).toBe(true);
    expect(kilobytes(initial)).toBeLessThanOrEqual(CONSOLE_KB);
  });
});
