/** What a figure depends on besides the product: versions, the machine, the commit. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, release, totalmem } from 'node:os';
import { mongodProgram, valkeyProgram } from '../../server/platform/embedded/pinned.ts';

const PACKAGES = ['socket.io', 'mongoose', 'mongodb', 'ioredis', 'zod'];

export function versions(): string {
  const packages = PACKAGES.map((name) => `${name} ${versionOf(name)}`).join(', ');
  const databases = `MongoDB ${mongodProgram.version}, Valkey ${valkeyProgram.version}`;
  return `Node ${process.versions.node}, ${packages}, ${databases}`;
}

export function machine(cores: number): string {
  const memory = `${(totalmem() / 1024 ** 3).toFixed(0)} GB of memory`;
  return `${cores} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${memory}, Linux ${release().split('-', 1)[0]}`;
}

/** With a word where the files are not those of the commit. */
export function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8', stdio: 'pipe' }).trim();
  try {
    const folder = git('rev-parse', '--show-toplevel');
    const changed = git('-C', folder, 'status', '--porcelain', '--', '.', ':!tests/bench/RESULTS.md');
    return `\`${git('rev-parse', '--short', 'HEAD')}\`${changed === '' ? '' : ' with changes'}`;
  } catch {
    return 'unknown';
  }
}

function versionOf(name: string): string {
  const require = createRequire(import.meta.url);
  let folder = new URL('.', `file://${require.resolve(name)}`);
  for (let up = 0; up < 6; up += 1) {
    try {
      const found: { name?: string; version?: string } = JSON.parse(
        readFileSync(new URL('package.json', folder), 'utf8'),
      );
      if (found.name === name && found.version !== undefined) return found.version;
    } catch {
      // The package begins further up.
    }
    folder = new URL('..', folder);
  }
  return 'unknown';
}
