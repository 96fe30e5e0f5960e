import { type ReactNode, useState } from 'react';
import { textFault } from '../../shared/domain/message-limits.ts';
import { Button } from './button.tsx';
import { Dialog, DialogActions } from './dialog.tsx';
import { Problem } from './field.tsx';
import { NoteArea } from './note-area.tsx';
import { say } from './words.ts';

interface SaidDialogProps {
  readonly title: string;
  readonly label: string;
  readonly hint?: string;
  readonly submit: string;
  readonly max: number;
  /** Nothing need be written. */
  readonly optional?: boolean;
  readonly children?: ReactNode;
  readonly onClose: () => void;
  /** What stands in the way, as a sentence; null where it is done and the dialog may go. */
  readonly onSay: (said: string) => Promise<string | null>;
}

/** One thing that takes a sentence: why something ends, what was done. What was typed stays when it is refused. */
export function SaidDialog({
  title,
  label,
  hint,
  submit,
  max,
  optional = false,
  children,
  onClose,
  onSay,
}: SaidDialogProps) {
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const fits = textFault(said, max) === null || (optional && said.trim() === '');
  const act = async () => {
    setBusy(true);
    const refused = await onSay(said);
    setBusy(false);
    if (refused === null) onClose();
    else setProblem(refused);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <NoteArea
        label={label}
        hint={hint}
        dir="auto"
        rows={2}
        maxLength={max}
        value={said}
        onChange={(event) => setSaid(event.target.value)}
      />
      <Problem>{problem}</Problem>
      <DialogActions>
        <Button onClick={onClose}>{say('back')}</Button>
        <Button look="main" disabled={!fits || busy} onClick={() => void act()}>
          {submit}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
