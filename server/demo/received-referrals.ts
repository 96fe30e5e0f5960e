/**
 * What the demonstration's partner keeps: one referral under one Idempotency-Key, however often it is delivered (C2),
 * and what was said about it since under the same key with `:recall`. What was taken back before it came is not kept.
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

const notice = z.looseObject({ kind: z.enum(['pause', 'resume']) });
/** What is said of a referral since comes under its key and one of these. */
const SINCE = /:(?:recall|pause|resume)[\w-]*$/;

export type ReceivedReferrals = Readonly<{
  receive(key: string, body: unknown, now: Date): Receipt;
  list(): readonly ReceivedReferral[];
}>;

export function createReceivedReferrals(): ReceivedReferrals {
  const kept = new Map<string, ReceivedReferral>();
  /** Never had, and recalled: the reference of each, should it come after all. */
  const overtaken = new Map<string, string>();

  function followUp(key: string, body: unknown, receivedAt: string): Receipt {
    const known = kept.get(key);
    if (known === undefined) {
      if (!overtaken.has(key) && stateAfter('acknowledged', body) === 'recalled') overtaken.set(key, newReference());
      return 'unknown_referral';
    }
    const again = known.followUps.some((each) => JSON.stringify(each.body) === JSON.stringify(body));
    const state = stateAfter(known.state, body);
    if (!again) kept.set(key, { ...known, state, followUps: [...known.followUps, { receivedAt, body }] });
    return { status: 'acknowledged', partnerReference: known.partnerReference };
  }

  return {
    receive: (key, body, now) => {
      const receivedAt = now.toISOString();
      if (SINCE.test(key)) return followUp(key.replace(SINCE, ''), body, receivedAt);
      const stopped = overtaken.get(key);
      if (stopped !== undefined) return { status: 'acknowledged', partnerReference: stopped };
      const known = kept.get(key);
      if (known !== undefined && JSON.stringify(known.body) !== JSON.stringify(body)) return 'another_body';
      const partnerReference = known?.partnerReference ?? newReference();
      kept.set(key, {
        ...(known ?? { idempotencyKey: key, partnerReference, state: 'acknowledged', receivedAt, body, followUps: [] }),
        deliveries: (known?.deliveries ?? 0) + 1,
      });
      return { status: 'acknowledged', partnerReference };
    },
    list: () => [...kept.values()],
  };
}

function newReference(): string {
  return `DEMO-${randomBytes(4).toString('hex').toUpperCase()}`;
}

/** What was taken back stays so, whatever arrives after it; anything but a pause and its end takes the referral back. */
function stateAfter(state: ReceivedReferral['state'], body: unknown): ReceivedReferral['state'] {
  const said = notice.safeParse(body);
  if (!said.success || state === 'recalled') return 'recalled';
  return said.data.kind === 'pause' ? 'paused' : 'acknowledged';
}
