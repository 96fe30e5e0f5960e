/** Writes the records of an answer that staff wrote down: the card as it was read out, and the consent; both sealed (P1). */
import { CONSENT_REVIEW_MS } from '../../shared/domain/consent.ts';
import type { AskWording } from '../../shared/text/wording.ts';
import type { Session } from '../platform/mongo.ts';
import type { CaseConsentDeps } from './case-deps.ts';
import { type ConsentDoc, consentId, type LegalGround } from './consent-record.ts';
import type { Said, Writing } from './writing.ts';

interface Storing extends Writing, Said {
  readonly wording: AskWording;
  readonly needsRelease: boolean;
  readonly now: number;
}

export async function storeWrittenIn(deps: CaseConsentDeps, session: Session, storing: Storing): Promise<ConsentDoc> {
  const { input, requestId, digest, caller, answer, card, saidAt, wording, now } = storing;
  const { caseId, recipientId } = input;
  const ground = groundOf(deps, recipientId, now);
  const versions = deps.cases.facts().versions;
  const asked = { requestId, caseId, versions, wordingVersion: wording.version, language: wording.language };
  const { requestId: _, ...shared } = asked;
  await deps.consents.insertRequest(session, {
    ...{ ...shared, _id: requestId, kind: 'ask', conversationId: null },
    ...{ askedBy: { agentId: caller.agentId, name: caller.name }, askedAt: now, askedSeq: null, answeredAt: saidAt },
    recipients: [
      { recipientId, state: 'answered', items: card.items.map(({ itemId, needed }) => ({ itemId, needed })), ground },
    ],
    card: await deps.consents.sealCard(requestId, { wording: wording.text, recipients: [card] }),
    ...{ requestDigest: digest, purgeAt: deps.purgeAt(new Date(now)), legalHold: false },
  });
  const id = consentId(requestId, recipientId);
  const reviewAt = saidAt + CONSENT_REVIEW_MS;
  const { seemedAble, noPressureSeen } = input.observed;
  const consent: ConsentDoc = {
    ...{ ...asked, _id: id, conversationId: null, recipientId, decision: answer.decision, itemIds: answer.items },
    ...{ givenAt: saidAt, reviewAt, withdrawnAt: null, withdrawnHow: null, supersededAt: null, referralId: null },
    ...{ method: input.method, evidenceSeq: null, askedBy: caller.agentId, seen: { seemedAble, noPressureSeen } },
    ...(storing.needsRelease ? { release: 'waiting' as const } : {}),
    ...(input.competenceNote === null ? {} : { competence: { noteId: requestId, releasedBy: null } }),
    ...ground,
    record: await deps.consents.sealRecord(requestId, id, {
      ...{ wording: wording.text, purpose: card.purpose, recipientName: card.name },
      items: card.items
        .filter(({ itemId }) => answer.items.includes(itemId))
        .map(({ itemId, label }) => ({ itemId, label })),
      ...{ evidence: input.evidence, observed: input.observed.note, competenceNote: input.competenceNote },
    }),
    ...{ purgeAt: deps.purgeAt(new Date(reviewAt)), legalHold: false },
  };
  await deps.consents.insertConsent(session, consent);
  return consent;
}

function groundOf({ partners }: CaseConsentDeps, recipientId: string, now: number): LegalGround {
  const recipient = partners.find(recipientId, now)?.recipient;
  const { lawfulBasis = '', art9Condition = '', sch1Condition = '' } = recipient ?? {};
  return { lawfulBasis, art9Condition, sch1Condition };
}
