/** Referrals of a case: made from what the person agreed to, and followed, whichever of their cases and chats they came from. */
import type { z } from 'zod';
import type { CaseReferral, caseReferralRoutes } from '../../shared/protocol/http/case-referrals.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CaseCaller, changeCase, reachCase } from '../cases/index.ts';
import { isOfFamily, personOfCase } from '../consent/index.ts';
import type { CaseReferralDeps } from './case-referral-deps.ts';
import type { Made } from './make-referral.ts';
import { presentCaseReferrals } from './present-case-referral.ts';

type Routes = typeof caseReferralRoutes;
type Making = z.infer<Routes['make']['body']> & { readonly caseId: string };

export async function listCaseReferrals(
  deps: CaseReferralDeps,
  caseId: string,
  caller: CaseCaller,
): Promise<Result<{ referrals: CaseReferral[] }>> {
  const reached = await reachCase(deps.cases, 'case.read', caller, caseId);
  if (!reached.ok) return reached;
  const actor = { id: caller.agentId, role: caller.role };
  await deps.cases.audit.record({ actor, action: 'case.referrals', target: { kind: 'case', id: caseId } });
  const { root, family } = await personOfCase(deps, reached.value);
  const [rows, consents] = await Promise.all([deps.outbox.ofPerson(family), deps.consents.consentsOf(family)]);
  return ok({ referrals: await presentCaseReferrals(deps, rows, { owner: root.owner, consents }) });
}

export async function makeCaseReferral(
  deps: CaseReferralDeps,
  { caseId, clientId, consentId, atOnce = false }: Making,
  caller: CaseCaller,
): Promise<Result<{ referral: CaseReferral }>> {
  const reached = await reachCase(deps.cases, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  const changed = await changeCase<Made>(deps.cases, caseId, caller, async (doc, session) => {
    const { root, family } = await personOfCase(deps, doc, session);
    if (root.state !== 'open') return fail('conflict', { reason: 'not_open' });
    const consent = await deps.consents.findConsent(session, consentId);
    if (!consent || !isOfFamily(consent, family)) return fail('consent_missing');
    const standing = await deps.standingOfCase(session, caseId);
    const made = await deps.referrals.makeIn(session, {
      ...{ clientId, actor: caller, consentId, conversationId: consent.conversationId },
      ...{ caseId: consent.caseId ?? caseId, caseOfFunds: caseId, versions: consent.versions },
      atOnce: async () => atOnce || standing?.atOnce === true,
    });
    if (!made.ok) return made;
    const { referralId, recipientId: recipient, state } = made.value.row;
    const codes = { recipient, state };
    const event = made.value.made
      ? { kind: 'referral_made', about: { kind: 'referral', id: referralId }, codes }
      : null;
    return ok({ change: {}, action: 'case.referral_make', meta: { referralId, recipient }, event, value: made.value });
  });
  if (!changed.ok) return changed;
  deps.referrals.made(changed.value.value);
  const { row } = changed.value.value;
  const { root, family } = await personOfCase(deps, changed.value.doc);
  const consents = await deps.consents.consentsOf(family);
  const [referral] = await presentCaseReferrals(deps, [row], { owner: root.owner, consents });
  return referral === undefined ? fail('not_found') : ok({ referral });
}
