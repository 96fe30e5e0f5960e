import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, screenshot } from '../support/chromium.ts';
import { asVisitor } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { expectAccessible, openDesk, soon } from './console-browser.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

test('the supervisor sees who waits, by band and counting, within a second and without reloading', async () => {
  const desk = await openDesk(browser, server, server.account('supervisor'), { colorScheme: 'dark' });
  const { page } = desk;
  await page.getByRole('link', { name: 'Wallboard' }).click();
  await page.getByText('Nobody is waiting.').waitFor();
  await page.getByText('No target agreed').waitFor();
  const visitors = await Promise.all([asVisitor(server.url), asVisitor(server.url), asVisitor(server.url)]);
  const [first, second, third] = visitors;
  await first.ask('conversation:request', { clientId: randomUUID() });
  await second.ask('conversation:request', { clientId: randomUUID(), preChat: { inDanger: 'yes' } });
  const waiting = page
    .getByRole('region', { name: 'Everyone waiting' })
    .or(page.locator('section', { hasText: 'Everyone waiting' }));
  const rows = waiting.locator('tbody tr');
  // Within a second, with room for a busy machine.
  await expect.poll(() => rows.count(), { timeout: 3_000 }).toBe(2);
  expect(await rows.first().textContent()).toContain('In danger');
  const wait = rows.first().locator('time');
  const before = await wait.textContent();
  await expect.poll(() => wait.textContent(), soon).not.toBe(before);
  await expectAccessible(page);
  await screenshot(page, 'wallboard');

  await third.ask('conversation:request', { clientId: randomUUID() });
  await third.ask('conversation:leave', { clientId: randomUUID(), reason: 'ended' }).catch(() => undefined);
  await page.getByRole('row', { name: /Left while waiting 1/ }).waitFor();

  await rows
    .first()
    .getByRole('button', { name: /Take over/ })
    .click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('nobody else is here');
  await page.getByRole('button', { name: 'Do it' }).click();
  await page.getByLabel('Your message').waitFor();
  await page.keyboard.press('Alt+Shift+W');
  await expect.poll(() => rows.count(), soon).toBe(1);

  await page.goto(`${server.url}/staff/wallboard?wall=1`);
  await page.getByRole('heading', { name: 'By band' }).waitFor();
  expect(await page.getByRole('heading', { name: 'Support workers' }).count()).toBe(0);
  await expectAccessible(page);
  expect(desk.complaints).toEqual([]);
  for (const visitor of visitors) visitor.close();
  await desk.close();
});

test('the console fits a phone: nothing scrolls sideways, in both schemes', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const desk = await openDesk(browser, server, server.account('supervisor', 1), {
      colorScheme,
      viewport: { width: 390, height: 844 },
    });
    const { page } = desk;
    await page.getByRole('radio', { name: 'Available' }).waitFor({ state: 'attached' });
    const sideways = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(await sideways()).toBe(false);
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('button').click();
    expect(await sideways()).toBe(false);
    await page.getByRole('link', { name: 'Wallboard' }).click();
    await page.getByRole('heading', { name: 'Support workers' }).waitFor();
    expect(await sideways()).toBe(false);
    await expectAccessible(page);
    await desk.close();
  }
});

test('an agent has no wallboard', async () => {
  const desk = await openDesk(browser, server, server.account('agent'));
  await desk.page.getByRole('heading', { name: 'Ready when you are' }).waitFor();
  expect(await desk.page.getByRole('link', { name: 'Wallboard' }).count()).toBe(0);
  await desk.close();
});
