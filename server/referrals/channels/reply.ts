/** What the partner's answer means for the referral (C2). A redirect is never followed: it is tried again, at our address. */

import type { WebhookReply } from '../../platform/send-webhook.ts';
import type { RowKind } from '../referral-record.ts';
import type { Verdict } from './verdict.ts';

/** A partner that knows nothing of it has nothing to take back or to pause, which is all we asked. */
export function judgeReply(reply: WebhookReply, kind: RowKind): Verdict {
  if (!reply.came) {
    const { reason } = reply;
    return reason === 'timeout' || reason === 'network'
      ? { outcome: 'again', reason, askedMs: 0 }
      : { outcome: 'hopeless', reason };
  }
  const { status } = reply;
  const reason = `status_${status}`;
  if (status >= 200 && status < 300) return readBody(reply.body);
  if (kind !== 'referral' && (status === 404 || status === 410)) return { outcome: 'sent' };
  const passing = status >= 500 || status < 400 || status === 429 || status === 408 || status === 425;
  if (passing) return { outcome: 'again', reason, askedMs: retryAfterMs(reply.retryAfter) };
  return { outcome: 'hopeless', reason };
}

function readBody(body: string): Verdict {
  try {
    const said: unknown = JSON.parse(body);
    if (typeof said !== 'object' || said === null || !('status' in said) || said.status !== 'acknowledged')
      return { outcome: 'sent' };
    const reference = 'partnerReference' in said ? said.partnerReference : null;
    return { outcome: 'acknowledged', partnerReference: isReference(reference) ? reference : null };
  } catch {
    return { outcome: 'sent' };
  }
}

/** Kept in clear, so only what looks like a reference, never a sentence about a person. */
function isReference(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$/.test(value);
}

function retryAfterMs(header: string | null): number {
  return header !== null && /^\d{1,5}$/.test(header) ? Number(header) * 1_000 : 0;
}
