/**
 * What stops a referral until a person has looked: the person leaves a minute after their yes, and later somebody else finds the
 * paper with their six words. One story, in the eyes of worker, coordinator, lead, partner, and of whoever has the paper.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { screenshot } from '../support/chromium.ts';
import { beAvailable, type Desk, expectAccessible, openDesk, openPage } from './console-browser.ts';
import { answerAsk, prepareAsk, type Told } from './support/consent-steps.ts';
import { type Demonstration, startDemonstration } from './support/demonstration.ts';
import { expectAccessibleInTwoShapes } from './support/shapes.ts';
import { openChat, takePlace, visit } from './support/visitor-page.ts';

const HOLD_MS = 150_000;
const MINUTE_MS = 60_000;
let offset = 0;
const later = (ms: number): void => {
  offset += ms;
};

const PARTNER = 'Example domestic abuse partner';
const NAME: Told = { itemId: 'name', label: 'The name you want them to use', value: 'Quillfeather' };
const CONTACT: Told = {
  itemId: 'safe_contact',
  label: 'How and when it is OK to contact you',
  value: 'Text 07700 900123 on weekday mornings',
};
const LARGE = { width: 1440, height: 900 };

let demonstration: Demonstration;
let worker: Desk;
let coordinator: Desk;
let partner: Desk;
let paper = { reference: '', words: '' };
let broken = false;

beforeAll(async () => {
  const clock = { now: () => Date.now() + offset };
  demonstration = await startDemonstration({ referralHoldMs: HOLD_MS, limits: 'off' }, { clock });
  const { browser, server } = demonstration;
  const desk = (role: string) => openDesk(browser, server, server.account(role));
  [worker, coordinator, partner] = await Promise.all([desk('agent'), desk('coordinator'), desk('partner')]);
  for (const { page } of [worker, coordinator, partner]) page.setDefaultTimeout(20_000);
});
afterAll(() => demonstration?.close());
beforeEach(({ skip }) => {
  skip(broken, 'The part of the story before this one failed.');
  onTestFailed(() => {
    broken = true;
  });
});

const referralOf = ({ page }: Desk) => page.getByRole('region', { name: 'Referral', exact: true });

test('[C1] H3: who leaves a minute after their yes is not referred before somebody has decided, and the worker reads why', async () => {
  const { browser, siteUrl } = demonstration;
  const [desk, office, portal] = [worker.page, coordinator.page, partner.page];
  await portal.getByText('No referral has come yet.').waitFor();
  await beAvailable(desk);
  const visitor = await visit(browser, siteUrl);
  await openChat(visitor);
  await takePlace(visitor);
  await desk.getByRole('button', { name: 'Accept' }).click();
  await desk.getByLabel('Your message').waitFor();
  paper = await givePhrase(desk);
  await prepareAsk(desk, PARTNER, [NAME, CONTACT]);
  await desk.getByRole('button', { name: `Ask about ${PARTNER}` }).click();
  await answerAsk(visitor, [NAME, CONTACT]);
  await desk.getByText('2 of 2 items agreed').waitFor();
  await desk.getByRole('button', { name: 'Create referral' }).click();
  await referralOf(worker)
    .getByText(/^It leaves .* Until then they can think again\.$/)
    .waitFor();

  later(MINUTE_MS);
  await visitor.chat.getByRole('button', { name: 'Exit this page' }).click({ noWaitAfter: true });
  await desk.getByRole('heading', { name: 'Wrap-up' }).waitFor();
  await desk.getByRole('tab', { name: 'Sharing' }).click();
  await referralOf(worker)
    .getByText(/^They left the chat soon after saying yes: .* decides whether it leaves\.$/)
    .waitFor();
  expect(await desk.getByRole('button', { name: 'Send it now' }).count()).toBe(0);
  await expectAccessible(desk);
  await screenshot(desk, 'referral-held');

  later(HOLD_MS);
  const alert = office.getByRole('article').filter({ hasText: 'A referral is held' });
  await alert.getByRole('link', { name: 'Look' }).click();
  const held = office.getByRole('list', { name: 'Waits for a decision' }).getByRole('listitem');
  await held.getByText(/^They left the chat soon after saying yes/).waitFor();
  await expectAccessibleInTwoShapes(office);
  await portal.reload();
  await portal.getByText('No referral has come yet.').waitFor();

  await held.getByRole('button', { name: /^Send it now/ }).focus();
  await office.keyboard.press('Enter');
  await office.getByText('Nothing waits for a decision.').waitFor();
  await expect.poll(() => office.evaluate(() => document.activeElement?.textContent)).toBe('Waits for a decision');
  await portal.getByRole('link', { name: /New/ }).click();
  await portal.getByText(CONTACT.value).waitFor();
  await portal.getByRole('button', { name: 'Acknowledge' }).click();
  await referralOf(worker).getByText('Acknowledged by the service').waitFor();
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
});

test('[V3] H4: whoever has the six words learns nothing and cancels nothing: sharing pauses, and people are called and decide', async () => {
  const { browser, server } = demonstration;
  const [desk, portal] = [worker.page, partner.page];
  const lead = await openDesk(browser, server, server.account('safeguarding_lead'));
  const finder = await openPage(browser, `${server.url}/help/words`);
  const wrong = await tryOn(finder.page, paper.reference, paper.words.split(' ').reverse().join(' '));
  const right = await tryOn(finder.page, paper.reference.toLowerCase(), paper.words);
  expect(right).toBe(wrong);
  expect(right).not.toContain(paper.reference);
  await expectAccessible(finder.page);

  for (const { page } of [worker, lead])
    await page.getByRole('article').filter({ hasText: 'Somebody asked by reference and phrase' }).waitFor();
  await referralOf(worker)
    .getByText(/^Somebody asked with reference and words that sharing stops/)
    .waitFor();
  // Paused, and nobody's to take back but a person's.
  await referralOf(worker).getByText('Acknowledged by the service').waitFor();
  await portal.getByText('Paused: please contact only us about this').waitFor();
  await expectAccessibleInTwoShapes(portal);
  await portal.setViewportSize(LARGE);
  await screenshot(portal, 'portal-paused');

  await referralOf(worker).getByRole('link', { name: 'See the request' }).click();
  const request = desk.getByRole('list', { name: 'Asked to stop sharing, the most urgent first' }).getByRole('article');
  await request.getByText(PARTNER).waitFor();
  await request.getByRole('button', { name: 'I take it' }).click();
  await request.getByRole('radio', { name: 'No, they could not be reached' }).check();
  await request.getByRole('radio', { name: 'It goes on as before' }).check();
  await request.getByRole('textbox').fill('She rang back on her number: it was not her.');
  await request.getByRole('button', { name: 'Decide' }).click();
  await request.getByText('It goes on only on their word.', { exact: false }).waitFor();
  await expectAccessibleInTwoShapes(desk);
  await request.getByRole('radio', { name: 'Yes, through the safe contact' }).check();
  await request.getByRole('button', { name: 'Decide' }).click();
  await desk.getByText('Nobody waits for an answer.').waitFor();

  await portal.getByText('Paused: please contact only us about this').waitFor({ state: 'detached' });
  await portal.getByText(CONTACT.value).waitFor();
  await lead.page.getByText('Somebody asked by reference and phrase').waitFor({ state: 'detached' });
  expect(await tryOn(finder.page, paper.reference, paper.words)).toBe(wrong);
  for (const each of [worker, coordinator, partner, lead, finder]) {
    expect(each.complaints).toEqual([]);
    await each.close();
  }
});

/** As somebody asks for it in the chat: read out, and noted by nobody but them. */
async function givePhrase(desk: Page): Promise<typeof paper> {
  await desk.getByRole('tab', { name: 'Case' }).click();
  await desk.getByRole('button', { name: 'They ask: can I come back to this?' }).click();
  await desk.getByRole('checkbox', { name: 'They asked by themselves whether they can come back' }).check();
  await desk.getByRole('button', { name: 'Show the words' }).click();
  const shown = desk.getByRole('status').filter({ hasText: 'Shown this once.' });
  await expectAccessible(desk);
  const [reference = '', words = ''] = await shown.locator('dd').allTextContents();
  await desk.getByRole('button', { name: 'They have them: close' }).click();
  return { reference, words };
}

/** What the page says after it was sent. */
async function tryOn(page: Page, reference: string, words: string): Promise<string> {
  await page.goto(new URL('/help/words', page.url()).href);
  await page.getByLabel('Your reference').fill(reference);
  await page.getByLabel('Your six words').fill(words);
  await page.keyboard.press('Enter');
  await page.getByText('We have your message.', { exact: false }).waitFor();
  return page.content();
}
