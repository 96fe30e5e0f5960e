import { useState } from 'react';
import { textFault } from '../../shared/domain/message-limits.ts';
import { command } from '../app/live.ts';
import { closeDialog } from '../app/view.ts';
import { useClientId } from '../connection/use-client-id.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Problem, TextField } from '../ui/field.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';

interface RedactProps {
  readonly conversationId: string;
  readonly seq: number;
}

/** Takes the words of one line away for everybody, for good; that it was there stays, with a name and a reason. */
export function RedactDialog({ conversationId, seq }: RedactProps) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const clientId = useClientId([conversationId, seq, reason]);
  const redact = async () => {
    const reply = await command('entry:redact', { clientId, conversationId, seq, reason });
    if (!reply.ok) return setProblem(sentenceOf(reply.error));
    closeDialog();
  };
  return (
    <Dialog title={say('redact.title')} onClose={closeDialog}>
      <p>{say('redact.text')}</p>
      <TextField label={say('redact.reason')} value={reason} onChange={(event) => setReason(event.target.value)} />
      <Problem>{problem}</Problem>
      <DialogActions>
        <Button onClick={closeDialog}>{say('back')}</Button>
        <Button look="danger" disabled={textFault(reason, 500) !== null} onClick={() => void redact()}>
          {say('redact.confirm')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
