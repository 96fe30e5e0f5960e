/**
 * They told staff that they take it back: the same transaction as in the chat, which conflicts with the one that begins to send
 * (C1). Of somebody at high risk, and of whom nobody knows that it was them, the safeguarding lead hears in it, since whoever harms
 * them may be who rang (H4).
 */
import type { z } from 'zod';
import type { CaseConsent, consentRoutes } from '../../shared/protocol/http/consents.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CaseCaller, type CaseDoc, changeCase, reachCase } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { CaseConsentDeps } from './case-deps.ts';
import { type ConsentDoc, isOfFamily } from './consent-record.ts';
import { type PersonOfCase, personOfCase } from './family-of-case.ts';
import { presentOne } from './present-consent.ts';
import { endReleaseIn } from './release-consent.ts';
import { withoutReviews } from './review-due.ts';
import { tellTakenBack } from './tell-taken-back.ts';
import { mayBeWithdrawn } from './withdraw-consent.ts';

type Effect = 'stopped' | 'recalled';
type Input = z.infer<typeof consentRoutes.withdraw.body> & { readonly caseId: string; readonly consentId: string };
type TakenBackReply = Promise<Result<{ consent: CaseConsent; effect: Effect }>>;

export async function takeBack(deps: CaseConsentDeps, input: Input, caller: CaseCaller): TakenBackReply {
  const reached = await reachCase(deps.cases, 'case.write', caller, input.caseId);
  if (!reached.ok) return reached;
  const content = [caller.agentId, input];
  const again = async (): Promise<Awaited<TakenBackReply> | null> => {
    const doc = await deps.consents.consent(input.consentId);
    if (doc?.takenBack?.clientId !== input.clientId) return null;
    const { requestDigest, effect } = doc.takenBack;
    if (!deps.digest.isOf(requestDigest, content)) return fail('conflict', { reason: 'other_content' });
    return ok({ consent: await presentOne(deps, doc), effect });
  };
  const before = await again();
  if (before !== null) return before;
  const changed = await changeCase(deps.cases, input.caseId, caller, async (doc, session, at) => {
    const taken = await takeBackIn(deps, session, { input, doc, caller, at, digest: deps.digest.of(content) });
    if (!taken.ok) return taken;
    const { recipientId: recipient } = taken.value.consent;
    const { effect } = taken.value;
    const change = await withoutReviews(deps.cases, session, doc, [taken.value.consent]);
    const codes = { recipient, effect, how: input.how, check: input.check };
    const event = { kind: 'consent_taken_back', about: { kind: 'consent', id: input.consentId }, codes };
    const meta = { ...codes, consentId: input.consentId };
    return ok({ change, action: 'case.consent_withdraw', meta, event, value: taken.value });
  });
  // Pressed twice at once, the second finds what the first has written.
  if (!changed.ok) return (await again()) ?? changed;
  const { consent, effect } = changed.value.value;
  deps.outbox.changed(consent._id);
  deps.leads.announceWithdrawn(consent._id);
  await tellTakenBack(deps, consent);
  return ok({ consent: await presentOne(deps, consent), effect });
}

interface Taking {
  readonly input: Input;
  readonly doc: CaseDoc;
  readonly caller: CaseCaller;
  readonly at: number;
  readonly digest: string;
}

async function takeBackIn(
  deps: CaseConsentDeps,
  session: Session,
  { input, doc, caller, at, digest }: Taking,
): Promise<Result<{ consent: ConsentDoc; effect: Effect }>> {
  const { consentId, clientId, how, check, said } = input;
  const person = await personOfCase(deps, doc, session);
  const consent = await deps.consents.findConsent(session, consentId);
  if (!consent || !isOfFamily(consent, person.family)) return fail('not_found');
  if (!mayBeWithdrawn(consent, at)) return fail('consent_missing');
  const effect = await deps.outbox.stopIn(session, consentId, { why: 'withdrawn', at, by: caller.agentId });
  const by = { agentId: caller.agentId, name: caller.name };
  const takenBack = {
    clientId,
    requestDigest: digest,
    by,
    effect,
    check,
    said: await deps.consents.sealTakenBack(consent, said),
  };
  const change = { withdrawnAt: at, withdrawnHow: how, takenBack, purgeAt: deps.purgeAt(new Date(at)) };
  await deps.consents.changeConsent(session, consentId, change);
  await endReleaseIn(deps, session, consent, caller);
  await callLead(deps, session, person, input);
  return ok({ consent: { ...consent, ...change }, effect });
}

async function callLead(
  { leads, isHighRisk }: CaseConsentDeps,
  session: Session,
  { root }: PersonOfCase,
  { consentId, check }: Pick<Input, 'consentId' | 'check'>,
): Promise<void> {
  if (check !== 'not_checked' && !(await isHighRisk(root, session))) return;
  await leads.callToWithdrawnIn(session, { consentId, conversationId: null, caseId: root._id });
}
