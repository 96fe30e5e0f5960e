/** A person agrees in the chat to all but one thing; the partner reads that in the portal and takes it, and the worker sees it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { screenshot } from '../support/chromium.ts';
import { helpline } from '../support/helpline.ts';
import { sendTo } from '../support/portal.ts';
import { beAvailable, expectAccessible, openDesk, soon } from './console-browser.ts';
import { answerAsk, prepareAsk, type Told } from './support/consent-steps.ts';
import { type Demonstration, startDemonstration } from './support/demonstration.ts';
import { expectAccessibleInEveryShape, tabTo } from './support/shapes.ts';
import { openChat, takePlace, visit } from './support/visitor-page.ts';

let demonstration: Demonstration;

beforeAll(async () => {
  demonstration = await startDemonstration({ referralHoldMs: 0 });
});
afterAll(() => demonstration?.close());

const PARTNER = 'Example domestic abuse partner';
const NAME: Told = { itemId: 'name', label: 'The name you want them to use', value: 'Quillfeather' };
const CONTACT: Told = {
  itemId: 'safe_contact',
  label: 'How and when it is OK to contact you',
  value: 'Text 07700 900123 on weekday mornings',
};
const HEALTH: Told = { itemId: 'health', label: 'Your health', value: 'Sleeps badly: marmaladecanary' };

test('[C1] one thing is kept back, the partner gets the rest, accepts it, and the worker sees that at once', async () => {
  const { browser, server, siteUrl } = demonstration;
  const partner = await openDesk(browser, server, server.account('partner'));
  const portal = partner.page;
  await portal.getByText('No referral has come yet.').waitFor();
  expect(new URL(portal.url()).pathname).toBe('/staff/partner');

  const worker = await openDesk(browser, server, server.account('agent'));
  const desk = worker.page;
  for (const each of [portal, desk]) each.setDefaultTimeout(15_000);
  await beAvailable(desk);
  const visitor = await visit(browser, siteUrl);
  await openChat(visitor);
  await takePlace(visitor);
  await desk.getByRole('button', { name: 'Accept' }).click();
  await desk.getByLabel('Your message').waitFor();
  await prepareAsk(desk, PARTNER, [NAME, CONTACT, HEALTH]);
  await desk.getByRole('button', { name: `Ask about ${PARTNER}` }).click();
  await visitor.chat.getByText('Is it safe to look at something about you?').waitFor();
  await answerAsk(visitor, [NAME, CONTACT]);
  await desk.getByText('2 of 3 items agreed').waitFor();
  await desk.getByRole('button', { name: 'Create referral' }).click();

  // It comes by itself; nobody presses anything at the partner's.
  const row = portal.getByRole('list', { name: 'Referrals, newest first' }).getByRole('link').first();
  await row.waitFor();
  await tabTo(portal, row);
  await portal.keyboard.press('Enter');
  await portal.getByText(CONTACT.value).waitFor();
  expect(await portal.content()).not.toContain('marmaladecanary');
  await screenshot(portal, 'portal');
  await expectAccessibleInEveryShape(portal);

  await portal.getByRole('button', { name: 'Ask us something' }).click();
  await portal.getByLabel('What you need to know').fill('Which language does she speak best?');
  await portal.getByRole('button', { name: 'Send the question' }).click();
  const referral = desk.getByRole('region', { name: 'Referral' });
  await referral.getByText('Sent back: they need to know more').waitFor();
  await referral.getByRole('button', { name: 'They ask something: read and answer' }).click();
  await referral.getByText('Which language does she speak best?').waitFor();
  await referral.getByLabel('Your answer to the partner').fill('Ring her on 07700 900999');
  await referral.getByRole('button', { name: 'Send the answer' }).click();
  await referral.getByText('or ask for a new consent').waitFor();
  await referral.getByLabel('Your answer to the partner').fill('English.');
  await expectAccessible(desk);
  await screenshot(desk, 'portal-thread');
  await referral.getByRole('button', { name: 'Send the answer' }).click();
  await portal.getByText('English.').waitFor();

  await portal.getByRole('button', { name: 'Accept', exact: true }).click();
  await portal.getByLabel('Who takes it').fill('Tess');
  await portal.getByLabel('Support starts on').fill(new Date().toISOString().slice(0, 10));
  await screenshot(portal, 'portal-accept');
  await portal.getByRole('button', { name: 'Accept this referral' }).click();
  await portal.getByRole('status').filter({ hasText: 'Accepted' }).first().waitFor();
  await expect.poll(() => referral.getByRole('status').textContent(), soon).toBe('Accepted');
  await referral.getByText('With Tess').waitFor();

  await portal.getByRole('link', { name: 'Our card' }).click();
  await portal.getByLabel(/^Wait now, in weeks/).fill('4');
  await expectAccessibleInEveryShape(portal);
  await screenshot(portal, 'portal-card');
  await portal.getByRole('button', { name: 'Save the card' }).click();
  await portal.getByText('Saved. Workers see it now.').waitFor();

  expect([...partner.complaints, ...worker.complaints, ...visitor.complaints]).toEqual([]);
  for (const each of [partner, worker, visitor]) await each.close();
});

test('what a partner declines is gone from their screen with the answer', async () => {
  const { browser, server } = demonstration;
  const at = helpline(server);
  const { referralId } = await sendTo(at);
  const partner = await openDesk(browser, server, server.account('partner'));
  const { page } = partner;
  page.setDefaultTimeout(15_000);
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
  await page.goto(`${server.url}/staff/partner/${referralId}`);
  await page.getByText('Text 07700 900123 after five').waitFor();
  await page.getByRole('button', { name: 'Decline', exact: true }).click();
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Decline this referral' }).click();
  await page.getByText('You declined this, so').waitFor();
  expect(await page.content()).not.toContain('07700');
  await screenshot(page, 'portal-declined');
  expect(partner.complaints).toEqual([]);
  await partner.close();
  await at.close();
});
