/** The pictures that the README shows, made by playing what they show: SCREENSHOTS=docs renews them. */
import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { screenshot } from '../support/chromium.ts';
import { asAgent, asVisitor } from '../support/connect.ts';
import { beAvailable, type Desk, openDesk } from './console-browser.ts';
import { prepareAsk, type Told } from './support/consent-steps.ts';
import { type Demonstration, startDemonstration } from './support/demonstration.ts';
import { log, openChat, PHONE, takePlace, type VisitorPage, visit, write } from './support/visitor-page.ts';

const TOLD: readonly Told[] = [
  { itemId: 'name', label: 'The name you want them to use', value: 'Robin' },
  {
    itemId: 'safe_contact',
    label: 'How and when it is OK to contact you',
    value: 'By text on weekday mornings, 07700 900123',
  },
  { itemId: 'support_needed', label: 'The help you would like', value: 'Somebody to come to court with me' },
  { itemId: 'health', label: 'Your health', value: 'I sleep badly since it happened' },
];

const TOPICS = ['Someone hurt me or threatened me', 'My home, my car or my things'] as const;

const PRESS_MS = 1_000;
const INSISTS_MS = 20_000;

let demonstration: Demonstration;
beforeAll(async () => {
  demonstration = await startDemonstration();
});
afterAll(() => demonstration?.close());

/** In both schemes; the dark one says so in its name. */
async function both(page: Page, name: string): Promise<void> {
  // Out of the way: what lies under the mouse looks chosen.
  await page.mouse.move(1, 1);
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await screenshot(page, colorScheme === 'light' ? name : `${name}-dark`);
  }
}

test('the README shows what is there: website, widget, console, wallboard, in light and dark', async () => {
  const { browser, server, siteUrl } = demonstration;
  const site = await visit(browser, siteUrl, { viewport: { width: 1280, height: 800 } });
  await site.page.getByRole('button', { name: 'Reject additional cookies' }).click();
  await site.page.getByRole('button', { name: 'Hide this message' }).click();
  await openChat(site);
  await both(site.page, 'website-with-chat');

  const phone = await visit(browser, siteUrl, {
    viewport: PHONE,
    isMobile: true,
    hasTouch: true,
    deviceScaleFactor: 2,
  });
  await openChat(phone);
  await both(phone.page, 'widget-welcome');
  await insistOn(
    phone.chat.getByRole('button', { name: 'Start a chat' }),
    'Is it safe for you to talk right now?',
    phone,
  );
  await insistOn(phone.chat.getByRole('button', { name: 'Yes', exact: true }), 'You have a place', phone);
  await phone.chat.getByText('You are next.', { exact: true }).waitFor();
  await both(phone.page, 'widget-waiting');
  await write(phone, 'Hello. I do not know where to start.');
  await takePlace(site);
  await write(site, 'Somebody broke in while we slept.');

  await sayTopic(phone, TOPICS[0]);
  await sayTopic(site, TOPICS[1]);

  const board = await openDesk(browser, server, server.account('supervisor'));
  await board.page.getByRole('link', { name: 'Wallboard' }).click();
  const others = await Promise.all([1, 2].map((index) => asAgent(server.url, server.account('agent', index))));
  for (const other of others) await other.ask('availability:set', { availability: 'break' });
  const young = await asVisitor(server.url);
  await young.ask('conversation:request', { clientId: randomUUID(), preChat: { ageBand: '16_17' } });
  await expect.poll(() => board.page.locator('tbody tr').filter({ hasText: 'Connected' }).count()).toBe(3);
  await both(board.page, 'wallboard');
  await young.send('conversation:leave', { clientId: randomUUID(), reason: 'ended' });
  for (const peer of [young, ...others]) peer.close();

  const desk = await openDesk(browser, server, server.account('agent'));
  await beAvailable(desk.page);
  await desk.page.getByRole('article').filter({ hasText: 'Someone would like to chat' }).waitFor();
  await both(desk.page, 'console-offer');
  await talkToBoth(desk, phone);
  await both(desk.page, 'console-desk');
  await both(phone.page, 'widget-chat');

  const first = desk.page.getByRole('region', { name: /^Conversation: / }).first();
  await first.getByRole('textbox', { name: 'Your message' }).focus();
  await prepareAsk(first, 'Example support partner', TOLD);
  await first.getByRole('button', { name: 'Ask about Example support partner' }).scrollIntoViewIfNeeded();
  await both(desk.page, 'console-consent-preview');
  await first.getByRole('button', { name: 'Ask about Example support partner' }).click();
  await phone.chat.getByRole('button', { name: 'Yes, show it' }).click();
  await phone.chat.getByRole('radio', { name: 'Refer me' }).check();
  await phone.chat.getByRole('switch', { name: 'The name you want them to use' }).check();
  const card = phone.chat.getByRole('heading', { name: 'A question about sharing' });
  await card.evaluate((heading) => heading.scrollIntoView({ block: 'start' }));
  await both(phone.page, 'widget-consent');

  const complaints = [site, phone, board, desk].flatMap((each) => [...each.complaints]);
  expect(complaints).toEqual([]);
});

/**
 * Pressed until what it leads to is there. A browser that has just drawn a phone for a picture loses the next press in a frame of
 * another origin now and then; that a press works is for the other tests, which draw nothing in between.
 */
async function insistOn(button: Locator, next: string, { chat }: VisitorPage): Promise<void> {
  const there = chat.getByRole('heading', { name: next }).first();
  await expect
    .poll(
      async () => {
        if (await there.isVisible()) return true;
        // It may have worked in this very moment.
        await button.click({ timeout: PRESS_MS }).catch(() => undefined);
        return there.isVisible();
      },
      { timeout: INSISTS_MS, interval: PRESS_MS },
    )
    .toBe(true);
}

/** Skips what comes before, and says what it is about: the conversation is known by that in the console. */
async function sayTopic(visitor: VisitorPage, topic: string): Promise<void> {
  const questions = ['Are you in danger right now?', 'Who are you here for?', 'Were you here just before?'];
  const then = [...questions.slice(1), 'How old are you?'];
  const region = (name: string) => visitor.chat.getByRole('region', { name });
  for (const [at, question] of questions.entries())
    await insistOn(region(question).getByRole('button', { name: 'Skip', exact: true }), then[at] ?? '', visitor);
  const age = region('How old are you?').getByRole('button', { name: '18 or over' });
  await insistOn(age, 'What is it about?', visitor);
  await region('What is it about?').getByRole('button', { name: topic, exact: true }).click();
}

async function talkToBoth({ page }: Desk, phone: VisitorPage): Promise<void> {
  for (const count of [1, 2]) {
    await page.getByRole('button', { name: 'Accept' }).click();
    await expect.poll(() => page.getByRole('textbox', { name: 'Your message' }).count()).toBe(count);
  }
  const lines = [
    'Hello, I am glad you wrote. There is no right place to start.',
    'It is about what happened at work. I have told nobody.',
    'Thank you for telling me. We can go as slowly as you like.',
  ];
  const column = page
    .getByRole('region', { name: /^Conversation: / })
    .filter({ hasText: 'where to start' })
    .first();
  for (const [index, line] of lines.entries()) {
    if (index % 2 === 1) await write(phone, line);
    else {
      await column.getByRole('textbox', { name: 'Your message' }).fill(line);
      await column.getByRole('textbox', { name: 'Your message' }).press('Enter');
    }
    await log(phone).getByText(line).waitFor();
    await column.getByRole('log').getByText(line).waitFor();
  }
}
