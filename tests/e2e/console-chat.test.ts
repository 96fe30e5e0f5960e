import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, screenshot } from '../support/chromium.ts';
import { asVisitor } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { beAvailable, expectAccessible, openDesk, openPage, signInAs, soon } from './console-browser.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const preChat = {
  safeToTalk: 'yes',
  topic: 'partner_or_family',
  ageBand: 'adult',
  message: 'He is back again',
} as const;

test('signing in: a wrong password gets one clear sentence, the right one the desk', async () => {
  const desk = await openPage(browser, `${server.url}/staff/`);
  const { page } = desk;
  const account = server.account('agent', 9);
  await signInAs(page, { ...account, password: 'not the password' });
  await expect.poll(() => page.getByRole('alert').textContent(), soon).toContain('do not match');
  await expectAccessible(page);
  await signInAs(page, account);
  await page.getByRole('heading', { name: 'Ready when you are' }).waitFor();
  await expectAccessible(page);
  expect(desk.complaints).toEqual([]);
  await desk.close();
});

test('an offer rings with the text folded, is taken by a key, and both write', async () => {
  const desk = await openDesk(browser, server, server.account('agent'));
  const { page } = desk;
  await beAvailable(page);
  const visitor = await asVisitor(server.url);
  await visitor.ask('conversation:request', { clientId: randomUUID(), preChat });

  const offer = page.getByRole('article').filter({ hasText: 'Someone would like to chat' });
  await offer.waitFor();
  await expect.poll(() => page.title(), soon).toContain('Someone is waiting');
  expect(await page.title()).not.toContain('back again');
  expect(await offer.getByText('He is back again').isVisible()).toBe(false);
  expect(await offer.getByText(/\d+ seconds/).textContent()).toMatch(/^(2\d|30) seconds$/);
  await expectAccessible(page);
  await page.keyboard.press('Alt+Shift+O');

  const composer = page.getByLabel('Your message');
  await composer.waitFor();
  await expect.poll(() => composer.evaluate((area) => area === document.activeElement), soon).toBe(true);
  await composer.fill('Hello, you are in the right place.');
  await composer.press('Enter');
  const line = await visitor.next(
    'conversation:entry',
    ({ entry }) => entry.kind === 'message' && entry.author.role === 'agent',
  );
  expect(line.entry).toMatchObject({ text: 'Hello, you are in the right place.' });
  const log = page.getByRole('log');
  await log.getByText('Sent').waitFor();
  await visitor.ask('entries:read', { seq: line.entry.seq });
  await log.getByText('Read').waitFor();

  await visitor.ask('typing:set', { typing: true });
  await page.getByText('The visitor is writing').waitFor();
  await page.keyboard.press('Alt+Shift+1');
  expect(await composer.inputValue()).toContain('are you somewhere safe');
  await expect
    .poll(() => page.getByRole('button', { name: 'Safe now?' }).getAttribute('aria-pressed'), soon)
    .toBe('true');
  await expectAccessible(page);
  await screenshot(page, 'console-chat');

  await desk.cut(true);
  await page.getByText('The connection is lost').waitFor();
  await composer.press('Enter');
  await log.getByText('Sending').waitFor();
  await visitor.ask('message:send', { clientId: randomUUID(), text: 'Are you still there?' });
  await desk.cut(false);
  await log.getByText('Are you still there?').waitFor();
  await visitor.next(
    'conversation:entry',
    ({ entry }) => entry.kind === 'message' && entry.text.includes('somewhere safe'),
  );
  await expect.poll(() => log.getByText('somewhere safe').count(), soon).toBe(1);
  await expect.poll(() => log.getByText('Sending').count(), soon).toBe(0);

  // Whoever leaves quickly does not wait for an answer.
  visitor.send('conversation:leave', { clientId: randomUUID(), reason: 'exit' }).catch(() => undefined);
  await page
    .getByText('Left quickly. Do not write.')
    .or(page.getByRole('tab', { name: 'Wrap-up' }))
    .first()
    .waitFor();
  expect(await page.getByLabel('Your message').count()).toBe(0);
  await page.getByText('Silent, a test, a hoax').click();
  await page.getByRole('button', { name: 'A test' }).click();
  await page.getByRole('heading', { name: 'You are available' }).waitFor();
  expect(desk.complaints).toEqual([]);
  visitor.close();
  await desk.close();
});

test('a conversation is ended with the closing strip and wrapped up with outcome, crime type and risk', async () => {
  const desk = await openDesk(browser, server, server.account('agent', 1), { colorScheme: 'dark' });
  const { page } = desk;
  await beAvailable(page);
  const visitor = await asVisitor(server.url);
  await visitor.ask('conversation:request', { clientId: randomUUID(), preChat });
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.getByLabel('Your message').waitFor();
  await page.getByRole('button', { name: 'End', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Numbers were given' }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'End conversation' }).click();

  await page.getByRole('heading', { name: 'Wrap-up' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save and close' }).click();
  await page.getByText('Still missing').waitFor();
  await page.getByRole('checkbox', { name: 'Support', exact: true }).check();
  await page.getByRole('searchbox', { name: 'What was it about?' }).fill('stalk');
  await page
    .getByRole('checkbox', { name: /talking/ })
    .first()
    .check();
  await page.getByRole('radio', { name: 'Medium' }).check();
  await page.getByRole('button', { name: 'Save and close' }).click();
  await page.getByRole('heading', { name: 'You are available' }).waitFor();
  expect(desk.complaints).toEqual([]);
  visitor.close();
  await desk.close();
});
