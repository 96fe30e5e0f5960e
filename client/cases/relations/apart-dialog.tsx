import { notify, sentenceOf } from '../../ui/notices.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say } from '../../ui/words.ts';
import { reloadCase } from '../open-cases.ts';
import { takeApart } from './relation-calls.ts';

interface ApartProps {
  readonly caseId: string;
  readonly intoId: string;
  readonly onClose: () => void;
}

/** Undoes a joining that was wrong; nothing is lost by it. */
export function ApartDialog({ caseId, intoId, onClose }: ApartProps) {
  const apart = async (reason: string): Promise<string | null> => {
    const reply = await takeApart(caseId, reason);
    if (!reply.ok) return sentenceOf(reply.error);
    notify('done', say('same.apart_done'));
    void reloadCase(intoId);
    return null;
  };
  return (
    <ReasonDialog
      title={say('same.apart_title')}
      label={say('same.apart_reason')}
      submit={say('same.apart_submit')}
      max={2_000}
      missing={say('same.reason_missing')}
      onClose={onClose}
      onSay={apart}
    >
      <p>{say('same.apart_text')}</p>
    </ReasonDialog>
  );
}
