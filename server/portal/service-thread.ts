/** The service's side: what the partner said, read on record, and an answer that lets nothing leave which was not agreed to. */
import { afterService } from '../../shared/domain/portal-moves.ts';
import { holdsWayToReach } from '../../shared/domain/thread-words.ts';
import type { ReferralThread, referralThreadRoutes } from '../../shared/protocol/http/referral-thread.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { StaffSession, ValueOf } from '../platform/http-route.ts';
import type { Session } from '../platform/mongo.ts';
import { isoOrNull } from '../platform/ports.ts';
import { transact } from '../platform/transaction.ts';
import type { ReferralRow } from '../referrals/index.ts';
import type { PortalDeps } from './deps.ts';
import { presentThread } from './present.ts';
import { saysSame } from './says-same.ts';

type Read = ValueOf<(typeof referralThreadRoutes)['read']>;

export async function readThread(deps: PortalDeps, referralId: string, who: StaffSession): Promise<Result<Read>> {
  const row = await deps.outbox.find(referralId);
  if (row?.kind !== 'referral') return fail('not_found');
  await deps.audit.record({
    actor: { id: who.agentId, role: who.role },
    action: 'referral_thread.read',
    target: { kind: 'referral', id: referralId },
  });
  return ok({ thread: await threadOf(deps, row) });
}

async function threadOf(deps: PortalDeps, row: ReferralRow): Promise<ReferralThread> {
  const { referralId, reference, recipientId, state, stopConfirmedAt } = row;
  const recipientName = deps.partners.find(recipientId, deps.clock.now())?.recipient.name ?? recipientId;
  return {
    ...{ referralId, reference, recipientName, state, stopConfirmedAt: isoOrNull(stopConfirmedAt) },
    open: afterService(statesOf(row)) !== null,
    messages: await presentThread(deps.thread, await deps.thread.of(referralId)),
  };
}

const statesOf = ({ transitions }: ReferralRow) => transitions.map(({ state }) => state);

interface Reply {
  readonly referralId: string;
  readonly clientId: string;
  readonly text: string;
}

const NOT_AGREED =
  'In these words is a number, an e-mail or a postcode. Nothing may leave that the person did not agree to: take it out, or ask for a new consent.';

type Said = Pick<Reply, 'text'> & {
  readonly kind: 'reply';
  readonly codes: Record<string, never>;
  readonly worker: null;
};

export async function answerPartner(
  deps: PortalDeps,
  { referralId, clientId, text }: Reply,
  who: StaffSession,
): Promise<Result<Read>> {
  if (holdsWayToReach(text)) return fail('bad_request', { issues: [{ path: 'text', message: NOT_AGREED }] });
  const said: Said = { kind: 'reply', codes: {}, text, worker: null };
  const outcome = await transact(deps.database, async (session): Promise<Result<Answered>> => {
    const row = await deps.outbox.findIn(session, referralId);
    if (row?.kind !== 'referral') return fail('not_found');
    const before = await deps.thread.byClientIdIn(session, referralId, clientId);
    if (before === null) return write(deps, session, row, { clientId, said, who });
    const same = await saysSame(deps.thread, before, said);
    return same ? ok({ row, first: false }) : fail('conflict', { reason: 'other_content' });
  });
  if (!outcome.ok) return outcome;
  const { row, first } = outcome.value;
  if (first) {
    deps.changed(row);
    await deps.questionIsOver(referralId);
  }
  return ok({ thread: await threadOf(deps, row) });
}

interface Answered {
  readonly row: ReferralRow;
  /** False: it was said before under this id. */
  readonly first: boolean;
}

interface ToWrite {
  readonly clientId: string;
  readonly said: Said;
  readonly who: StaffSession;
}

/** The answer, its audit, whose turn it is, and the e-mail that says that something is there: all or nothing. */
async function write(
  deps: PortalDeps,
  session: Session,
  row: ReferralRow,
  { clientId, said, who }: ToWrite,
): Promise<Result<Answered>> {
  const to = afterService(statesOf(row));
  if (to === null) return fail('conflict', { reason: 'nothing_was_asked', state: row.state });
  const may = await deps.maySayMore(session, row);
  if (!may.ok) return may;
  const at = deps.clock.now();
  const { referralId, recipientId, purgeAt, legalHold } = row;
  const messageId = deps.ids.uuid();
  await deps.thread.insertIn(session, {
    ...{ _id: messageId, referralId, clientId, from: 'service', at, purgeAt, legalHold, ...said },
    by: { agentId: who.agentId, name: who.name },
  });
  await deps.audit.record(
    {
      actor: { id: who.agentId, role: who.role },
      action: 'referral_thread.answer',
      target: { kind: 'referral', id: referralId },
      meta: { recipientId, from: row.state, to },
    },
    session,
  );
  const channel = deps.partners.lastChannelOf(recipientId);
  if (channel?.type === 'portal' && channel.noticeTo !== null) await deps.notices.putIn(session, row, at, messageId);
  const tell = row.tell === 'referral_question' ? null : row.tell;
  const step = { state: to, at, by: who.agentId };
  return ok({ row: await deps.outbox.changeIn(session, row, { state: to, tell }, [step]), first: true });
}
