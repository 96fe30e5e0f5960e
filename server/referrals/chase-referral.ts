/**
 * Somebody asked a partner that has not acknowledged a referral (D2). What came of it decides who asks next and when; that
 * they have it, said by telephone, acknowledges it, with who wrote that down.
 */
import type { z } from 'zod';
import { chaseFault, nextChase } from '../../shared/domain/chase-ladder.ts';
import { decide, type Relation } from '../../shared/domain/permissions.ts';
import type { ChaseView, followUpRoutes } from '../../shared/protocol/http/referral-follow-up.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { participants } from '../conversations/index.ts';
import type { StaffSession } from '../platform/http-route.ts';
import type { Session } from '../platform/mongo.ts';
import { iso, isoOrNull } from '../platform/ports.ts';
import { transact } from '../platform/transaction.ts';
import { caseOf } from './call-to-chase.ts';
import type { ChaseWords } from './chase-words.ts';
import type { ReferralsDeps, TimelineNote } from './deps.ts';
import type { RowChange } from './outbox.store.ts';
import { personNow } from './person-now.ts';
import { aboutRow, chaseScript } from './present-follow-up.ts';
import type { ChaseDoc, ReferralChange, ReferralRow } from './referral-record.ts';

export interface ChaseDeps extends ReferralsDeps {
  readonly words: ChaseWords;
}

type Input = z.infer<typeof followUpRoutes.chase.body> & { readonly referralId: string };
type Shown = Result<{ chase: ChaseView }>;

export async function readChase(deps: ChaseDeps, referralId: string, who: StaffSession): Promise<Shown> {
  const row = await transact(deps.database, (session) => reach(deps, session, referralId, who));
  if (!row.ok) return row;
  await audit(deps, row.value, who, 'referral.chase_read');
  return ok({ chase: await present(deps, row.value) });
}

export async function chaseReferral(
  deps: ChaseDeps,
  { referralId, ...asked }: Input,
  who: StaffSession,
): Promise<Shown> {
  const { clientId } = asked;
  const said = await deps.words.seal(referralId, clientId, asked.said);
  const outcome = await transact(deps.database, async (session): Promise<Result<ReferralRow>> => {
    const reached = await reach(deps, session, referralId, who);
    if (!reached.ok) return reached;
    const row = reached.value;
    const before = row.chases?.find((each) => each.clientId === clientId);
    if (before)
      return (await isSame(deps, row, before, asked)) ? ok(row) : fail('conflict', { reason: 'other_content' });
    if (row.state !== 'sent' || row.sentAt === null) return fail('conflict', { reason: 'answered_already' });
    return write(deps, session, { row, asked, said, who });
  });
  if (!outcome.ok) return outcome;
  deps.referralChanged(outcome.value);
  const caseId = await caseOf(deps, outcome.value);
  if (caseId !== null) deps.ofCase.changed(caseId);
  return ok({ chase: await present(deps, outcome.value) });
}

interface Writing {
  readonly row: ReferralRow;
  readonly asked: Omit<Input, 'referralId'>;
  readonly said: ChaseDoc['said'];
  readonly who: StaffSession;
}

async function write(
  deps: ChaseDeps,
  session: Session,
  { row, asked: { clientId, how, outcome }, said, who }: Writing,
): Promise<Result<ReferralRow>> {
  const now = deps.clock.now();
  const step = row.chase?.step ?? 'first';
  const fault = chaseFault(step, how, outcome);
  if (fault !== null) return fail('bad_request', { issues: [{ path: 'body.how', message: fault }] });
  const chases = [...(row.chases ?? []), { clientId, at: now, by: who.agentId, step, how, outcome, said }];
  const { at: acknowledgeBy, counts } = row.acknowledgeBy ?? { at: now, counts: 'working_days' as const };
  const next = nextChase({ acknowledgeBy, counts, chases }, deps.clocks());
  const chased: RowChange = { chases, chase: next && { ...next, told: false } };
  await audit(deps, row, who, 'referral.chase', { how, outcome, step }, session);
  await note(deps, session, row, { codes: { how, outcome, step, recipient: row.recipientId }, by: who, at: now });
  if (outcome !== 'acknowledged_by_phone') return ok(await deps.outbox.changeIn(session, row, chased, []));
  const history: ReferralChange[] = [{ state: 'acknowledged', at: now, by: who.agentId }];
  return ok(
    await deps.outbox.changeIn(session, row, { ...chased, state: 'acknowledged', acknowledgedAt: now }, history),
  );
}

/** In the timeline of its case. What was said stays with the referral: a number in it goes into no words of the case. */
async function note(
  deps: ChaseDeps,
  session: Session,
  row: ReferralRow,
  { codes, by: { agentId, name }, at }: Pick<TimelineNote, 'codes' | 'by' | 'at'>,
): Promise<void> {
  const caseId = await caseOf(deps, row);
  if (caseId === null) return;
  const about = { kind: 'referral', id: row.referralId };
  await deps.ofCase.noteIn(session, caseId, { kind: 'referral_chased', about, codes, by: { agentId, name }, at });
}

/** What may not be seen does not exist: somebody they know is in it, or it is nothing of theirs. */
async function reach(
  deps: ChaseDeps,
  session: Session,
  referralId: string,
  who: StaffSession,
): Promise<Result<ReferralRow>> {
  const row = await deps.outbox.findIn(session, referralId);
  if (row?.kind !== 'referral') return fail('not_found');
  const { knows } = await personNow(deps, session, row);
  if (knows(who.agentId)) return fail('not_found');
  return (await mayChase(deps, row, who)) ? ok(row) : fail('not_found');
}

type Whose = Pick<ReferralRow, 'createdBy' | 'conversationId' | 'caseId'>;

export async function mayChase(
  deps: Pick<ReferralsDeps, 'conversations' | 'relationsToCase'>,
  row: Whose,
  who: StaffSession,
): Promise<boolean> {
  const own = row.createdBy === who.agentId ? (['own'] as const) : [];
  if (decide('referral.chase', who.role, own) === 'allowed') return true;
  return decide('referral.chase', who.role, await relationsTo(deps, row, who)) === 'allowed';
}

/** For the route as well: what somebody is to a referral follows from who made it, its conversation and its case. */
export async function relationsTo(
  deps: Pick<ReferralsDeps, 'conversations' | 'relationsToCase'>,
  row: Whose,
  who: StaffSession,
): Promise<Relation[]> {
  const talk = row.conversationId === null ? null : await deps.conversations.find(row.conversationId);
  const caseId = await caseOf(deps, row);
  return [
    ...(row.createdBy === who.agentId ? (['own'] as const) : []),
    ...(talk && participants(talk).includes(who.agentId) ? (['holder'] as const) : []),
    ...(caseId === null ? [] : await deps.relationsToCase(caseId, who)),
  ];
}

async function isSame(deps: ChaseDeps, row: ReferralRow, before: ChaseDoc, asked: Writing['asked']): Promise<boolean> {
  const { how, outcome, clientId } = before;
  if (how !== asked.how || outcome !== asked.outcome) return false;
  return (await deps.words.open(row.referralId, clientId, before.said)) === asked.said;
}

async function present(deps: ChaseDeps, row: ReferralRow): Promise<ChaseView> {
  const { state, sentAt, chase, referralId } = row;
  const about = aboutRow(deps.partners, row, deps.clock.now());
  const chases = await Promise.all(
    (row.chases ?? []).map(async ({ at, by, step, how, outcome, clientId, said }) => {
      return { at: iso(at), by, step, how, outcome, said: await deps.words.open(referralId, clientId, said) };
    }),
  );
  const next = state === 'sent' && chase ? { step: chase.step, dueAt: iso(chase.at) } : null;
  const script = chaseScript(row, about.rings?.who ?? null);
  return { ...about, state, sentAt: isoOrNull(sentAt), next, script, chases };
}

async function audit(
  deps: ReferralsDeps,
  { referralId }: ReferralRow,
  { agentId, role }: StaffSession,
  action: string,
  meta: Readonly<Record<string, string>> = {},
  session?: Session,
): Promise<void> {
  await deps.audit.record(
    { actor: { id: agentId, role }, action, target: { kind: 'referral', id: referralId }, meta },
    session,
  );
}
