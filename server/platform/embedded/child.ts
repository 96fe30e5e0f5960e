/**
 * Runs one database as a child that cannot outlive us: the kernel ends it when we die, and holds its folder for it. It
 * has a process group of its own, or Ctrl-C would end it before the server has drained.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

export type DatabaseChild = Readonly<{
  pid: number;
  /** Settles when it has ended, for whatever reason. */
  ended: Promise<void>;
  hasEnded(): boolean;
  /** What this run of it wrote to its log. */
  logTail(): Promise<string>;
  stop(): Promise<void>;
}>;

export type ChildOrder = Readonly<{
  name: string;
  program: string;
  args: readonly string[];
  dataDir: string;
  /** `kernel` needs setpriv and flock (util-linux); `pipe` needs a shell only. */
  guard?: 'kernel' | 'pipe';
}>;

const longestLog = 5_000_000;
const patienceMs = 12_000;

export async function startChild(order: ChildOrder): Promise<DatabaseChild> {
  const { name, program, args, dataDir } = order;
  const guard = order.guard ?? (onPath('setpriv') && onPath('flock') ? 'kernel' : 'pipe');
  const [command, ...all] =
    guard === 'kernel'
      ? ['setpriv', '--pdeathsig', 'TERM', '--', 'flock', '-w', '5', '-E', '75', '-F', `${name}.lock`, program, ...args]
      : [program, ...args];
  const logPath = join(dataDir, `${name}.log`);
  const { log, startsAt } = await openLog(logPath);
  // The children need none of our environment, which may hold secrets.
  const env = { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8' };
  const child = spawn(command ?? program, all, {
    cwd: dataDir,
    env,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  await log.close();
  child.unref();
  const watchdog = guard === 'pipe' && child.pid !== undefined ? startWatchdog(child.pid) : undefined;
  let over = child.pid === undefined;
  void ended.then(() => {
    over = true;
    watchdog?.kill('SIGKILL');
  });
  return {
    pid: child.pid ?? 0,
    ended,
    hasEnded: () => over,
    logTail: async () => (await readFile(logPath)).subarray(startsAt).toString('utf8').slice(-20_000),
    stop: () => (over ? Promise.resolve() : end(child, ended)),
  };
}

async function end(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.ref();
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  force.unref();
  await ended;
  clearTimeout(force);
}

/** Reads from a pipe whose other end only we hold: when we die, in whatever way, it reads the end and ends the child. */
function startWatchdog(pid: number): ChildProcess {
  const script = 'trap "" INT HUP; read -r _; kill -TERM "$1"';
  const watchdog = spawn('sh', ['-c', script, 'sh', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watchdog.on('error', () => undefined);
  watchdog.unref();
  if (watchdog.stdin !== null && 'unref' in watchdog.stdin && typeof watchdog.stdin.unref === 'function')
    watchdog.stdin.unref();
  return watchdog;
}

async function openLog(path: string): Promise<{ log: Awaited<ReturnType<typeof open>>; startsAt: number }> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > longestLog) await rename(path, `${path}.1`);
  return { log: await open(path, 'a', 0o600), startsAt: size > longestLog ? 0 : size };
}

function onPath(command: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
