import { useState } from 'react';
import { textFault } from '../../shared/domain/message-limits.ts';
import type { SafeContact } from '../../shared/protocol/http/contacts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Problem, TextField } from '../ui/field.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { retireContact } from './contact-calls.ts';
import { titleOf } from './gate-words.ts';

interface RetireProps {
  readonly caseId: string;
  readonly contact: SafeContact;
  readonly onClose: () => void;
  readonly onDone: () => Promise<void>;
}

const REASON_MAX = 500;

export function RetireDialog({ caseId, contact, onClose, onDone }: RetireProps) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const retire = async () => {
    const reply = await retireContact(caseId, contact.contactId, { revision: contact.revision, reason });
    if (!reply.ok) {
      const moved = reply.error.details?.reason === 'changed_meanwhile' || reply.error.details?.reason === 'retired';
      if (moved) await onDone();
      return setProblem(moved ? say('contacts.moved') : sentenceOf(reply.error));
    }
    const { callbacks } = reply.value;
    notify('done', say('contacts.retired_done'));
    if (callbacks.length > 0) notify('problem', say('contacts.callbacks_gone', { count: callbacks.length }));
    onClose();
    await onDone();
  };
  return (
    <Dialog title={titleOf(contact)} onClose={onClose}>
      <TextField
        label={say('contacts.retire_why')}
        dir="auto"
        maxLength={REASON_MAX}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Problem>{problem}</Problem>
      <DialogActions>
        <Button onClick={onClose}>{say('back')}</Button>
        <Button look="main" disabled={textFault(reason, REASON_MAX) !== null} onClick={() => void retire()}>
          {say('contacts.retire_submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
