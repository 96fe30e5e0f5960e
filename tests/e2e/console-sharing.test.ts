import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, screenshot } from '../support/chromium.ts';
import { asVisitor } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { beAvailable, expectAccessible, openDesk, soon } from './console-browser.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** What the preview says would leave, item by item. */
async function previewed(page: Page): Promise<Record<string, string>> {
  const sent = page.getByRole('region', { name: 'What would be sent' });
  const names = await sent.locator('dt').allTextContents();
  const values = await sent.locator('dd').allTextContents();
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
}

test('[C1] what the preview shows is what the visitor is asked; the answer and the referral show live', async () => {
  const desk = await openDesk(browser, server, server.account('agent'));
  const { page } = desk;
  await beAvailable(page);
  const visitor = await asVisitor(server.url);
  await visitor.ask('conversation:request', { clientId: randomUUID() });
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.getByLabel('Your message').waitFor();

  await page.getByRole('tab', { name: 'Sharing' }).click();
  await page.getByRole('button', { name: 'Ask for consent' }).click();
  await page.getByRole('group', { name: 'Which service?' }).getByRole('radio').first().check();
  const items = page.getByRole('region', { name: 'What would be shared' });
  await items.getByRole('button', { name: /^\+ Your health/ }).click();
  await items.getByRole('textbox', { name: 'Your health' }).fill('Sleeps badly since October.');
  for (const field of await items.getByRole('textbox', { name: /\(needed\)/ }).all()) {
    const label = (await field.evaluate((area) => area.parentElement?.textContent)) ?? '';
    await field.fill(/reach|contact|phone/i.test(label) ? '07700 900123, text only, after 6 pm' : 'Ada');
  }
  await expectAccessible(page);
  const shown = await previewed(page);
  await page.getByRole('button', { name: /^Ask about/ }).scrollIntoViewIfNeeded();
  await screenshot(page, 'console-consent-preview');
  await page.getByRole('button', { name: /^Ask about/ }).click();

  const asked = await visitor.next('conversation:entry', ({ entry }) => entry.kind === 'consent_asked');
  if (asked.entry.kind !== 'consent_asked') throw new Error('not a question');
  const [recipient] = asked.entry.data.recipients;
  if (recipient === undefined) throw new Error('nobody was asked about');
  expect(Object.fromEntries(recipient.items.map(({ itemId, value }) => [itemId, value]))).toEqual(shown);
  await page.getByText('Asked, no answer yet').waitFor();

  expect(recipient.items.some((item) => item.sensitive)).toBe(true);
  const agreed = recipient.items.filter((item) => !item.sensitive).map((item) => item.itemId);
  await visitor.ask('consent:answer', {
    clientId: randomUUID(),
    requestId: asked.entry.data.requestId,
    answers: [{ recipientId: recipient.recipientId, decision: 'given', items: agreed }],
  });
  await page.getByText(`${agreed.length} of ${recipient.items.length} items agreed`).waitFor();
  await page.getByRole('button', { name: 'Create referral' }).click();
  const referral = page.getByRole('region', { name: 'Referral' });
  await referral.waitFor();
  await expectAccessible(page);

  await visitor.ask('consent:withdraw', {
    clientId: randomUUID(),
    requestId: asked.entry.data.requestId,
    recipientId: recipient.recipientId,
  });
  await page.getByText(/^Taken back/).waitFor();
  await expect.poll(() => referral.getByRole('status').textContent(), soon).toMatch(/Withdrawn|Recalled/);
  expect(desk.complaints).toEqual([]);
  visitor.close();
  await desk.close();
});

test('the card for sharing that may happen anyway shows its words before it is sent', async () => {
  const desk = await openDesk(browser, server, server.account('agent', 1));
  const { page } = desk;
  await beAvailable(page);
  const visitor = await asVisitor(server.url);
  await visitor.ask('conversation:request', { clientId: randomUUID() });
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.getByLabel('Your message').waitFor();
  await page.keyboard.press('Alt+Shift+S');
  await page.getByRole('button', { name: 'Tell them we may share' }).click();
  await page.getByLabel('Who we plan to tell').fill('the police');
  const preview = page.getByRole('figure', { name: 'What the visitor will see' });
  await expect.poll(() => preview.textContent(), soon).toContain('the police');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Put it in the chat' }).click();
  const told = await visitor.next('conversation:entry', ({ entry }) => entry.kind === 'sharing_told');
  expect(told.entry).toMatchObject({ data: { recipientName: 'the police' } });
  await page.getByText('Told that we may share with the police').waitFor();
  visitor.close();
  await desk.close();
});
