/**
 * The level of risk by judgement. Raising: alone, with a reason, at once. Lowering: proposed with the facts that a second
 * person decides by, and nothing changes before their yes; if the level was raised meanwhile, that yes has no effect.
 */
import type { z } from 'zod';
import { judgeLowering, judgeRiskChange, type RiskLevel } from '../../shared/domain/risk-level.ts';
import { score } from '../../shared/domain/tools/score.ts';
import type { ToolDefinition } from '../../shared/domain/tools/tool-definition.ts';
import type { AssessmentView } from '../../shared/protocol/assessment.ts';
import type { assessmentRoutes } from '../../shared/protocol/http/assessments.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { sayReading } from '../../shared/text/en/tool-reading.ts';
import type { Decision } from '../approvals/index.ts';
import type { Session } from '../platform/mongo.ts';
import { answersOf, scopeOf } from './assessment.ts';
import { type AssessmentWork, changeAssessment, changeAssessmentIn, type Standing } from './change-assessment.ts';
import type { AssessmentCaller, AssessmentsDeps } from './deps.ts';
import { definitionOf, presentAssessment } from './present-assessment.ts';
import { reachAssessment, reachSubject, type Subject } from './reach-assessment.ts';

type Input = z.infer<typeof assessmentRoutes.level.body> & { readonly assessmentId: string };

/** Needs and safe contact grade nothing. */
const UNGRADED: readonly ToolDefinition['kind'][] = ['needs', 'contact'];

export async function setLevel(
  deps: AssessmentsDeps,
  input: Input,
  caller: AssessmentCaller,
): Promise<Result<{ assessment: AssessmentView }>> {
  const { assessmentId, to, reason } = input;
  const reached = await reachAssessment(deps, assessmentId, caller, 'write');
  if (!reached.ok) return reached;
  const { subject } = reached.value;
  const definition = await definitionOf(deps, reached.value.doc);
  if (UNGRADED.includes(definition.kind)) {
    return fail('bad_request', { issues: [{ path: 'to', message: 'This tool has no level of risk.' }] });
  }
  const changed = await changeAssessment<null>(deps, assessmentId, caller, async (standing) => {
    const { verdict } = judgeRiskChange({ from: standing.level, to, by: 'judgement', reason });
    if (verdict === 'allowed') return ok(raised(standing, input, caller));
    // What stands already was set by whoever was faster, or by this very request before.
    if (verdict === 'refused') return ok({ changed: null, action: 'assessment.level', value: null });
    if (standing.level !== input.from) {
      return fail('conflict', { reason: 'changed_meanwhile', level: standing.level });
    }
    return proposed(deps, standing, { input, definition, subject, caller });
  });
  if (!changed.ok) return changed;
  const after = await reachSubject(deps, changed.value.doc, caller, 'read');
  return after.ok ? ok({ assessment: await presentAssessment(deps, changed.value.doc, after.value, caller) }) : after;
}

function raised({ level: from, now }: Standing, { to, reason }: Input, caller: AssessmentCaller): AssessmentWork<null> {
  const who = { agentId: caller.agentId, name: caller.name };
  return {
    changed: {
      change: { level: to, levelBy: 'judgement' },
      level: { from, to, by: 'judgement', reason, who, approvedBy: null, at: now },
    },
    ...{ action: 'assessment.level', meta: { from, to, by: 'judgement' }, value: null },
  };
}

interface Proposing {
  readonly input: Input;
  readonly definition: ToolDefinition;
  readonly subject: Subject;
  readonly caller: AssessmentCaller;
}

async function proposed(
  deps: AssessmentsDeps,
  { doc, answers, level: from, session }: Standing,
  { input, definition, subject, caller }: Proposing,
): Promise<Result<AssessmentWork<null>>> {
  const { clientId, to, reason } = input;
  const open = await deps.approvals.openOf(doc._id, 'risk_lowering', session);
  if (open !== null && open.clientId !== clientId) {
    return fail('conflict', { reason: 'already_proposed', approvalId: open._id, proposedBy: open.proposedBy.name });
  }
  const { fired, ...reading } = score(definition, answersOf(answers), subject.ageBand);
  const proposal = await deps.approvals.propose(
    {
      ...{ clientId, kind: 'risk_lowering', subject: { kind: 'assessment', id: doc._id }, scope: scopeOf(doc._id) },
      ...{ conversationId: doc.conversationId, caseId: doc.caseId, caseReference: subject.caseReference },
      teamId: subject.teamId,
      body: {
        reason,
        facts: [
          { name: 'from', value: from },
          { name: 'to', value: to },
          { name: 'tool', value: definition.title },
          { name: 'reading', value: sayReading(reading) },
          ...fired.map(({ because }) => ({ name: 'rule', value: because })),
        ],
        payload: { from, to },
      },
    },
    caller,
    session,
  );
  return proposal.ok ? ok({ changed: null, action: 'assessment.level', value: null }) : proposal;
}

/** What a second person's yes does, inside the transaction that decides. */
export async function lowerIn(deps: AssessmentsDeps, decision: Decision, session: Session): Promise<Result<null>> {
  const { approval, body, by } = decision;
  const { from, to } = body.payload as { from: RiskLevel; to: RiskLevel };
  const caller = { ...by, teamId: '' };
  const assessmentId = approval.subject.id;
  const lowered = await changeAssessmentIn<null>(
    deps,
    session,
    { assessmentId, caller },
    async ({ doc, level, now }) => {
      const proposal = { from, to, proposedBy: approval.proposedBy.agentId };
      const verdict = judgeLowering(proposal, { decidedBy: by.agentId, standing: level });
      if (verdict !== 'lower') return fail('conflict', { reason: verdict, level });
      const approvedBy = { agentId: by.agentId, name: by.name };
      return ok({
        changed: {
          change: { level: to, levelBy: 'judgement', settledBand: doc.band },
          level: {
            ...{ from, to, by: 'judgement', reason: body.reason, who: approval.proposedBy, approvedBy, at: now },
          },
        },
        ...{ action: 'assessment.level', meta: { from, to, by: 'two_people' }, value: null },
      });
    },
  );
  return lowered.ok ? ok(null) : lowered;
}
