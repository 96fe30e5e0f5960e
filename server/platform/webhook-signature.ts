/**
 * How a receiver knows that a message is ours and whole: HMAC-SHA256 over `timestamp.body`, the timestamp in seconds, so
 * that an old message cannot be played again. The Idempotency-Key makes the same message one, however often it comes (C2).
 */
import { createHmac } from 'node:crypto';

export interface WebhookOrder {
  readonly secret: string;
  readonly body: string;
  readonly idempotencyKey: string;
  /** Epoch ms. */
  readonly now: number;
}

export function webhookHeaders({ secret, body, idempotencyKey, now }: WebhookOrder): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now / 1000));
  return {
    'Content-Type': 'application/json; charset=utf-8',
    'Hearthline-Timestamp': timestamp,
    'Hearthline-Signature': `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`,
    'Idempotency-Key': idempotencyKey,
  };
}
