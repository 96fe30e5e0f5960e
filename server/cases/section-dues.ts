/**
 * What a section makes due: an order that runs out and a day on which somebody is charged, tried or released put the risk
 * up for another look; a claim has a last day; a safety plan is gone through again.
 */
import { type ClaimFacts, claimDueOn } from '../../shared/domain/compensation.ts';
import { minuteOfDay, momentAt } from '../../shared/domain/opening-hours.ts';
import type { SectionBody } from '../../shared/protocol/case-sections.ts';
import { justiceStages } from '../../shared/reference/justice.ts';
import type { CaseChange, CaseDoc, Due } from './case.ts';
import { nextDueOf, withDue } from './due.ts';

/** When a day's work is over: what is due on a day is due then, not at its first minute. */
const CLOSE_OF_DAY = '17:00';

const at = (day: string): number => momentAt(day, minuteOfDay(CLOSE_OF_DAY)).getTime();

const RISK_AGAIN = 'risk_due_again' as const;

function justiceDues({ orders, stages }: SectionBody<'justice'>): Due[] {
  const again = new Set(justiceStages.filter(({ riskDueAgain }) => riskDueAgain).map(({ code }) => code));
  return [
    ...orders.flatMap(({ orderId, until }) =>
      until === null ? [] : [{ dueId: `justice:order:${orderId}`, kind: RISK_AGAIN, at: at(until) }],
    ),
    ...stages.flatMap(({ stage, on }) =>
      on === null || !again.has(stage) ? [] : [{ dueId: `justice:stage:${stage}:${on}`, kind: RISK_AGAIN, at: at(on) }],
    ),
  ];
}

/** Of the person, what happened and where the police stand together: saved in whichever of the three. */
export function withCompensationDue(doc: Pick<CaseDoc, 'due'>, facts: ClaimFacts, today: string): CaseChange {
  const on = claimDueOn(facts, today);
  return withDue(doc, COMPENSATION, on === null ? null : { kind: 'compensation_deadline', at: at(on) });
}

const COMPENSATION = 'justice:compensation';

function safetyPlanDues({ reviewOn }: SectionBody<'safety_plan'>): Due[] {
  return reviewOn === null ? [] : [{ dueId: PLAN_REVIEW, kind: 'safety_plan_review', at: at(reviewOn) }];
}

const PLAN_REVIEW = 'safety_plan:review';

/**
 * What these sections settle for the person, and so in what became part of the case: nobody saves a section there any more. A
 * plan without a day settles nothing: the day that stands elsewhere is then the only one on which somebody looks.
 */
export function settledBySections(given: {
  readonly justice?: SectionBody<'justice'>;
  readonly safety_plan?: SectionBody<'safety_plan'>;
}): string[] {
  const reviewed = (given.safety_plan?.reviewOn ?? null) !== null;
  const { appliedOn = null, wish, deadline = null } = given.justice?.compensation ?? {};
  const answered = appliedOn !== null || deadline !== null || wish === 'no';
  return [...(reviewed ? [PLAN_REVIEW] : []), ...(answered ? [COMPENSATION] : [])];
}

/** What stands, with what these sections make due in place of what they made due before. */
export function withSectionDues(
  doc: Pick<CaseDoc, 'due' | 'riskAt'>,
  given: { readonly justice?: SectionBody<'justice'>; readonly safety_plan?: SectionBody<'safety_plan'> },
): CaseChange {
  const { justice, safety_plan: plan } = given;
  const made = [...(justice ? justiceDues(justice) : []), ...(plan ? safetyPlanDues(plan) : [])];
  const replaced = (dueId: string): boolean =>
    (justice !== undefined && dueId.startsWith('justice:')) || (plan !== undefined && dueId.startsWith('safety_plan:'));
  const kept = doc.due.filter(({ dueId }) => !replaced(dueId));
  return nextDueOf([...kept, ...made.filter((due) => !wasLookedAt(due, doc.riskAt))]);
}

/** The risk as somebody judged it now; what asked for another look by this moment has had it. */
export function withRisk(doc: Pick<CaseDoc, 'due'>, risk: string, now: number): CaseChange {
  return { risk, riskAt: now, ...nextDueOf(doc.due.filter((due) => !wasLookedAt(due, now))) };
}

/** By whoever judged the risk since it fell due. */
export function wasLookedAt({ kind, at: when }: Due, riskAt: number | null): boolean {
  return kind === RISK_AGAIN && riskAt !== null && when <= riskAt;
}
