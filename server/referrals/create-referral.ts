/**
 * A referral is made only from a consent in force (C1), once for each consent, whatever is pressed how often (L2). It
 * waits for a while before it leaves, so that the person can think again (H3).
 */
import type { InputOf, OutputOf } from '../../shared/protocol/define.ts';
import type { StaffCommands } from '../../shared/protocol/staff.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { consentId } from '../consent/index.ts';
import { mayReach, type StaffCaller } from '../conversations/index.ts';
import { describeError } from '../platform/logger.ts';
import { transact } from '../platform/transaction.ts';
import type { ReferralsDeps } from './deps.ts';
import { type Made, makeReferralIn } from './make-referral.ts';
import { presentReferral } from './referral-record.ts';

type Input = InputOf<StaffCommands, 'referral:create'> & { readonly actor: StaffCaller };
type Output = OutputOf<StaffCommands, 'referral:create'>;

export async function createReferral(deps: ReferralsDeps, input: Input): Promise<Result<Output>> {
  const outcome = await make(deps, input).catch((error: unknown): Result<Made> => {
    deps.logger.warn(describeError(error), 'a referral could not be stored');
    return fail('unavailable');
  });
  if (!outcome.ok) return outcome;
  const { row, made } = outcome.value;
  const referral = presentReferral(row);
  if (made) {
    deps.referralChanged(row);
    deps.schedule(row);
  }
  return ok({ referral });
}

function make(deps: ReferralsDeps, input: Input): Promise<Result<Made>> {
  return transact(deps.database, async (session): Promise<Result<Made>> => {
    const { conversationId, clientId, requestId, recipientId, actor, atOnce = false } = input;
    const conversation = await deps.conversations.findIn(session, conversationId);
    if (!conversation) return fail('not_found');
    const allowed = mayReach(conversation, 'referral.create', actor);
    if (!allowed.ok) return allowed;
    return makeReferralIn(deps, session, {
      ...{ clientId, actor, consentId: consentId(requestId, recipientId), versions: conversation.versions },
      ...{ conversationId, caseId: null, caseOfFunds: conversation.caseId ?? null },
      atOnce: async () => atOnce || (await deps.atOnce(conversation)),
    });
  });
}
