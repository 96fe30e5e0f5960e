import { useMay } from '../app/session.ts';
import { openDialog } from '../app/view.ts';
import type { Standing } from '../conversations/standing.ts';
import type { Thread } from '../desk/desk.ts';
import { Button } from '../ui/button.tsx';
import { say } from '../ui/words.ts';
import style from './supervise.module.css';
import { stopWatching } from './watch.ts';

/** What a supervisor or lead may do with this conversation; each asks for a reason and is seen by the agent. */
export function Supervise({ thread, standing }: { readonly thread: Thread; readonly standing: Standing }) {
  const mayIntervene = useMay('conversation.intervene');
  const { conversationId, state } = thread.conversation;
  if (!mayIntervene || state === 'closed') return null;
  return (
    <section className={style.part}>
      <h3>{say('supervise.title')}</h3>
      <div className={style.actions}>
        <Button size="small" onClick={() => openDialog('intervene', conversationId)}>
          {say('supervise.intervene')}
        </Button>
        {thread.watched && !standing.holds ? (
          <Button size="small" onClick={() => void stopWatching(conversationId)}>
            {say('watch.stop')}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
