/**
 * A yes that one person must not let stand alone: of a child under 13 (H10), or where the worker doubts that it was free. A
 * safeguarding lead who did not write it down decides; until then nothing can be made from it.
 */
import type { ConsentRecipient } from '../../shared/protocol/entry.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ApprovalEffects, Decision } from '../approvals/index.ts';
import { type CaseCaller, type CaseDoc, changeCaseIn } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import { Refused } from '../platform/refused.ts';
import type { CaseConsentDeps } from './case-deps.ts';
import type { ConsentDoc } from './consent-record.ts';
import type { PersonOfCase } from './family-of-case.ts';
import { requestIdOf } from './request-id.ts';
import { withReview } from './review-due.ts';
import type { Writing } from './writing.ts';

interface Releasing {
  readonly writing: Writing;
  readonly doc: CaseDoc;
  readonly person: PersonOfCase;
  readonly consent: ConsentDoc;
  readonly card: ConsentRecipient;
}

interface Payload {
  readonly caseId: string;
  readonly consentId: string;
}

export async function proposeReleaseIn(deps: CaseConsentDeps, session: Session, releasing: Releasing): Promise<void> {
  const { writing, doc, consent } = releasing;
  const { input, requestId, caller } = writing;
  const payload: Payload = { caseId: doc._id, consentId: consent._id };
  const proposed = await deps.approvals.propose(
    {
      ...{ clientId: requestIdOf(requestId, 'release'), kind: 'consent_release' },
      ...{ subject: { kind: 'consent', id: requestId }, conversationId: null, scope: `consent:${requestId}` },
      ...{ caseId: doc._id, caseReference: doc.reference, teamId: doc.teamId },
      body: {
        reason: input.competenceNote ?? input.observed.note ?? input.evidence,
        facts: factsOf(releasing),
        payload,
      },
    },
    caller,
    session,
  );
  if (!proposed.ok) throw new Refused(proposed);
  await deps.release.callIn(session, payload);
}

/** They took it back, or said something newer: no lead is to decide about a yes that stands no more. */
export async function endReleaseIn(
  { approvals }: Pick<CaseConsentDeps, 'approvals'>,
  session: Session,
  { release, requestId }: Pick<ConsentDoc, 'release' | 'requestId'>,
  by: CaseCaller,
): Promise<void> {
  if (release === 'waiting') await approvals.lapseIn(session, { subjectId: requestId, kind: 'consent_release' }, by);
}

function factsOf({ writing: { input }, person, consent, card }: Releasing) {
  const { observed, evidence } = input;
  const agreed = card.items.filter(({ itemId }) => consent.itemIds.includes(itemId)).map(({ label }) => label);
  return [
    { name: 'age', value: person.root.ageBand ?? 'not_known' },
    { name: 'agreed_with', value: card.name },
    { name: 'agreed_items', value: agreed.join(', ') },
    { name: 'said', value: evidence },
    { name: 'seemed_able', value: observed.seemedAble ? 'yes' : 'no' },
    { name: 'no_pressure', value: observed.noPressureSeen ? 'yes' : 'no' },
    ...(observed.note === null ? [] : [{ name: 'observed', value: observed.note }]),
  ];
}

/** What the decision of the lead does; somebody who took it back meanwhile is not asked again by it. */
export function releaseEffects(deps: Pick<CaseConsentDeps, 'cases' | 'consents' | 'release'>): ApprovalEffects {
  const settle = (release: 'released' | 'refused') => (decision: Decision, session: Session) =>
    settleIn(deps, session, decision, release);
  return {
    approved: settle('released'),
    refused: settle('refused'),
    withdrawn: settle('refused'),
    settled: ({ body }) => {
      const { caseId, consentId } = body.payload as Payload;
      deps.release.putAway(consentId);
      deps.cases.changed(caseId);
    },
  };
}

async function settleIn(
  { cases, consents }: Pick<CaseConsentDeps, 'cases' | 'consents'>,
  session: Session,
  { body, by }: Decision,
  release: 'released' | 'refused',
): Promise<Result<null>> {
  const { caseId, consentId } = body.payload as Payload;
  const consent = await consents.findConsent(session, consentId);
  const doc = await cases.cases.find(caseId, session);
  if (!consent || !doc) return fail('not_found');
  const { competence } = consent;
  const released =
    release === 'released' && competence ? { competence: { ...competence, releasedBy: by.agentId } } : {};
  await consents.changeConsent(session, consentId, { release, ...released });
  const caller = { ...by, teamId: doc.teamId };
  const changed = await changeCaseIn(cases, session, { caseId, caller }, async (of) => {
    const event = { kind: `consent_${release}`, about: { kind: 'consent', id: consentId } };
    const change = withReview(of, { ...consent, release });
    return ok({ change, action: `case.consent_${release}`, meta: { consentId }, event, value: null });
  });
  if (!changed.ok) throw new Refused(changed);
  return ok(null);
}
