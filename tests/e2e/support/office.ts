/** A server, a browser and the desks that a test opens in it; whatever a page complained of fails the test it was opened in. */
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { PreChat } from '../../../shared/protocol/pre-chat.ts';
import { launchBrowser } from '../../support/chromium.ts';
import { asVisitor, type SignedIn, signIn, type Visitor } from '../../support/connect.ts';
import { type StartOptions, startServer, type TestServer } from '../../support/start-server.ts';
import { type Desk, openDesk } from '../console-browser.ts';

export type Talking = Visitor & { readonly conversationId: string };

export interface Office {
  server(): TestServer;
  browser(): Browser;
  /** The console of somebody of this role, at a path under `/staff/`. */
  deskOf(role: string, index?: number, path?: string): Promise<Page>;
  /** The same person, asking the API. */
  asks(role: string, index?: number): Promise<SignedIn>;
  /** Somebody writes; this desk, the only one that is free, answers. */
  talkAt(page: Page, preChat: PreChat): Promise<Talking>;
}

/** To be called once at the top of a file: it starts and ends with the file. */
export function office(options: StartOptions = {}): Office {
  let server: TestServer;
  let browser: Browser;
  const desks: Desk[] = [];
  const visitors: Visitor[] = [];
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(options), launchBrowser()]);
  });
  afterEach(async () => {
    for (const visitor of visitors.splice(0)) visitor.close();
    for (const desk of desks.splice(0)) {
      expect(desk.complaints).toEqual([]);
      await desk.close();
    }
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  return {
    server: () => server,
    browser: () => browser,
    deskOf: async (role, index = 0, path = '') => {
      const desk = await openDesk(browser, server, server.account(role, index));
      desks.push(desk);
      await desk.page.getByRole('navigation', { name: 'Pages' }).waitFor();
      if (path !== '') await desk.page.goto(`${server.url}/staff/${path}`);
      return desk.page;
    },
    asks: (role, index = 0) => signIn(server.url, server.account(role, index)),
    talkAt: async (page, preChat) => {
      const visitor = await asVisitor(server.url);
      visitors.push(visitor);
      const { conversation } = await visitor.ask('conversation:request', { clientId: randomUUID(), preChat });
      await page.getByRole('button', { name: 'Accept' }).click();
      await page.getByLabel('Your message').waitFor();
      return { ...visitor, conversationId: conversation.conversationId };
    },
  };
}
