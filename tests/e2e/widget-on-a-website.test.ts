/** The widget in somebody else's page: Escape beside the page's own, exit always in sight, reload, and a page of its own. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Helpline, helpline } from '../support/helpline.ts';
import { type Demonstration, startDemonstration } from './support/demonstration.ts';
import {
  composer,
  log,
  openChat,
  takePlace,
  type VisitorPage,
  visit,
  visitAlone,
  write,
} from './support/visitor-page.ts';

const EXIT_URL = 'https://www.bbc.co.uk/weather';

let demonstration: Demonstration;
let people: Helpline;
const open: VisitorPage[] = [];

beforeAll(async () => {
  demonstration = await startDemonstration();
  people = helpline(demonstration.server);
});
afterEach(async () => {
  for (const visitor of open.splice(0)) {
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  }
  await people.tidy();
});
afterAll(async () => {
  await people?.close();
  await demonstration?.close();
});

async function visitor(options?: Parameters<typeof visit>[2]): Promise<VisitorPage> {
  const made = await visit(demonstration.browser, demonstration.siteUrl, options);
  open.push(made);
  return made;
}

/** Runs in the page: something of the website's own that Escape belongs to first. */
const TAKERS: readonly (readonly [string, () => void])[] = [
  ['an open dialog', () => document.body.appendChild(document.createElement('dialog')).showModal()],
  [
    'an open menu',
    () => {
      const menu = document.body.appendChild(document.createElement('ul'));
      menu.role = 'menu';
      menu.textContent = 'Menu';
    },
  ],
  [
    'a script that uses the key',
    () => document.addEventListener('keydown', (event) => event.key === 'Escape' && event.preventDefault()),
  ],
];

async function pressEscape(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
}

describe('Escape in the website', () => {
  test.each(TAKERS)('%s takes the first press, the next one leaves', async (_, take) => {
    const { page } = await visitor();
    await page.getByRole('button', { name: 'Chat with us' }).waitFor();
    await page.evaluate(take);
    await pressEscape(page);
    await page.evaluate(() => new Promise((done) => setTimeout(done, 150)));
    expect(page.url()).not.toBe(EXIT_URL);
    await pressEscape(page);
    await page.waitForURL(EXIT_URL);
  });

  test('full screen takes the first press', async () => {
    const { page } = await visitor();
    await page.getByRole('button', { name: 'Chat with us' }).waitFor();
    await page.evaluate(() => document.documentElement.requestFullscreen());
    await pressEscape(page);
    await page.evaluate(() => new Promise((done) => setTimeout(done, 150)));
    expect(page.url()).not.toBe(EXIT_URL);
    await pressEscape(page);
    await page.waitForURL(EXIT_URL);
  });

  test('a cookie banner over the page takes nothing: the first press leaves', async () => {
    const { page } = await visitor();
    await page.getByRole('button', { name: 'Accept additional cookies' }).focus();
    await pressEscape(page);
    await page.waitForURL(EXIT_URL);
  });
});

describe('Escape in the chat', () => {
  test.each([
    ['Bengali', 'আ'],
    ['Arabic', 'م'],
  ])('belongs to the input method while %s is composed; the next press leaves', async (_, letter) => {
    const made = await visitor();
    await openChat(made);
    await takePlace(made);
    await composer(made).focus();
    const session = await made.page.context().newCDPSession(made.page);
    await session.send('Input.imeSetComposition', { text: letter, selectionStart: 1, selectionEnd: 1 });
    await expect.poll(() => composer(made).inputValue()).toBe(letter);
    await made.page.keyboard.press('Escape');
    expect(await composer(made).inputValue()).toBe(letter);
    expect(made.page.url()).not.toBe(EXIT_URL);
    await made.page.keyboard.press('Escape');
    await made.page.waitForURL(EXIT_URL);
  });

  test('can be turned off for this tab, which a reload remembers, and Shift three times still leaves', async () => {
    const made = await visitor();
    await openChat(made);
    await made.chat.getByRole('button', { name: 'Turn this off' }).click();
    await made.chat.getByRole('heading').first().press('Escape');
    await made.page.locator('body').press('Escape');
    await made.page.reload();
    await openChat(made);
    await made.chat.getByText('Esc does not leave this page now.').waitFor();
    await made.chat.getByRole('heading').first().press('Escape');
    expect(made.page.url()).not.toBe(EXIT_URL);
    for (let press = 0; press < 3; press += 1) await made.page.keyboard.press('Shift');
    await made.page.waitForURL(EXIT_URL);
  });
});

describe('exit on a phone', () => {
  test('is in sight at 320 px with the cookie banner open, before and in the chat', async () => {
    const made = await visitor({ viewport: { width: 320, height: 560 } });
    for (const opened of [false, true]) {
      if (opened) await openChat(made);
      const hit = await made.page.evaluate(() => {
        const deep = (root: Document | ShadowRoot): HTMLElement[] =>
          [...root.querySelectorAll<HTMLElement>('*')].flatMap((each) => [
            each,
            ...(each.shadowRoot ? deep(each.shadowRoot) : []),
          ]);
        const exits = deep(document).filter(
          (each) => each.textContent === 'Exit this page' && each.matches('a,button'),
        );
        return exits.some((exit) => {
          const { left, top, right, bottom, width, height } = exit.getBoundingClientRect();
          if (width < 44 || height < 44 || left < 0 || top < 0 || right > innerWidth || bottom > innerHeight)
            return false;
          const root = exit.getRootNode() as Document | ShadowRoot;
          return root.elementFromPoint((left + right) / 2, (top + bottom) / 2) === exit;
        });
      });
      expect(hit).toBe(true);
    }
  });

  test('and the chat stay above the keyboard of the phone', async () => {
    const made = await visitor({ viewport: { width: 360, height: 740 } });
    await openChat(made);
    await takePlace(made);
    // A keyboard makes what is really shown smaller.
    await made.page.setViewportSize({ width: 360, height: 400 });
    const bottomOf = async (what: ReturnType<typeof made.page.locator>) => {
      const box = await what.boundingBox();
      return Math.round((box?.y ?? 999) + (box?.height ?? 0));
    };
    await expect.poll(() => bottomOf(made.page.locator('iframe[title="Chat"]'))).toBeLessThanOrEqual(400);
    await expect.poll(() => bottomOf(made.page.getByRole('button', { name: 'Exit this page' }))).toBeLessThan(400);
  });
});

describe('the same tab', () => {
  test('[L4] goes on after a reload with every line, and asks no question twice', async () => {
    const made = await visitor();
    await openChat(made);
    await takePlace(made);
    await write(made, 'before the reload');
    await log(made).getByText('Sent').waitFor();
    await made.page.reload();
    await made.page.getByRole('button', { name: 'Chat with us' }).click();
    await log(made).getByText('before the reload').waitFor();
    expect(await made.chat.getByText('Are you in danger right now?').count()).toBe(0);
  });

  test('[P2] a new tab of the same browser knows nothing', async () => {
    const made = await visitor();
    await openChat(made);
    await takePlace(made);
    await write(made, 'only here');
    await log(made).getByText('Sent').waitFor();
    const page = await made.page.context().newPage();
    await made.page.close();
    await page.goto(demonstration.siteUrl);
    const next = { ...made, page, chat: page.frameLocator('iframe[title="Chat"]') };
    await openChat(next);
    expect(await next.chat.getByText('only here').count()).toBe(0);
    expect(await page.context().cookies(demonstration.server.url)).toEqual([]);
  });

  test('asks the network for nothing but the loader until somebody opens the chat', async () => {
    const asked: string[] = [];
    const made = await visitor();
    made.page.on('request', (request) => asked.push(request.url()));
    await made.page.reload();
    await made.page.getByRole('button', { name: 'Chat with us' }).waitFor();
    const ours = asked.filter((url) => url.startsWith(demonstration.server.url));
    expect(ours).toEqual([`${demonstration.server.url}/loader.js`]);
  });
});

test('works by polling where a network forbids WebSocket', async () => {
  const made = await visitor();
  // As a proxy does it that answers a WebSocket with an error page.
  await made.page.addInitScript(() => {
    globalThis.WebSocket = class extends WebSocket {
      constructor(url: string | URL) {
        super(String(url).replace('/socket.io/', '/blocked/'));
      }
    };
  });
  await made.page.reload();
  await openChat(made);
  await takePlace(made);
  await write(made, 'by the slow way');
  await log(made).getByText('Sent').waitFor();
});

test('[P2] on a page of its own it works the same, and exit replaces it', async () => {
  const made = await visitAlone(demonstration.browser, demonstration.server.url);
  open.push({ ...made });
  await takePlace(made);
  await write(made, 'on my own page');
  await log(made).getByText('Sent').waitFor();
  await made.page.getByRole('heading').first().press('Escape');
  await made.page.waitForURL(EXIT_URL);
  expect(await made.page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
});
