import { changeDesk, command } from '../app/live.ts';
import { useMay } from '../app/session.ts';
import { openDialog } from '../app/view.ts';
import type { Standing } from '../conversations/standing.ts';
import type { Thread } from '../desk/desk.ts';
import { changed } from '../desk/reduce.ts';
import { Button } from '../ui/button.tsx';
import { notify, notifyProblem } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import style from './supervise.module.css';
import { stopWatching } from './watch.ts';

/** Under 13 a lead looks first, then opens the card (H10). */
async function releaseCard(conversationId: string): Promise<void> {
  const reply = await command('competence:release', { conversationId });
  if (!reply.ok) return notifyProblem(reply.error);
  changeDesk((desk) => changed(desk, reply.value.conversation));
  notify('done', say('competence.released'));
}

/** What a supervisor or lead may do with this conversation; each asks for a reason and is seen by the agent. */
export function Supervise({ thread, standing }: { readonly thread: Thread; readonly standing: Standing }) {
  const mayIntervene = useMay('conversation.intervene');
  const mayRelease = useMay('competence.release');
  const { conversationId, state, ageBand, preChat } = thread.conversation;
  const isChild = (ageBand ?? preChat?.ageBand) === 'under_13';
  if (!mayIntervene || state === 'closed') return null;
  return (
    <section className={style.part}>
      <h3>{say('leading.title')}</h3>
      <div className={style.actions}>
        <Button size="small" onClick={() => openDialog('intervene', conversationId)}>
          {say('leading.intervene')}
        </Button>
        {mayRelease && isChild ? (
          <Button size="small" onClick={() => void releaseCard(conversationId)}>
            {say('competence.release')}
          </Button>
        ) : null}
        {thread.watched && !standing.holds ? (
          <Button size="small" onClick={() => void stopWatching(conversationId)}>
            {say('leading.stop')}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
