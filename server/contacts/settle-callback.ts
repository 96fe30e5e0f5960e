/** A call-back is over: it was made, it is not wanted, or the case ends. What was due goes with it. */
import type { AttemptOutcome } from '../../shared/domain/contact-attempts.ts';
import type { Callback } from '../../shared/protocol/http/callbacks.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  type CaseCaller,
  type CaseChange,
  type CaseDoc,
  changeCase,
  changedMeanwhile,
  reachCase,
  withDue,
} from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import { callbackName } from './book-callback.ts';
import type { CallbackDoc } from './callbacks.store.ts';
import type { ContactsDeps } from './deps.ts';
import { homeOfCallback } from './home-of-callback.ts';
import { presentCallbacks } from './present-callback.ts';

interface Cancelling {
  readonly caseId: string;
  readonly callbackId: string;
  readonly revision: number;
  readonly reason: string;
}

export async function cancelCallback(
  deps: ContactsDeps,
  { callbackId, revision, reason, ...where }: Cancelling,
  caller: CaseCaller,
): Promise<Result<{ callback: Callback }>> {
  const reached = await reachCase(deps.cases, 'case.write', caller, where.caseId);
  if (!reached.ok) return reached;
  const caseId = await homeOfCallback(deps, { callbackId, ...where });
  const changed = await changeCase(deps.cases, caseId, caller, async (of, session) => {
    const before = await deps.callbacks.find([caseId], callbackId, session);
    if (!before) return fail('not_found');
    if (before.state !== 'booked') return fail('conflict', { reason: 'over' });
    if (before.revision !== revision) return changedMeanwhile(before.revision, null);
    const over = await settleCallbackIn(deps, session, { of, before, outcome: null });
    if (!over) return changedMeanwhile(revision, null);
    const event = { kind: 'callback_cancelled', about: { kind: 'callback', id: callbackId }, text: reason };
    return ok({ change: over.change, action: 'callback.cancel', meta: { callbackId }, event, value: over.doc });
  });
  if (!changed.ok) return changed;
  const [callback] = await presentCallbacks(deps, [changed.value.value], [changed.value.doc]);
  return callback === undefined ? fail('not_found') : ok({ callback });
}

interface Settling {
  readonly of: Pick<CaseDoc, 'due'>;
  readonly before: CallbackDoc;
  /** Null where nobody rang. */
  readonly outcome: AttemptOutcome | null;
}

/** Null when somebody changed it meanwhile. */
export async function settleCallbackIn(
  deps: Pick<ContactsDeps, 'callbacks' | 'remind'>,
  session: Session,
  { of, before, outcome }: Settling,
): Promise<{ readonly doc: CallbackDoc; readonly change: CaseChange } | null> {
  const state = outcome === null ? 'cancelled' : 'done';
  const doc = await deps.callbacks.changeIn(session, before, { state, outcome });
  if (!doc) return null;
  const name = callbackName(doc._id);
  await deps.remind.removeIn(session, name);
  return { doc, change: withDue(of, name, null) };
}
