/** The page in the frame: reads what the server put into it, and waits for the loader to say where it stands. */
import './styles/base.css';
import './styles/views.css';
import './styles/talk.css';
import { h, render } from 'preact';
import { fallbackNumbers } from '../shared/reference/fallback-numbers.ts';
import { english } from '../shared/text/locales.ts';
import { words as hostWords } from './host/words.ts';
import { linkToHost } from './host-link.ts';
import type { Hello, ToPanel } from './host-messages.ts';
import { dropEverything } from './kept-token.ts';
import { type PanelConfig, readConfig, readWords } from './panel-config.ts';
import { runPanel } from './run-panel.ts';
import type { PageWords } from './words.ts';

/** A loader that says nothing cannot vouch for what came before: then nothing of it is taken up. */
const LOADER_SPEAKS_WITHIN_MS = 2_000;

function start(root: HTMLElement, config: PanelConfig, words: PageWords): void {
  let told: ((message: ToPanel) => void) | null = null;
  const begin = ({ scope, restored }: Pick<Hello, 'scope' | 'restored'>): void => {
    told ??= runPanel({ root, config, words, host, scope, restored });
  };
  const host = linkToHost(config.hostOrigins, (message) => told?.(message), begin);
  if (host.embedded) setTimeout(() => begin({ scope: 'panel', restored: true }), LOADER_SPEAKS_WITHIN_MS);
  else begin({ scope: 'panel', restored: arrivedByBack() });

  // Out of the browser's memory nothing of before is shown (P2).
  addEventListener('pagehide', () => render(null, root));
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    dropEverything();
    location.reload();
  });
}

function arrivedByBack(): boolean {
  const [arrival] = performance.getEntriesByType('navigation');
  return arrival instanceof PerformanceNavigationTiming && arrival.type === 'back_forward';
}

/** Without its data the page can do one thing, and does it: say whom to call (V4). */
function showNumbersOnly(root: HTMLElement): void {
  const lines = fallbackNumbers.map(({ label, number, note }) =>
    h('p', {}, h('strong', {}, `${label}: ${number}`), h('br', {}), note),
  );
  render(h('main', { class: 'view' }, h('p', {}, hostWords.unreachable), ...lines), root);
}

// The catalogue is British: its dates and times are too.
document.documentElement.lang = english.code === 'en' ? 'en-GB' : english.code;
document.documentElement.dir = english.dir;
const root = document.getElementById('panel');
const config = readConfig(document);
const words = readWords(document);
if (root !== null && config !== null && words !== null) start(root, config, words);
else if (root !== null) showNumbersOnly(root);
