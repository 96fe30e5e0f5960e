/** Runs `npm start`'s program for real, on free ports and in a throw-away DATA_DIR, and knows what it leaves running. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export type Started = Readonly<{
  child: ChildProcess;
  output: () => string;
  /** Resolves at the line `ready …`; rejects with the output when the program ends before. */
  ready: Promise<void>;
  exit: Promise<number | string>;
}>;

/** Three free ports in a row, as PORT, DEMO_SITE_PORT and DEMO_PARTNER_PORT want them. */
export async function freePorts(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const first = 20_000 + Math.floor(Math.random() * 12_000);
    const free = await Promise.all([first, first + 1, first + 2].map(isFree));
    if (free.every(Boolean)) return first;
  }
  throw new Error('No three free ports in a row were found.');
}

export async function aDataDir(): Promise<string> {
  const folder = await newDataDir();
  onTestFinished(() => remove(folder));
  return folder;
}

/** For a folder that outlives one test: who asks for it removes it. */
export const newDataDir = (): Promise<string> => mkdtemp(join(tmpdir(), 'hearthline-start-'));
export const remove = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 5 });

export function start(env: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, ['server/start.mjs'], {
    cwd: root,
    // Nothing of the run's own settings may reach the server.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const exit = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (part: Buffer) => {
      text += part.toString();
      if (/^ready http/m.test(text)) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    void exit.then((how) => reject(new Error(`It ended with ${how}: ${text}`)));
  });
  ready.catch(() => undefined);
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await exit;
  });
  return { child, output: () => text, ready, exit };
}

/** Every process that works in the folder: databases have no other sign that tests could rely on. */
export function processesIn(folder: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return pid > 1 && readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
      } catch {
        return false;
      }
    });
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
