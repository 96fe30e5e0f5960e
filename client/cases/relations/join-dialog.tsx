import { useState } from 'react';
import { MERGE_BASES } from '../../../shared/domain/case-merge.ts';
import type { WireError } from '../../../shared/protocol/errors.ts';
import { refreshApprovals } from '../../approvals/approvals.ts';
import { Choices, TextField } from '../../ui/field.tsx';
import { notify, sentenceOf } from '../../ui/notices.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say, sayCode } from '../../ui/words.ts';
import { proposeMerge } from './relation-calls.ts';

interface JoinProps {
  readonly caseId: string;
  /** The reference of the other case where it was chosen; empty to write it. */
  readonly known: string;
  readonly onClose: () => void;
}

/** Proposes that two cases are one person; what forbids it is said in words that tell what to do instead. */
export function JoinDialog({ caseId, known, onClose }: JoinProps) {
  const [reference, setReference] = useState(known);
  const [basis, setBasis] = useState('');
  const propose = async (reason: string, clientId: string): Promise<string | null> => {
    const reply = await proposeMerge(caseId, { clientId, reference, basis, reason });
    if (!reply.ok) return refusalOf(reply.error);
    notify('done', say('same.proposed'));
    void refreshApprovals();
    return null;
  };
  return (
    <ReasonDialog
      title={say('same.title_join')}
      label={say('same.reason')}
      hint={say('same.reason_hint')}
      submit={say('same.submit')}
      max={2_000}
      missing={say('same.reason_missing')}
      chosen={[caseId, reference, basis]}
      check={() => (basis === '' ? say('same.basis_missing') : null)}
      onClose={onClose}
      onSay={propose}
    >
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
    </ReasonDialog>
  );
}

function refusalOf(error: WireError): string {
  const { reason, issues } = error.details ?? {};
  if (error.code === 'conflict' && reason !== undefined) return sayCode('same.refused', reason);
  return issues?.[0]?.message ?? sentenceOf(error);
}
