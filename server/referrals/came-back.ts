/**
 * What partners answered, for who made the referral or works with the person: a talk that is over shows it nowhere, and a no or
 * a question that nobody sees to is help that never comes (D2).
 */
import { decide } from '../../shared/domain/permissions.ts';
import type { CameBack } from '../../shared/protocol/http/referral-answers.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { thereFor } from '../kept-out/index.ts';
import type { StaffSession } from '../platform/http-route.ts';
import { iso } from '../platform/ports.ts';
import { transact } from '../platform/transaction.ts';
import { mayChase } from './chase-referral.ts';
import type { ReferralsDeps } from './deps.ts';
import { personNow } from './person-now.ts';
import { aboutRow } from './present-follow-up.ts';
import type { ReferralRow } from './referral-record.ts';

const AT_MOST = 500;

export async function listCameBack(deps: ReferralsDeps, who: StaffSession): Promise<Result<{ referrals: CameBack[] }>> {
  const all = decide('referral.chase', who.role, []) === 'allowed';
  const work = await deps.workOf(who, await deps.outbox.cameBackTalks());
  const found = await deps.outbox.cameBack(AT_MOST, { createdBy: who.agentId, ...work }, all);
  const about = ({ caseId, conversationId }: ReferralRow) => ({ caseId, conversationId });
  const rows = await thereFor(deps.keptOut, found, who.agentId, about);
  const now = deps.clock.now();
  const listed = rows.map((row) => {
    const { rings: _, ...of } = aboutRow(deps.partners, row, now);
    return { ...of, state: row.state, since: iso(sinceOf(row)), steps: row.transitions.length };
  });
  return ok({ referrals: listed.sort((a, b) => b.since.localeCompare(a.since)) });
}

const sinceOf = ({ transitions, createdAt }: ReferralRow): number => transitions.at(-1)?.at ?? createdAt;

export interface SeenInput {
  readonly referralId: string;
  readonly steps: number;
}

/** Only what was read is seen to: what the partner said since is listed as before. */
export async function seeToCameBack(
  deps: ReferralsDeps,
  { referralId, steps }: SeenInput,
  who: StaffSession,
): Promise<Result<Record<string, never>>> {
  const outcome = await transact(deps.database, async (session): Promise<Result<ReferralRow>> => {
    const row = await deps.outbox.findIn(session, referralId);
    if (row?.kind !== 'referral' || (await personNow(deps, session, row)).knows(who.agentId)) return fail('not_found');
    if (!(await mayChase(deps, row, who))) return fail('not_found');
    if (row.transitions.length !== steps) return fail('conflict', { reason: 'changed_meanwhile' });
    if (row.seen?.steps === steps) return ok(row);
    await deps.audit.record(
      {
        ...{ actor: { id: who.agentId, role: who.role }, action: 'referral.seen_to' },
        ...{ target: { kind: 'referral', id: referralId }, meta: { state: row.state } },
      },
      session,
    );
    return ok(await deps.outbox.changeIn(session, row, { seen: { steps, by: who.agentId, at: deps.clock.now() } }, []));
  });
  if (!outcome.ok) return outcome;
  deps.referralChanged(outcome.value);
  return ok({});
}
