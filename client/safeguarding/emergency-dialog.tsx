import { useState } from 'react';
import { EMERGENCY_KINDS, type EmergencyKind } from '../../shared/domain/emergency.ts';
import { command } from '../app/live.ts';
import { useLive } from '../app/store.ts';
import { closeDialog, showTab } from '../app/view.ts';
import { useClientId } from '../connection/use-client-id.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Problem } from '../ui/field.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { showAlert } from './emergency.ts';
import style from './emergency-dialog.module.css';

/** One more press says what kind; then leads are rung at once. Raised already: straight to the panel. */
export function EmergencyDialog({ conversationId }: { readonly conversationId: string }) {
  const raised = useLive((live) =>
    live.desk.alerts.find((alert) => alert.conversationId === conversationId && alert.emergency !== undefined),
  );
  const showPanel = () => {
    showTab(conversationId, 'emergency');
    closeDialog();
  };
  return (
    <Dialog title={say('emergency.title')} onClose={closeDialog}>
      {raised === undefined ? (
        <Kinds conversationId={conversationId} />
      ) : (
        <>
          <p>{say('emergency.already')}</p>
          <DialogActions>
            <Button look="danger" onClick={showPanel}>
              {say('emergency.show')}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}

function Kinds({ conversationId }: { readonly conversationId: string }) {
  const [kind, setKind] = useState<EmergencyKind | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const clientId = useClientId([conversationId, kind]);
  const raise = async (chosen: EmergencyKind, effect: string) => {
    setKind(chosen);
    const reply = await command('emergency:raise', { clientId: effect, conversationId, kind: chosen });
    if (!reply.ok) return setProblem(sentenceOf(reply.error));
    showAlert(reply.value.alert);
    showTab(conversationId, 'emergency');
    closeDialog();
  };
  return (
    <>
      <p>{say('emergency.what_happens')}</p>
      <div className={style.kinds}>
        {EMERGENCY_KINDS.map((each) => (
          <Button
            key={each}
            look="danger"
            onClick={() => void raise(each, each === kind ? clientId : crypto.randomUUID())}
          >
            {sayCode('emergency', each)}
          </Button>
        ))}
      </div>
      <Problem>{problem}</Problem>
    </>
  );
}
