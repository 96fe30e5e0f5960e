/** How much processor time other processes have used, as Linux counts it. */
import { readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second for every program that asks (USER_HZ). */
const TICK_MS = 10;

export function cpuMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name, in brackets, may hold anything; what follows it is plain.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** What each of them uses of the processor while nothing is asked of it: milliseconds a second. */
export async function idleCpu(pids: readonly number[], seconds = 3): Promise<number[]> {
  const before = pids.map(cpuMsOf);
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  return pids.map((pid, at) => Math.round((cpuMsOf(pid) - (before[at] ?? 0)) / seconds));
}

/** What all programs of this machine have used, together. */
export function cpuMsOfAll(): number {
  const [, user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0] = readFileSync('/proc/stat', 'utf8')
    .split('\n', 1)
    .flatMap((line) => line.split(/\s+/).map(Number));
  return (user + nice + system + irq + softIrq) * TICK_MS;
}
