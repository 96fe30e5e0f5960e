/**
 * What is measured of a node, for Prometheus. The one file that knows the library; duties declare what they measure in
 * terms of these. Labels are codes from a closed list, never an id, an address or anything a person wrote.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  readonly labels?: Labels;
  readonly value: number;
}

export interface Measure {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
}

export interface Metrics {
  /** Counts what happened, from the start of the process. */
  counter(measure: Measure): (labels?: Labels, count?: number) => void;
  /** Observes a size or a time; times are given in milliseconds and told in seconds, as Prometheus wants them. */
  timing(measure: Measure & { readonly bucketsMs?: readonly number[] }): (ms: number, labels?: Labels) => void;
  sizes(measure: Measure & { readonly buckets: readonly number[] }): (size: number, labels?: Labels) => void;
  /** Asked when somebody looks; what cannot be read now is left out, the rest is told. */
  gauge(measure: Measure, read: () => Promise<readonly Sample[]> | readonly Sample[]): void;
  expose(): Promise<{ readonly contentType: string; readonly text: string }>;
}

const PREFIX = 'hearthline_';
const TIMES_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];

export function createMetrics(): Metrics {
  const registers = [new Registry()];
  const [register] = registers as [Registry];
  const describe = ({ name, help, labels = [] }: Measure) => ({
    name: `${PREFIX}${name}`,
    help,
    labelNames: [...labels],
    registers,
  });
  // Event-loop lag, memory, file descriptors, garbage collection: what the process itself can say.
  collectDefaultMetrics({ register, prefix: PREFIX });
  return {
    counter: (measure) => {
      const counter = new Counter(describe(measure));
      if (measure.labels === undefined) counter.inc(0);
      return (labels = {}, count = 1) => counter.inc({ ...labels }, count);
    },
    timing: ({ bucketsMs = TIMES_MS, ...measure }) => {
      const histogram = new Histogram({ ...describe(measure), buckets: bucketsMs.map((ms) => ms / 1_000) });
      const child = remembered((labels) => histogram.labels({ ...labels }));
      return (ms, labels = NO_LABELS) => child(labels).observe(ms / 1_000);
    },
    sizes: ({ buckets, ...measure }) => {
      const histogram = new Histogram({ ...describe(measure), buckets: [...buckets] });
      const child = remembered((labels) => histogram.labels({ ...labels }));
      return (size, labels = NO_LABELS) => child(labels).observe(size);
    },
    gauge: (measure, read) => {
      new Gauge({
        ...describe(measure),
        async collect() {
          this.reset();
          for (const { labels = {}, value } of await settled(read)) this.set({ ...labels }, value);
        },
      });
    },
    expose: async () => ({ contentType: register.contentType, text: await register.metrics() }),
  };
}

const NO_LABELS: Labels = {};

/** The library works out a key from labels each time; the same object of labels is worked out once. */
function remembered<T>(make: (labels: Labels) => T): (labels: Labels) => T {
  const known = new WeakMap<Labels, T>();
  return (labels) => {
    const found = known.get(labels);
    if (found !== undefined) return found;
    const made = make(labels);
    known.set(labels, made);
    return made;
  };
}

async function settled(read: () => Promise<readonly Sample[]> | readonly Sample[]): Promise<readonly Sample[]> {
  try {
    return await read();
  } catch {
    return [];
  }
}
