/** Who may ask the server to end: the terminal, the machine, and the npm that runs it, by being gone. */
import { readFileSync } from 'node:fs';
import type { Shutdown } from './shutdown.ts';

const deadlySignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Ends on Ctrl-C, on SIGTERM, and when the npm that started us is gone; a second signal changes nothing. */
export function endOnSignals(shutdown: Shutdown): void {
  for (const signal of deadlySignals) process.on(signal, () => void shutdown.end(0));
  if (process.env.npm_lifecycle_event === undefined) return;
  // npm cannot pass on a SIGKILL, and a server that nobody sees any more would hold the port and the folder.
  const npm = npmAbove();
  setInterval(() => {
    if (npmAbove() !== npm) void shutdown.end(0);
  }, 1_000).unref();
}

/** The process of the npm that runs us: our parent, or the parent of the shell between. */
function npmAbove(): number {
  try {
    const [, name, parent] = /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${process.ppid}/stat`, 'utf8')) ?? [];
    return /sh$/.test(name ?? '') ? Number(parent) : process.ppid;
  } catch {
    return process.ppid;
  }
}
