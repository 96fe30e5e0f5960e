import { useState } from 'react';
import type { Guidance } from '../../shared/protocol/http/guidance.ts';
import { useClientId } from '../connection/use-client-id.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { SaidDialog } from '../ui/said-dialog.tsx';
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
  const clientId = useClientId([caseId, pathway, open]);
  // What is named only on request stands first.
  const names = [...guidance.known].sort((a, b) => Number(b.onRequest) - Number(a.onRequest));
  const note = async (said: string): Promise<string | null> => {
    if (pathway === '') return say('wishes.missing');
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
        <SaidDialog
          title={say('wishes.title')}
          label={say('wishes.said')}
          submit={say('wishes.submit')}
          max={2_000}
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
        </SaidDialog>
      ) : null}
    </>
  );
}
