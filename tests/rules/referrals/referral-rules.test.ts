import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../../server/platform/public-address.ts';
import { webhookHeaders } from '../../../server/platform/webhook-signature.ts';
import { nextAttemptAt, RETRY_PLAN } from '../../../server/referrals/backoff.ts';
import { judgeReply } from '../../../server/referrals/channels/reply.ts';
import { EXIT_HOLD_MS, holdFor } from '../../../server/referrals/hold.ts';
import { referenceFrom } from '../../../server/referrals/referral-record.ts';
import { REFERRAL_CAUSES, referralMayBecome, withdrawalEffect } from '../../../shared/domain/referral-state.ts';
import { REFERRAL_STATES } from '../../../shared/protocol/desk.ts';

describe('the states of a referral', () => {
  test('[C2] lead from a consent to an acknowledgement by the design’s way and no other', () => {
    const way = ['draft', 'consent_pending', 'held', 'ready', 'sending', 'sent', 'acknowledged'] as const;
    const becomes = (from: (typeof REFERRAL_STATES)[number]) =>
      REFERRAL_STATES.filter((to) => REFERRAL_CAUSES.some((cause) => referralMayBecome(from, to, cause)));
    for (const [at, from] of way.slice(0, -1).entries()) expect(becomes(from)).toContain(way[at + 1]);
    // Held again only by a restore, recalled only where somebody sends it once more.
    expect(new Set(becomes('ready'))).toEqual(new Set(['held', 'sending', 'withdrawn', 'recalled', 'undeliverable']));
    expect(new Set(becomes('undeliverable'))).toEqual(new Set(['ready', 'withdrawn', 'recalled']));
    expect(becomes('withdrawn')).toEqual([]);
    // The end, and stays it: the partner only says that it has deleted what it got.
    expect(becomes('recalled')).toEqual(['recalled']);
  });

  test('[C1] are never sent again once the consent was taken back', () => {
    const sends = (from: (typeof REFERRAL_STATES)[number]) => referralMayBecome(from, 'sending', 'attempt_begun');
    expect(REFERRAL_STATES.filter(sends)).toEqual(['ready', 'sending']);
  });

  test('[C1] before the first attempt nothing leaves, afterwards a recall follows', () => {
    expect(withdrawalEffect('held', 0)).toBe('stopped');
    expect(withdrawalEffect('ready', 0)).toBe('stopped');
    expect(withdrawalEffect('undeliverable', 0)).toBe('stopped');
    for (const state of ['held', 'sending', 'sent', 'acknowledged', 'undeliverable'] as const)
      expect(withdrawalEffect(state, 1)).toBe('recalled');
    expect(withdrawalEffect('withdrawn', 0)).toBeNull();
    for (const state of REFERRAL_STATES)
      for (const attempts of [0, 1]) {
        const effect = withdrawalEffect(state, attempts);
        if (effect === 'recalled' && state !== 'draft' && state !== 'consent_pending')
          expect(referralMayBecome(state, 'recalled', 'recalled')).toBe(true);
      }
  });
});

describe('how long a referral waits after the yes', () => {
  const facts = { givenAt: 1_000_000, exitedAt: null, atOnce: false, holdMs: 1_800_000, now: 1_000_000 };

  test('is the time to think again, counted from the yes', () => {
    expect(holdFor(facts)).toEqual({ state: 'held', heldFor: 'person', until: 2_800_000 });
    expect(holdFor({ ...facts, now: 2_800_000 })).toEqual({ state: 'ready' });
  });

  test('is nothing where the risk is high or the person asked', () => {
    expect(holdFor({ ...facts, atOnce: true })).toEqual({ state: 'ready' });
  });

  test('is until a coordinator decides after an exit within five minutes of the yes, high risk or not', () => {
    for (const atOnce of [true, false]) {
      expect(holdFor({ ...facts, atOnce, exitedAt: facts.givenAt + EXIT_HOLD_MS })).toEqual({
        state: 'held',
        heldFor: 'coordinator',
      });
    }
    expect(holdFor({ ...facts, atOnce: true, exitedAt: facts.givenAt + EXIT_HOLD_MS + 1 })).toEqual({ state: 'ready' });
  });
});

describe('trying again', () => {
  test('[C2] pauses longer each time, ends, and a person knows within five minutes that it is late', () => {
    expect([...RETRY_PLAN.pausesMs].sort((a, b) => a - b)).toEqual(RETRY_PLAN.pausesMs);
    expect(nextAttemptAt(RETRY_PLAN, { attempt: RETRY_PLAN.pausesMs.length + 1, now: 0 })).toBeNull();
    const untilTold = RETRY_PLAN.pausesMs.slice(0, RETRY_PLAN.tellAfterAttempts - 1).reduce((a, b) => a + b, 0);
    expect(untilTold + RETRY_PLAN.tellAfterAttempts * 10_000).toBeLessThan(5 * 60_000);
  });

  test('[C2] is never sooner than planned nor, whatever a partner asks, later than an hour or the plan', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.nat(), fc.nat(), (attempt, now, askedMs) => {
        const planned = now + (RETRY_PLAN.pausesMs[attempt - 1] ?? 0);
        const at = nextAttemptAt(RETRY_PLAN, { attempt, now, askedMs });
        expect(at).toBeGreaterThanOrEqual(planned);
        expect(at).toBeLessThanOrEqual(Math.max(planned, now + 3_600_000));
      }),
    );
  });
});

describe('a partner’s answer', () => {
  const judge = (status: number, body = '', kind: 'referral' | 'recall' = 'referral') =>
    judgeReply({ came: true, status, body, retryAfter: null }, kind);

  test('[C2] is an acknowledgement only in so many words', () => {
    const body = JSON.stringify({ status: 'acknowledged', partnerReference: 'AB-12' });
    expect(judge(200, body)).toEqual({ outcome: 'acknowledged', partnerReference: 'AB-12' });
    for (const other of ['', 'garbage', 'null', '[]', '{"status":"queued"}'])
      expect(judge(202, other).outcome).toBe('sent');
    const talkative = JSON.stringify({ status: 'acknowledged', partnerReference: 'Sam rang us, see file' });
    expect(judge(200, talkative)).toEqual({ outcome: 'acknowledged', partnerReference: null });
  });

  test.each([301, 302, 307, 308, 408, 425, 429, 500, 502, 503])('[C2] %i is tried again, at our address', (status) => {
    expect(judge(status)).toMatchObject({ outcome: 'again' });
  });

  test.each([400, 401, 403, 404, 409, 410, 422])('[C2] %i ends it at once', (status) => {
    expect(judge(status)).toMatchObject({ outcome: 'hopeless' });
  });

  test('[C2] a partner that knows nothing of it has nothing to take back', () => {
    expect(judge(404, '', 'recall')).toEqual({ outcome: 'sent' });
  });

  test('[C2] silence is tried again, a refused address is not', () => {
    expect(judgeReply({ came: false, reason: 'timeout' }, 'referral').outcome).toBe('again');
    expect(judgeReply({ came: false, reason: 'address_refused' }, 'referral').outcome).toBe('hopeless');
  });
});

describe('an address', () => {
  test.each([
    ...[
      '127.0.0.1',
      '0.0.0.0',
      '10.1.2.3',
      '172.31.255.255',
      '192.168.0.1',
      '169.254.169.254',
      '100.64.0.1',
      '198.18.0.1',
    ],
    ...['224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fe80::1%eth0', 'fd00::1', 'fc00::1', 'ff02::1'],
    ...[
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '::ffff:10.0.0.1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '2001::1',
      '2001:db8::1',
    ],
    ...['localhost', '', '1.2.3', '999.1.1.1', '1::2::3', '12345::'],
  ])('%s is refused', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each([
    '8.8.8.8',
    '172.32.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '2a00:1450:4009::200e',
    '2001:4860:4860::8888',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('the signature', () => {
  test('[C2] is over timestamp and body, in seconds, with the key that makes the referral one', () => {
    const headers = webhookHeaders({ secret: 's', body: '{"a":1}', idempotencyKey: 'r-1', now: 1_700_000_000_999 });
    const expected = createHmac('sha256', 's').update('1700000000.{"a":1}').digest('hex');
    expect(headers).toMatchObject({
      'Hearthline-Timestamp': '1700000000',
      'Hearthline-Signature': `v1=${expected}`,
      'Idempotency-Key': 'r-1',
    });
  });

  test('a reference can be read out without mistake', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (bytes) => {
        expect(referenceFrom(bytes)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
      }),
    );
  });
});
