/** The level of risk on the case itself, by judgement: raised alone and at once, lowered by two who read every assessment of it. */
import type { z } from 'zod';
import { judgeRiskChange } from '../../shared/domain/risk-level.ts';
import type { CaseLevel } from '../../shared/protocol/assessment.ts';
import type { caseLevelRoutes } from '../../shared/protocol/http/case-level.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { iso } from '../platform/ports.ts';
import { transact } from '../platform/transaction.ts';
import type { AssessmentCaller, AssessmentsDeps } from './deps.ts';
import { announceCalls, callToHighOfCaseIn } from './lead-calls.ts';
import { proposeLoweringIn } from './lower-level.ts';
import { openLowering, presentLowering } from './lowering-of.ts';
import { definitionOf } from './present-assessment.ts';
import { filterOf, reachSubject, type Subject } from './reach-assessment.ts';
import { actorOf } from './read-assessment.ts';

type Shown = Promise<Result<{ level: CaseLevel }>>;
type Input = z.infer<typeof caseLevelRoutes.set.body> & { readonly caseId: string };

export async function readCaseLevel(deps: AssessmentsDeps, caseId: string, caller: AssessmentCaller): Shown {
  const reached = await reachSubject(deps, { conversationId: null, caseId }, caller, 'read');
  if (!reached.ok) return reached;
  await deps.audit.record({ actor: actorOf(caller), action: 'assessment.list', target: { kind: 'case', id: caseId } });
  return ok({ level: await present(deps, reached.value) });
}

export async function setCaseLevel(deps: AssessmentsDeps, input: Input, caller: AssessmentCaller): Shown {
  const { caseId } = input;
  const reached = await reachSubject(deps, { conversationId: null, caseId }, caller, 'write');
  if (!reached.ok) return reached;
  const subject = reached.value;
  const done = await transact(deps.database, async (session): Promise<Result<readonly string[]>> => {
    const standing = await deps.cases.riskIn(session, caseId);
    if (standing === null) return fail('not_found');
    const { to, reason } = input;
    const { verdict } = judgeRiskChange({ from: standing, to, by: 'judgement', reason });
    // What stands already was set by whoever was faster, or by this very request before.
    if (verdict === 'refused') return ok([]);
    if (verdict === 'needs_second_person') {
      const of = { subject, assessmentId: null, standing };
      const proposal = await proposeLoweringIn(deps, session, of, input, caller);
      return proposal.ok ? ok([]) : proposal;
    }
    const change = { caseId, to, by: 'judgement', lowers: false, assessmentId: null, reason } as const;
    await deps.cases.changeRiskIn(session, change, caller);
    return ok(to === 'high' ? [await callToHighOfCaseIn(deps, session, caseId, input.clientId)] : []);
  });
  if (!done.ok) return done;
  announceCalls(deps, done.value);
  deps.cases.changed(caseId);
  return readCaseLevel(deps, caseId, caller);
}

const LOOKED_THROUGH = 500;

async function present(deps: AssessmentsDeps, subject: Subject): Promise<CaseLevel> {
  const { root, caseRisk, familyIds: caseIds } = subject;
  const [docs, lowering] = await Promise.all([
    deps.assessments.of(filterOf({ conversationId: null, caseIds }), LOOKED_THROUGH),
    openLowering(deps, { assessmentId: null, root }),
  ]);
  const from = docs.filter(({ level }) => level === caseRisk && level !== 'not_assessed');
  return {
    standing: caseRisk ?? 'not_assessed',
    lowering: presentLowering(lowering),
    cameFrom: await Promise.all(
      from.map(async (doc) => ({
        ...{ assessmentId: doc._id, title: (await definitionOf(deps, doc)).title, state: doc.state },
        startedAt: iso(doc.startedAt),
      })),
    ),
  };
}
