import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLive } from '../app/store.ts';
import { consentNames } from '../consent/consent-state.ts';
import type { Thread } from '../desk/desk.ts';
import { redactedSeqs } from '../desk/entries.ts';
import { Button } from '../ui/button.tsx';
import { say } from '../ui/words.ts';
import style from './log.module.css';
import { LogEntry } from './log-entry.tsx';
import { lastReadSeq } from './read-state.ts';
import { UnsentLines } from './unsent-lines.tsx';
import { markRead } from './write.ts';

interface LogProps {
  readonly thread: Thread;
  readonly focused: boolean;
  readonly marksRead: boolean;
}

/** Reads new lines out only for the conversation being attended to; several logs talking at once help nobody. */
export function Log({ thread, focused, marksRead }: LogProps) {
  const { conversation, entries } = thread;
  const me = useLive((live) => live.account?.agentId);
  const { element, atEnd, onScroll, toEnd } = useStickToEnd(entries.length);
  useReading(thread, marksRead && atEnd);
  const redacted = redactedSeqs(entries);
  const names = consentNames(entries);
  const lastRead = lastReadSeq(entries, me, conversation.reads.visitor);
  return (
    <div className={style.frame}>
      <div
        ref={element}
        className={style.log}
        role="log"
        aria-label={say('log.label')}
        aria-live={focused ? 'polite' : 'off'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
      >
        <ol className={style.entries}>
          {entries.map((entry) => (
            <LogEntry
              key={entry.seq}
              entry={entry}
              mine={entry.author.agentId !== undefined && entry.author.agentId === me}
              state={entry.seq === lastRead ? 'read' : entry.seq > (lastRead ?? 0) ? 'sent' : null}
              redacted={redacted.has(entry.seq)}
              names={names}
            />
          ))}
        </ol>
        <UnsentLines conversationId={conversation.conversationId} />
      </div>
      <p className={style.typing} role="status">
        {thread.typing ? say('log.typing') : ''}
      </p>
      {atEnd ? null : (
        <Button className={style.toEnd} size="small" onClick={toEnd}>
          {say('log.to_end')}
        </Button>
      )}
    </div>
  );
}

/** Stays at the newest line, unless the person has scrolled back to read. */
function useStickToEnd(length: number) {
  const element = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const toEnd = useCallback(() => {
    const log = element.current;
    if (log !== null) log.scrollTop = log.scrollHeight;
  }, []);
  const onScroll = () => {
    const log = element.current;
    if (log !== null) setAtEnd(log.scrollHeight - log.scrollTop - log.clientHeight < 40);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new line is what this waits for
  useLayoutEffect(() => {
    if (atEnd) toEnd();
  }, [length, atEnd, toEnd]);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(toEnd);
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [toEnd]);
  return { element, atEnd, onScroll, toEnd };
}

function useReading({ conversation, entries }: Thread, inView: boolean): void {
  const last = entries.at(-1)?.seq ?? 0;
  useEffect(() => {
    const read = () => {
      if (inView && last > conversation.reads.agent && document.hasFocus()) markRead(conversation.conversationId, last);
    };
    read();
    window.addEventListener('focus', read);
    return () => window.removeEventListener('focus', read);
  }, [conversation.conversationId, conversation.reads.agent, last, inView]);
}
