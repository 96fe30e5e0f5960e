/**
 * A referral is made only from a consent in force (C1), once for each consent, whatever is pressed how often (L2). It
 * waits for a while before it leaves, so that the person can think again (H3).
 */
import { cardLock, isInForce } from '../../shared/domain/consent.ts';
import type { InputOf, OutputOf } from '../../shared/protocol/define.ts';
import type { StaffCommands } from '../../shared/protocol/staff.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type ConsentDoc, consentId } from '../consent/index.ts';
import { type ConversationDoc, mayReach, type StaffCaller } from '../conversations/index.ts';
import { describeError } from '../platform/logger.ts';
import type { Session } from '../platform/mongo.ts';
import { transact } from '../platform/transaction.ts';
import type { ReferralsDeps } from './deps.ts';
import { holdFor } from './hold.ts';
import { intakeStopped } from './intake-stopped.ts';
import { exitOf } from './person-now.ts';
import { presentReferral, type ReferralRow, referenceFrom } from './referral-record.ts';

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

interface Made {
  readonly row: ReferralRow;
  /** False: it was there before. */
  readonly made: boolean;
}

function make(deps: ReferralsDeps, input: Input): Promise<Result<Made>> {
  return transact(deps.database, async (session): Promise<Result<Made>> => {
    const { conversationId, clientId, requestId, recipientId, actor } = input;
    const conversation = await deps.conversations.findIn(session, conversationId);
    if (!conversation) return fail('not_found');
    const allowed = mayReach(conversation, 'referral.create', actor);
    if (!allowed.ok) return allowed;
    const id = consentId(requestId, recipientId);
    const before = await deps.outbox.byClientIdIn(session, conversationId, clientId);
    if (before) return before.consentId === id ? ok({ row: before, made: false }) : fail('conflict');
    const consent = await deps.consents.findConsent(session, id);
    if (consent?.conversationId !== conversationId) return fail('consent_missing');
    const there = await deps.outbox.ofConsentIn(session, id);
    if (there) {
      const clientIds = [...(there.clientIds ?? []), clientId];
      return ok({ row: await deps.outbox.changeIn(session, there, { clientIds }, []), made: false });
    }
    const now = deps.clock.now();
    if (!isInForce(consent, now)) return fail('consent_missing');
    const lock = cardLock(conversation.ageBand, conversation.competence);
    if (!lock.ok) return lock;
    if (deps.partners.channelOf(recipientId, now) === null) return fail('conflict', { reason: 'recipient_not_usable' });
    const refused = await intakeStopped(deps, session, recipientId);
    if (refused !== null) return refused;
    return ok({ row: await store(deps, session, { input, conversation, consent, now }), made: true });
  });
}

interface Making {
  readonly input: Input;
  readonly conversation: ConversationDoc;
  readonly consent: ConsentDoc;
  readonly now: number;
}

async function store(
  deps: ReferralsDeps,
  session: Session,
  { input, conversation, consent, now }: Making,
): Promise<ReferralRow> {
  const { conversationId, clientId, requestId, recipientId, actor } = input;
  const hold = holdFor({
    givenAt: consent.givenAt,
    exitedAt: exitOf(conversation),
    atOnce: await deps.atOnce(conversation),
    holdMs: deps.timings.holdMs,
    now,
  });
  const by = actor.agentId;
  const heldFor = hold.state === 'held' ? hold.heldFor : null;
  const referralId = deps.ids.uuid();
  const row: ReferralRow = {
    _id: referralId,
    kind: 'referral',
    referralId,
    reference: referenceFrom(deps.ids.bytes(8)),
    conversationId,
    requestId,
    recipientId,
    consentId: consent._id,
    clientIds: [clientId],
    state: hold.state,
    itemIds: consent.itemIds,
    heldFor,
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
    fundingStream: await deps.fundingOf(session, { caseId: conversation.caseId ?? null, agentId: by }),
    service: deps.serviceName(),
    createdBy: by,
    createdAt: now,
    transitions: [{ state: hold.state, at: now, by }],
    versions: { ...conversation.versions, wording: consent.wordingVersion },
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
      meta: { conversationId, requestId, recipientId, itemIds: consent.itemIds, state: hold.state },
    },
    session,
  );
  return row;
}
