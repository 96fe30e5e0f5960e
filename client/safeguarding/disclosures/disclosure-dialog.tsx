import { useCallback } from 'react';
import { useLive } from '../../app/store.ts';
import { closeDialog } from '../../app/view.ts';
import { useAsked } from '../../connection/use-asked.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Asking } from '../../ui/record/asking.tsx';
import { say } from '../../ui/words.ts';
import { draftFrom } from './disclosure-calls.ts';
import { valuesOf } from './disclosure-fields.ts';
import { DisclosureForm } from './disclosure-form.tsx';

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
        <DisclosureForm about={{ conversationId, caseId: null }} onDone={closeDialog} />
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
          about={{ conversationId, caseId: null }}
          alertId={alertId}
          begins={valuesOf(draft)}
          toldCardIds={draft.toldCardIds}
          onDone={closeDialog}
        />
      )}
    </Asking>
  );
}
