import { useState } from 'react';
import { closeDialog } from '../app/view.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { say } from '../ui/words.ts';
import { useWatching } from './watch.ts';

/** Says before it happens that the agent will see the name: there is no hidden mode (H12). */
export function WatchDialog({ conversationId }: { readonly conversationId: string }) {
  const watch = useWatching();
  const [busy, setBusy] = useState(false);
  const read = async () => {
    if (busy) return;
    setBusy(true);
    await watch(conversationId);
    closeDialog();
  };
  return (
    <Dialog title={say('watch.title')} onClose={closeDialog}>
      <p>{say('watch.text')}</p>
      <DialogActions>
        <Button onClick={closeDialog}>{say('back')}</Button>
        <Button look="main" aria-busy={busy} onClick={() => void read()}>
          {say('watch.read')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
