import { useState } from 'react';
import { textFault } from '../../shared/domain/message-limits.ts';
import { fillIn } from '../../shared/text/text.ts';
import { command } from '../app/live.ts';
import { useLive } from '../app/store.ts';
import { closeDialog } from '../app/view.ts';
import { useClientId } from '../connection/use-client-id.ts';
import { nearestWording, wordingsFor } from '../consent/consent-draft.ts';
import { useOffered } from '../consent/use-offered.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Problem, TextField } from '../ui/field.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import style from './tell-dialog.module.css';

/** The card for sharing that may happen anyway. It asks for agreement and says so honestly; it never gates (H2). */
export function TellDialog({ conversationId }: { readonly conversationId: string }) {
  const [recipientName, setRecipientName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const clientId = useClientId([conversationId, recipientName]);
  const language = useLive((live) => live.desk.threads[conversationId]?.conversation.visitor.language ?? 'en');
  const offered = useOffered(conversationId);
  const wording = offered === null ? null : nearestWording(wordingsFor(offered, 'tell'), language);
  const tell = async () => {
    if (wording === null) return;
    const words = { wordingVersion: wording.wordingVersion, language: wording.language };
    const reply = await command('sharing:tell', { clientId, conversationId, ...words, recipientName });
    if (!reply.ok) return setProblem(sentenceOf(reply.error));
    closeDialog();
    notify('done', say('tell.done'));
  };
  return (
    <Dialog title={say('tell.title')} onClose={closeDialog}>
      <p>{say('tell.text')}</p>
      <TextField
        label={say('tell.recipient')}
        hint={say('tell.recipient_hint')}
        maxLength={200}
        value={recipientName}
        onChange={(event) => setRecipientName(event.target.value)}
      />
      <figure className={style.preview} aria-label={say('preview.card')}>
        <figcaption>{say('preview.card')}</figcaption>
        <blockquote>{fillIn(wording?.text ?? '', { who: recipientName.trim() || say('tell.who') })}</blockquote>
      </figure>
      <Problem>{problem}</Problem>
      <DialogActions>
        <Button onClick={closeDialog}>{say('back')}</Button>
        <Button
          look="main"
          disabled={wording === null || textFault(recipientName, 200) !== null}
          onClick={() => void tell()}
        >
          {say('tell.send')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
