import { useState } from 'react';
import { MERGE_BASES } from '../../../shared/domain/case-merge.ts';
import { textFault } from '../../../shared/domain/message-limits.ts';
import type { WireError } from '../../../shared/protocol/errors.ts';
import { refreshApprovals } from '../../approvals/approvals.ts';
import { useClientId } from '../../connection/use-client-id.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { Choices, Problem, TextArea, TextField } from '../../ui/field.tsx';
import { notify, sentenceOf } from '../../ui/notices.ts';
import { say, sayCode } from '../../ui/words.ts';
import { proposeMerge } from './relation-calls.ts';

interface JoinProps {
  readonly caseId: string;
  /** The reference of the other case where it was chosen; empty to write it. */
  readonly known: string;
  readonly onClose: () => void;
}

const REASON_MAX = 2_000;

/** Proposes that two cases are one person; what forbids it is said in words that tell what to do instead. */
export function JoinDialog({ caseId, known, onClose }: JoinProps) {
  const [reference, setReference] = useState(known);
  const [basis, setBasis] = useState('');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const clientId = useClientId([caseId, reference, basis, reason]);
  const submit = async () => {
    if (basis === '') return setProblem(say('same.basis_missing'));
    if (textFault(reason, REASON_MAX) !== null) return setProblem(say('same.reason_missing'));
    const reply = await proposeMerge(caseId, { clientId, reference, basis, reason });
    if (!reply.ok) return setProblem(refusalOf(reply.error));
    notify('done', say('same.proposed'));
    void refreshApprovals();
    onClose();
  };
  return (
    <Dialog title={say('same.title_join')} onClose={onClose}>
      <TextField
        label={say('same.reference')}
        value={reference}
        onChange={(event) => setReference(event.target.value)}
      />
      <Choices
        legend={say('same.basis')}
        options={MERGE_BASES.map((code) => ({ code, label: sayCode('same.basis', code) }))}
        chosen={[basis]}
        onChange={([code]) => setBasis(code ?? '')}
      />
      <TextArea
        label={say('same.reason')}
        hint={say('same.reason_hint')}
        dir="auto"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Problem>{problem}</Problem>
      <DialogActions>
        <Button onClick={onClose}>{say('back')}</Button>
        <Button look="main" onClick={() => void submit()}>
          {say('same.submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function refusalOf(error: WireError): string {
  const { reason, issues } = error.details ?? {};
  if (error.code === 'conflict' && reason !== undefined) return sayCode('same.refused', reason);
  return issues?.[0]?.message ?? sentenceOf(error);
}
