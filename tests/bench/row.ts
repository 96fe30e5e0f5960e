/** A row of the benchmark: what is measured, and the lines of the table that come of it. */
import type { Options } from './options.ts';
import type { Bench } from './stage/bench.ts';
import type { Spread } from './statistics.ts';

export interface Line {
  readonly what: string;
  readonly product: string;
  /** What the least that could do the same takes, measured beside it; a dash where nothing compares. */
  readonly reference: string;
  readonly ratio: Spread | null;
  readonly goal: string;
  /** Null where nothing was promised and the figure only explains. */
  readonly reached: boolean | null;
  /** What stands under the table. */
  readonly notes?: readonly string[];
}

export interface Row {
  /** For `--only`. */
  readonly name: string;
  readonly what: string;
  /** How many runs of how many seconds, in words. */
  size(options: Options): string;
  run(bench: Bench): Promise<readonly Line[]>;
}

export const runsOf = ({ runs }: Options, seconds: number): string => `${runs} × ${seconds} s`;

/** For what needs no twenty seconds to be known; two at least, since the first second of a steady rate is not counted. */
export const partOf = ({ seconds }: Options, part: number): number => Math.max(2, Math.round(seconds * part));
