import { useEffect } from 'react';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { beginDraft, useDraft } from '../records/drafts.ts';
import { unreadableIn } from '../records/faults.ts';
import { RecordForm } from '../records/record-form.tsx';
import type { RecordAccess } from '../records/save-draft.ts';
import { sayCode } from '../ui/words.ts';
import { workersOf } from './people.ts';
import { changePlan, listPlans } from './plan-calls.ts';
import { changeAsSent, planAsValues, planFields } from './plan-fields.ts';

interface ChangeProps {
  readonly plan: Plan;
  readonly view: CaseView;
  readonly onClose: () => void;
  readonly onChanged: () => Promise<void>;
}

/** Aim, lead, review and goals, under the revision that was read: what two people wrote is put together by a person. */
export function ChangePlan({ plan, view, onClose, onChanged }: ChangeProps) {
  const { caseId, planId, revision } = plan;
  const key = `plan ${caseId} ${planId}`;
  const draft = useDraft(key);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is half written stays, whatever is loaded meanwhile
  useEffect(() => {
    if (draft === null) beginDraft(key, { body: planAsValues(plan), revision });
  }, [key]);
  if (draft === null) return null;
  const fields = planFields(workersOf(view));
  const known = new Set(plan.goals.map(({ goalId }) => goalId));
  const access: RecordAccess = {
    fields,
    faults: (body) => unreadableIn(fields, body),
    send: async (body, revision) => {
      const reply = await changePlan(plan, { ...changeAsSent(body, [...known]), revision });
      if (reply.ok) await onChanged();
      return reply;
    },
    newest: async () => {
      const reply = await listPlans(view.row.caseId);
      const found = reply.ok ? reply.value.plans.find((each) => each.planId === planId) : undefined;
      if (found === undefined) return null;
      for (const { goalId } of found.goals) known.add(goalId);
      await onChanged();
      return { body: planAsValues(found), revision: found.revision, by: found.changedBy.name };
    },
    refusal: ({ code, details }) => (code === 'conflict' ? sayCode('refused', details?.reason ?? code) : null),
  };
  return <RecordForm draftKey={key} draft={draft} access={access} onLeave={onClose} />;
}
