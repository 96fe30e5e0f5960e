/** What was asked for on the command line. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

export interface Options {
  /** Names of rows; empty for all. */
  readonly only: readonly string[];
  readonly seconds: number;
  readonly runs: number;
  /** Each node writes a profile of its processor time, which is summed up at the end. */
  readonly profile: boolean;
  /** Keeps rows that were measured shorter than in full, in place of what stands there. */
  readonly keep: boolean;
  /** As long and as often as the table is measured, or more. */
  readonly inFull: boolean;
  readonly command: string;
  readonly cores: number;
}

const FULL = { seconds: 20, runs: 5 };

export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      seconds: { type: 'string', default: String(FULL.seconds) },
      runs: { type: 'string', default: String(FULL.runs) },
      profile: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  });
  const seconds = wholeNumber('seconds', values.seconds);
  const runs = wholeNumber('runs', values.runs);
  return {
    only: values.only.flatMap((names) => names.split(',')),
    ...{ seconds, runs, profile: values.profile, keep: values.keep },
    inFull: seconds >= FULL.seconds && runs >= FULL.runs && !values.profile,
    command: ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' '),
    cores: availableParallelism(),
  };
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} needs a whole number from 1, such as 5.`);
  return value;
}
