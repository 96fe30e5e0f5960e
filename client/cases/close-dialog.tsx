import { useState } from 'react';
import { textFault } from '../../shared/domain/message-limits.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { useReference } from '../app/reference.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Choices, Problem } from '../ui/field.tsx';
import { NoteArea } from '../ui/note-area.tsx';
import { correctionOf, notify } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { closeCase, reopenCase } from './case-calls.ts';
import { keepRow, reloadCase } from './open-cases.ts';
import { type OpenThing, openThingsIn, StillOpen } from './still-open.tsx';

interface EndProps {
  readonly row: CaseRow;
  readonly onClose: () => void;
}

const SAID_MAX = 2_000;

/** Ends a case with its reason. That nobody could be reached never ends it by itself where there is danger (H17). */
export function CloseDialog({ row, onClose }: EndProps) {
  const reasons = useReference('closureReasons');
  const [reason, setReason] = useState('');
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  /** What others keep of it and is not finished, once the server has said so. */
  const [open, setOpen] = useState<readonly OpenThing[] | null>(null);
  const [endsToo, setEndsToo] = useState(false);
  const close = async () => {
    if (reason === '') return setProblem(say('case_end.reason_missing'));
    if (textFault(said, SAID_MAX) !== null) return setProblem(say('case_end.said_missing'));
    setProblem(null);
    const ending = endsToo ? { endOpen: true } : {};
    const reply = await closeCase(row.caseId, { revision: row.revision, reason, said, ...ending });
    if (!reply.ok) {
      const left = openThingsIn(reply.error);
      setOpen(left);
      return setProblem(left === null ? whyNot(row, reply.error) : null);
    }
    keepRow(reply.value.row);
    onClose();
    notify('done', say('case_end.done'));
  };
  return (
    <Dialog title={say('case_end.title')} onClose={onClose}>
      <Choices
        legend={say('case_end.reason')}
        options={reasons}
        chosen={[reason]}
        onChange={([code]) => setReason(code ?? '')}
      />
      <p role="status">{reason === 'no_contact' ? say('case_end.tell_referrer') : null}</p>
      <Said label={say('case_end.said')} hint={say('case_end.said_hint')} value={said} onChange={setSaid} />
      {open === null ? null : <StillOpen {...{ row, open, endsToo }} onEndsToo={setEndsToo} onLeave={onClose} />}
      <Problem>{problem}</Problem>
      <DialogActions>
        <Button onClick={onClose}>{say('back')}</Button>
        <Button look="main" onClick={() => void close()}>
          {say('case_end.submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

export function ReopenDialog({ row, onClose }: EndProps) {
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const open = async () => {
    if (textFault(said, SAID_MAX) !== null) return setProblem(say('case_end.said_missing'));
    const reply = await reopenCase(row.caseId, { revision: row.revision, said });
    if (!reply.ok) return setProblem(whyNot(row, reply.error));
    keepRow(reply.value.row);
    onClose();
    notify('done', say('case_reopen.done'));
  };
  return (
    <Dialog title={say('case_reopen.title')} onClose={onClose}>
      <Said label={say('case_reopen.said')} value={said} onChange={setSaid} />
      <Problem>{problem}</Problem>
      <DialogActions>
        <Button onClick={onClose}>{say('back')}</Button>
        <Button look="main" onClick={() => void open()}>
          {say('case_reopen.submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface SaidProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Said({ label, hint, value, onChange }: SaidProps) {
  return (
    <NoteArea
      label={label}
      hint={hint}
      dir="auto"
      maxLength={SAID_MAX}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** What somebody else did meanwhile is loaded, so that the next press is about what stands there. */
function whyNot({ caseId }: CaseRow, error: WireError): string {
  switch (error.details?.reason) {
    case 'needs_lead':
      return say('case_end.needs_lead');
    case 'not_open':
      return say('case.not_open');
    case 'not_closed':
      return say('case.not_closed');
    case 'changed_meanwhile':
      void reloadCase(caseId);
      return say('case.moved');
    default:
      return correctionOf(error);
  }
}
