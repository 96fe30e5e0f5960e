/**
 * What the demonstration's partner keeps: one referral under one Idempotency-Key, however often it is delivered (C2),
 * and what was said about it since under the same key with `:recall`.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';

export type ReceivedReferral = Readonly<{
  idempotencyKey: string;
  partnerReference: string;
  state: 'acknowledged' | 'recalled' | 'paused';
  receivedAt: string;
  /** How often the referral came; the partner has one all the same. */
  deliveries: number;
  body: unknown;
  /** Recalls, pauses and withdrawals, oldest first. */
  followUps: readonly Readonly<{ receivedAt: string; body: unknown }>[];
}>;

export type Receipt = { status: 'acknowledged'; partnerReference: string } | 'unknown_referral' | 'another_body';

/** Anything else under `:recall` takes the referral back. */
const pause = z.looseObject({ kind: z.literal('pause') });

export type ReceivedReferrals = Readonly<{
  receive(key: string, body: unknown, now: Date): Receipt;
  list(): readonly ReceivedReferral[];
}>;

export function createReceivedReferrals(): ReceivedReferrals {
  const kept = new Map<string, ReceivedReferral>();

  function followUp(key: string, body: unknown, receivedAt: string): Receipt {
    const known = kept.get(key);
    if (known === undefined) return 'unknown_referral';
    const again = known.followUps.some((each) => JSON.stringify(each.body) === JSON.stringify(body));
    const state = pause.safeParse(body).success ? 'paused' : 'recalled';
    if (!again) kept.set(key, { ...known, state, followUps: [...known.followUps, { receivedAt, body }] });
    return { status: 'acknowledged', partnerReference: known.partnerReference };
  }

  return {
    receive: (key, body, now) => {
      const receivedAt = now.toISOString();
      if (key.endsWith(':recall')) return followUp(key.slice(0, -':recall'.length), body, receivedAt);
      const known = kept.get(key);
      if (known !== undefined && JSON.stringify(known.body) !== JSON.stringify(body)) return 'another_body';
      const partnerReference = known?.partnerReference ?? `DEMO-${randomBytes(4).toString('hex').toUpperCase()}`;
      kept.set(key, {
        ...(known ?? { idempotencyKey: key, partnerReference, state: 'acknowledged', receivedAt, body, followUps: [] }),
        deliveries: (known?.deliveries ?? 0) + 1,
      });
      return { status: 'acknowledged', partnerReference };
    },
    list: () => [...kept.values()],
  };
}
