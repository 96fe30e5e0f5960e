/**
 * Leaving at once, from every view, by every way (P2): the page is replaced, the device holds nothing, the server knows
 * that it was an exit. With a profile on disk and a back/forward cache, as a person's own browser has them.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchPersistent } from '../support/chromium.ts';
import { type Helpline, helpline, type Worker, wrapUp } from '../support/helpline.ts';
import { type Demonstration, startDemonstration } from './support/demonstration.ts';
import { filesHolding } from './support/files-holding.ts';
import { type Chat, composer, takePlace, write } from './support/visitor-page.ts';

const EXIT_URL = 'https://www.bbc.co.uk/weather';
const CANARY = 'heronmarigold';
/** A website that keeps something, which the search must find. */
const CONTROL = 'kestrelsaffron';

let demonstration: Demonstration;
let people: Helpline;
let profile: string;
let browser: BrowserContext;

beforeAll(async () => {
  demonstration = await startDemonstration();
  people = helpline(demonstration.server);
  profile = await mkdtemp(join(tmpdir(), 'hearthline-profile-'));
  browser = await launchPersistent(profile);
  browser.setDefaultTimeout(10_000);
  await browser.route('https://www.bbc.co.uk/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Weather</title><p>Sunny.</p>' }),
  );
});

afterAll(async () => {
  await browser?.close();
  await people?.close();
  await demonstration?.close();
  if (profile !== undefined) await rm(profile, { recursive: true, force: true });
});

interface Visit {
  readonly page: Page;
  readonly chat: Chat;
}

/** Comes to the site from another of its pages, so that there is somewhere for Back to go. */
async function visitSite(): Promise<Visit> {
  const page = await browser.newPage();
  await page.goto(`${demonstration.siteUrl}/cookies`);
  await page.goto(demonstration.siteUrl);
  const visit = { page, chat: page.frameLocator('iframe[title="Chat"]') };
  await openPanel(visit);
  return visit;
}

async function openPanel({ page, chat }: Visit): Promise<void> {
  await page.getByRole('button', { name: 'Chat with us' }).click();
  await chat.getByRole('heading', { name: 'We are here to listen' }).waitFor();
}

async function waiting(): Promise<Visit> {
  const visit = await visitSite();
  await takePlace(visit);
  await write(visit, `${CANARY} while waiting`);
  await visit.chat.getByRole('log').getByText('Sent').waitFor();
  return visit;
}

async function chatting(): Promise<Visit & { readonly agent: Worker; readonly id: string }> {
  const agent = await people.staff('agent');
  const visit = await waiting();
  const offered = agent.next('offer:made');
  await agent.ask('availability:set', { availability: 'available' });
  const { offer } = await offered;
  await agent.ask('offer:accept', { conversationId: offer.conversationId, offerId: offer.offerId });
  await visit.chat.getByText('is here with you').waitFor();
  return { ...visit, agent, id: offer.conversationId };
}

/** The page has been replaced, and Back leads past it to the page before, where no chat is. */
async function expectGone(page: Page): Promise<void> {
  await page.waitForURL(EXIT_URL);
  await page.goBack({ waitUntil: 'commit' });
  expect(page.url()).toBe(`${demonstration.siteUrl}/cookies`);
  expect(await page.locator('iframe').count()).toBe(0);
  expect(await page.evaluate(() => ({ ...sessionStorage, ...localStorage }))).toEqual({});
}

const inPanel =
  (key: string) =>
  async ({ chat }: Visit) =>
    chat.getByRole('heading').first().press(key);

async function shiftThrice({ page }: Visit): Promise<void> {
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift');
}

const VIEWS: readonly (readonly [string, (visit: Visit) => Promise<void>])[] = [
  ['the welcome', async () => undefined],
  ['the one question', async ({ chat }) => chat.getByRole('button', { name: 'Start a chat' }).click()],
  [
    'not safe to talk',
    async ({ chat }) => {
      await chat.getByRole('button', { name: 'Start a chat' }).click();
      await chat.getByRole('button', { name: 'No', exact: true }).click();
    },
  ],
  ['the numbers', async ({ chat }) => chat.getByRole('button', { name: 'Numbers' }).click()],
  ['what is kept', async ({ chat }) => chat.getByRole('button', { name: 'What is kept' }).click()],
];

const WAYS: readonly (readonly [string, (visit: Visit) => Promise<void>])[] = [
  ['the button in the chat', ({ chat }) => chat.getByRole('button', { name: 'Exit this page' }).click()],
  ['the exit of the website', ({ page }) => page.getByRole('link', { name: 'Exit this page' }).click()],
  ['Escape in the chat', inPanel('Escape')],
  ['Escape in the website', ({ page }) => page.locator('main').press('Escape')],
  ['Shift three times', shiftThrice],
];

describe('leaving', () => {
  test.each(VIEWS)('[P2] from %s', async (_, go) => {
    const visit = await visitSite();
    await go(visit);
    await inPanel('Escape')(visit);
    await expectGone(visit.page);
    await visit.page.close();
  });

  test.each(WAYS)('[P2] from the waiting room, by %s', async (_, leave) => {
    const visit = await waiting();
    await composer(visit).fill(`${CANARY} not sent`);
    await leave(visit);
    await expectGone(visit.page);
    await visit.page.close();
  });

  test('[P2] from a chat: the support worker sees that it was an exit, and the token is dead', async () => {
    const visit = await chatting();
    const token = await visit.chat.locator('html').evaluate(() => sessionStorage.getItem('hearthline.token'));
    const left = visit.agent.next('visitor:presence', ({ presence }) => presence === 'left');
    await inPanel('Escape')(visit);
    await expectGone(visit.page);
    expect((await left).conversationId).toBe(visit.id);
    await expect(people.visitor(token ?? '')).rejects.toThrow(/unauthenticated/);
    await visit.page.close();
    await wrapUp(visit.agent, visit.id);
  });

  test('[P2] from the end of a chat, with its words still there', async () => {
    const visit = await chatting();
    const { agent, id } = visit;
    await agent.ask('conversation:end', { clientId: crypto.randomUUID(), conversationId: id, reason: 'completed' });
    await visit.chat.getByRole('button', { name: 'Read it again' }).click();
    await visit.chat.getByText(`${CANARY} while waiting`).waitFor();
    await inPanel('Escape')(visit);
    await expectGone(visit.page);
    await visit.page.close();
    await wrapUp(visit.agent, visit.id);
  });

  test('[P2] with the network cut: blank at once, neutral title, nothing kept, nothing to read', async () => {
    const visit = await waiting();
    const { page, chat } = visit;
    await browser.setOffline(true);
    // What the page is like in the moment of leaving, before any network could have helped.
    const during = page.evaluate(
      () =>
        new Promise<{ title: string; shown: boolean }>((done) => {
          new MutationObserver(() => {
            if (document.body.checkVisibility()) return;
            done({ title: document.title, shown: document.body.checkVisibility() });
          }).observe(document.body, { attributes: true });
        }),
    );
    await chat.getByRole('button', { name: 'Exit this page' }).click({ noWaitAfter: true });
    expect(await during).toEqual({ title: 'www.bbc.co.uk', shown: false });
    await expect.poll(() => page.url()).not.toContain(demonstration.siteUrl);
    await browser.setOffline(false);
    await page.close();
  });
});

describe('afterwards', () => {
  test('a browser that keeps pages for Back does so here, so that the tests above mean something', async () => {
    const page = await browser.newPage();
    await page.goto(`${demonstration.siteUrl}/cookies`);
    await page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => document.body.setAttribute('data-kept', String(persisted)));
    });
    await page.goto('about:blank');
    await page.goBack({ waitUntil: 'commit' });
    await expect.poll(() => page.locator('body').getAttribute('data-kept')).toBe('true');
    await page.close();
  });

  test('[P2] Back to a page that was only left, not exited, shows the start', async () => {
    const visit = await waiting();
    await visit.page.goto(`${demonstration.siteUrl}/our-help`);
    await visit.page.goBack({ waitUntil: 'commit' });
    await openPanel(visit);
    expect(await visit.chat.getByText(CANARY).count()).toBe(0);
    await visit.page.close();
  });

  test('[P2] the profile on disk holds none of the words', async () => {
    const page = await browser.newPage();
    await page.goto(`${demonstration.siteUrl}/cookies`);
    await page.evaluate((word) => localStorage.setItem('control', word), CONTROL);
    await browser.close();
    expect(await filesHolding(profile, CONTROL)).not.toEqual([]);
    expect(await filesHolding(profile, CANARY)).toEqual([]);
  });
});
