import type { KeyboardEvent } from 'react';
import { showTab, type Tab } from '../app/view.ts';
import { focusAfter } from '../ui/focus-after.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './tab-list.module.css';

interface TabListProps {
  readonly conversationId: string;
  readonly tabs: readonly Tab[];
  readonly tab: Tab;
  /** How many notes, and how many lines nobody has read. */
  readonly counts: Partial<Readonly<Record<Tab, number>>>;
}

export function tabId(conversationId: string, tab: Tab): string {
  return `tab-${tab}-${conversationId}`;
}

/** Tabs as the practice guide has them: one stop for Tab, arrows move and choose. */
export function TabList({ conversationId, tabs, tab, counts }: TabListProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = tabs.at((tabs.indexOf(tab) + by) % tabs.length);
    if (next === undefined) return;
    focusAfter(
      () => showTab(conversationId, next),
      () => document.getElementById(tabId(conversationId, next)),
    );
  };
  return (
    <div className={style.list} role="tablist" aria-label={say('tabs.label')} onKeyDown={onKeyDown}>
      {tabs.map((each) => (
        <button
          key={each}
          id={tabId(conversationId, each)}
          type="button"
          role="tab"
          className={style.tab}
          data-tab={each}
          aria-selected={each === tab}
          tabIndex={each === tab ? 0 : -1}
          onClick={() => showTab(conversationId, each)}
        >
          {sayCode('tab', each)}
          {counts[each] ? <span className={style.count}>{counts[each]}</span> : null}
        </button>
      ))}
    </div>
  );
}
