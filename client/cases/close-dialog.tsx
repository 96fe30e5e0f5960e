import { useState } from 'react';
import { textFault } from '../../shared/domain/message-limits.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { useReference } from '../app/reference.ts';
import { Choices } from '../ui/field.tsx';
import { correctionOf, notify } from '../ui/notices.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { say } from '../ui/words.ts';
import { closeCase, reopenCase } from './case-calls.ts';
import { keepRow, reloadCase } from './open-cases.ts';
import { type OpenThing, openThingsIn, StillOpen, useIsLead, WHY_MAX } from './still-open.tsx';

interface EndProps {
  readonly row: CaseRow;
  readonly onClose: () => void;
}

const SAID_MAX = 2_000;

/** Ends a case with its reason. That nobody could be reached never ends it by itself where there is danger (H17). */
export function CloseDialog({ row, onClose }: EndProps) {
  const reasons = useReference('closureReasons');
  const [reason, setReason] = useState('');
  /** What others keep of it and is not finished, once the server has said so. */
  const [open, setOpen] = useState<readonly OpenThing[] | null>(null);
  const [endsToo, setEndsToo] = useState(false);
  /** Why what is a lead's to decide may end with it. */
  const [why, setWhy] = useState('');
  const isLead = useIsLead();
  const decides = isLead && endsToo && open?.some(({ byLead }) => byLead) === true;
  const lacking = () => {
    if (reason === '') return say('case_end.reason_missing');
    return decides && textFault(why, WHY_MAX) !== null ? say('still_open.why_missing') : null;
  };
  const close = async (said: string): Promise<string | null | undefined> => {
    const ending = endsToo ? { endOpen: true, ...(decides ? { endSaid: why } : {}) } : {};
    const reply = await closeCase(row.caseId, { revision: row.revision, reason, said, ...ending });
    if (!reply.ok) {
      const left = openThingsIn(reply.error);
      setOpen(left);
      return left === null ? whyNot(row, reply.error) : undefined;
    }
    keepRow(reply.value.row);
    notify('done', say('case_end.done'));
    return null;
  };
  return (
    <ReasonDialog
      title={say('case_end.title')}
      label={say('case_end.said')}
      hint={say('case_end.said_hint')}
      submit={say('case_end.submit')}
      max={SAID_MAX}
      missing={say('case_end.said_missing')}
      check={lacking}
      below={
        open === null ? null : (
          <StillOpen {...{ row, open, endsToo, why }} onEndsToo={setEndsToo} onWhy={setWhy} onLeave={onClose} />
        )
      }
      onClose={onClose}
      onSay={close}
    >
      <Choices
        legend={say('case_end.reason')}
        options={reasons}
        chosen={[reason]}
        onChange={([code]) => setReason(code ?? '')}
      />
      <p role="status">{reason === 'no_contact' ? say('case_end.tell_referrer') : null}</p>
    </ReasonDialog>
  );
}

export function ReopenDialog({ row, onClose }: EndProps) {
  const open = async (said: string): Promise<string | null> => {
    const reply = await reopenCase(row.caseId, { revision: row.revision, said });
    if (!reply.ok) return whyNot(row, reply.error);
    keepRow(reply.value.row);
    notify('done', say('case_reopen.done'));
    return null;
  };
  return (
    <ReasonDialog
      title={say('case_reopen.title')}
      label={say('case_reopen.said')}
      submit={say('case_reopen.submit')}
      max={SAID_MAX}
      missing={say('case_end.said_missing')}
      onClose={onClose}
      onSay={open}
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
