/**
 * A partner says what becomes of a referral: the state, what was said and its audit are one transaction over the outbox row.
 * Taking the consent back writes the same row, so that of the two one comes first and the other sees it (C1).
 */

import { londonDay } from '../../shared/domain/opening-hours.ts';
import { afterPartner, waitsWhilePaused } from '../../shared/domain/portal-moves.ts';
import type { ReferralState } from '../../shared/protocol/desk.ts';
import type { PortalAnswer, portalRoutes } from '../../shared/protocol/http/portal.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { StaffSession, ValueOf } from '../platform/http-route.ts';
import type { Session } from '../platform/mongo.ts';
import { transact } from '../platform/transaction.ts';
import type { ReferralRow } from '../referrals/index.ts';
import { answerFaults } from './answer-faults.ts';
import type { PortalDeps } from './deps.ts';
import { presentRow, revisionOf } from './present.ts';
import { saysSame } from './says-same.ts';
import { isTheirs, type TheirRow } from './theirs.ts';
import { threadShown, withheldOf } from './what-shows.ts';

type Answered = ValueOf<(typeof portalRoutes)['answer']>;
type RowChange = Parameters<PortalDeps['outbox']['changeIn']>[2];

interface Step {
  readonly answer: PortalAnswer;
  readonly who: StaffSession;
}

export async function answerReferral(
  deps: PortalDeps,
  { referralId, answer }: { readonly referralId: string; readonly answer: PortalAnswer },
  who: StaffSession,
): Promise<Result<Answered>> {
  const outcome = await transact(deps.database, (session) => write(deps, session, referralId, { answer, who }));
  if (!outcome.ok) return outcome;
  const { row, first } = outcome.value;
  if (first) deps.changed(row);
  if (first && answer.kind !== 'question') await deps.questionIsOver(referralId);
  return ok({ referral: presentRow(row), thread: await threadShown(deps, row), withheld: withheldOf(deps, row) });
}

interface Written {
  readonly row: TheirRow;
  /** False: it was said before under this id. */
  readonly first: boolean;
}

async function write(
  deps: PortalDeps,
  session: Session,
  referralId: string,
  { answer, who }: Step,
): Promise<Result<Written>> {
  const row = await deps.outbox.findIn(session, referralId);
  if (!isTheirs(row, who)) return fail('not_found');
  const before = await deps.thread.byClientIdIn(session, referralId, answer.clientId);
  if (before)
    return (await saysSame(deps.thread, before, messageOf(answer)))
      ? ok({ row, first: false })
      : fail('conflict', { reason: 'other_content' });
  const to = afterPartner(answer.kind, row.state);
  if (to === null || (answer.kind === 'stopped' && row.stopConfirmedAt))
    return fail('conflict', { reason: row.state === 'recalled' ? 'taken_back' : 'not_now', state: row.state });
  // Said since they last looked: a pause is no change of the state.
  if (row.pause && waitsWhilePaused(answer.kind)) return fail('conflict', { reason: 'paused', state: row.state });
  if (answer.revision !== revisionOf(row))
    return fail('conflict', { reason: 'changed_meanwhile', revision: revisionOf(row) });
  const now = deps.clock.now();
  const issues = answerFaults(answer, { day: londonDay(new Date(now)), codes: deps.codes() });
  if (issues.length > 0) return fail('bad_request', { issues });
  const change = changeFor(deps, row, { to, answer, now });
  const after = await deps.outbox.changeIn(session, row, change, [{ state: to, at: now, by: who.agentId }]);
  await note(deps, session, row, { answer, who, now });
  if (change.purgeAt)
    for (const { keepUntilIn } of [deps.thread, deps.sent]) await keepUntilIn(session, referralId, change.purgeAt);
  return isTheirs(after, who) ? ok({ row: after, first: true }) : fail('not_found');
}

interface Told extends Step {
  readonly now: number;
}

/** What was said, and that it was (A2). */
async function note(deps: PortalDeps, session: Session, row: ReferralRow, { answer, who, now }: Told): Promise<void> {
  const { referralId, purgeAt, legalHold } = row;
  const { clientId, kind } = answer;
  const message = messageOf(answer);
  const by = { agentId: who.agentId, name: who.name };
  await deps.thread.insertIn(session, {
    ...{ _id: deps.ids.uuid(), referralId, clientId, from: 'partner', at: now, purgeAt, legalHold },
    ...{ by, ...message },
  });
  await deps.noteIn(session, row, { answer: kind, by, at: now });
  await deps.audit.record(
    {
      actor: { id: who.agentId, role: who.role },
      action: `portal.${kind}`,
      target: { kind: 'referral', id: referralId },
      meta: { recipientId: row.recipientId, from: row.state, ...message.codes },
    },
    session,
  );
}

/** What is kept of an answer: codes and days in clear, words and names sealed. */
function messageOf(answer: PortalAnswer) {
  const none = { codes: {}, text: null, worker: null };
  switch (answer.kind) {
    case 'accept':
      return {
        ...{ ...none, kind: answer.kind, worker: answer.worker },
        codes: answer.startsOn === null ? {} : { startsOn: answer.startsOn },
      };
    case 'decline':
      return { ...none, kind: answer.kind, codes: { reason: answer.reason }, text: answer.text };
    case 'waiting_list':
      return { ...none, kind: answer.kind, codes: { weeks: String(answer.weeks), reviewOn: answer.reviewOn } };
    case 'question':
      return { ...none, kind: answer.kind, text: answer.text };
    case 'outcome':
      return { ...none, kind: answer.kind, codes: { outcome: answer.outcome }, text: answer.text };
    default:
      return { ...none, kind: answer.kind };
  }
}

interface Move {
  readonly to: ReferralState;
  readonly answer: PortalAnswer;
  readonly now: number;
}

/** A no and a question call for somebody of ours; whatever the partner says, it has it. */
function changeFor(deps: PortalDeps, { acknowledgedAt }: ReferralRow, { to, answer, now }: Move): RowChange {
  if (answer.kind === 'stopped') return { state: to, stopConfirmedAt: now };
  const ended = to === 'declined' || to === 'completed';
  return {
    state: to,
    acknowledgedAt: acknowledgedAt ?? now,
    ...(ended ? { purgeAt: deps.purgeAt(new Date(now)) } : {}),
    ...(answer.kind === 'decline' ? { tell: 'referral_declined' as const } : {}),
    ...(answer.kind === 'question' ? { tell: 'referral_question' as const } : {}),
  };
}
