/** What cover needs of the world; put together once, in compose-case-work.ts. */
import type { CasesDeps } from '../cases/index.ts';
import type { CoverStore } from './cover.store.ts';

export interface CoverDeps {
  readonly cases: CasesDeps;
  readonly store: CoverStore;
  /** When a cover that ends at this time is deleted. */
  readonly keptUntil: (endsAt: number) => Date;
}
