/**
 * A referral comes in, by whichever door: feed, file or form. Sent again with the same content it is the same answer, with
 * another a conflict, unless it had been sent back meanwhile. Nothing in the answer says whether the person is known (V3).
 */
import { readInboundClocks } from '../../shared/domain/inbound-clocks.ts';
import { inboundFormFaults } from '../../shared/domain/inbound-form-faults.ts';
import { isUnder18 } from '../../shared/domain/priority.ts';
import type { InboundReferralForm } from '../../shared/protocol/inbound-referral.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isDuplicateKey, type Session } from '../platform/mongo.ts';
import { transact } from '../platform/transaction.ts';
import { type InboundAlert, type InboundDeps, type NewKeys, returnedCause, urgentCause } from './deps.ts';
import { type InboundReferralDoc, scopeOfReferral } from './inbound-referral.ts';
import { newReferral, type Origin, senderKey } from './new-referral.ts';
import { timesOf } from './times-of.ts';

export interface Received {
  readonly referralId: string;
  readonly reference: string;
  readonly receivedAt: number;
  /** As it stood when it came, whatever became of it since. */
  readonly state: 'received' | 'returned';
  readonly reason: string | null;
  /** By when somebody here will have looked; null for what went straight back. */
  readonly triageDueAt: number | null;
}

const TRIES = 3;

export async function receiveReferral(
  deps: InboundDeps,
  form: InboundReferralForm,
  origin: Origin,
): Promise<Result<Received>> {
  const now = deps.clock.now();
  const faults = inboundFormFaults(form, { now, codes: deps.facts().codes });
  if (faults.length > 0) return fail('bad_request', { issues: faults.slice(0, 20) });
  const macs = deps.names.macs(senderKey(origin), form.reference);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const standing = judgeAgain(deps, form, await deps.referrals.underNumber(macs));
    if (standing.same !== null) return ok(receipt(deps, standing.same));
    if (standing.round === null) return fail('conflict', { reason: 'other_content' });
    const referralId = deps.ids.uuid();
    const keys = deps.newKeys([scopeOfReferral(referralId)]);
    try {
      const doc = await newReferral(deps, { referralId, form, origin, now, round: standing.round });
      return ok(await write(deps, doc, keys, origin));
    } catch (error) {
      deps.forgetKey(scopeOfReferral(referralId));
      // The same number came at the same moment by another door: it is looked at again.
      if (!isDuplicateKey(error)) throw error;
    }
  }
  return fail('unavailable');
}

/** What came under this number before: the same, something else, or something that was sent back and may come again. */
export function judgeAgain(
  { contentDigest }: Pick<InboundDeps, 'contentDigest'>,
  form: InboundReferralForm,
  before: readonly InboundReferralDoc[],
): { readonly same: InboundReferralDoc | null; readonly round: number | null } {
  const same = before.find((each) => contentDigest.isOf(each.contentDigest, form)) ?? null;
  const [newest] = before;
  if (newest === undefined) return { same, round: 0 };
  return { same, round: newest.state === 'returned' ? newest.round + 1 : null };
}

async function write(deps: InboundDeps, doc: InboundReferralDoc, keys: NewKeys, { actor }: Origin): Promise<Received> {
  const causes = alertsOf(doc);
  await transact(deps.database, async (session) => {
    await keys.insertIn(session);
    await deps.referrals.insertIn(session, [doc]);
    for (const alert of causes) await deps.alerts.raiseIn(session, alert);
    await recordReceived(deps, session, doc, actor);
  });
  for (const { causeId } of causes) deps.alerts.announce(causeId);
  return receipt(deps, doc);
}

/** What cannot wait: somebody in danger, a child; also where it went straight back, and nobody here has them (H17). */
export function alertsOf(doc: InboundReferralDoc, about = doc._id): InboundAlert[] {
  if (doc.senderRisk?.grade !== 'high' && !isUnder18(doc.ageBand)) return [];
  return doc.state === 'returned'
    ? [{ kind: 'inbound_returned', causeId: returnedCause(about) }]
    : [{ kind: 'inbound_urgent', causeId: urgentCause(about) }];
}

function recordReceived(
  { audit }: InboundDeps,
  session: Session,
  { _id, source, senderId, state, returnReason }: InboundReferralDoc,
  actor: Origin['actor'],
): Promise<void> {
  const target = { kind: 'inbound_referral', id: _id };
  const meta = { source, senderId, state, reason: returnReason };
  return audit.record({ actor, action: 'inbound_referral.receive', target, meta }, session);
}

/**
 * By what stood there when it came, so that asked again it is the very same; but for one that was sent back since, of which the
 * sender is told so and why: nobody here goes on with it.
 */
export function receipt({ facts }: Pick<InboundDeps, 'facts'>, doc: InboundReferralDoc): Received {
  const returned = doc.state === 'returned';
  const asCame = {
    ...timesOf(doc),
    ...({ state: 'received', triagedAt: null, firstContactAt: null, endedAt: null, passedOnAt: null } as const),
    ...{ priority: null, urgentSince: null },
  };
  const triage = readInboundClocks(asCame, doc.receivedAt, facts().clocks).find(
    ({ clock }) => clock === 'received_to_triaged',
  );
  return {
    ...{ referralId: doc._id, reference: doc.reference, receivedAt: doc.receivedAt },
    state: returned ? 'returned' : 'received',
    reason: returned ? doc.returnReason : null,
    triageDueAt: returned ? null : (triage?.dueAt.getTime() ?? null),
  };
}
