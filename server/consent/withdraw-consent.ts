/**
 * Taking a consent back is as easy as giving it, also after the end. The consent and the referral made from it change in
 * one transaction, which conflicts with the one that begins to send: either nothing leaves, or a recall follows (C1).
 */
import { isInForce, type StandingConsent } from '../../shared/domain/consent.ts';
import type { InputOf, OutputOf } from '../../shared/protocol/define.ts';
import type { VisitorCommands } from '../../shared/protocol/visitor.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { VISITOR } from '../conversations/index.ts';
import { consentId } from './consent-record.ts';
import type { ConsentDeps } from './deps.ts';

type Input = InputOf<VisitorCommands, 'consent:withdraw'> & { readonly conversationId: string };
type Output = OutputOf<VisitorCommands, 'consent:withdraw'>;

export async function withdrawConsent(deps: ConsentDeps, input: Input): Promise<Result<Output>> {
  const { conversationId, clientId, requestId, recipientId } = input;
  const id = consentId(requestId, recipientId);
  const posted = await deps.log.post<Output['effect']>({
    conversationId,
    clientId,
    author: VISITOR,
    content: { kind: 'consent_withdrawn', data: { requestId, recipientId } },
    afterEnd: true,
    replay: async (first) => {
      const data = first.content.data as { requestId: string; recipientId: string; effect?: Output['effect'] };
      if (data.requestId !== requestId || data.recipientId !== recipientId) return fail('conflict');
      return ok(data.effect ?? 'stopped');
    },
    work: async ({ session, conversation, at }) => {
      const consent = await deps.consents.findConsent(session, id);
      if (consent?.conversationId !== conversationId || !mayBeWithdrawn(consent, at)) return fail('consent_missing');
      const purgeAt = deps.purgeAt(new Date(at));
      await deps.consents.changeConsent(session, id, { withdrawnAt: at, withdrawnHow: 'chat', purgeAt });
      const effect = await deps.outbox.stopIn(session, id, { why: 'withdrawn', at });
      if (await deps.person.isHighRisk(session, conversation))
        await deps.leads.callToWithdrawnIn(session, { consentId: id, conversationId, caseId: null });
      await deps.audit.record(
        {
          actor: VISITOR,
          action: 'consent.withdraw',
          target: { kind: 'conversation', id: conversationId },
          meta: { requestId, recipientId, effect },
        },
        session,
      );
      // The effect is kept with the entry, so that the same command sent again gets the same answer (L2).
      const data = { requestId, recipientId, effect };
      return ok({ value: effect, content: { kind: 'consent_withdrawn', data } });
    },
  });
  if (!posted.ok) return posted;
  deps.outbox.changed(id);
  deps.leads.announceWithdrawn(id);
  deps.person.answered(conversationId);
  return ok({ seq: posted.value.seq, at: posted.value.at, effect: posted.value.value });
}

/**
 * A yes that has lapsed or was replaced may still have reached somebody, so it can be taken back all the same; so can one that
 * nobody has released yet.
 */
export function mayBeWithdrawn(consent: StandingConsent, now: number): boolean {
  return isInForce({ ...consent, supersededAt: null, release: null, reviewAt: now + 1 }, now);
}
