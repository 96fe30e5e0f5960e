import { useEffect, useState } from 'react';
import { AvailabilityPanel } from '../agents/availability-panel.tsx';
import { ConversationColumn } from '../conversations/conversation-column.tsx';
import { ConversationList } from '../conversations/conversation-list.tsx';
import { resendAfterReconnect } from '../conversations/write.ts';
import { RingingOffers } from '../queue/ringing-offers.tsx';
import { AlertList } from '../safeguarding/alert-list.tsx';
import { say } from '../ui/words.ts';
import { columnsFor, shownSideBySide } from './columns.ts';
import style from './desk-page.module.css';
import { useMay } from './session.ts';
import { NoDesk, StartScreen } from './start-screen.tsx';
import { useLive } from './store.ts';
import { useShortcut } from './use-shortcut.ts';
import { attend, focusComposer, useView } from './view.ts';

/** Some roles never answer: a choice that the server refuses is not offered to them. */
export function DeskPage() {
  return useMay('availability.set') ? <Desk /> : <NoDesk />;
}

function Desk() {
  const threads = useLive((live) => live.desk.threads);
  const recent = useView((view) => view.recent);
  useEffect(resendAfterReconnect, []);
  const all = Object.keys(threads);
  const alerts = useLive((live) => live.desk.alerts);
  const needsRoom = (id: string) =>
    alerts.some((alert) => alert.conversationId === id && alert.emergency !== undefined);
  const shown = shownSideBySide(all, recent, useColumns(), needsRoom);
  const focused = recent.find((id) => shown.includes(id)) ?? shown[0] ?? null;
  const step = (by: 1 | -1) => {
    const next = all.at((all.indexOf(focused ?? '') + by) % all.length);
    if (next === undefined) return;
    focusComposer(next, () => attend(next));
  };
  useShortcut('next', () => step(1), all.length > 0);
  useShortcut('previous', () => step(-1), all.length > 0);
  return (
    <div className={style.desk}>
      <aside className={style.rail} aria-label={say('rail.label')}>
        <AvailabilityPanel />
        <AlertList />
        <RingingOffers />
        <ConversationList shown={shown} focused={focused} />
      </aside>
      <main className={style.columns} data-count={shown.length}>
        <h1 className="visually-hidden">{say('nav.desk')}</h1>
        {shown.length === 0 ? <StartScreen /> : null}
        {shown.map((id) => (
          <ConversationColumn
            key={id}
            conversationId={id}
            focused={id === focused}
            alone={shown.length === 1}
            roomy={needsRoom(id)}
          />
        ))}
      </main>
    </div>
  );
}

function useColumns(): number {
  const [columns, setColumns] = useState(() => columnsFor(window.innerWidth));
  useEffect(() => {
    const onResize = () => setColumns(columnsFor(window.innerWidth));
    window.addEventListener('resize', onResize);
    return () => window.removeEventListener('resize', onResize);
  }, []);
  return columns;
}
