import { beforeEach, describe, expect, it } from 'vitest';
import { createExit } from '../../widget/quick-exit.ts';
import { safeUrl } from '../../widget/safe-url.ts';

const EXIT = 'https://www.bbc.co.uk/weather';

function exitWith({ loader, token }: { loader: boolean; token: string | null }) {
  const steps: string[] = [];
  const page = document.implementation.createHTMLDocument('Chat');
  const later: (() => void)[] = [];
  const look = (step: string): void => {
    steps.push(page.documentElement.dataset.gone === 'yes' && page.title !== 'Chat' ? step : `${step} in sight`);
  };
  const exit = createExit({
    page,
    clear: () => look('clear'),
    end: () => {
      look('end');
      return token;
    },
    sendLeave: (sent) => look(`tell ${sent} with ${sessionStorage.length} kept`),
    askLoader: () => loader,
    replace: (url) => look(`go to ${url}`),
    later: (action) => later.push(action),
  });
  return { exit, steps, later, page };
}

beforeEach(() => {
  sessionStorage.setItem('hearthline.token', 'secret');
  sessionStorage.setItem('hearthline.escape', 'off');
});

describe('leaving at once', () => {
  it('[P2] hides first, forgets everything, tells the server, and goes', () => {
    const { exit, steps, page } = exitWith({ loader: false, token: 't1' });
    exit(EXIT, false);
    expect(steps).toEqual(['clear', 'end', 'tell t1 with 0 kept', `go to ${EXIT}`]);
    expect(page.title).toBe('www.bbc.co.uk');
  });

  it('[P2] leaves nothing in storage without a conversation either, and has nobody to tell', () => {
    const { exit, steps } = exitWith({ loader: false, token: null });
    exit(EXIT, false);
    expect(sessionStorage).toHaveLength(0);
    expect(steps).toEqual(['clear', 'end', `go to ${EXIT}`]);
  });

  it('lets the loader go, and goes by itself where the loader does not', () => {
    const { exit, steps, later } = exitWith({ loader: true, token: null });
    exit(EXIT, false);
    expect(steps).toEqual(['clear', 'end']);
    for (const action of later) action();
    expect(steps).toContain(`go to ${EXIT}`);
  });

  it.each([
    ['that was asked', [false, true]],
    ['that left by itself', [true]],
  ])('leaves the going to a loader %s, so that a slow page is not begun anew', (_, calls) => {
    const { exit, steps, later } = exitWith({ loader: true, token: null });
    for (const byLoader of calls) exit(EXIT, byLoader);
    for (const action of later) action();
    expect(steps).toEqual(['clear', 'end']);
  });

  it('happens once, however often it is asked for', () => {
    const { exit, steps } = exitWith({ loader: false, token: 't1' });
    exit(EXIT, false);
    exit(EXIT, true);
    expect(steps).toHaveLength(4);
  });

  it('leads to a website, whatever a setting holds', () => {
    for (const url of ['javascript:alert(1)', '', 'weather', 'https://']) expect(safeUrl(url)).toBe(EXIT);
    expect(safeUrl('https://example.org/news')).toBe('https://example.org/news');
  });
});
