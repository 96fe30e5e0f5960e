/**
 * What becomes of somebody who chose another provider: their yes is asked for in the case, the referral leaves by the outbox and
 * is chased there. The board follows it from the case's own records, and what was due for the yes is due no more.
 */
import { NEVER_DUE } from '../../shared/domain/case-sections.ts';
import { inboundDueAt } from '../../shared/domain/inbound-clocks.ts';
import { isPassingOpen, type PassingNow, passingStep } from '../../shared/domain/passing-on.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CaseWork, changeCase, settledInFamily } from '../cases/index.ts';
import { eachOnItsOwn } from '../platform/each-on-its-own.ts';
import { transact } from '../platform/transaction.ts';
import type { InboundDeps } from './deps.ts';
import { passOnDueId } from './fill-case.ts';
import type { InboundReferralDoc, Passing } from './inbound-referral.ts';
import { timesOf } from './times-of.ts';

/** A signal tells at once; what no signal told is found by then. */
const LOOK_AGAIN_MS = 60_000;
const AT_ONCE = 200;
const NOTHING_YET: PassingNow = { saidNo: false, referral: null };

/** Null where they stay, or nothing can be sent to the one they chose. */
export function beginPassing({ choice }: InboundReferralDoc, now: number): Passing | null {
  return choice === null || choice.recipientId === null
    ? null
    : { ...NOTHING_YET, open: true, lookAt: now + LOOK_AGAIN_MS };
}

export async function followMissed(deps: InboundDeps): Promise<void> {
  const missed = { 'passing.open': true, 'passing.lookAt': { $lte: deps.clock.now() } };
  await eachOnItsOwn(await deps.referrals.findMany(missed, AT_ONCE), (doc) => follow(deps, doc));
}

export async function followCases(deps: InboundDeps, caseIds: readonly string[]): Promise<void> {
  const theirs = { caseId: { $in: [...caseIds] }, passing: { $ne: null } };
  await eachOnItsOwn(await deps.referrals.findMany(theirs, AT_ONCE), (doc) => follow(deps, doc));
}

async function follow(deps: InboundDeps, doc: InboundReferralDoc): Promise<void> {
  const { choice, passing, caseId } = doc;
  if (passing === null || caseId === null || choice === null || choice.recipientId === null) return;
  const now = await deps.recipients.wordOf(caseId, choice.recipientId, doc.receivedAt);
  const step = passingStep({ ...choice, now });
  // The end of what is due comes first: begun again, it is there or not.
  if (step !== 'ask_yes') await endDue(deps, caseId, passOnDueId(doc._id));
  const lookAt = deps.clock.now() + LOOK_AGAIN_MS;
  const next: Passing = { ...now, open: isPassingOpen(step), lookAt };
  if (isSame(passing, next)) return deps.referrals.lookAgainAt(doc._id, lookAt);
  const dueAt = inboundDueAt(timesOf({ ...doc, passing: next }), deps.facts().clocks) ?? NEVER_DUE;
  await transact(deps.database, (session) => deps.referrals.changeIn(session, doc, { passing: next, dueAt }, null));
}

function isSame(a: Passing, b: Passing): boolean {
  const facts = ({ open, saidNo, referral }: Passing) => JSON.stringify([open, saidNo, referral]);
  return facts(a) === facts(b);
}

async function endDue({ cases }: InboundDeps, caseId: string, dueId: string): Promise<void> {
  const found = await cases.cases.find(caseId);
  if (!found?.due.some((each) => each.dueId === dueId)) return;
  await changeCase(cases, caseId, null, async (doc, session): Promise<Result<CaseWork<null>>> => {
    // Another node was here.
    if (!doc.due.some((each) => each.dueId === dueId)) return fail('conflict', { reason: 'done' });
    const change = await settledInFamily(cases, session, doc, dueId);
    return ok({ change, action: 'case.passed_on', event: null, value: null });
  });
}
