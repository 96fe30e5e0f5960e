/** To a partner with a system of its own: one signed message, the same bytes under the same key at every attempt (C2). */
import type { WebhookReply, WebhookRequest } from '../../platform/send-webhook.ts';
import { webhookHeaders } from '../../platform/webhook-signature.ts';
import type { ReferralRow } from '../referral-record.ts';
import { judgeReply } from './reply.ts';
import type { Verdict } from './verdict.ts';

export interface WebhookDelivery {
  readonly url: string;
  readonly secret: string;
  readonly row: Pick<ReferralRow, '_id' | 'kind'>;
  readonly body: string;
  readonly now: number;
}

export async function sendByWebhook(
  send: (request: WebhookRequest) => Promise<WebhookReply>,
  { url, secret, row, body, now }: WebhookDelivery,
): Promise<Verdict> {
  const headers = webhookHeaders({ secret, body, idempotencyKey: row._id, now });
  return judgeReply(await send({ url, headers, body }), row.kind);
}
