/**
 * Everything that a person agreed to is taken back, in the transaction in which somebody decided that they wish it (H4); what hung
 * on it goes with it: what a lead was to release, and when it was to be asked again.
 */

import { ok } from '../../shared/result.ts';
import { type CaseCaller, caseThatStays, changeCaseIn } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import { Refused } from '../platform/refused.ts';
import type { CaseConsentDeps } from './case-deps.ts';
import type { ConsentDoc, ConsentFamily } from './consent-record.ts';
import { endReleaseIn } from './release-consent.ts';
import { withoutReviews } from './review-due.ts';
import { tellTakenBack } from './tell-taken-back.ts';

export interface WithdrawOrder extends ConsentFamily {
  readonly at: number;
  /** Who decided it. */
  readonly caller: CaseCaller;
}

export async function withdrawOfPerson(
  deps: CaseConsentDeps,
  session: Session,
  { at, caller, ...person }: WithdrawOrder,
): Promise<void> {
  const actor = { id: caller.agentId, role: caller.role };
  const given = await deps.consents.givenByIn(session, person);
  for (const consent of given) {
    const { _id, conversationId, caseId, recipientId } = consent;
    const change = { withdrawnAt: at, withdrawnHow: 'phrase' as const, purgeAt: deps.purgeAt(new Date(at)) };
    await deps.consents.changeConsent(session, _id, change);
    const effect = await deps.outbox.stopIn(session, _id, { why: 'withdrawn', at });
    await endReleaseIn(deps, session, consent, caller);
    const target =
      conversationId === null ? { kind: 'case', id: caseId ?? '' } : { kind: 'conversation', id: conversationId };
    const meta = { recipientId, effect, how: 'phrase' };
    await deps.cases.audit.record({ actor, action: 'consent.withdraw', target, meta }, session);
  }
  await settleReviews(deps, session, { given, person, caller });
}

interface Settling {
  readonly given: readonly ConsentDoc[];
  readonly person: ConsentFamily;
  readonly caller: CaseCaller;
}

async function settleReviews(
  { cases }: CaseConsentDeps,
  session: Session,
  { given, person, caller }: Settling,
): Promise<void> {
  const [first] = person.caseIds;
  const found = first === undefined ? null : await cases.cases.find(first, session);
  if (found === null || given.length === 0) return;
  const { _id: caseId } = await caseThatStays(cases, found, session);
  const changed = await changeCaseIn(cases, session, { caseId, caller }, async (doc) => {
    const change = await withoutReviews(cases, session, doc, given);
    return ok({ change, action: 'case.consent_withdraw', meta: { how: 'phrase' }, event: null, value: null });
  });
  if (!changed.ok) throw new Refused(changed);
}

/** Once that stands: what was taken back of this person is told wherever they agreed to it. */
export async function tellWithdrawn(deps: CaseConsentDeps, person: ConsentFamily): Promise<void> {
  for (const consent of await deps.consents.consentsOf(person)) await tellTakenBack(deps, consent);
}
