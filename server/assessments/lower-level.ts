/**
 * A level is lowered by two. Whoever proposes it gives a reason; the second person reads every assessment that there is of the
 * person, open ones as well. Their yes counts for what they read: one more sign of danger since then, and it has no effect.
 */
import { isAbove, judgeLowering, type RiskLevel, type StandingLevel } from '../../shared/domain/risk-level.ts';
import { type KnownSigns, someUnknown } from '../../shared/domain/tools/signs.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Decision } from '../approvals/index.ts';
import type { Session } from '../platform/mongo.ts';
import { type LevelChange, scopeOf } from './assessment.ts';
import type { AssessmentCaller, AssessmentsDeps } from './deps.ts';
import { allStanding, factsOf, type Standing, signsIn } from './known-signs.ts';
import { asSettled } from './level-by-band.ts';
import { openLowering } from './lowering-of.ts';
import type { Subject } from './reach-assessment.ts';
import { actorOf } from './read-assessment.ts';

export interface LoweringAsked {
  readonly clientId: string;
  readonly from: StandingLevel;
  readonly to: RiskLevel;
  readonly reason: string;
}

export interface LoweringOf {
  readonly subject: Subject;
  /** Where it is proposed; null: on the case itself. */
  readonly assessmentId: string | null;
  readonly standing: StandingLevel;
}

export async function proposeLoweringIn(
  deps: AssessmentsDeps,
  session: Session,
  { subject, assessmentId, standing: from }: LoweringOf,
  { clientId, to, reason, from: read }: LoweringAsked,
  caller: AssessmentCaller,
): Promise<Result<null>> {
  if (from !== read) return fail('conflict', { reason: 'changed_meanwhile', level: from });
  const { conversationId, root, familyIds, ageBand } = subject;
  const open = await openLowering(deps, { assessmentId, root }, session);
  if (open !== null && open.clientId !== clientId) {
    return fail('conflict', { reason: 'already_proposed', approvalId: open._id, proposedBy: open.proposedBy.name });
  }
  const standing = await allStanding(deps, { conversationId, caseIds: familyIds }, session);
  const of = root === null ? { kind: 'assessment', id: assessmentId ?? '' } : { kind: 'case', id: root.caseId };
  const proposal = await deps.approvals.propose(
    {
      ...{ clientId, kind: 'risk_lowering', subject: of, scope: root?.scope ?? scopeOf(of.id) },
      ...{ conversationId, caseId: root?.caseId ?? null, caseReference: root?.reference ?? null },
      teamId: root?.teamId ?? subject.teamId,
      body: {
        reason,
        facts: [{ name: 'from', value: from }, { name: 'to', value: to }, ...factsOf(standing, ageBand)],
        payload: { from, to },
        seen: signsIn(standing),
      },
    },
    caller,
    session,
  );
  return proposal.ok ? ok(null) : proposal;
}

/** What a second person's yes does, inside the transaction that decides. */
export async function lowerIn(deps: AssessmentsDeps, decision: Decision, session: Session): Promise<Result<null>> {
  const { approval, body, by } = decision;
  const { from, to } = body.payload as { from: RiskLevel; to: RiskLevel };
  const proposedHere = approval.subject.kind === 'assessment' ? approval.subject.id : null;
  const found = proposedHere === null ? null : await deps.assessments.find(proposedHere, session);
  const caseId = found === null ? approval.caseId : found.caseId;
  if (found === null && caseId === null) return fail('not_found');
  const caseIds = caseId === null ? [] : await deps.cases.familyIn(session, caseId);
  const all = await allStanding(deps, { conversationId: found?.conversationId ?? null, caseIds }, session);
  // Beside a case each assessment has a level of its own; of a case the level is one.
  const lowered = caseId === null ? all.filter(({ doc }) => doc._id === proposedHere) : all;
  const level = caseId === null ? found?.level : await deps.cases.riskIn(session, caseId);
  const verdict = judgeLowering(
    { from, to, proposedBy: approval.proposedBy.agentId },
    {
      ...{ decidedBy: by.agentId, standing: level ?? 'not_assessed' },
      unknown: someUnknown((body.seen ?? {}) as KnownSigns, signsIn(lowered)),
    },
  );
  if (verdict !== 'lower') return fail('conflict', { reason: verdict, level: level ?? 'not_assessed' });
  const approvedBy = { agentId: by.agentId, name: by.name };
  const now = deps.clock.now();
  const change: LevelChange = {
    ...{ from, to, by: 'judgement', reason: body.reason, who: approval.proposedBy, approvedBy, at: now },
  };
  for (const each of lowered) await settleIn(deps, session, each, change);
  const risk = { to, by: 'judgement', lowers: true, assessmentId: proposedHere, reason: body.reason } as const;
  for (const each of caseIds) await deps.cases.changeRiskIn(session, { ...risk, caseId: each }, by);
  const target = approval.subject;
  const meta = { from, to, by: 'two_people' };
  await deps.audit.record({ actor: actorOf(by), action: 'assessment.level', target, meta }, session);
  return ok(null);
}

/** Of one assessment: no level above the new one stands in it, and what it said so far is known. */
async function settleIn(
  deps: AssessmentsDeps,
  session: Session,
  { doc, answers }: Standing,
  change: LevelChange,
): Promise<void> {
  const falls = isAbove(doc.level, change.to);
  if (!falls && doc.state === 'finished') return;
  const level = falls ? { level: change.to, levelBy: 'judgement' as const } : {};
  const by = change.approvedBy ?? change.who;
  await deps.assessments.changeIn(
    session,
    doc,
    {
      change: { ...level, settledBand: doc.band, changedBy: by, changedAt: change.at },
      answers: asSettled(answers),
      ...(falls ? { level: { ...change, from: doc.level } } : {}),
    },
    change.at,
  );
}
