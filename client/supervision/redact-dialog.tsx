import { command } from '../app/live.ts';
import { closeDialog } from '../app/view.ts';
import { sentenceOf } from '../ui/notices.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { say } from '../ui/words.ts';

interface RedactProps {
  readonly conversationId: string;
  readonly seq: number;
}

/** Takes the words of one line away for everybody, for good; that it was there stays, with a name and a reason. */
export function RedactDialog({ conversationId, seq }: RedactProps) {
  const redact = async (reason: string, clientId: string): Promise<string | null> => {
    const reply = await command('entry:redact', { clientId, conversationId, seq, reason });
    return reply.ok ? null : sentenceOf(reply.error);
  };
  return (
    <ReasonDialog
      title={say('redact.title')}
      label={say('redact.reason')}
      submit={say('redact.confirm')}
      max={500}
      look="danger"
      chosen={[conversationId, seq]}
      onClose={closeDialog}
      onSay={redact}
    >
      <p>{say('redact.text')}</p>
    </ReasonDialog>
  );
}
