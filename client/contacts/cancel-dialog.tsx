import { useState } from 'react';
import { textFault } from '../../shared/domain/message-limits.ts';
import type { Callback } from '../../shared/protocol/http/callbacks.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Problem, TextField } from '../ui/field.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { cancelCallback } from './contact-calls.ts';

interface CancelProps {
  readonly callback: Callback;
  readonly onClose: () => void;
  readonly onDone: () => Promise<void>;
}

const REASON_MAX = 500;

export function CancelDialog({ callback, onClose, onDone }: CancelProps) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const { caseId, callbackId, revision } = callback;
  const cancel = async () => {
    const reply = await cancelCallback(caseId, callbackId, { revision, reason });
    const over = !reply.ok && ['over', 'changed_meanwhile'].includes(reply.error.details?.reason ?? '');
    if (!reply.ok && !over) return setProblem(sentenceOf(reply.error));
    notify(over ? 'problem' : 'done', say(over ? 'callbacks.over' : 'callbacks.cancelled'));
    onClose();
    await onDone();
  };
  return (
    <Dialog title={say('callbacks.cancel_title')} onClose={onClose}>
      <TextField
        label={say('callbacks.cancel_why')}
        dir="auto"
        maxLength={REASON_MAX}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Problem>{problem}</Problem>
      <DialogActions>
        <Button onClick={onClose}>{say('back')}</Button>
        <Button look="main" disabled={textFault(reason, REASON_MAX) !== null} onClick={() => void cancel()}>
          {say('callbacks.cancel_submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
