import { useState } from 'react';
import type { Guidance } from '../../shared/protocol/http/guidance.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { say } from '../ui/words.ts';
import { noteWish } from './guidance-calls.ts';

interface WishProps {
  readonly caseId: string;
  readonly guidance: Guidance;
  readonly onChanged: () => Promise<void>;
}

/** They asked about something by themselves: what is never suggested may be named from then on. */
export function WishCard({ caseId, guidance, onChanged }: WishProps) {
  const [open, setOpen] = useState(false);
  const [pathway, setPathway] = useState('');
  // What is named only on request stands first.
  const names = [...guidance.known].sort((a, b) => Number(b.onRequest) - Number(a.onRequest));
  const note = async (said: string, clientId: string): Promise<string | null> => {
    const reply = await noteWish(caseId, { clientId, pathway, said });
    if (!reply.ok) return sentenceOf(reply.error);
    notify('done', say('wishes.done'));
    await onChanged();
    return null;
  };
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {say('wishes.open')}
      </Button>
      {open ? (
        <ReasonDialog
          title={say('wishes.title')}
          label={say('wishes.said')}
          submit={say('wishes.submit')}
          max={2_000}
          chosen={[caseId, pathway]}
          check={() => (pathway === '' ? say('wishes.missing') : null)}
          onClose={() => setOpen(false)}
          onSay={note}
        >
          <p>{say('wishes.text')}</p>
          <Select
            label={say('wishes.pathway')}
            value={pathway}
            options={[
              { code: '', label: say('supervise.choose') },
              ...names.map((each) => ({ code: each.pathway, label: each.label })),
            ]}
            onChange={setPathway}
          />
        </ReasonDialog>
      ) : null}
    </>
  );
}
