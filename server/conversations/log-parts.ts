/** What the parts of the log share. */
import type { Database } from '../platform/mongo.ts';
import type { Steps } from '../platform/steps.ts';
import type { EntriesStore, EntryDoc } from './entries.store.ts';
import type { LogMeasures } from './log-measures.ts';
import type { Tails } from './tails.ts';

export interface LogParts {
  readonly database: Database;
  readonly store: EntriesStore;
  readonly tails: Tails;
  readonly now: () => number;
  /** Tells the other nodes of committed entries, sealed as stored. */
  readonly publish: (docs: readonly EntryDoc[]) => void;
  readonly steps: Steps;
  readonly measures: LogMeasures;
}
