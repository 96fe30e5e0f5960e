/**
 * An effect that is asked for under a clientId happens once: asked for again, whatever was made the first time answers, on
 * any node and at the same moment as well. The unique index over the clientId decides between two that come at once.
 */
import type { Result } from '../../shared/result.ts';
import { isDuplicateKey } from './mongo.ts';

export interface OncePerClientId<Found, Answer> {
  /** What this clientId made before, if anything. */
  readonly find: () => Promise<Found | null>;
  /** The answer from what stands: the same content gives the first answer, another is a conflict. */
  readonly again: (found: Found) => Result<Answer> | Promise<Result<Answer>>;
  /** Makes it in one transaction. That somebody was faster may be thrown: nothing of this one stands then. */
  readonly make: () => Promise<Result<Answer>>;
}

export async function oncePerClientId<Found, Answer>({
  find,
  again,
  make,
}: OncePerClientId<Found, Answer>): Promise<Result<Answer>> {
  const before = await find();
  if (before !== null) return again(before);
  try {
    return await make();
  } catch (error) {
    const first = isDuplicateKey(error) ? await find() : null;
    // Another index that is unique, or whoever was faster is gone again: no answer to this.
    if (first === null) throw error;
    return again(first);
  }
}
