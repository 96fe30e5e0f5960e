/** Installs what the lock file says, when it is not what is installed. npm keeps its own note of that in node_modules. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `withTools` also asks for what only building needs; a production image that is already built runs without. */
export function isInstalled(root, withTools) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined) throw new Error('package-lock.json is missing: fetch the whole project again.');
  if (present === undefined) return false;
  return Object.entries(wanted).every(([path, want]) => {
    if (path === '') return true;
    const have = present[path];
    // Optional packages are for other machines where they are absent.
    if (have === undefined) return want.optional || want.devOptional || want.peer || (want.dev && !withTools);
    return have.version === want.version && have.integrity === want.integrity;
  });
}

export function install(root) {
  const inside = process.env.npm_execpath?.endsWith('npm-cli.js');
  const [command, ...before] = inside ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const patience = [
    '--fetch-timeout=60000',
    '--fetch-retries=1',
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=5000',
  ];
  const { status, stderr } = spawnSync(command, [...before, ...args, ...patience], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status === 0) return;
  process.stderr.write(stderr ?? '');
  throw new Error('The packages could not be installed: check the connection to the npm registry, then start again.');
}

function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
