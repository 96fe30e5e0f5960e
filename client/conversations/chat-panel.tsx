import type { Thread } from '../desk/desk.ts';
import { Silence } from '../safeguarding/silence.tsx';
import style from './chat-panel.module.css';
import { Composer } from './composer.tsx';
import { ComposerLock } from './composer-lock.tsx';
import { Log } from './log.tsx';
import { OpeningStrip } from './opening-strip.tsx';
import type { Standing } from './standing.ts';

interface ChatProps {
  readonly thread: Thread;
  readonly standing: Standing;
  readonly focused: boolean;
}

export function ChatPanel({ thread, standing, focused }: ChatProps) {
  return (
    <div className={style.panel}>
      {standing.mayWrite ? <OpeningStrip conversation={thread.conversation} focused={focused} /> : null}
      <Log thread={thread} focused={focused} marksRead={standing.mayWrite} />
      {standing.mayWrite ? <Silence thread={thread} /> : null}
      {standing.lock === null ? (
        <Composer conversationId={thread.conversation.conversationId} />
      ) : (
        <ComposerLock lock={standing.lock} />
      )}
    </div>
  );
}
