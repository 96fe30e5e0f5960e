/**
 * Writes a referral from a consent in force, inside a transaction: once for each consent, held for a while before it leaves
 * (H3). Whoever asks for it, in a chat or in a case, has been let in before.
 */
import { isInForce } from '../../shared/domain/consent.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ConsentDoc } from '../consent/index.ts';
import type { StaffCaller } from '../conversations/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { ReferralsDeps } from './deps.ts';
import { holdFor } from './hold.ts';
import { intakeStopped } from './intake-stopped.ts';
import { personNow } from './person-now.ts';
import { type ReferralRow, referenceFrom } from './referral-record.ts';

export interface Made {
  readonly row: ReferralRow;
  /** False: it was there before. */
  readonly made: boolean;
}

export interface Making {
  readonly clientId: string;
  readonly actor: Pick<StaffCaller, 'agentId' | 'role'>;
  readonly consentId: string;
  /** The chat in which it was agreed to; null where it was written down for a case. */
  readonly conversationId: string | null;
  /** The case in which it is made, if it is. */
  readonly caseId: string | null;
  /** The case whose grant pays for it. */
  readonly caseOfFunds: string | null;
  /** Versions in force where it is made. */
  readonly versions: Readonly<Record<string, string>>;
  /** High risk, or the person wants no wait. */
  readonly atOnce: () => Promise<boolean>;
}

export async function makeReferralIn(deps: ReferralsDeps, session: Session, making: Making): Promise<Result<Made>> {
  const { conversationId, clientId, consentId: id } = making;
  const before = await deps.outbox.byClientIdIn(session, conversationId, clientId);
  if (before) return before.consentId === id ? ok({ row: before, made: false }) : fail('conflict');
  const consent = await deps.consents.findConsent(session, id);
  if (!consent || consent.conversationId !== conversationId) return fail('consent_missing');
  const there = await deps.outbox.ofConsentIn(session, id);
  if (there) {
    const clientIds = [...(there.clientIds ?? []), clientId];
    return ok({ row: await deps.outbox.changeIn(session, there, { clientIds }, []), made: false });
  }
  const now = deps.clock.now();
  if (!isInForce(consent, now)) return fail('consent_missing');
  const person = await personNow(deps, session, { conversationId, caseId: making.caseId, consentId: id });
  if (!person.lock.ok) return person.lock;
  if (deps.partners.channelOf(consent.recipientId, now) === null)
    return fail('conflict', { reason: 'recipient_not_usable' });
  const refused = await intakeStopped(deps, session, consent.recipientId);
  if (refused !== null) return refused;
  const { exitedAt } = person;
  return ok({ row: await store(deps, session, { making, consent, exitedAt, now }), made: true });
}

interface Storing {
  readonly making: Making;
  readonly consent: ConsentDoc;
  readonly exitedAt: number | null;
  readonly now: number;
}

async function store(
  deps: ReferralsDeps,
  session: Session,
  { making, consent, exitedAt, now }: Storing,
): Promise<ReferralRow> {
  const { conversationId, caseId, clientId, actor } = making;
  const { requestId, recipientId, givenAt, itemIds } = consent;
  const { holdMs } = deps.timings;
  const atOnce = await making.atOnce();
  const hold = holdFor({ givenAt, exitedAt, atOnce, holdMs, now });
  const by = actor.agentId;
  const heldFor = hold.state === 'held' ? hold.heldFor : null;
  const referralId = deps.ids.uuid();
  const row: ReferralRow = {
    _id: referralId,
    kind: 'referral',
    referralId,
    reference: referenceFrom(deps.ids.bytes(8)),
    conversationId,
    ...(caseId === null ? {} : { caseId }),
    requestId,
    recipientId,
    consentId: consent._id,
    clientIds: [clientId],
    state: hold.state,
    itemIds,
    heldFor,
    ...(heldFor === 'coordinator' ? { heldBecause: 'left_after_yes' as const } : {}),
    ...(atOnce ? { urgent: true } : {}),
    dueAt: hold.state === 'ready' ? now : hold.heldFor === 'person' ? hold.until : null,
    attempt: 0,
    lease: null,
    leaseUntil: null,
    firstSentAt: null,
    sentAt: null,
    acknowledgedAt: null,
    partnerReference: null,
    lastFailure: null,
    recallWanted: false,
    tell: heldFor === 'coordinator' ? 'referral_held' : null,
    fundingStream: await deps.fundingOf(session, { caseId: making.caseOfFunds, agentId: by }),
    service: deps.serviceName(),
    createdBy: by,
    createdAt: now,
    transitions: [{ state: hold.state, at: now, by }],
    versions: { ...making.versions, wording: consent.wordingVersion },
    purgeAt: deps.purgeAt(new Date(now)),
    legalHold: false,
  };
  await deps.outbox.insertIn(session, row);
  await deps.consents.changeConsent(session, consent._id, { referralId });
  await deps.audit.record(
    {
      actor: { id: by, role: actor.role },
      action: 'referral.create',
      target: { kind: 'referral', id: referralId },
      meta: { conversationId, caseId, requestId, recipientId, itemIds, state: hold.state },
    },
    session,
  );
  return row;
}
