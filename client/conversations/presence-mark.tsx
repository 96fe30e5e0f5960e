import type { Thread } from '../desk/desk.ts';
import { Waited } from '../ui/waited.tsx';
import { say, sayCode } from '../ui/words.ts';
import style from './presence-mark.module.css';

/** Here, away, lost, or left: in words, with a dot whose form differs too. */
export function PresenceMark({ thread }: { readonly thread: Thread }) {
  const { presence, since } = thread.conversation.visitor;
  const gone = thread.conversation.endReason === 'exit' ? 'exit' : presence;
  return (
    <span className={style.mark} data-presence={presence}>
      <span className={style.dot} aria-hidden="true" />
      {thread.typing ? say('presence.typing') : sayCode('presence', gone)}
      {presence === 'away' || presence === 'lost' ? <Waited since={since} /> : null}
    </span>
  );
}
