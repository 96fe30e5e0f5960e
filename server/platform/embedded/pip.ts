/** Downloads one wheel with whichever pip this machine has. */
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../start-problem.ts';

const pips = [['python3', '-m', 'pip'], ['pip3'], ['pip']] as const;
const timeLimitMs = 60_000;

/** Either the path of the wheel, or why there is none, in a few words that fit into brackets. */
export async function downloadWheel(
  requirement: string,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<{ wheel: string } | { reason: string }> {
  let reason = 'no Python with pip was found';
  for (const [command, ...before] of pips) {
    const failure = await run(command, [...before, ...downloadOf(requirement, folder)], env);
    if (failure === null) {
      const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
      return wheel === undefined ? { reason: 'pip brought no wheel' } : { wheel: join(folder, wheel) };
    }
    if (failure !== 'absent') return { reason: failure };
    reason = 'no Python with pip was found: install python3-pip';
  }
  return { reason };
}

// "pip download" is allowed where "pip install" is barred (EXTERNALLY-MANAGED).
const downloadOf = (requirement: string, folder: string): string[] => [
  'download',
  '--no-deps',
  '--only-binary=:all:',
  '--no-input',
  '--no-cache-dir',
  '--quiet',
  '--dest',
  folder,
  requirement,
];

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string | 'absent' | null> {
  return new Promise((resolve) => {
    execFile(command, args, { env, timeout: timeLimitMs, killSignal: 'SIGKILL' }, (error, _out, complaints) => {
      if (error === null) resolve(null);
      else if (systemCode(error) === 'ENOENT' || complaints.includes('No module named pip')) resolve('absent');
      else if (error.killed === true) resolve('pip took longer than 60 seconds');
      else resolve(lastLine(complaints) ?? 'pip failed');
    });
  });
}

function lastLine(text: string): string | undefined {
  const lines = text.split('\n').filter((line) => /\S/.test(line) && !/notice|WARNING/i.test(line));
  return lines.at(-1)?.trim().slice(0, 200);
}
