/** Turns what a database's program said before it gave up into one sentence that tells a person what to do. */
import type { Pinned } from './pinned.ts';

export const advice = (pinned: Pinned): string =>
  `install ${pinned.product} and set ${pinned.pathVariable} to its program, or set ${pinned.addressVariable} to a running one.`;

export function whyProgramFails(pinned: Pinned, complaint: string): string {
  const library = missingLibrary(pinned, complaint);
  if (library !== undefined) return library;
  if (complaint.includes('GLIBC_') || complaint.includes('ENOENT')) {
    return `The ready-made ${pinned.product} needs glibc 2.34 or newer (Debian 12, Ubuntu 22.04): ${advice(pinned)}`;
  }
  if (complaint.includes('SIGILL')) {
    return `The ready-made ${pinned.product} needs a processor with AVX: ${advice(pinned)}`;
  }
  return `The ready-made ${pinned.product} does not run on this machine: ${advice(pinned)}`;
}

export type FailedStart = Readonly<{ log: string; hasEnded: boolean; dataDir: string }>;

export function whyItDoesNotRun(pinned: Pinned, { log, hasEnded, dataDir }: FailedStart): string {
  const library = missingLibrary(pinned, log);
  if (library !== undefined) return library;
  if (/No space left on device|ENOSPC/.test(log)) {
    return `The disk of DATA_DIR ${dataDir} is full: free some space, then start again.`;
  }
  const how = hasEnded ? 'ended while starting' : 'did not get ready in time';
  return `${pinned.product} ${how}: its log in ${dataDir} says why, or set DATA_DIR to another folder.`;
}

function missingLibrary(pinned: Pinned, complaint: string): string | undefined {
  const library = /error while loading shared libraries: ([^\s:]+)/.exec(complaint)?.[1];
  if (library === undefined) return undefined;
  return `${pinned.product} needs the library ${library}: install it (on Debian and Ubuntu: apt-get install libcurl4 libssl3), or set ${pinned.addressVariable}.`;
}
