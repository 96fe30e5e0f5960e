/**
 * One step of a received referral, by one person: the same clientId with the same content is the same answer; what changed
 * since it was read is a conflict that names who changed it; else the rule decides, and all is written in one transaction,
 * with whom it calls and of what it reminds.
 */
import { NEVER_DUE } from '../../shared/domain/case-sections.ts';
import { inboundDue } from '../../shared/domain/inbound-clocks.ts';
import { isOpenReferral, moveReferral, type ReferralMove } from '../../shared/domain/inbound-referral-state.ts';
import type { Action } from '../../shared/domain/permissions.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import { transact } from '../platform/transaction.ts';
import type { InboundCaller, InboundDeps } from './deps.ts';
import { followStepIn, tellStep } from './follow-step.ts';
import type { InboundReferralDoc, ReferralChange, ReferralStep } from './inbound-referral.ts';
import { reachReferral } from './reach-referral.ts';
import { timesOf } from './times-of.ts';

export interface StepAsked {
  readonly referralId: string;
  readonly clientId: string;
  readonly revision: number;
  /** What kind of step, and all that was asked for: the same again is the same step. */
  readonly kind: string;
  readonly content: unknown;
  readonly codes?: Readonly<Record<string, string>>;
  readonly text: string | null;
}

export type StepRule = (doc: InboundReferralDoc, now: number) => Result<ReferralChange>;

export async function changeReferral(
  deps: InboundDeps,
  { action, asked, caller }: { readonly action: Action; readonly asked: StepAsked; readonly caller: InboundCaller },
  rule: StepRule,
): Promise<Result<InboundReferralDoc>> {
  const reached = await reachReferral(deps, action, caller, asked.referralId);
  if (!reached.ok) return reached;
  const stepId = deps.ids.uuid();
  const text = await sealText(deps, reached.value, stepId, asked.text);
  const changed = await transact(deps.database, (session) =>
    step(deps, session, { asked, caller, stepId, text }, rule),
  );
  if (!changed.ok) return changed;
  const { before, after } = changed.value;
  await tellStep(deps, before, after);
  return ok(after);
}

interface Stepped {
  readonly before: InboundReferralDoc;
  readonly after: InboundReferralDoc;
}

/** Words on what is gone already have no key any more to be sealed with. */
async function sealText({ referrals }: InboundDeps, doc: InboundReferralDoc, stepId: string, text: string | null) {
  return text === null || doc.body === null ? null : referrals.sealStep(doc._id, stepId, text);
}

interface Step {
  readonly asked: StepAsked;
  readonly caller: InboundCaller;
  readonly stepId: string;
  readonly text: ReferralStep['text'];
}

async function step(
  deps: InboundDeps,
  session: Session,
  { asked, caller, stepId, text }: Step,
  rule: StepRule,
): Promise<Result<Stepped>> {
  const { referralId, clientId, kind, codes = {} } = asked;
  const doc = await deps.referrals.find(referralId, session);
  if (!doc) return fail('not_found');
  const content = [caller.agentId, kind, asked.content];
  const before = doc.steps.find((each) => each.clientId === clientId);
  if (before) {
    const same = deps.contentDigest.isOf(before.digest, content);
    return same ? ok({ before: doc, after: doc }) : fail('conflict', { reason: 'other_content' });
  }
  if (doc.revision !== asked.revision) return changedMeanwhile(doc);
  const now = deps.clock.now();
  const change = rule(doc, now);
  if (!change.ok) return change;
  const by = { agentId: caller.agentId, name: caller.name };
  const made: ReferralStep = {
    stepId,
    clientId,
    kind,
    at: now,
    by,
    codes,
    digest: deps.contentDigest.of(content),
    text,
  };
  const due = inboundDue(timesOf({ ...doc, ...change.value }), deps.facts().clocks);
  const dueAt = due?.dueAt.getTime() ?? NEVER_DUE;
  const lateCause = dueAt === doc.dueAt ? doc.lateCause : null;
  const after = await deps.referrals.changeIn(session, doc, { ...change.value, dueAt, lateCause }, made);
  if (!after) return changedMeanwhile(doc);
  await followStepIn(deps, session, { before: doc, after, due, now });
  const target = { kind: 'inbound_referral', id: referralId };
  const actor = { id: caller.agentId, role: caller.role };
  await deps.audit.record({ actor, action: `inbound_referral.${kind}`, target, meta: { ...codes } }, session);
  return ok({ before: doc, after });
}

function changedMeanwhile({ revision, steps }: InboundReferralDoc): Result<never> {
  const by = steps.at(-1)?.by.name;
  return fail('conflict', { reason: 'changed_meanwhile', revision, ...(by === undefined ? {} : { changedBy: by }) });
}

/** The state that a move leads to, or a conflict that names where it stands; whose case is being made becomes that case. */
export function moved(doc: InboundReferralDoc, move: ReferralMove): Result<InboundReferralDoc['state']> {
  if (doc.caseId !== null && isOpenReferral(doc.state) && move !== 'convert' && move !== 'release')
    return fail('conflict', { reason: 'case_begun' });
  // Somebody else answered, or the voice was doubtful: a case would let the next one ring before anybody has looked (H17).
  if (doc.stopped !== null && move === 'convert' && doc.state !== 'converted')
    return fail('conflict', { reason: 'stopped' });
  const state = moveReferral(doc.state, move);
  return state === null ? fail('conflict', { reason: 'not_from_here', state: doc.state }) : ok(state);
}

export function badField(path: string, message: string): Result<never> {
  return fail('bad_request', { issues: [{ path, message }] });
}
