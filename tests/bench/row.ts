/** A row of the benchmark: what is measured, and the lines of the table that come of it. */
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
}

export interface Row {
  /** For `--only`. */
  readonly name: string;
  readonly what: string;
  run(bench: Bench): Promise<readonly Line[]>;
}
