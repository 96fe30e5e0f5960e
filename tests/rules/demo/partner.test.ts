import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createReceivedReferrals } from '../../../server/demo/received-referrals.ts';
import { judgeSignature } from '../../../server/demo/webhook-signature.ts';

const now = new Date('2026-11-24T10:00:00Z');
const seconds = now.getTime() / 1000;
const body = Buffer.from('{"a":1}');
const sign = (timestamp: number, secret = 'secret') =>
  `v1=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`;

describe("the demonstration's partner", () => {
  it('takes what is signed with its secret and fresh, and nothing else', () => {
    const judge = (signature: string | undefined, timestamp: string | undefined) =>
      judgeSignature({ signature, timestamp, body }, 'secret', seconds);
    expect(judge(sign(seconds), String(seconds))).toBe('good');
    expect(judge(sign(seconds - 300), String(seconds - 300))).toBe('good');
    expect(judge(sign(seconds - 301), String(seconds - 301))).toBe('stale');
    expect(judge(sign(seconds, 'other'), String(seconds))).toBe('forged');
    expect(judge(sign(seconds - 1), String(seconds))).toBe('forged');
    expect(judge(undefined, String(seconds))).toBe('unsigned');
    expect(judge(sign(seconds), undefined)).toBe('unsigned');
  });

  it('[C2] keeps one referral under one key, however often it comes', () => {
    const referrals = createReceivedReferrals();
    const first = referrals.receive('k', { name: 'A' }, now);
    expect(referrals.receive('k', { name: 'A' }, now)).toEqual(first);
    expect(referrals.receive('k', { name: 'B' }, now)).toBe('another_body');
    expect(referrals.list()).toMatchObject([{ idempotencyKey: 'k', deliveries: 2, state: 'acknowledged' }]);
  });

  it('takes a referral back under the same key, once', () => {
    const referrals = createReceivedReferrals();
    expect(referrals.receive('k:pause-1', { kind: 'pause' }, now)).toBe('unknown_referral');
    const first = referrals.receive('k', { name: 'A' }, now);
    expect(referrals.receive('k:recall', { kind: 'recall' }, now)).toEqual(first);
    referrals.receive('k:recall', { kind: 'recall' }, now);
    expect(referrals.list()).toMatchObject([{ state: 'recalled' }]);
    expect(referrals.list()[0]?.followUps).toHaveLength(1);
  });

  it('[C1] keeps nothing of one whose recall was there first', () => {
    const referrals = createReceivedReferrals();
    expect(referrals.receive('k:recall', { kind: 'recall' }, now)).toBe('unknown_referral');
    const late = referrals.receive('k', { name: 'A' }, now);
    expect(late).toMatchObject({ status: 'acknowledged' });
    expect(referrals.receive('k', { name: 'A' }, now)).toEqual(late);
    expect(referrals.receive('k:recall-1', { kind: 'recall' }, now)).toBe('unknown_referral');
    expect(referrals.list()).toEqual([]);
  });

  it('shows a pause as a pause', () => {
    const referrals = createReceivedReferrals();
    referrals.receive('k', {}, now);
    referrals.receive('k:recall', { kind: 'pause' }, now);
    expect(referrals.list()).toMatchObject([{ state: 'paused' }]);
  });
});
