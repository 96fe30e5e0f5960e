import { useLive } from '../app/store.ts';
import { insertLine } from '../app/view.ts';
import { Button } from '../ui/button.tsx';
import { say } from '../ui/words.ts';
import style from './log-entry.module.css';
import { linesOf, type UnsentLine } from './outbox.ts';
import { discardLine, retryLine } from './write.ts';

/** Lines that the server has not acknowledged. Nothing typed is ever thrown away by itself. */
export function UnsentLines({ conversationId }: { readonly conversationId: string }) {
  const outbox = useLive((live) => live.outbox);
  const lines = linesOf(outbox, conversationId);
  if (lines.length === 0) return null;
  return (
    <ul className={style.unsent}>
      {lines.map((line) => (
        <Unsent key={line.clientId} line={line} />
      ))}
    </ul>
  );
}

function Unsent({ line }: { readonly line: UnsentLine }) {
  const takeBack = () => {
    discardLine(line.clientId);
    insertLine(line.conversationId, line.text);
  };
  return (
    <li className={style.entry} data-mine="true">
      <p className={style.bubble} data-pending={line.state}>
        <bdi dir="auto">{line.text}</bdi>
      </p>
      {line.state === 'sending' ? (
        <span className={style.state}>{say('log.sending')}</span>
      ) : (
        <span className={style.failed} role="alert">
          {line.state === 'refused' ? line.because : say('log.not_sent')}
          <Button size="small" onClick={() => retryLine(line)}>
            {say('log.retry')}
          </Button>
          <Button size="small" look="plain" onClick={takeBack}>
            {say('log.take_back')}
          </Button>
        </span>
      )}
    </li>
  );
}
