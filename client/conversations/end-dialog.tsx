import { useState } from 'react';
import { command } from '../app/live.ts';
import { closeDialog, insertLine } from '../app/view.ts';
import type { Input } from '../connection/protocol.ts';
import { useClientId } from '../connection/use-client-id.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Choices, Problem } from '../ui/field.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { ClosingStrip } from './closing-strip.tsx';
import { addNote } from './note.ts';

type EndReason = Input<'conversation:end'>['reason'];
const REASONS: readonly EndReason[] = ['completed', 'visitor_gone', 'abuse', 'test', 'other'];

/** Ending begins with the closing strip: what happens next, which numbers, is it safe to leave, clear up the device. */
export function EndDialog({ conversationId }: { readonly conversationId: string }) {
  const [reason, setReason] = useState<EndReason>('completed');
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const clientId = useClientId([conversationId, reason]);
  const end = async () => {
    if (ticked.length > 0) {
      const items = ticked.map((item) => sayCode('closing', item)).join(' · ');
      if (!(await addNote(conversationId, say('closing.note', { items })))) return;
    }
    const reply = await command('conversation:end', { clientId, conversationId, reason });
    if (!reply.ok) return setProblem(sentenceOf(reply.error));
    closeDialog();
  };
  const write = (line: string) => {
    closeDialog();
    insertLine(conversationId, line);
  };
  return (
    <Dialog title={say('end.title')} onClose={closeDialog}>
      <ClosingStrip ticked={ticked} onTick={setTicked} onWrite={write} />
      <Choices
        legend={say('end.reason')}
        options={REASONS.map((code) => ({ code, label: sayCode('end', code) }))}
        chosen={[reason]}
        onChange={([code]) => setReason(REASONS.find((known) => known === code) ?? 'other')}
      />
      <p>{say('end.text')}</p>
      <Problem>{problem}</Problem>
      <DialogActions>
        <Button onClick={closeDialog}>{say('back')}</Button>
        <Button look="main" onClick={() => void end()}>
          {say('end.confirm')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
