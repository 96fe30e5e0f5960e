/** The stop that stands in a case, or in another that was taken for the same person. */
import { type CaseDoc, familyOf } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { StopDoc } from './attempts.store.ts';
import type { ContactsDeps } from './deps.ts';

export async function stopOf(
  deps: Pick<ContactsDeps, 'cases' | 'attempts'>,
  of: Pick<CaseDoc, '_id' | 'mergedInto'>,
  session?: Session,
): Promise<StopDoc | null> {
  return deps.attempts.openStop(await familyOf(deps.cases, of, session), session);
}
