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
  readonly cores: number;
}

export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      seconds: { type: 'string', default: '20' },
      runs: { type: 'string', default: '5' },
      profile: { type: 'boolean', default: false },
    },
  });
  return {
    only: values.only.flatMap((names) => names.split(',')),
    seconds: wholeNumber('seconds', values.seconds),
    runs: wholeNumber('runs', values.runs),
    profile: values.profile,
    cores: availableParallelism(),
  };
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} needs a whole number from 1, such as 5.`);
  return value;
}
