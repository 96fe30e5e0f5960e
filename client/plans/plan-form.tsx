import { useState } from 'react';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { useReference } from '../app/reference.ts';
import { useLive } from '../app/store.ts';
import type { Theirs } from '../records/drafts.ts';
import type { Values } from '../records/field.ts';
import { KeptForm } from '../records/kept-form.tsx';
import type { RecordAccess } from '../records/save-draft.ts';
import { serverNow } from '../ui/clock.ts';
import { say } from '../ui/words.ts';
import { type PlansPage, plansKey, workersOf } from './case-plans.ts';
import { makePlan } from './plan-calls.ts';
import { blankPlan, bodyOfPlan, faultsOfPlan, newPlanAsSent, newPlanFields } from './plan-fields.ts';
import { refusalOf } from './plan-refusals.ts';
import { type PlanStep, sendStep, stepFields, stepStart } from './plan-steps.ts';

interface NewProps {
  readonly page: PlansPage;
  readonly onLeave: () => void;
}

export function NewPlan({ page, onLeave }: NewProps) {
  const { caseId } = page.view.row;
  const groups = useReference('planGroups');
  const me = useLive((live) => live.account?.agentId ?? null);
  const people = workersOf(page.view);
  const mine = people.some(({ code }) => code === me) ? me : null;
  const cap = useCap();
  const access = (written: Values, clientId: string): RecordAccess => {
    const fields = newPlanFields(written, groups, people);
    const grouped = fields.some(({ name }) => name === 'group');
    return {
      fields,
      faults: (body) => faultsOfPlan(fields, body),
      send: async (body) => {
        const sent = { ...newPlanAsSent(body, grouped), ...cap.said(body), clientId };
        const reply = await makePlan(caseId, sent);
        if (reply.ok) await page.reload();
        return reply;
      },
      newest: async () => null,
      refusal: (error) => cap.refusal(error, written),
    };
  };
  return (
    <KeptForm
      draftKey={plansKey(caseId, 'new plan')}
      title={say('plan.new')}
      start={{ body: blankPlan(londonDay(serverNow()), mine), revision: 0 }}
      access={access}
      submit={say('plan.make')}
      done={say('plan.made')}
      onLeave={onLeave}
    />
  );
}

interface StepProps extends NewProps {
  readonly plan: Plan;
  readonly step: PlanStep;
}

/** A step of a plan that stands. Where somebody changed it meanwhile, what is only added is sent again over what they did. */
export function PlanStepForm({ page, plan, step, onLeave }: StepProps) {
  const around = { people: workersOf(page.view), today: londonDay(serverNow()) };
  const fields = stepFields(step, plan, around);
  const cap = useCap();
  const access = (written: Values, clientId: string): RecordAccess => ({
    fields,
    faults: (body) => faultsOfPlan(fields, body),
    send: async (body, revision) => {
      const overCap = cap.said(body).overCap === true;
      const reply = await sendStep(step, body, { plan, revision, clientId, overCap });
      if (reply.ok) await page.reload();
      return reply;
    },
    newest: async () => {
      const theirs = theirsOf(await page.reload(), plan.planId);
      return step === 'change' ? theirs : null;
    },
    refusal: (error) => cap.refusal(error, written),
  });
  return (
    <KeptForm
      draftKey={plansKey(page.view.row.caseId, `${plan.planId} ${step}`)}
      title={say(`plan.${step}_title`)}
      start={{ body: stepStart(step, plan, around), revision: plan.revision }}
      access={access}
      submit={say(`plan.${step}_submit`)}
      done={say(`plan.${step}_done`)}
      onLeave={onLeave}
    />
  );
}

function theirsOf(loaded: { readonly plans: readonly Plan[] } | null, planId: string): Theirs | null {
  const found = loaded?.plans.find((each) => each.planId === planId);
  if (found === undefined) return null;
  return { body: bodyOfPlan(found), revision: found.revision, by: found.changedBy.name };
}

/** Above a cap only when that was said for this lead, and sent once more. */
function useCap() {
  const [full, setFull] = useState<unknown>(null);
  return {
    said: (body: Values): Values => (full !== null && full === body.leadId ? { overCap: true } : {}),
    refusal: (error: WireError, body: Values): string | null => {
      if (error.details?.reason === 'caseload_full') setFull(body.leadId ?? null);
      return refusalOf(error);
    },
  };
}
