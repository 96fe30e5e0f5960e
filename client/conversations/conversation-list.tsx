import { useLive } from '../app/store.ts';
import { attend, focusComposer } from '../app/view.ts';
import type { Thread } from '../desk/desk.ts';
import { unreadCount } from '../desk/entries.ts';
import { timeOfDay } from '../ui/durations.ts';
import { Icon } from '../ui/icon.tsx';
import { say, sayCode } from '../ui/words.ts';
import { BandBadge } from './band-badge.tsx';
import style from './conversation-list.module.css';
import { PresenceMark } from './presence-mark.tsx';
import { useTitleOf } from './use-title.ts';

interface ListProps {
  readonly shown: readonly string[];
  readonly focused: string | null;
}

export function ConversationList({ shown, focused }: ListProps) {
  const threads = useLive((live) => live.desk.threads);
  const all = Object.values(threads);
  return (
    <nav className={style.list} aria-label={say('list.label')}>
      <h2>{say('list.title', { count: all.length })}</h2>
      <ul>
        {all.map((thread) => {
          const id = thread.conversation.conversationId;
          return <Item key={id} thread={thread} shown={shown.includes(id)} focused={id === focused} />;
        })}
      </ul>
    </nav>
  );
}

interface ItemProps {
  readonly thread: Thread;
  readonly shown: boolean;
  readonly focused: boolean;
}

function Item({ thread, shown, focused }: ItemProps) {
  const { conversation, entries } = thread;
  const title = useTitleOf(conversation);
  const counts = !thread.watched && conversation.state === 'active';
  const unread = !counts ? 0 : unreadCount(entries, conversation.reads.agent);
  const last = entries.at(-1)?.at ?? conversation.acceptedAt ?? conversation.enqueuedAt;
  const { conversationId } = conversation;
  const go = () => focusComposer(conversationId, () => attend(conversationId));
  return (
    <li>
      <button type="button" className={style.item} data-shown={shown} aria-current={focused} onClick={go}>
        <span className={style.top}>
          <strong>{title}</strong>
          {unread > 0 ? <span className={style.unread}>{say('list.unread', { count: unread })}</span> : null}
        </span>
        <span className={style.line}>
          {thread.watched ? <Reading name={conversation.holder?.name} /> : <PresenceMark thread={thread} />}
          <time dateTime={last}>{timeOfDay(last)}</time>
        </span>
        {conversation.priority === 'normal' && conversation.state === 'active' ? null : (
          <span className={style.line}>
            {conversation.priority === 'normal' ? null : <BandBadge priority={conversation.priority} />}
            {conversation.state === 'wrap_up' ? <em>{sayCode('state', conversation.state)}</em> : null}
          </span>
        )}
      </button>
    </li>
  );
}

function Reading({ name }: { readonly name: string | undefined }) {
  return (
    <span className={style.reading}>
      <Icon name="eye" size={14} />
      {name === undefined ? say('list.reading_waiting') : say('list.reading', { name })}
    </span>
  );
}
