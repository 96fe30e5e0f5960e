import { type KeyboardEvent, useEffect, useRef } from 'react';
import { MESSAGE_MAX_UNITS, textFault } from '../../shared/domain/message-limits.ts';
import { composerId, setDraft, useView } from '../app/view.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/words.ts';
import style from './composer.module.css';
import { keepTyping, sendText } from './write.ts';

const NEAR_LIMIT = 300;

/** Enter sends, Shift and Enter begin a new line. A composition (Bengali, Arabic …) is never sent half done. */
export function Composer({ conversationId }: { readonly conversationId: string }) {
  const text = useView((view) => view.drafts[conversationId] ?? '');
  const element = useGrowing(text);
  const fault = textFault(text);
  const send = () => {
    if (fault !== null) return;
    sendText(conversationId, text);
    setDraft(conversationId, '');
    element.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  const left = MESSAGE_MAX_UNITS - text.length;
  return (
    <form
      className={style.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label className="visually-hidden" htmlFor={composerId(conversationId)}>
        {say('composer.label')}
      </label>
      <textarea
        ref={element}
        id={composerId(conversationId)}
        className={style.text}
        rows={2}
        dir="auto"
        placeholder={say('composer.placeholder')}
        value={text}
        onChange={(event) => {
          setDraft(conversationId, event.target.value);
          keepTyping(conversationId);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={style.foot}>
        <span className={style.left} role="status">
          {left < NEAR_LIMIT ? say(left < 0 ? 'composer.over' : 'composer.left', { count: Math.abs(left) }) : ''}
        </span>
        <Button look="main" size="small" type="submit" disabled={fault !== null}>
          <Icon name="send" size={14} />
          {say('composer.send')}
        </Button>
      </div>
    </form>
  );
}

/** Grows with what is written, up to a third of the window. */
function useGrowing(text: string) {
  const element = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what it grows with
  useEffect(() => {
    const area = element.current;
    if (area === null) return;
    area.style.blockSize = 'auto';
    area.style.blockSize = `${Math.min(area.scrollHeight + 2, window.innerHeight / 3)}px`;
  }, [text]);
  return element;
}
