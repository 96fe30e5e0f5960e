import type { Callback } from '../../shared/protocol/http/callbacks.ts';
import { notify, sentenceOf } from '../ui/notices.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { say } from '../ui/words.ts';
import { cancelCallback } from './contact-calls.ts';

interface CancelProps {
  readonly callback: Callback;
  readonly onClose: () => void;
  readonly onDone: () => Promise<void>;
}

export function CancelDialog({ callback, onClose, onDone }: CancelProps) {
  const { caseId, callbackId, revision } = callback;
  const cancel = async (reason: string): Promise<string | null> => {
    const reply = await cancelCallback(caseId, callbackId, { revision, reason });
    const over = !reply.ok && ['over', 'changed_meanwhile'].includes(reply.error.details?.reason ?? '');
    if (!reply.ok && !over) return sentenceOf(reply.error);
    notify(over ? 'problem' : 'done', say(over ? 'callbacks.over' : 'callbacks.cancelled'));
    await onDone();
    return null;
  };
  return (
    <ReasonDialog
      title={say('callbacks.cancel_title')}
      label={say('callbacks.cancel_why')}
      submit={say('callbacks.cancel_submit')}
      max={500}
      onClose={onClose}
      onSay={cancel}
    />
  );
}
