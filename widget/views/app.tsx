/** The panel: its head with numbers and exit always in the same place, what the line is like, and one view. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button, useUi } from '../ui.tsx';
import { type View, viewOf } from '../view.ts';
import { Closed, NotSafe, Requesting, Safety } from './before.tsx';
import { Danger } from './danger.tsx';
import { Ended } from './ended.tsx';
import type { Fetched, PageOf } from './fetched-pages.tsx';
import { NumberList, NumbersPage } from './numbers.tsx';
import { Outdated, Replaced } from './stopped.tsx';
import { Talk } from './talk.tsx';
import { Welcome } from './welcome.tsx';

export function App({ shiftMissing }: { readonly shiftMissing: number }) {
  const { state, t } = useUi();
  const view = viewOf(state);
  const main = useFocusOn(view);
  return (
    <>
      <Head />
      {state.demo && <p class="demo">{state.service.texts.demoNotice ?? t('demo')}</p>}
      <Line />
      <p class={shiftMissing > 0 ? 'shift' : 'vh'} role="status">
        {shiftMissing > 0 && t('shiftMore', { count: shiftMissing })}
      </p>
      <main ref={main} data-view={view}>
        {viewElement(view)}
      </main>
      {QUIET.includes(view) && <Foot />}
    </>
  );
}

function viewElement(view: View) {
  switch (view) {
    case 'welcome':
      return <Welcome />;
    case 'closed':
      return <Closed />;
    case 'safety':
      return <Safety />;
    case 'not_safe':
      return <NotSafe />;
    case 'requesting':
      return <Requesting />;
    case 'danger':
      return <Danger />;
    case 'waiting':
    case 'chat':
      return <Talk />;
    case 'ended':
      return <Ended />;
    case 'replaced':
      return <Replaced />;
    case 'outdated':
      return <Outdated />;
    case 'numbers':
      return <NumbersPage />;
    case 'kept':
    case 'feedback':
    case 'message':
    case 'call':
      return <FetchedPage page={view} />;
  }
}

/** Whoever came to talk does not wait for these. */
function FetchedPage({ page }: { readonly page: Fetched }) {
  const { t } = useUi();
  const [fetched, setFetched] = useState<{ readonly PageOf: typeof PageOf } | null | undefined>();
  useEffect(() => void import('./fetched-pages.tsx').then(setFetched, () => setFetched(null)), []);
  return fetched ? <fetched.PageOf page={page} /> : fetched === null && <p role="alert">{t('pageMissing')}</p>;
}

/** Where nobody is in the middle of something: what they think of us must never stand between them and help. */
const QUIET: readonly View[] = ['welcome', 'closed', 'ended', 'numbers', 'kept'];

function Foot() {
  const { t, set } = useUi();
  return (
    <footer class="view">
      <Button kind="quiet" onPress={() => set({ page: 'feedback' })}>
        {t('feedbackLink')}
      </Button>
    </footer>
  );
}

function Head() {
  const { t, set, close, leave } = useUi();
  return (
    <header>
      {close !== null && (
        <button type="button" class="button quiet close" onClick={close} aria-label={t('close')}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M5 9l7 7 7-7" />
          </svg>
        </button>
      )}
      <button type="button" class="button quiet" onClick={() => set({ page: 'numbers' })}>
        {t('numbers')}
      </button>
      <button type="button" class="button exit" onClick={leave}>
        {t('exit')}
      </button>
    </header>
  );
}

/** A conversation whose line is gone says so at once; after a while the numbers stand there as well (V4). */
function Line() {
  const { state, t } = useUi();
  const lost = state.line === 'lost' && state.stopped === null;
  const shown =
    lost || (state.line === 'connecting' && state.conversation !== null && state.conversation.state !== 'ended');
  return (
    <div class={shown ? 'line-state' : undefined}>
      <p role="status">{shown && t(lost ? 'lineLost' : 'lineConnecting')}</p>
      {lost && (
        <>
          <p>{t('lineLostNumbers')}</p>
          <NumberList few />
        </>
      )}
    </div>
  );
}

/**
 * A new view takes the focus to its heading, in the very step that shows it: later would take it from a key already on
 * its way. Waiting room and chat are one page, where nobody is interrupted.
 */
function useFocusOn(view: View) {
  const main = useRef<HTMLElement>(null);
  const [first] = useState(view);
  const place = view === 'chat' ? 'waiting' : view;
  useLayoutEffect(() => {
    if (place === first && !document.hasFocus()) return;
    main.current?.querySelector<HTMLElement>('[data-focus]')?.focus({ preventScroll: true });
    if (main.current) main.current.scrollTop = 0;
  }, [place, first]);
  return main;
}
