/** The door for machines: a key says whose referral it is. Whatever the key lacks, the answer is the same one word. */
import type { InboundReferralForm } from '../../shared/protocol/inbound-referral.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { HttpCaller } from '../platform/http-route.ts';
import { iso, isoOrNull } from '../platform/ports.ts';
import type { InboundDeps } from './deps.ts';
import { type Received, receiveReferral } from './receive-referral.ts';
import { openByKey } from './sender-key.ts';

export interface FeedDeps extends InboundDeps {
  /** Null, or how long this key has to wait. */
  readonly limit: (keyId: string, perMinute: number) => Promise<number | null>;
}

export async function takeFromFeed(
  deps: FeedDeps,
  form: InboundReferralForm,
  { authorization }: Pick<HttpCaller, 'authorization'>,
) {
  const door = await openByKey(deps.senders, authorization);
  if (!door?.key.scopes.includes('referrals:send')) return fail('unauthenticated');
  const { sender, key } = door;
  const retryAfterMs = await deps.limit(key.keyId, key.perMinute);
  if (retryAfterMs !== null) return fail('rate_limited', { retryAfterMs });
  await deps.senders.usedNow(sender._id, key, deps.clock.now());
  const actor = { id: `sender:${sender._id}`, role: 'sender' };
  const received = await receiveReferral(deps, form, {
    source: sender.kind === 'police' ? 'police_feed' : 'partner_feed',
    ...{ senderId: sender._id, importId: null, actor },
  });
  // Whoever has a key that is not theirs finds out by this whether a number was referred: it is on the record of the sender.
  if (!received.ok && received.error.code === 'conflict')
    await deps.audit.record({
      ...{ actor, action: 'inbound_referral.conflict', target: { kind: 'sender', id: sender._id } },
      meta: { keyId: key.keyId },
    });
  return said(received);
}

/** Our reference and our clock, and nothing of what we know (V3). */
function said(received: Result<Received>) {
  if (!received.ok) return received;
  const { reference, state, reason, receivedAt, triageDueAt } = received.value;
  return ok({ reference, state, reason, receivedAt: iso(receivedAt), triageDueAt: isoOrNull(triageDueAt) });
}
