import { useState } from 'react';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { useReference } from '../app/reference.ts';
import { useLive } from '../app/store.ts';
import { serverNow } from '../ui/clock.ts';
import { writtenDay } from '../ui/dates.ts';
import { say } from '../ui/words.ts';
import { FormDialog, withoutClientId } from './form-dialog.tsx';
import { mineIn, workersOf } from './people.ts';
import { beginPlan, endPlan, reviewPlan } from './plan-calls.ts';
import { beginFields, endAsSent, endFields, reviewFields, saidOverCap } from './plan-fields.ts';

export type Step = 'begin' | 'review' | 'end';

interface StepProps {
  readonly plan: Plan;
  readonly view: CaseView;
  readonly step: Step;
  readonly onClose: () => void;
  readonly onChanged: () => Promise<void>;
}

/** From the list into work, a look at how it goes, or its end: each under the revision on the screen. */
export function PlanStep({ step, ...rest }: StepProps) {
  if (step === 'begin') return <Begin {...rest} />;
  return step === 'review' ? <Review {...rest} /> : <End {...rest} />;
}

type OneStep = Omit<StepProps, 'step'>;

function Begin({ plan, view, ...rest }: OneStep) {
  const me = useLive((live) => live.account?.agentId ?? '');
  const [full, setFull] = useState(false);
  const people = workersOf(view);
  return (
    <FormDialog
      {...rest}
      title={say('plans.begin_title')}
      fields={beginFields(people, full)}
      begins={{ leadId: mineIn(people, me), startedOn: writtenDay(londonDay(serverNow())) }}
      send={say('plans.begin_submit')}
      done={say('plans.begun')}
      onSend={async (body) => {
        const { overCap, ...said } = withoutClientId(body);
        const reply = await beginPlan(plan, { ...said, ...saidOverCap({ overCap }), revision: plan.revision });
        if (!reply.ok && reply.error.details?.reason === 'caseload_full') setFull(true);
        return reply;
      }}
    />
  );
}

function Review({ plan, view: _view, ...rest }: OneStep) {
  const progress = useReference('planProgress');
  return (
    <FormDialog
      {...rest}
      title={say('plans.look_title')}
      fields={reviewFields(progress)}
      send={say('plans.look_submit')}
      done={say('plans.looked')}
      onSend={(body) => reviewPlan(plan, { ...body, revision: plan.revision })}
    />
  );
}

function End({ plan, view: _view, ...rest }: OneStep) {
  const outcomes = useReference('planOutcomes');
  return (
    <FormDialog
      {...rest}
      title={say('plans.end_title')}
      fields={endFields(outcomes, plan.openActions)}
      send={say('plans.end_submit')}
      done={say('plans.ended')}
      onSend={(body) => endPlan(plan, { ...endAsSent(withoutClientId(body)), revision: plan.revision })}
    />
  );
}
