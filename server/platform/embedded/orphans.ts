/**
 * Databases that outlived the start they belonged to are stopped, never adopted: their start may have used other
 * settings. A process is ours only if program and working folder fit, since numbers of processes are used again.
 */
import { readFile, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { StartProblem, systemCode } from '../start-problem.ts';

type Trace = Readonly<{ pidFile: string; program: string; workingFolder: string }>;

const patienceMs = 30_000;

export async function stopOrphans(dataDir: string): Promise<void> {
  await Promise.all([
    stopOrphan({ pidFile: join(dataDir, 'mongo', 'mongod.lock'), program: 'mongod', workingFolder: dataDir }),
    stopOrphan({
      pidFile: join(dataDir, 'valkey.pid'),
      program: 'valkey-server',
      workingFolder: join(dataDir, 'valkey'),
    }),
  ]);
}

async function stopOrphan(trace: Trace): Promise<void> {
  const pid = Number.parseInt(await readFile(trace.pidFile, 'utf8').catch(() => ''), 10);
  if (!(pid > 1) || !(await isOurs(pid, trace))) return;
  send(pid, 'SIGTERM');
  const deadline = Date.now() + patienceMs;
  while (await isAlive(pid)) {
    if (Date.now() > deadline) {
      throw new StartProblem(
        `A ${trace.program} of an earlier start (process ${pid}) does not end: stop it, then start again.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function isOurs(pid: number, trace: Trace): Promise<boolean> {
  try {
    const [program, folder] = await Promise.all([readlink(`/proc/${pid}/exe`), readlink(`/proc/${pid}/cwd`)]);
    return basename(program).startsWith(trace.program) && folder === trace.workingFolder;
  } catch {
    // A process that ended has no such files; neither has a zombie, which holds nothing any more.
    return false;
  }
}

/** The program's name goes before its files are closed, so only the state tells that its locks are free. */
async function isAlive(pid: number): Promise<boolean> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const state = line.slice(line.lastIndexOf(')') + 2, line.lastIndexOf(')') + 3);
  return state !== '' && state !== 'Z' && state !== 'X';
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (systemCode(error) !== 'ESRCH') throw error;
  }
}
