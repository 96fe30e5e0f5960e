import type { OpeningItem, StaffConversation } from '../../shared/protocol/conversation.ts';
import { changeDesk, command } from '../app/live.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { insertLine } from '../app/view.ts';
import { changed } from '../desk/reduce.ts';
import { Icon } from '../ui/icon.tsx';
import { notifyProblem } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './opening-strip.module.css';

const ITEMS: readonly OpeningItem[] = ['safe_now', 'anyone_near', 'word_to_leave', 'if_we_lose_touch'];
const ACTIONS = ['opening_1', 'opening_2', 'opening_3', 'opening_4'] as const;

interface StripProps {
  readonly conversation: StaffConversation;
  readonly focused: boolean;
}

/** Four questions every conversation begins with. A press puts the line into the composer and ticks it for everybody. */
export function OpeningStrip({ conversation, focused }: StripProps) {
  const done = ITEMS.filter((item) => conversation.opening.includes(item)).length;
  return (
    <fieldset className={style.strip} aria-label={say('opening.label', { done, of: ITEMS.length })}>
      {ITEMS.map((item, index) => (
        <Tick key={item} item={item} index={index} conversation={conversation} focused={focused} />
      ))}
    </fieldset>
  );
}

interface TickProps extends StripProps {
  readonly item: OpeningItem;
  readonly index: number;
}

function Tick({ item, index, conversation, focused }: TickProps) {
  const { conversationId } = conversation;
  const done = conversation.opening.includes(item);
  const tick = async () => {
    if (!done) insertLine(conversationId, sayCode('opening.line', item));
    const reply = await command('opening:tick', { conversationId, item, done: !done });
    if (!reply.ok) return notifyProblem(reply.error);
    changeDesk((desk) => changed(desk, reply.value.conversation));
  };
  useShortcut(ACTIONS[index] ?? 'opening_1', () => void tick(), focused);
  return (
    <button
      type="button"
      className={style.tick}
      aria-pressed={done}
      title={sayCode('opening.line', item)}
      onClick={() => void tick()}
    >
      {done ? <Icon name="check" size={13} /> : <span className={style.number}>{index + 1}</span>}
      {sayCode('opening', item)}
    </button>
  );
}
