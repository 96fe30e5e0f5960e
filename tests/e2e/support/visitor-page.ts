/** A visitor in front of a browser: opens the website, then the chat in it, and finds things by what they say. */
import type { Browser, BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright-core';

/** The panel, in its frame on the website or on a page of its own. */
export type Chat = Pick<FrameLocator, 'getByRole' | 'getByText' | 'getByLabel' | 'locator'>;

export interface VisitorPage {
  readonly page: Page;
  readonly chat: Chat;
  /** What the browser complained of, a breach of a page's policy included; must stay empty. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

const DESKTOP = { width: 1100, height: 900 };
export const PHONE = { width: 390, height: 844 } as const;

const PATIENCE_MS = 15_000;

/** Where the exit leads is not ours, so nobody there is asked. */
const ELSEWHERE = /^https:\/\/www\.bbc\.co\.uk\//;

export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<VisitorPage> {
  const context = await browser.newContext({ viewport: DESKTOP, reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A server that is away is told by the browser as well; that is part of the stories.
    const expected = /Failed to load resource|WebSocket connection/;
    if (message.type() === 'error' && !expected.test(message.text())) complaints.push(message.text());
  });
  await context.route(ELSEWHERE, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>' }),
  );
  await page.goto(url);
  const chat = page.frameLocator('iframe[title="Chat"]');
  return { page, chat, complaints, close: () => context.close() };
}

/** The panel without a website around it. */
export async function visitAlone(browser: Browser, serverUrl: string, options: BrowserContextOptions = {}) {
  const visitor = await visit(browser, `${serverUrl}/widget`, options);
  return { ...visitor, chat: visitor.page };
}

export async function openChat({ page, chat }: VisitorPage): Promise<void> {
  await page.getByRole('button', { name: 'Chat with us' }).click();
  await chat.getByRole('heading', { name: 'We are here to listen' }).waitFor();
}

/** One question, then the place is taken (V1). */
export async function takePlace({ chat }: Pick<VisitorPage, 'chat'>): Promise<void> {
  await chat.getByRole('button', { name: 'Start a chat' }).click();
  await chat.getByRole('heading', { name: 'Is it safe for you to talk right now?' }).waitFor();
  await chat.getByRole('button', { name: 'Yes', exact: true }).click();
  await chat.getByRole('heading', { name: 'You have a place' }).waitFor();
}

export async function write({ chat }: Pick<VisitorPage, 'chat'>, text: string): Promise<void> {
  await composer({ chat }).fill(text);
  await chat.getByRole('button', { name: 'Send', exact: true }).click();
}

export function composer({ chat }: Pick<VisitorPage, 'chat'>): Locator {
  return chat.getByRole('textbox', { name: 'Your message' });
}

/** The lines of the chat as the visitor sees them, oldest first. */
export function log({ chat }: Pick<VisitorPage, 'chat'>): Locator {
  return chat.getByRole('log');
}
