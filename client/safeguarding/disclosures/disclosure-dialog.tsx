import { useCallback } from 'react';
import { useReference } from '../../app/reference.ts';
import { useLive } from '../../app/store.ts';
import { closeDialog } from '../../app/view.ts';
import { useAsked } from '../../connection/use-asked.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { notify } from '../../ui/notices.ts';
import { Asking } from '../../ui/record/asking.tsx';
import type { FormValues } from '../../ui/record/form-fields.ts';
import { RecordForm } from '../../ui/record/record-form.tsx';
import { say } from '../../ui/words.ts';
import { draftFrom, proposeDisclosure } from './disclosure-calls.ts';
import { disclosureFields, valuesOf } from './disclosure-fields.ts';

interface DialogProps {
  readonly conversationId: string;
}

/** Sharing without consent: in an emergency it is recorded as it was made, and a second person looks afterwards; else proposed. */
export function DisclosureDialog({ conversationId }: DialogProps) {
  const alertId = useLive(
    ({ desk }) =>
      desk.alerts.find((alert) => alert.conversationId === conversationId && alert.emergency !== undefined)?.alertId,
  );
  return (
    <Dialog title={say('disclosure.title')} onClose={closeDialog}>
      <p>{say(alertId === undefined ? 'disclosure.text' : 'disclosure.text_emergency')}</p>
      {alertId === undefined ? (
        <DisclosureForm conversationId={conversationId} alertId={null} begins={{}} toldCardIds={[]} />
      ) : (
        <FromEmergency conversationId={conversationId} alertId={alertId} />
      )}
    </Dialog>
  );
}

function FromEmergency({ conversationId, alertId }: DialogProps & { readonly alertId: string }) {
  const asked = useAsked(useCallback(() => draftFrom(alertId), [alertId]));
  return (
    <Asking asked={asked} nothing={() => null}>
      {({ draft }) => (
        <DisclosureForm
          conversationId={conversationId}
          alertId={alertId}
          begins={valuesOf(draft)}
          toldCardIds={draft.toldCardIds}
        />
      )}
    </Asking>
  );
}

interface FormProps extends DialogProps {
  readonly alertId: string | null;
  readonly begins: FormValues;
  readonly toldCardIds: readonly string[];
}

function DisclosureForm({ conversationId, alertId, begins, toldCardIds }: FormProps) {
  const lists = {
    reasons: useReference('disclosureReasons'),
    bases: useReference('lawfulBases'),
    conditions: useReference('specialCategoryConditions'),
  };
  const emergency = alertId !== null;
  const about = { conversationId, caseId: null, concernId: null, alertId, emergency, toldCardIds };
  const done = () => {
    closeDialog();
    notify('done', say(emergency ? 'disclosure.recorded' : 'disclosure.proposed'));
  };
  return (
    <RecordForm
      fields={disclosureFields(lists, emergency)}
      begins={begins}
      keep={`disclosure ${conversationId} ${alertId ?? 'none'}`}
      send={say(emergency ? 'disclosure.record' : 'disclosure.propose')}
      onSend={(body) => proposeDisclosure({ madeAt: null, ...body, ...about })}
      onDone={done}
    />
  );
}
