/**
 * Sends the e-mail notices that are due. Tried again for hours; one that cannot be sent is a person's to know, who rings
 * instead. The referral itself is never touched: it is there, whether the e-mail came or not.
 */
import type { Partners } from '../partners/index.ts';
import { describeError, type Logger } from '../platform/logger.ts';
import type { Mailer } from '../platform/mail.ts';
import type { Clock } from '../platform/ports.ts';
import { type Repeating, repeat } from '../platform/repeat.ts';
import { nextAttemptAt, type RetryPlan } from './backoff.ts';
import type { ReferralsDeps } from './deps.ts';
import { noticeMail } from './notice-mail.ts';
import type { NoticeDoc, NoticesStore } from './notices.store.ts';

export interface NoticeDeps extends Pick<ReferralsDeps, 'tellPerson' | 'serviceName'> {
  readonly notices: NoticesStore;
  readonly partners: Pick<Partners, 'lastChannelOf'>;
  readonly mailer: Mailer;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly retry: RetryPlan;
  readonly sweepMs: number;
}

const TAKEN_FOR_MS = 60_000;
const AT_MOST = 100;

export function sendNotices(deps: NoticeDeps): Repeating {
  return repeat({ name: 'partner notices', everyMs: deps.sweepMs, logger: deps.logger }, () => sweep(deps));
}

async function sweep(deps: NoticeDeps): Promise<void> {
  const { notices, clock } = deps;
  for (let sent = 0; sent < AT_MOST; sent += 1) {
    const now = clock.now();
    const taken = await notices.take(now, now + TAKEN_FOR_MS);
    if (taken === null) break;
    await send(deps, taken);
  }
  for (const doc of await notices.untold(AT_MOST)) {
    // Sent once more and failed again, it is another call.
    const again = doc.retriedAfter === undefined ? '' : `:${doc.retriedAfter}`;
    await deps.tellPerson({ kind: 'notice_undeliverable', row: doc, cause: `${doc._id}${again}` });
    await notices.told(doc._id);
  }
}

async function send(deps: NoticeDeps, notice: NoticeDoc): Promise<void> {
  const { notices, partners, mailer, clock, logger } = deps;
  const { _id, kind, recipientId, reference, referralId, attempt } = notice;
  const channel = partners.lastChannelOf(recipientId);
  const to = channel?.noticeTo ?? null;
  // The partner wants none any more.
  if (channel === null || to === null) return notices.settle(notice, { dueAt: null });
  const where = channel.type === 'portal' ? 'portal' : 'system';
  try {
    await mailer.send(noticeMail({ noticeId: _id, kind, to, service: deps.serviceName(), reference, where }));
    await notices.settle(notice, { dueAt: null, sentAt: clock.now() });
    logger.info({ referralId, kind, attempt, leaves: mailer.leaves }, 'a notice was sent to a partner');
  } catch (error) {
    const now = clock.now();
    const dueAt = nextAttemptAt(deps.retry, { attempt: attempt - (notice.retriedAfter ?? 0), now });
    await notices.settle(notice, dueAt === null ? { dueAt, failedAt: now, tell: true } : { dueAt });
    logger.warn({ referralId, kind, attempt, ...describeError(error) }, 'a notice could not be sent to a partner');
  }
}
