/** The case in which a call-back stands: that which is asked, or one that became part of it. */
import { partsOf } from '../cases/index.ts';
import type { ContactsDeps } from './deps.ts';

export async function homeOfCallback(
  deps: Pick<ContactsDeps, 'cases' | 'callbacks'>,
  { caseId, callbackId }: { readonly caseId: string; readonly callbackId: string },
): Promise<string> {
  const found = await deps.callbacks.find(await partsOf(deps.cases, caseId), callbackId);
  return found?.caseId ?? caseId;
}
