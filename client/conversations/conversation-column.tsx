import { useEffect, useRef, useState } from 'react';
import { isWriting } from '../app/is-writing.ts';
import { useLive } from '../app/store.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { attend, focusComposer, openDialog, showTab, type Tab, useView } from '../app/view.ts';
import type { Thread } from '../desk/desk.ts';
import { unreadCount } from '../desk/entries.ts';
import { say } from '../ui/words.ts';
import { ChatPanel } from './chat-panel.tsx';
import { ColumnHeader } from './column-header.tsx';
import style from './conversation-column.module.css';
import { FreshNotes } from './fresh-notes.tsx';
import { SidePanel } from './side-panel.tsx';
import { TabList } from './tab-list.tsx';
import { tabsOf, tabToShow } from './tabs.ts';
import { useStanding } from './use-standing.ts';
import { useTitleOf } from './use-title.ts';

const WIDE_PX = 680;

interface ColumnProps {
  readonly conversationId: string;
  readonly focused: boolean;
  readonly alone: boolean;
  readonly roomy: boolean;
}

export function ConversationColumn({ conversationId, ...rest }: ColumnProps) {
  const thread = useLive((live) => live.desk.threads[conversationId]);
  return thread === undefined ? null : <Column thread={thread} {...rest} />;
}

/** Wide enough, the chat stays in view and the rest stands beside it; else all of it is tabs. */
function Column({ thread, focused, alone, roomy }: Omit<ColumnProps, 'conversationId'> & { thread: Thread }) {
  const { conversation } = thread;
  const id = conversation.conversationId;
  const [element, wide] = useWide();
  const standing = useStanding(thread);
  const alert = useLive((live) => live.desk.alerts.find((a) => a.conversationId === id && a.emergency !== undefined));
  const tabs = tabsOf({ wide, emergency: alert !== undefined, wrapUp: standing.wrapUp });
  const tab = tabToShow(
    tabs,
    useView((view) => view.tabs[id]),
  );
  const counts = {
    notes: thread.notes.length,
    chat: standing.mayWrite ? unreadCount(thread.entries, conversation.reads.agent) : 0,
  };
  const title = useTitleOf(conversation);
  useColumnKeys(id, focused, standing.mayWrite);
  useWrapUpShown(id, standing.wrapUp);
  return (
    <section
      ref={element}
      className={style.column}
      data-focused={focused && !alone}
      data-roomy={roomy}
      aria-label={say('column.label', { title })}
      onFocusCapture={() => attend(id)}
      onPointerDownCapture={() => attend(id)}
    >
      <ColumnHeader thread={thread} standing={standing} title={title} />
      <FreshNotes thread={thread} />
      <div className={style.body} data-wide={wide}>
        {wide ? null : <TabList conversationId={id} tabs={tabs} tab={tab} counts={counts} />}
        {wide || tab === 'chat' ? <ChatPanel thread={thread} standing={standing} focused={focused} /> : null}
        {wide ? (
          <div className={style.side}>
            <TabList conversationId={id} tabs={tabs} tab={tab} counts={counts} />
            <SidePanel thread={thread} standing={standing} tab={tab} alert={alert ?? null} />
          </div>
        ) : null}
        {wide || tab === 'chat' ? null : (
          <SidePanel thread={thread} standing={standing} tab={tab} alert={alert ?? null} />
        )}
      </div>
    </section>
  );
}

/** Once it is time for it; not from under the hands of whoever writes a note just then: it stands beside as a tab. */
function useWrapUpShown(id: string, isTime: boolean): void {
  useEffect(() => {
    const { activeElement } = document;
    const writing = isWriting(activeElement) && activeElement?.closest(`[data-panel-of="${id}"]`) != null;
    if (isTime && !writing) showTab(id, 'wrap_up');
  }, [id, isTime]);
}

function useColumnKeys(id: string, focused: boolean, mayWrite: boolean): void {
  const show = (tab: Tab) => () => showTab(id, tab);
  useShortcut('emergency', () => openDialog('emergency', id), focused);
  useShortcut('write', () => focusComposer(id, show('chat')), focused);
  useShortcut('about', show('about'), focused);
  useShortcut('notes', show('notes'), focused);
  useShortcut('sharing', show('sharing'), focused);
  useShortcut('assessments', show('assessments'), focused);
  useShortcut('case', show('case'), focused);
  useShortcut('end', () => openDialog('end', id), focused && mayWrite);
  useShortcut('transfer', () => openDialog('transfer', id), focused && mayWrite);
}

function useWide() {
  const element = useRef<HTMLElement>(null);
  const [wide, setWide] = useState(false);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => setWide((entry?.contentRect.width ?? 0) >= WIDE_PX));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, wide] as const;
}
