/** Judges a signed webhook the way a partner should: HMAC-SHA256 over `timestamp.body`, at most five minutes old. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export type SignedRequest = Readonly<{ signature: string | undefined; timestamp: string | undefined; body: Buffer }>;
export type Verdict = 'good' | 'unsigned' | 'stale' | 'forged';

const toleranceSeconds = 300;

export function judgeSignature(request: SignedRequest, secret: string, nowSeconds: number): Verdict {
  const given = /^v1=([0-9a-f]{64})$/.exec(request.signature ?? '')?.[1];
  if (given === undefined || !/^\d{1,12}$/.test(request.timestamp ?? '')) return 'unsigned';
  const expected = createHmac('sha256', secret).update(`${request.timestamp}.`).update(request.body).digest();
  // The signature first: whoever cannot sign learns nothing of our clock.
  if (!timingSafeEqual(expected, Buffer.from(given, 'hex'))) return 'forged';
  return Math.abs(nowSeconds - Number(request.timestamp)) > toleranceSeconds ? 'stale' : 'good';
}
