/**
 * What a person can be told of what was shared about them: only once they showed who they are by what they chose themselves
 * (domain, section 12), on record before anything is shown. What went is read from the sealed copy, never worked out again.
 */
import type { z } from 'zod';
import type { caseReferralRoutes, ToldReferral } from '../../shared/protocol/http/case-referrals.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CaseCaller, changeCase, reachCase } from '../cases/index.ts';
import { personOfCase } from '../consent/index.ts';
import { iso, isoOrNull } from '../platform/ports.ts';
import type { CaseReferralDeps } from './case-referral-deps.ts';
import type { PersonRecords } from './outbox.store.ts';
import { presentCaseReferrals } from './present-case-referral.ts';
import type { ReferralRow } from './referral-record.ts';

const TOLD = 'told_what_was_shared';

type Route = (typeof caseReferralRoutes)['tell'];
type Input = z.infer<Route['body']> & { readonly caseId: string };

export async function tellPerson(
  deps: CaseReferralDeps,
  { caseId, clientId, check }: Input,
  caller: CaseCaller,
): Promise<Result<z.infer<Route['output']>>> {
  const reached = await reachCase(deps.cases, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  const before = await deps.cases.events.ofClientId(caseId, clientId);
  const isSame = before === null || (before.kind === TOLD && before.codes.check === check);
  if (!isSame) return fail('conflict', { reason: 'other_content' });
  // Asked again it may show what came since: that is on record as well (A2).
  if (before !== null)
    await deps.cases.audit.record({
      actor: { id: caller.agentId, role: caller.role },
      action: 'case.tell_shared',
      target: { kind: 'case', id: caseId },
      meta: { check, again: true },
    });
  const checkedAt = before?.at ?? (await recordCheck(deps, { caseId, clientId, check }, caller));
  if (typeof checkedAt !== 'number') return checkedAt;
  const { family } = await personOfCase(deps, reached.value);
  return ok({ referrals: await toldOf(deps, family), checkedAt: iso(checkedAt) });
}

/** Of everything that was made there; whether they may be told was asked before. */
export async function toldOf(
  deps: Pick<CaseReferralDeps, 'cases' | 'consents' | 'outbox' | 'sent' | 'takenOn'>,
  family: PersonRecords,
): Promise<ToldReferral[]> {
  const [rows, consents] = await Promise.all([deps.outbox.ofPerson(family), deps.consents.consentsOf(family)]);
  const shown = await presentCaseReferrals(deps, rows, { owner: null, consents });
  return Promise.all(rows.map((row, at) => told(deps, row, shown[at]?.recipientName ?? row.recipientId)));
}

/** That it was told, how they were known, and by whom: in the timeline, before it is shown. */
async function recordCheck({ cases }: CaseReferralDeps, { caseId, clientId, check }: Input, caller: CaseCaller) {
  const changed = await changeCase(cases, caseId, caller, async (_doc, _session, now) => {
    const event = { kind: TOLD, codes: { check }, clientId };
    return ok({ change: {}, action: 'case.tell_shared', meta: { check }, event, value: now });
  });
  return changed.ok ? changed.value.value : changed;
}

async function told(
  { sent, takenOn }: Pick<CaseReferralDeps, 'sent' | 'takenOn'>,
  row: ReferralRow,
  recipientName: string,
): Promise<ToldReferral> {
  const { referralId, state, firstSentAt, acknowledgedAt, transitions, createdAt } = row;
  const payload = firstSentAt === null ? null : await sent.of(referralId);
  return {
    ...{ referralId, recipientName, state },
    sentAt: isoOrNull(row.sentAt ?? firstSentAt),
    sent: [...(payload?.items ?? [])],
    answeredAt: isoOrNull(acknowledgedAt),
    ...(state === 'accepted' || state === 'waiting_list' ? { takenOn: await takenOn(referralId) } : {}),
    since: iso(transitions.at(-1)?.at ?? createdAt),
  };
}
