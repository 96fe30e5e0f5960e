/** A complaint or a thank you out of the chat widget: without a name, nothing of it left behind, and out with one key. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { askAs, valueFrom } from '../support/cases.ts';
import { signIn } from '../support/connect.ts';
import { soon } from './console-browser.ts';
import { type Demonstration, startDemonstration } from './support/demonstration.ts';
import { expectAccessibleInEveryShape, expectAccessibleInTwoShapes, tabTo } from './support/shapes.ts';
import { type Chat, openChat, PHONE, type VisitorPage, visit, visitAlone } from './support/visitor-page.ts';

const EXIT_URL = 'https://www.bbc.co.uk/weather';
const WORDS = 'canary: nobody rang me back on Monday';

let demonstration: Demonstration;
const open: VisitorPage[] = [];

beforeAll(async () => {
  demonstration = await startDemonstration();
});
afterEach(async () => {
  for (const visitor of open.splice(0)) {
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  }
});
afterAll(async () => {
  await demonstration?.close();
});

/** The form, on the website or on a page of its own. */
async function atForm(where: 'website' | 'alone', options?: Parameters<typeof visit>[2]): Promise<VisitorPage> {
  const { browser, server, siteUrl } = demonstration;
  const made =
    where === 'alone' ? await visitAlone(browser, server.url, options) : await visit(browser, siteUrl, options);
  open.push(made);
  if (where === 'website') await openChat(made);
  await made.chat.getByRole('button', { name: 'Complain, or say thank you' }).press('Enter');
  await heading(made.chat, 'Tell us how we did').waitFor();
  return made;
}

const heading = (chat: Chat, name: string) => chat.getByRole('heading', { level: 1, name });
const send = (chat: Chat) => chat.getByRole('button', { name: 'Send', exact: true });
const words = (chat: Chat) => chat.getByRole('textbox', { name: 'Your message' });

/** In sight, and where a screen reader goes on. */
async function expectAt(chat: Chat, name: string): Promise<void> {
  await expect.poll(() => heading(chat, name).evaluate((node) => node.matches(':focus')), soon).toBe(true);
  const isSeen = await heading(chat, name).evaluate((node) => {
    const { left, top, height } = node.getBoundingClientRect();
    return node.contains(document.elementFromPoint(left + 2, top + height / 2));
  });
  expect(isSeen, `${name} is in sight`).toBe(true);
}

async function complaints(): Promise<{ kind: string }[]> {
  const lead = await signIn(demonstration.server.url, demonstration.server.account('safeguarding_lead'));
  const path = '/registers/complaints';
  const { entries } = await valueFrom(
    askAs<{ entries: { kind: string }[] }>(demonstration.server.url, lead, 'GET', path),
  );
  return entries;
}

/** Everything that a browser could keep, in the frame and around it. */
async function kept(page: Page): Promise<string> {
  const frames = await Promise.all(
    page
      .frames()
      .map((frame) =>
        frame.evaluate(async () =>
          JSON.stringify([
            { ...localStorage },
            { ...sessionStorage },
            document.cookie,
            document.title,
            location.href,
            history.state,
            await indexedDB.databases(),
            await caches.keys(),
          ]),
        ),
      ),
  );
  return frames.join();
}

test('axe finds nothing in the form, with what is missing and with a way to be reached, and nothing scrolls sideways', async () => {
  const { page, chat } = await atForm('alone');
  await expectAccessibleInEveryShape(page);
  await send(chat).press('Enter');
  await chat.getByRole('radio', { name: 'Phone' }).press('Space');
  await words(chat).fill('a_word_that_is_far_too_long_for_any_line_of_a_phone_and_has_to_be_broken');
  await expectAccessibleInTwoShapes(page);
});

test('it begins at its heading, says one thing after the other that is missing, and keeps every word on the way', async () => {
  const { page, chat } = await atForm('website', { viewport: PHONE });
  await expectAt(chat, 'Tell us how we did');
  await tabTo(page, words(chat));
  await page.keyboard.type(WORDS);
  await tabTo(page, send(chat));
  await page.keyboard.press('Enter');
  await chat.getByRole('alert').getByText('Please choose what it is.').waitFor();
  await chat.getByRole('radio', { name: 'A complaint', exact: true }).press('Space');
  await chat.getByRole('radio', { name: 'Phone' }).press('Space');
  await chat.getByRole('textbox', { name: 'A phone number that is safe for you' }).fill('07700 900321');
  await send(chat).press('Enter');
  await chat.getByRole('alert').getByText('a time that are safe for you').waitFor();
  expect(await words(chat).inputValue()).toBe(WORDS);

  // Away and back, as somebody does who looks for a number first.
  await chat.getByRole('button', { name: 'Numbers' }).press('Enter');
  await heading(chat, 'People you can call').waitFor();
  await chat.getByRole('button', { name: 'Complain, or say thank you' }).press('Enter');
  expect(await words(chat).inputValue()).toBe(WORDS);
  await chat.getByRole('textbox', { name: 'When is it safe?' }).fill('weekdays, 10 to 11');
  await send(chat).press('Enter');
  await expectAt(chat, 'We have it. Thank you.');
  await chat.getByText('They answer you in the safe way you gave.').waitFor();
  await expectAccessibleInTwoShapes(page);
});

test('what could not be sent is kept and sent once: the numbers stand there, and the keyboard stays where it was', async () => {
  const { page, chat } = await atForm('alone');
  let broken = true;
  await page.route('**/visitor/feedback', (route) => (broken ? route.abort() : route.continue()));
  await chat.getByRole('radio', { name: 'A thank you' }).press('Space');
  await words(chat).fill(WORDS);
  const before = (await complaints()).length;
  await send(chat).press('Enter');
  await chat.getByRole('link', { name: '999' }).waitFor();
  expect(await words(chat).inputValue()).toBe(WORDS);
  await expect.poll(() => send(chat).evaluate((node) => node.matches(':focus')), soon).toBe(true);
  broken = false;
  await page.keyboard.press('Enter');
  await expectAt(chat, 'We have it. Thank you.');
  expect(await chat.getByText('You left no way to reach you').count()).toBe(0);
  expect(await complaints()).toHaveLength(before + 1);
  await chat.getByRole('button', { name: 'Back', exact: true }).press('Enter');
  await chat.getByRole('button', { name: 'Complain, or say thank you' }).press('Enter');
  await heading(chat, 'Tell us how we did').waitFor();
  expect(await words(chat).inputValue()).toBe('');
});

test.each(['website', 'alone'] as const)(
  '[P2] nothing half written stays on the device, %s: not while it is written, not after a reload',
  async (where) => {
    const { page, chat } = await atForm(where);
    await words(chat).fill(WORDS);
    await chat.getByRole('radio', { name: 'Email' }).press('Space');
    await chat.getByRole('textbox', { name: 'An email address that only you read' }).fill('canary@example.org');
    expect(await words(chat).getAttribute('autocomplete')).toBe('off');
    expect(await kept(page)).not.toContain('canary');
    await page.reload();
    if (where === 'website') await page.getByRole('button', { name: 'Chat with us' }).click();
    await chat.getByRole('button', { name: 'Complain, or say thank you' }).press('Enter');
    await heading(chat, 'Tell us how we did').waitFor();
    expect(await words(chat).inputValue()).toBe('');
    expect(await kept(page)).not.toContain('canary');
  },
);

test.each(['website', 'alone'] as const)(
  'Escape leaves from the middle of a word, %s, and going back shows nothing of it',
  async (where) => {
    const { page, chat } = await atForm(where);
    await words(chat).focus();
    await page.keyboard.type(WORDS);
    await page.keyboard.press('Escape');
    await page.waitForURL(EXIT_URL);
    await page.goBack({ waitUntil: 'load' }).catch(() => null);
    for (const frame of page.frames()) expect(await frame.content()).not.toContain('canary');
  },
);
