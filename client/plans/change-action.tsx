import type { Action } from '../../shared/protocol/http/actions.ts';
import { KeptForm } from '../records/kept-form.tsx';
import type { RecordAccess } from '../records/save-draft.ts';
import type { Choice } from '../ui/field.tsx';
import { say, sayCode } from '../ui/words.ts';
import { changeAsSent, changeFaults, changeFields, changeOf } from './action-change.ts';
import type { Worker } from './people.ts';
import { changeAction, listPlans } from './plan-calls.ts';

interface ChangeProps {
  /** The case on the screen; the action may stand in one that became part of it. */
  readonly caseId: string;
  readonly action: Action;
  readonly people: readonly Worker[];
  readonly plans: readonly Choice[];
  readonly onClose: () => void;
  readonly onChanged: () => Promise<void>;
}

/** Under the revision that was read: what a colleague changed meanwhile stands beside what is written here, and both are kept. */
export function ChangeAction({ caseId, action, people, plans, onClose, onChanged }: ChangeProps) {
  const { actionId, revision } = action;
  const access = (body: RecordBody): RecordAccess => ({
    fields: changeFields(people, plans, body),
    faults: changeFaults(people, plans),
    send: async (written, under) => {
      const reply = await changeAction(action, { ...changeAsSent(written), revision: under });
      if (reply.ok) await onChanged();
      return reply;
    },
    newest: async () => {
      const reply = await listPlans(caseId);
      const found = reply.ok ? reply.value.actions.find((each) => each.actionId === actionId) : undefined;
      if (found === undefined) return null;
      await onChanged();
      return { body: changeOf(found), revision: found.revision, by: found.changedBy.name };
    },
    refusal: ({ code, details }) => {
      if (details?.reason === 'over') return say('actions.over');
      return code === 'conflict' && details?.reason !== undefined ? sayCode('refused', details.reason) : null;
    },
  });
  return (
    <KeptForm
      draftKey={`action ${caseId} ${actionId}`}
      title={say('actions.change_title')}
      start={{ body: changeOf(action), revision }}
      access={access}
      submit={say('actions.save')}
      done={say('record.saved')}
      onLeave={onClose}
    />
  );
}

type RecordBody = ReturnType<typeof changeOf>;
