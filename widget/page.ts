/** The script of the pages for people outside: one key leaves, and a form leaves nothing behind. They work without it. */
import { isComposing, watchShift } from './exit-keys.ts';
import { createLeave } from './page/leave.ts';
import { createSend } from './page/send-in-place.ts';

const ANSWER_WITHIN_MS = 20_000;
/** Browsers let a page that is gone send 64 KiB altogether, and refuse what is more. */
const OUTLIVES_UNITS = 32_000;

const leave = createLeave({
  page: document,
  tell: (action, body) => navigator.sendBeacon(action, body),
  replace: (url) => location.replace(url),
});

const send = createSend({
  page: document,
  gone: leave.gone,
  post: async (action, body) => {
    const given = new AbortController();
    const timer = setTimeout(() => given.abort(), ANSWER_WITHIN_MS);
    try {
      // What was sent arrives, even if somebody leaves in the same moment.
      const keepalive = String(body).length < OUTLIVES_UNITS;
      const response = await fetch(action, { method: 'POST', body, signal: given.signal, keepalive });
      return { status: response.status, html: await response.text() };
    } finally {
      clearTimeout(timer);
    }
  },
});

addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !isComposing(event)) leave();
});
watchShift(new AbortController().signal, (missing) => {
  if (missing === 0) leave();
});

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || event.target.closest('#exit') === null) return;
  event.preventDefault();
  leave();
});

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  event.preventDefault();
  void send(form, event.submitter ?? document.activeElement);
});

// A browser that keeps the page for Back keeps it empty, and begins anew. Nor is it shown when somebody comes back to it.
addEventListener('pagehide', () => document.body.replaceChildren());
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.replace(location.pathname);
});

const keys = document.getElementById('keys');
if (keys !== null) keys.hidden = false;
