import type { Action } from '../../shared/protocol/http/actions.ts';
import { useReference } from '../app/reference.ts';
import { useLive } from '../app/store.ts';
import type { Values } from '../records/field.ts';
import { KeptForm } from '../records/kept-form.tsx';
import type { RecordAccess } from '../records/save-draft.ts';
import { say } from '../ui/words.ts';
import { actionAsSent, actionFields, blankAction, bodyOfAction, planChoices } from './action-fields.ts';
import { type PlansPage, plansKey, workersOf } from './case-plans.ts';
import { addAction, changeAction, settleAction } from './plan-calls.ts';
import { faultsOfPlan } from './plan-fields.ts';
import { refusalOf } from './plan-refusals.ts';
import { SETTLE_FIELDS, type Settled, settleStart } from './settle-fields.ts';

interface FormProps {
  readonly page: PlansPage;
  readonly onLeave: () => void;
}

/** An action, new or as it stands; under the revision that was read. */
export function ActionForm({ page, action, onLeave }: FormProps & { readonly action: Action | null }) {
  const { caseId } = page.view.row;
  const kinds = useReference('planKinds');
  const me = useLive((live) => live.account?.agentId ?? null);
  const people = workersOf(page.view);
  const fields = actionFields(people, planChoices(page.plans, kinds));
  const access = (_: Values, clientId: string): RecordAccess => ({
    fields,
    faults: (body) => faultsOfPlan(fields, body),
    send: async (body, revision) => {
      const sent = actionAsSent(body);
      const reply =
        action === null
          ? await addAction(caseId, { ...sent, clientId })
          : await changeAction(action, { ...sent, revision });
      if (reply.ok) await page.reload();
      return reply;
    },
    newest: async () => {
      const found = (await page.reload())?.actions.find((each) => each.actionId === action?.actionId);
      return found === undefined ? null : { body: bodyOfAction(found), revision: found.revision, by: null };
    },
    refusal: refusalOf,
  });
  const mine = people.some(({ code }) => code === me) ? me : null;
  return (
    <KeptForm
      draftKey={plansKey(caseId, action === null ? 'new action' : `${action.actionId} change`)}
      title={say(action === null ? 'action.new' : 'action.change')}
      start={{ body: action === null ? blankAction(mine) : bodyOfAction(action), revision: action?.revision ?? 0 }}
      access={access}
      submit={say(action === null ? 'action.add' : 'section.save')}
      done={say(action === null ? 'action.added' : 'section.saved')}
      onLeave={onLeave}
    />
  );
}

interface SettleProps extends FormProps {
  readonly action: Action;
  readonly state: Settled;
}

export function SettleForm({ page, action, state, onLeave }: SettleProps) {
  const access = (): RecordAccess => ({
    fields: SETTLE_FIELDS,
    faults: (body) => faultsOfPlan(SETTLE_FIELDS, body),
    send: async (body) => {
      const reply = await settleAction(action, { ...body, state, revision: action.revision });
      if (reply.ok) await page.reload();
      return reply;
    },
    newest: async () => {
      await page.reload();
      return null;
    },
    refusal: refusalOf,
  });
  return (
    <KeptForm
      draftKey={plansKey(page.view.row.caseId, `${action.actionId} ${state}`)}
      title={say(`action.${state}_title`)}
      start={{ body: settleStart(state), revision: action.revision }}
      access={access}
      submit={say(`action.${state}_submit`)}
      done={say(`action.${state}_done`)}
      onLeave={onLeave}
    />
  );
}
