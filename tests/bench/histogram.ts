/**
 * A histogram of times: 128 steps for each doubling, so that any figure read from it is within 0.8 %, at the cost of one
 * addition a value. Times are milliseconds; what is counted is whole microseconds.
 */
export interface Summary {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

const STEPS = 128;
const DOUBLINGS = 32;

export class Histogram {
  readonly #counts = new Uint32Array(STEPS * DOUBLINGS);
  #count = 0;
  #max = 0;

  add(ms: number): void {
    const value = Math.max(0, Math.round(ms * 1_000));
    const at = indexOf(value);
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
    this.#count += 1;
    this.#max = Math.max(this.#max, ms);
  }

  quantile(share: number): number {
    const wanted = Math.max(1, Math.ceil(this.#count * share));
    let seen = 0;
    for (const [at, count] of this.#counts.entries()) {
      seen += count;
      if (seen >= wanted) return Math.min(highestAt(at) / 1_000, this.#max);
    }
    return this.#max;
  }

  summary(): Summary {
    return { count: this.#count, p50: this.quantile(0.5), p99: this.quantile(0.99), max: this.#max };
  }
}

/** Up to 128 each value has a place of its own; above, each doubling has 64 steps more. */
function indexOf(value: number): number {
  if (value < STEPS) return value;
  const doubling = 31 - Math.clz32(value) - 6;
  return doubling * (STEPS / 2) + (value >>> doubling);
}

/** The highest value that is counted there. */
function highestAt(at: number): number {
  if (at < STEPS) return at;
  const doubling = Math.floor(at / (STEPS / 2)) - 1;
  const mantissa = at - doubling * (STEPS / 2);
  return ((mantissa + 1) << doubling) - 1;
}
