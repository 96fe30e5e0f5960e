import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';
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

test('several conversations stand side by side, and one is passed on to a colleague by name', async () => {
  // Conversations are passed on within a team.
  const mine = server.account('agent');
  const theirs = server.accounts.filter(({ role, teamId }) => role === 'agent' && teamId === mine.teamId)[1];
  if (theirs === undefined) throw new Error('The team has one agent only.');
  const desk = await openDesk(browser, server, mine);
  const { page } = desk;
  await beAvailable(page);
  const visitors = await Promise.all([asVisitor(server.url), asVisitor(server.url)]);
  const [first, second] = visitors;
  await first.ask('conversation:request', { clientId: randomUUID(), preChat: { topic: 'money_or_scam' } });
  // Nothing else has the focus, so Enter takes the offer.
  await page.getByRole('button', { name: 'Accept' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByLabel('Your message').waitFor();
  await second.ask('conversation:request', { clientId: randomUUID(), preChat: { topic: 'online' } });
  await page.getByRole('button', { name: 'Accept' }).waitFor();
  // Somebody who writes is not interrupted: the focus stays in the composer.
  const focused = () => page.evaluate(() => document.activeElement?.tagName);
  expect(await focused()).toBe('TEXTAREA');
  await page.keyboard.press('Alt+Shift+O');
  await expect.poll(() => page.getByRole('log').count(), soon).toBe(2);
  await expectAccessible(page);

  // Whoever goes on writing at once writes where they went, from the first letter on.
  await page.getByRole('textbox', { name: 'Your message' }).last().focus();
  await page.keyboard.press('Alt+Shift+K');
  await page.keyboard.type('Hello');
  const drafts = () =>
    page.getByRole('textbox', { name: 'Your message' }).evaluateAll((all) => all.map((each) => each.textContent));
  await expect.poll(drafts, soon).toEqual(['Hello', '']);

  await second.ask('message:send', { clientId: randomUUID(), text: 'مرحبا' });
  const online = page.getByRole('region', { name: 'Conversation: Something that happened online' });
  await online.getByText('مرحبا').waitFor();
  expect(await online.getByText('مرحبا').evaluate((line) => getComputedStyle(line).direction)).toBe('rtl');

  const colleague = await openDesk(browser, server, theirs);
  await beAvailable(colleague.page);
  await online.getByRole('button', { name: 'Transfer' }).click();
  const dialog = page.getByRole('dialog');
  const option = dialog.locator('option', { hasText: theirs.name });
  await option.waitFor({ state: 'attached' });
  await dialog.getByLabel('To', { exact: true }).selectOption((await option.getAttribute('value')) ?? '');
  await dialog.getByLabel('Note for whoever takes over').fill('Pictures online, wants advice.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Transfer' }).click();
  await expect.poll(() => page.getByRole('log').count(), soon).toBe(1);

  const accept = colleague.page.getByRole('button', { name: 'Accept' });
  await accept.or(colleague.page.getByLabel('Your message')).first().waitFor();
  if ((await accept.count()) > 0) await accept.click();
  await colleague.page.getByRole('tab', { name: /Notes/ }).click();
  await colleague.page.getByText('Pictures online, wants advice.').first().waitFor();
  await colleague.page.getByRole('log').getByText('مرحبا').waitFor();
  expect([...desk.complaints, ...colleague.complaints]).toEqual([]);
  for (const visitor of visitors) visitor.close();
  await Promise.all([desk.close(), colleague.close()]);
});

test('a session that ends elsewhere brings the sign-in page, which says so', async () => {
  const desk = await openDesk(browser, server, server.account('agent', 1));
  const { page } = desk;
  await page.getByRole('heading', { name: 'Ready when you are' }).waitFor();
  await page.evaluate(() => fetch('/api/v1/session', { method: 'DELETE' }));
  await page.getByText('Your session has ended').waitFor();
  expect(await page.getByLabel('E-mail').isVisible()).toBe(true);
  await desk.close();
});

test.each(['administrator', 'commissioner', 'data_protection'])(
  '[A1] a role that answers nobody is offered no choice to be available: %s',
  async (role) => {
    const desk = await openDesk(browser, server, server.account(role));
    await desk.page.getByRole('heading', { name: 'No conversations for this role' }).waitFor();
    expect(await desk.page.getByText('Available', { exact: true }).count()).toBe(0);
    await expectAccessible(desk.page);
    await desk.close();
  },
);
