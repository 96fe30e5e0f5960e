import type { Plan } from '../../shared/protocol/http/plans.ts';
import { KeptForm } from '../records/kept-form.tsx';
import type { RecordAccess } from '../records/save-draft.ts';
import { say, sayCode } from '../ui/words.ts';
import { listPlans, saveTherapy } from './plan-calls.ts';
import { type Therapy, therapyAsSent, therapyAsWritten, therapyFaults, therapyFields } from './therapy-fields.ts';

interface ChangeProps {
  readonly caseId: string;
  readonly plan: Plan;
  readonly therapy: Therapy;
  readonly onClose: () => void;
  readonly onChanged: () => Promise<void>;
}

/** Under the revision of the plan that was read: what a colleague put on record meanwhile stands beside what is written here. */
export function ChangeTherapy({ caseId, plan, therapy, onClose, onChanged }: ChangeProps) {
  const access = (): RecordAccess => ({
    fields: therapyFields,
    faults: therapyFaults,
    send: async (body, revision) => {
      const reply = await saveTherapy(plan, { ...therapyAsSent(body), revision });
      if (reply.ok) await onChanged();
      return reply;
    },
    newest: async () => {
      const reply = await listPlans(caseId);
      const found = reply.ok ? reply.value.plans.find(({ planId }) => planId === plan.planId) : undefined;
      if (found === undefined || found.therapy === null) return null;
      await onChanged();
      return { body: therapyAsWritten(found.therapy), revision: found.revision, by: found.changedBy.name };
    },
    refusal: ({ code, details }) =>
      code === 'conflict' && details?.reason !== undefined ? sayCode('refused', details.reason) : null,
  });
  return (
    <KeptForm
      draftKey={`therapy ${caseId} ${plan.planId}`}
      title={say('therapy.change_title')}
      start={{ body: therapyAsWritten(therapy), revision: plan.revision }}
      access={access}
      submit={say('record.save')}
      done={say('therapy.saved')}
      onLeave={onClose}
    />
  );
}
