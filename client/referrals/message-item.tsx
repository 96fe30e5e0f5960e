import { useId, useRef, useState } from 'react';
import { isLeadRole } from '../../shared/domain/permissions.ts';
import type { InboundContents, InboundMessage } from '../../shared/protocol/http/inbound.ts';
import { useMay } from '../app/session.ts';
import { useLive } from '../app/store.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { notifyProblem } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { openMessage, takeMessage } from './handle-message.ts';
import { MessageContents } from './message-contents.tsx';
import { MessageOutcome } from './message-outcome.tsx';
import style from './messages-page.module.css';

interface MessageItemProps {
  readonly message: InboundMessage;
  readonly onDone: () => void;
}

export function MessageItem({ message, onDone }: MessageItemProps) {
  const { messageId, receivedAt, takenBy } = message;
  const mayHandle = useMay('inbound.handle');
  const me = useLive((live) => live.account);
  const mine = me?.agentId === takenBy?.agentId;
  const standing = useRef<HTMLParagraphElement>(null);
  const titleId = useId();
  const take = async () => {
    // The button goes with the taking: who works by keyboard stays at this message.
    if (await takeMessage(messageId, takenBy?.agentId)) standing.current?.focus();
  };
  return (
    <article className={style.message} aria-labelledby={titleId}>
      <header>
        <h2 id={titleId}>
          <time dateTime={receivedAt}>{say('messages.left', { when: dayAndTime(receivedAt) })}</time>
        </h2>
        <ul className={style.marks}>
          {message.wantsCallback ? <li>{say('messages.wants_callback')}</li> : null}
          <li data-contact={message.contact}>{sayCode('messages.contact', message.contact)}</li>
        </ul>
      </header>
      <p ref={standing} tabIndex={-1} className={style.standing} data-state={message.state}>
        {standingOf(message, mine)}
      </p>
      <Reading message={message} />
      {mayHandle && (takenBy === null || (!mine && isLeadRole(me?.role ?? ''))) ? (
        <Button
          look={takenBy === null ? 'main' : 'plain'}
          size="small"
          className={style.take}
          onClick={() => void take()}
        >
          {takenBy === null ? say('messages.take') : say('messages.take_over', { name: takenBy.name })}
          <ThisOne message={message} />
        </Button>
      ) : null}
      {takenBy !== null && mine ? <MessageOutcome messageId={messageId} onDone={onDone} /> : null}
    </article>
  );
}

function standingOf({ takenBy }: InboundMessage, mine: boolean): string {
  if (takenBy === null) return say('messages.nobody_has_it');
  return mine ? say('messages.yours') : say('messages.taken_by', { name: takenBy.name });
}

/** Which message a button is for, for those who hear the buttons one by one. */
function ThisOne({ message }: { readonly message: InboundMessage }) {
  return <span className="visually-hidden"> {say('messages.this_one', { when: dayAndTime(message.receivedAt) })}</span>;
}

/** Folded until somebody asks to read it, and each reading is recorded, so that folding forgets the words. */
function Reading({ message }: { readonly message: InboundMessage }) {
  const [contents, setContents] = useState<InboundContents | null>(null);
  const [busy, setBusy] = useState(false);
  const toggle = async () => {
    if (contents !== null) return setContents(null);
    setBusy(true);
    const reply = await openMessage(message.messageId);
    setBusy(false);
    if (reply.ok) setContents(reply.value.contents);
    else notifyProblem(reply.error);
  };
  return (
    <>
      <Button size="small" className={style.read} aria-expanded={contents !== null} aria-busy={busy} onClick={toggle}>
        {say(contents === null ? 'messages.read' : 'messages.fold')}
        <ThisOne message={message} />
      </Button>
      {contents === null ? null : <MessageContents contents={contents} />}
    </>
  );
}
