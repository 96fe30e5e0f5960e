/**
 * Makes DATA_DIR fit to hold the databases, or says in one sentence why it is not: it must be ours, writable, closed to
 * others and on a disk with room. Sockets live in it, so a path too long for a socket gets a short link beside it.
 */
import { createHash } from 'node:crypto';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readlink,
  realpath,
  rm,
  rmdir,
  stat,
  statfs,
  symlink,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { StartProblem, systemCode } from '../start-problem.ts';

export type DataDir = Readonly<{
  /** The real path: what locks and children are known by. */
  path: string;
  /** A path to the same folder that is short enough for a socket's address. */
  short: string;
}>;

const longestSocketPath = 107;
const longestName = '/mongod.sock'.length;
/** Names that show that a folder which is open to others was made by us or is a fresh volume: it may be closed. */
const familiar = new Set([
  'mongo',
  'valkey',
  'bin',
  'run.json',
  'master-keys.json',
  'demo-accounts.json',
  'lost+found',
]);

export async function prepareDataDir(wanted: string, megabytesNeeded: number): Promise<DataDir> {
  const folder = resolve(wanted);
  try {
    await makeFolder(folder);
    await rmdir(await mkdtemp(join(folder, '.try-')));
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    throw new StartProblem(
      `DATA_DIR ${folder} cannot be written (${systemCode(error) ?? 'unknown reason'}): make it writable, or set DATA_DIR to another folder.`,
    );
  }
  const path = await realpath(folder);
  await refuseForeign(path);
  const { bavail, bsize } = await statfs(path);
  if (bavail * bsize < megabytesNeeded * 1_000_000) {
    throw new StartProblem(
      `The disk of DATA_DIR ${path} has less than ${megabytesNeeded} MB free: free some space, or set DATA_DIR to another disk.`,
    );
  }
  return { path, short: path.length + longestName > longestSocketPath ? await shortLink(path) : path };
}

// One step at a time: mkdir with `recursive` never returns below /proc.
async function makeFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (found?.isDirectory() === true) return;
  if (found !== undefined) throw new StartProblem(`DATA_DIR ${folder} is a file: set DATA_DIR to a folder.`);
  if (dirname(folder) !== folder) await makeFolder(dirname(folder));
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    if (systemCode(error) !== 'EEXIST') throw error;
  });
}

async function refuseForeign(path: string): Promise<void> {
  const { uid, mode } = await stat(path);
  // Files that root leaves in somebody's folder stop that person's next start.
  if (uid !== process.getuid?.()) {
    throw new StartProblem(
      `DATA_DIR ${path} belongs to another account: start as its owner, or set DATA_DIR to a folder of your own.`,
    );
  }
  if ((mode & 0o077) === 0) return;
  const names = await readdir(path);
  if (names.length > 0 && !names.some((name) => familiar.has(name))) {
    throw new StartProblem(
      `DATA_DIR ${path} holds other files and is open to others: set DATA_DIR to an empty folder.`,
    );
  }
  await chmod(path, 0o700);
}

async function shortLink(path: string): Promise<string> {
  const uid = process.getuid?.() ?? 0;
  const base = process.env.XDG_RUNTIME_DIR || '/tmp';
  const link = join(base, `hearthline-${uid}-${createHash('sha256').update(path).digest('hex').slice(0, 8)}`);
  if (link.length + longestName > longestSocketPath) {
    throw new StartProblem(
      `The path of DATA_DIR ${path} is too long for a socket: set DATA_DIR to a folder with a shorter path.`,
    );
  }
  const there = await lstat(link).catch(() => undefined);
  // Whoever owns the link decides which database we talk to.
  if (there !== undefined && (there.uid !== uid || !there.isSymbolicLink())) {
    throw new StartProblem(`${link} is in the way: remove it, or set DATA_DIR to a folder with a shorter path.`);
  }
  if (there !== undefined && (await readlink(link)) === path) return link;
  await rm(link, { force: true });
  await symlink(path, link);
  return link;
}
