// The only door to coming back by a reference and six words: given on asking, used once, checked and decided about by a person.
import type { Router } from 'express';
import type { RouteTable } from '../platform/http-route.ts';
import { repeat } from '../platform/repeat.ts';
import type { ReturningDeps } from './deps.ts';
import { judgeTries } from './judge-tries.ts';
import { tellLate } from './list-withdrawals.ts';
import { createReturningRoutes } from './returning.http.ts';
import { createReturnRoutes } from './returns.http.ts';
import { type WithdrawPageParts, withdrawPages } from './withdraw.http.ts';

export type { PeoplePort, ReturningDeps, SharingPort, Subject } from './deps.ts';
export { markRestored } from './mark-restored.store.ts';
export { createPhrasesStore, returnPhrasesSpec } from './phrases.store.ts';
export { createReferenceIndex } from './reference-index.ts';
export { createRequestsStore, withdrawalRequestsSpec } from './requests.store.ts';
export { createReturnsStore, returnsSpec } from './returns.store.ts';
export { createTriesStore, returnTriesSpec } from './tries.store.ts';

export interface Returning {
  readonly routes: RouteTable;
  readonly pages: Router;
  /** Calls a lead for what nobody has decided in time. */
  tellLate(): Promise<void>;
  stop(): Promise<void>;
}

const JUDGED_EVERY_MS = 1_000;

/** Starts to judge what was typed: call it when the collections are made. */
export function createReturning(deps: ReturningDeps, page: Omit<WithdrawPageParts, 'deps'>): Returning {
  const judging = repeat({ name: 'return tries', everyMs: JUDGED_EVERY_MS, logger: deps.logger }, () =>
    judgeTries(deps),
  );
  return {
    routes: [...createReturningRoutes(deps), ...createReturnRoutes(deps)],
    pages: withdrawPages({ ...page, deps }),
    tellLate: () => tellLate(deps),
    stop: () => judging.stop(),
  };
}
