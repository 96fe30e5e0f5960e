import { useState } from 'react';
import { textFault } from '../../../shared/domain/message-limits.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { Problem, TextArea } from '../../ui/field.tsx';
import { notify, sentenceOf } from '../../ui/notices.ts';
import { say } from '../../ui/words.ts';
import { reloadCase } from '../open-cases.ts';
import { takeApart } from './relation-calls.ts';

interface ApartProps {
  readonly caseId: string;
  readonly intoId: string;
  readonly onClose: () => void;
}

const REASON_MAX = 2_000;

/** Undoes a joining that was wrong; nothing is lost by it. */
export function ApartDialog({ caseId, intoId, onClose }: ApartProps) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async () => {
    if (textFault(reason, REASON_MAX) !== null) return setProblem(say('same.reason_missing'));
    const reply = await takeApart(caseId, reason);
    if (!reply.ok) return setProblem(sentenceOf(reply.error));
    notify('done', say('same.apart_done'));
    void reloadCase(intoId);
    onClose();
  };
  return (
    <Dialog title={say('same.apart_title')} onClose={onClose}>
      <p>{say('same.apart_text')}</p>
      <TextArea
        label={say('same.apart_reason')}
        dir="auto"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Problem>{problem}</Problem>
      <DialogActions>
        <Button onClick={onClose}>{say('back')}</Button>
        <Button look="main" onClick={() => void submit()}>
          {say('same.apart_submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
