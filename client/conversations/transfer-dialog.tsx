import { useState } from 'react';
import { textFault } from '../../shared/domain/message-limits.ts';
import { command } from '../app/live.ts';
import { closeDialog } from '../app/view.ts';
import { useClientId } from '../connection/use-client-id.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Choices, Problem, Select } from '../ui/field.tsx';
import { NoteArea } from '../ui/note-area.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { TO_QUEUE, targetOf, useTransferTargets } from './transfer-targets.ts';

const NOTE_MAX = 2000;

/** Cold leaves at once; warm stays until one of the two leaves, and who stays holds the conversation. */
export function TransferDialog({ conversationId }: { readonly conversationId: string }) {
  const targets = useTransferTargets();
  const [to, setTo] = useState(TO_QUEUE);
  const [warm, setWarm] = useState(false);
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const clientId = useClientId([conversationId, to, warm, note]);
  const toAgent = to !== TO_QUEUE;
  const transfer = async () => {
    const target = targetOf(to);
    const reply = await command('conversation:transfer', {
      clientId,
      conversationId,
      to: target,
      note,
      ...(toAgent && warm ? { warm } : {}),
    });
    if (!reply.ok) return setProblem(sentenceOf(reply.error));
    closeDialog();
    notify('done', say('transfer.done'));
  };
  return (
    <Dialog title={say('transfer.title')} onClose={closeDialog}>
      <Select label={say('transfer.to')} value={to} onChange={setTo} options={targets} />
      {toAgent ? (
        <Choices
          legend={say('transfer.how')}
          options={[
            { code: 'warm', label: say('transfer.warm') },
            { code: 'cold', label: say('transfer.cold') },
          ]}
          chosen={[warm ? 'warm' : 'cold']}
          onChange={([code]) => setWarm(code === 'warm')}
        />
      ) : null}
      <NoteArea
        label={say('transfer.note')}
        hint={say('transfer.note_hint')}
        value={note}
        dir="auto"
        onChange={(event) => setNote(event.target.value)}
      />
      <Problem>{problem}</Problem>
      <DialogActions>
        <Button onClick={closeDialog}>{say('back')}</Button>
        <Button look="main" disabled={textFault(note, NOTE_MAX) !== null} onClick={() => void transfer()}>
          {say('transfer.confirm')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
