import { useEffect, useRef } from 'react';
import { Navigate } from 'react-router';
import { useMay } from '../app/session.ts';
import { say } from '../ui/words.ts';
import { MessageItem } from './message-item.tsx';
import { refreshInbound, useInbound } from './messages.ts';
import style from './messages-page.module.css';

/** Everybody who left a message and has no answer yet, whoever came first at the top. */
export function MessagesPage() {
  return useMay('inbound.read') ? <Messages /> : <Navigate to="/" replace />;
}

function Messages() {
  const inbound = useInbound((state) => state.inbound);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => void refreshInbound(), []);
  return (
    <main className={style.page}>
      <header className={style.head}>
        <h1 ref={title} tabIndex={-1}>
          {say('messages.title')}
        </h1>
        <p>{say('messages.text')}</p>
      </header>
      {inbound === null ? <p className={style.quiet}>{say('loading')}</p> : null}
      {inbound?.openTotal === 0 ? <p className={style.quiet}>{say('messages.nothing')}</p> : null}
      {inbound === null || inbound.openTotal === 0 ? null : (
        <ol className={style.list} aria-label={say('messages.list')}>
          {inbound.messages.map((message) => (
            <li key={message.messageId}>
              <MessageItem message={message} onDone={() => title.current?.focus()} />
            </li>
          ))}
        </ol>
      )}
      {inbound !== null && inbound.openTotal > inbound.messages.length ? (
        <p className={style.quiet}>{say('messages.more', { count: inbound.openTotal - inbound.messages.length })}</p>
      ) : null}
    </main>
  );
}
