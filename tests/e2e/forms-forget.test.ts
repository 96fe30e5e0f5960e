/**
 * Back after the forms of people outside (P2), in a browser as people have it: with pages kept for Back, a profile on disk, and
 * somebody who presses Reload where the browser asks whether to send again.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchPersistent } from '../support/chromium.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { filesHolding } from './support/files-holding.ts';

const EXIT_URL = 'https://www.bbc.co.uk/weather';
const CANARY = 'heronmarigold';
/** Another website, which a browser may keep, and which keeps something itself. */
const CONTROL = 'kestrelsaffron';

let server: TestServer;
let elsewhere: Server;
let elsewhereUrl: string;
const profiles: string[] = [];
let scripted: BrowserContext;
let plain: BrowserContext;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  elsewhere = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<p>Elsewhere'));
  await new Promise<void>((done) => elsewhere.listen(0, '127.0.0.1', done));
  elsewhereUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
  [scripted, plain] = [await launch(true), await launch(false)];
});
afterAll(async () => {
  await scripted?.close();
  await plain?.close();
  elsewhere?.close();
  await server?.close();
  for (const profile of profiles) await rm(profile, { recursive: true, force: true });
});

async function launch(javaScriptEnabled: boolean): Promise<BrowserContext> {
  const profile = await mkdtemp(join(tmpdir(), 'hearthline-profile-'));
  profiles.push(profile);
  const browser = await launchPersistent(profile, { javaScriptEnabled });
  browser.setDefaultTimeout(10_000);
  await browser.route('https://www.bbc.co.uk/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Weather</title><p>Sunny.</p>' }),
  );
  return browser;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const arrive = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor();

/** Comes from elsewhere, and is three answers in; the fourth is typed and not sent. */
async function fillIn(browser: BrowserContext): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(elsewhereUrl);
  await page.goto(`${server.url}/help/start`);
  await press(page, 'Start');
  await page.getByLabel('For me').check();
  await press(page, 'Next');
  await page.getByLabel('How old are you?').fill('34');
  await press(page, 'Next');
  await arrive(page, 'What is it about?');
  await press(page, 'Next');
  await page.getByLabel('What would you like us to know?').fill(`${CANARY} at home`);
  await press(page, 'Next');
  await page.getByLabel('What can we call you?').fill(`${CANARY} Kim`);
  return page;
}

async function sendIt(page: Page): Promise<void> {
  await press(page, 'Next');
  await page.getByLabel('By email').check();
  await press(page, 'Next');
  await page.getByLabel('What is the email address?').fill(`${CANARY}@mail.example`);
  for (let each = 0; each < 5; each += 1) await press(page, 'Next');
  await page.getByLabel('Yes, show me one').check();
  await press(page, 'Next');
  await arrive(page, 'Is this right?');
  await page.getByText(`${CANARY} at home`).waitFor();
  await press(page, 'Send');
  await arrive(page, 'We have your message');
}

/** What is kept for Back is shown at once or asked for again, and then whoever looks says yes. */
async function lookBack(page: Page): Promise<string> {
  await page.goBack({ waitUntil: 'commit' }).catch(() => null);
  await page.reload().catch(() => null);
  return page.content();
}

describe('with a script', () => {
  const WAYS: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
    ['Escape', (page) => page.keyboard.press('Escape')],
    [
      'Shift three times',
      async (page) => {
        for (let each = 0; each < 3; each += 1) await page.keyboard.press('Shift');
      },
    ],
    ['the button', (page) => press(page, 'Leave this page')],
  ];

  test.each(WAYS)('[P2] the one entry of the form is replaced by %s, and Back leads past it', async (_, leave) => {
    const page = await fillIn(scripted);
    const told = page.waitForRequest((request) => (request.postData() ?? '').startsWith('leave='));
    await leave(page);
    await page.waitForURL(EXIT_URL);
    await told;
    expect(await page.evaluate(() => history.length)).toBe(3);
    await page.goBack({ waitUntil: 'commit' });
    expect(page.url()).toBe(elsewhereUrl);
    await page.goForward({ waitUntil: 'commit' });
    expect(page.url()).toBe(EXIT_URL);
    await page.close();
  });

  test('[P2] after sending, Back leads past it, and forward again to an empty beginning', async () => {
    const page = await fillIn(scripted);
    await sendIt(page);
    expect(await page.getByText('Your reference is').count()).toBe(1);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
      0,
      0,
      '',
    ]);
    await page.goBack({ waitUntil: 'commit' });
    expect(page.url()).toBe(elsewhereUrl);
    await page.goForward({ waitUntil: 'commit' });
    await arrive(page, 'Ask us for support');
    expect(await page.content()).not.toMatch(/heronmarigold|Your reference is/);
    await page.close();
  });

  test('our own Back leads a question back with what was answered, and an error loses nothing', async () => {
    const page = await fillIn(scripted);
    await press(page, 'Back');
    expect(await page.getByLabel('What would you like us to know?').inputValue()).toBe(`${CANARY} at home`);
    await press(page, 'Back');
    await press(page, 'Back');
    await page.getByLabel('How old are you?').fill('old');
    await press(page, 'Next');
    await page.getByText('Please write a whole number').waitFor();
    expect(await page.getByLabel('How old are you?').inputValue()).toBe('old');
    expect(await page.getByLabel('How old are you?').evaluate((field) => field === document.activeElement)).toBe(true);
    await page.route('**/help/start', (route) => route.abort());
    await page.getByLabel('How old are you?').fill('34');
    await press(page, 'Next');
    await page.getByText('We could not reach the server.').waitFor();
    await page.unroute('**/help/start');
    await press(page, 'Next');
    await press(page, 'Next');
    expect(await page.getByLabel('What would you like us to know?').inputValue()).toBe(`${CANARY} at home`);
    expect(await page.evaluate(() => history.length)).toBe(3);
    await page.close();
  });

  test('[P2] Back to a form that was only left, in a browser that keeps pages, shows the empty beginning', async () => {
    const page = await scripted.newPage();
    await page.goto(elsewhereUrl);
    await page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => document.body.setAttribute('data-kept', String(persisted)));
    });
    await page.goto('about:blank');
    await page.goBack({ waitUntil: 'commit' });
    await expect.poll(() => page.locator('body').getAttribute('data-kept')).toBe('true');
    await page.close();
    // As a browser that pays no heed to "no-store" would have it.
    await scripted.route('**/help/start', async (route) => {
      if (route.request().method() !== 'GET') return route.continue();
      const response = await route.fetch();
      const { 'cache-control': _, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
    for (const heed of [false, true]) {
      if (heed) await scripted.unroute('**/help/start');
      const left = await fillIn(scripted);
      await left.goto(elsewhereUrl);
      await left.goBack({ waitUntil: 'commit' });
      await arrive(left, 'Ask us for support');
      expect(await left.content()).not.toContain(CANARY);
      await left.close();
    }
  });

  test('[P2] what was typed to stop sharing is in no entry of the history either', async () => {
    const page = await scripted.newPage();
    await page.goto(elsewhereUrl);
    await page.goto(`${server.url}/help/words`);
    await page.getByLabel('Your six words').fill(`${CANARY} one two three four five`);
    await press(page, 'Send');
    await page.getByText('We have your message.').waitFor();
    expect(await page.evaluate(() => history.length)).toBe(3);
    await page.keyboard.press('Escape');
    await page.waitForURL(EXIT_URL);
    await page.goBack({ waitUntil: 'commit' });
    expect(page.url()).toBe(elsewhereUrl);
    await page.close();
  });

  test('[P2] the profile on disk holds none of the words', async () => {
    const page = await scripted.newPage();
    await page.goto(elsewhereUrl);
    await page.evaluate((word) => localStorage.setItem('control', word), CONTROL);
    await scripted.close();
    expect(await filesHolding(profiles[0] ?? '', CONTROL)).not.toEqual([]);
    expect(await filesHolding(profiles[0] ?? '', CANARY)).toEqual([]);
  });
});

describe('without a script', () => {
  test('a browser does send a page again here, and while it is open what was typed comes back: the tests below mean something', async () => {
    const page = await fillIn(plain);
    await page.reload();
    await press(page, 'Back');
    expect(await page.content()).toContain(CANARY);
    await page.close();
  });

  test('[P2] after leaving, no page of it shows what was typed, whatever is sent again', async () => {
    const page = await fillIn(plain);
    await press(page, 'Leave this page');
    await page.waitForURL(EXIT_URL);
    const seen: string[] = [];
    while (page.url() !== elsewhereUrl && seen.length < 12) seen.push(await lookBack(page));
    expect(page.url()).toBe(elsewhereUrl);
    expect(seen.filter((each) => each.includes(CANARY))).toEqual([]);
    expect(seen.filter((each) => each.includes('This form is closed.')).length).toBeGreaterThanOrEqual(4);
    await page.close();
  });

  test('[P2] nor after sending; the end itself is shown without its reference', async () => {
    const page = await fillIn(plain);
    await sendIt(page);
    expect(await page.content()).toContain('Your reference is');
    const seen: string[] = [];
    await page.reload();
    seen.push(await page.content());
    while (page.url() !== elsewhereUrl && seen.length < 20) seen.push(await lookBack(page));
    expect(page.url()).toBe(elsewhereUrl);
    expect(seen.filter((each) => each.includes(CANARY) || each.includes('Your reference is'))).toEqual([]);
    expect(seen.filter((each) => each.includes('This form is closed.')).length).toBeGreaterThanOrEqual(8);
    await page.close();
  });
});
