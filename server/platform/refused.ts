/** Leaves a transaction without a change, with what its rule answered. */
import type { Result } from '../../shared/result.ts';

export class Refused extends Error {
  override readonly name = 'Refused';
  readonly outcome: Result<never>;
  constructor(outcome: Result<never>) {
    super('refused by its rule');
    this.outcome = outcome;
  }
}
