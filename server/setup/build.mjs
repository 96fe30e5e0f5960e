/** Builds what is stale: each surface has a fingerprint of its sources, noted in dist/ when its build succeeded. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';

const tsc = ['node_modules/typescript/bin/tsc', '-b', 'shared', 'server'];
const vite = (config) => ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', '--config', config];

export const surfaces = [
  {
    name: 'server',
    from: ['shared', 'server'],
    proof: 'dist/server/server/main.js',
    command: tsc,
    after: completeServer,
  },
  viteSurface('client', 'client', 'client/vite.config.ts', 'dist/client'),
  viteSurface('widget panel', 'widget', 'widget/vite.config.ts', 'dist/widget/panel'),
  viteSurface('widget loader', 'widget', 'widget/vite.loader.config.ts', 'dist/widget/loader.js'),
  viteSurface('public page', 'widget', 'widget/vite.page.config.ts', 'dist/widget/page.js'),
];

function viteSurface(name, folder, config, proof) {
  return { name, from: ['shared', folder], proof, config, command: vite(config) };
}

/** The surfaces whose sources are not those of their last good build, each with its fingerprint of now. */
export function staleSurfaces(root) {
  const built = notes(root);
  return surfaces
    .filter(({ config }) => config === undefined || existsSync(join(root, config)))
    .map((surface) => ({ ...surface, fingerprint: fingerprint(root, surface.from) }))
    .filter(({ name, proof, fingerprint: now }) => built[name] !== now || !existsSync(join(root, proof)));
}

export async function build(root, stale) {
  const failures = [];
  for (const result of await Promise.all(stale.map((surface) => buildOne(root, surface)))) {
    if (result !== undefined) failures.push(result);
  }
  if (failures.length > 0)
    throw new Error(`Building failed: ${failures.join(', ')}. What is printed above says where.`);
}

async function buildOne(root, { name, command, after, fingerprint: now }) {
  const code = await new Promise((done) => {
    const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', () => done(1));
    child.once('exit', (status) => done(status ?? 1));
  });
  if (code !== 0) return name;
  after?.(root);
  const path = join(root, 'dist', 'built.json');
  writeFileSync(`${path}.new`, `${JSON.stringify({ ...notes(root), [name]: now }, null, 2)}\n`);
  renameSync(`${path}.new`, path);
  return undefined;
}

function notes(root) {
  try {
    return JSON.parse(readFileSync(join(root, 'dist', 'built.json'), 'utf8'));
  } catch {
    return {};
  }
}

// Contents, not times: going to another commit and back builds nothing.
function fingerprint(root, folders) {
  const hash = createHash('sha256');
  for (const path of ['package-lock.json', ...folders.flatMap((folder) => filesIn(root, folder))]) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesIn(root, folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();
}

/** Pages and data lie beside the built code as they lie beside its source; what has no source any more goes. */
function completeServer(root) {
  for (const folder of ['server', 'shared']) {
    const sources = filesIn(root, folder);
    for (const path of sources.filter((each) => !/\.(ts|mjs)$|tsconfig/.test(each))) {
      const target = join(root, 'dist', 'server', path);
      mkdirSync(dirname(target), { recursive: true });
      cpSync(join(root, path), target);
    }
    const expected = new Set(sources.map((path) => path.slice(0, -extname(path).length)));
    for (const path of filesIn(join(root, 'dist', 'server'), folder)) {
      if (!expected.has(path.replace(/(\.d\.ts|\.js|\.json|\.[a-z]+)(\.map)?$/, '')))
        rmSync(join(root, 'dist', 'server', path));
    }
  }
}
