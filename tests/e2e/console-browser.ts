/** Opens the console as staff do, in a real browser; a fault or a breach of the page's policy fails the test. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { TestAccount, TestServer } from '../support/start-server.ts';

export interface Desk {
  readonly page: Page;
  /** What the browser complained of; must stay empty. */
  readonly complaints: readonly string[];
  /** Cuts the line to the server, and lets it through again. */
  readonly cut: (broken: boolean) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** For `expect.poll`: a busy machine may take its time; a fault takes for ever. */
export const soon = { timeout: 10_000 };

const LARGE = { width: 1440, height: 900 };

export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Desk> {
  const context = await browser.newContext({ viewport: LARGE, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  let broken = false;
  const open = new Set<{ close: () => Promise<void> }>();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A refused sign-in and a cut line are told by the browser as well; both are part of the stories.
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(message.text())) {
      complaints.push(message.text());
    }
  });
  await page.routeWebSocket(/socket\.io/, (line) => {
    if (broken) return void line.close();
    line.connectToServer();
    open.add(line);
  });
  await page.route(/socket\.io/, (route) => (broken ? route.abort() : route.continue()));
  await page.goto(url);
  return {
    page,
    complaints,
    cut: async (isBroken) => {
      broken = isBroken;
      if (broken) await Promise.all([...open].map((line) => line.close()));
      open.clear();
    },
    close: () => context.close(),
  };
}

export async function openDesk(
  browser: Browser,
  server: TestServer,
  account: TestAccount,
  { path = '', ...options }: BrowserContextOptions & { path?: string } = {},
): Promise<Desk> {
  const desk = await openPage(browser, `${server.url}/staff/`, options);
  await signInAs(desk.page, account);
  if (path === '') return desk;
  // Gone before the answer came, the page would be asked for without a session.
  await desk.page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
  await desk.page.goto(`${server.url}/staff/${path}`);
  return desk;
}

export async function signInAs(
  page: Page,
  { email, password }: Pick<TestAccount, 'email' | 'password'>,
): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export async function beAvailable(page: Page): Promise<void> {
  await page.getByText('Available', { exact: true }).click();
  await page.getByRole('heading', { name: 'You are available' }).waitFor();
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export async function expectAccessible(page: Page): Promise<void> {
  // Frames of another origin need a page of their own to be judged in, which takes as long again.
  const alone = page.frames().length === 1;
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode(alone).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual(
    [],
  );
}
