import { command } from '../app/live.ts';
import { useKeyHint } from '../app/use-shortcut.ts';
import { openDialog } from '../app/view.ts';
import type { Thread } from '../desk/desk.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { notifyProblem } from '../ui/notices.ts';
import { Waited } from '../ui/waited.tsx';
import { say } from '../ui/words.ts';
import { BandBadge } from './band-badge.tsx';
import style from './column-header.module.css';
import { PresenceMark } from './presence-mark.tsx';
import type { Standing } from './standing.ts';

interface HeaderProps {
  readonly thread: Thread;
  readonly standing: Standing;
  readonly title: string;
}

/** The emergency button is always at the same place: the end of the first line of every conversation (H5). */
export function ColumnHeader({ thread, standing, title }: HeaderProps) {
  const { conversation } = thread;
  const emergencyKey = useKeyHint('emergency');
  return (
    <header className={style.header}>
      <div className={style.first}>
        <h2 className={style.title}>{title}</h2>
        <Button
          look="alarm"
          size="small"
          keyHint={emergencyKey}
          onClick={() => openDialog('emergency', conversation.conversationId)}
        >
          <Icon name="alert" size={14} />
          {say('emergency.button')}
        </Button>
      </div>
      <div className={style.second}>
        <PresenceMark thread={thread} />
        {conversation.priority === 'normal' ? null : <BandBadge priority={conversation.priority} />}
        <span className={style.since}>
          <Icon name="clock" size={13} />
          <Waited since={conversation.acceptedAt ?? conversation.enqueuedAt} />
        </span>
        <Others thread={thread} standing={standing} />
        <Actions conversationId={conversation.conversationId} standing={standing} />
      </div>
    </header>
  );
}

/** Nobody reads or writes unseen (V5): whoever else is here is named. */
function Others({ thread, standing }: { readonly thread: Thread; readonly standing: Standing }) {
  const { holder, consulting } = thread.conversation;
  const others = [...(standing.holds || holder === null ? [] : [holder]), ...(standing.consults ? [] : consulting)];
  if (others.length === 0) return null;
  return (
    <span className={style.since}>
      <Icon name="people" size={14} />
      {others.map((other) => other.name).join(', ')}
    </span>
  );
}

function Actions({ conversationId, standing }: { readonly conversationId: string; readonly standing: Standing }) {
  const leave = async () => {
    const reply = await command('conversation:leave', { clientId: crypto.randomUUID(), conversationId });
    if (!reply.ok) notifyProblem(reply.error);
  };
  if (!standing.mayWrite) return null;
  return (
    <span className={style.actions}>
      <Button look="plain" size="small" onClick={() => openDialog('transfer', conversationId)}>
        {say('transfer.button')}
      </Button>
      {standing.consults ? (
        <Button look="plain" size="small" onClick={() => void leave()}>
          {say('consult.leave')}
        </Button>
      ) : (
        <Button size="small" onClick={() => openDialog('end', conversationId)}>
          {say('end.button')}
        </Button>
      )}
    </span>
  );
}
