import { type ReactNode, useRef, useState } from 'react';
import { textFault } from '../../shared/domain/message-limits.ts';
import { useClientId } from '../connection/use-client-id.ts';
import { Button } from './button.tsx';
import { Dialog, DialogActions } from './dialog.tsx';
import { Problem } from './field.tsx';
import { NoteArea } from './note-area.tsx';
import { say } from './words.ts';

interface ReasonDialogProps {
  readonly title: string;
  readonly label: string;
  readonly hint?: string;
  readonly submit: string;
  readonly max: number;
  /** What is said where the words are missing. */
  readonly missing?: string;
  /** `optional`: nothing need be written. `none`: not asked for at the moment. */
  readonly words?: 'needed' | 'optional' | 'none';
  readonly look?: 'main' | 'danger';
  /** What else is chosen in it, and what is missing of that: the same content tried again is the same effect. */
  readonly chosen?: unknown;
  readonly check?: () => string | null;
  /** Before the words, and between them and the buttons. */
  readonly children?: ReactNode;
  readonly below?: ReactNode;
  readonly onClose: () => void;
  /** What stands in the way, as a sentence; null where it is done and the dialog may go; nothing where that is shown below. */
  readonly onSay: (said: string, clientId: string) => Promise<string | null | undefined>;
}

/** One thing that takes a sentence: why something ends, what was done. What was typed stays when it is refused. */
export function ReasonDialog({
  title,
  label,
  hint,
  submit,
  max,
  missing,
  words = 'needed',
  look = 'main',
  chosen,
  check,
  children,
  below,
  onClose,
  onSay,
}: ReasonDialogProps) {
  const [said, setSaid] = useState('');
  const [wrong, setWrong] = useState<string | undefined>();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const clientId = useClientId([title, chosen, said]);
  const fits = words !== 'needed' && said.trim() === '' ? true : textFault(said, max) === null;
  const act = async () => {
    const lacking = check?.() ?? null;
    setProblem(lacking);
    setWrong(fits ? undefined : (missing ?? say('reason_dialog.missing')));
    if (lacking === null && !fits) box.current?.querySelector('textarea')?.focus();
    if (lacking !== null || !fits || busy) return;
    setBusy(true);
    const refused = await onSay(said, clientId);
    setBusy(false);
    if (refused === null) onClose();
    else setProblem(refused ?? null);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      {words === 'none' ? null : (
        <div ref={box}>
          <NoteArea
            label={label}
            hint={hint}
            problem={wrong}
            dir="auto"
            rows={2}
            maxLength={max}
            value={said}
            onChange={(event) => {
              setSaid(event.target.value);
              setWrong(undefined);
            }}
          />
        </div>
      )}
      {below}
      <Problem>{problem}</Problem>
      <DialogActions>
        <Button onClick={onClose}>{say('back')}</Button>
        <Button look={look} aria-busy={busy} onClick={() => void act()}>
          {submit}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
