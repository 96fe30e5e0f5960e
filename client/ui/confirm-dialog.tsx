import { useState } from 'react';
import type { Reply } from '../../shared/protocol/errors.ts';
import { Button } from './button.tsx';
import { Dialog, DialogActions } from './dialog.tsx';
import { Problem } from './field.tsx';
import { sentenceOf } from './notices.ts';
import { say } from './words.ts';

interface ConfirmProps {
  readonly title: string;
  /** What it means, and that it cannot be undone where it cannot. */
  readonly text: string;
  readonly submit: string;
  readonly onClose: () => void;
  readonly onConfirm: () => Promise<Reply<unknown>>;
  readonly onDone: () => void;
}

/** Something that ends what others rely on: said in words before it is done. */
export function ConfirmDialog({ title, text, submit, onClose, onConfirm, onDone }: ConfirmProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    if (busy) return;
    setBusy(true);
    const reply = await onConfirm();
    setBusy(false);
    if (!reply.ok) return setProblem(sentenceOf(reply.error));
    onDone();
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      <Problem>{problem}</Problem>
      <DialogActions>
        <Button onClick={onClose}>{say('back')}</Button>
        <Button look="danger" aria-busy={busy} onClick={() => void confirm()}>
          {submit}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
