import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
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

test('the emergency key rings a lead, who takes it by name; steps and the call are on record for both', async () => {
  const desk = await openDesk(browser, server, server.account('agent'));
  const lead = await openDesk(browser, server, server.account('safeguarding_lead'));
  const { page } = desk;
  await beAvailable(page);
  const visitor = await asVisitor(server.url);
  await visitor.ask('conversation:request', { clientId: randomUUID(), preChat: { area: 'medway' } });
  await page.getByRole('button', { name: 'Accept' }).click();
  const composer = page.getByLabel('Your message');
  await composer.waitFor();

  await page.keyboard.press('Alt+Shift+E');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.keyboard.press('Alt+Shift+E');
  await page.getByRole('button', { name: 'Life at risk now' }).click();
  await page.getByText('Nobody has it yet').first().waitFor();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await composer.isVisible()).toBe(true);
  await page.keyboard.press('Alt+Shift+6');
  expect(await composer.inputValue()).toContain('Where are you?');
  await page.getByRole('checkbox', { name: 'Ask where they are' }).check();
  await page.getByRole('button', { name: '999 was called just now' }).click();
  await page.getByRole('textbox', { name: 'Incident number' }).fill('24-1188');
  await page.getByRole('textbox', { name: 'Incident number' }).blur();
  await expectAccessible(page);
  await screenshot(page, 'console-emergency');

  await lead.page.getByRole('heading', { name: 'Emergency: Life at risk now' }).waitFor();
  await expect.poll(() => lead.page.title(), soon).toContain('Alert');
  await expectAccessible(lead.page);
  await lead.page.getByRole('button', { name: 'I take it' }).click();
  await page.getByText(`${server.account('safeguarding_lead').name} has it.`).waitFor();

  await lead.page.getByRole('button', { name: 'Read along' }).click();
  await lead.page.getByRole('dialog').getByRole('button', { name: 'Read along' }).click();
  await lead.page.getByText('You are reading.').waitFor();
  await page.getByText('is reading along.').first().waitFor();
  await lead.page.getByRole('tab', { name: 'Emergency' }).click();
  await expect
    .poll(() => lead.page.getByRole('textbox', { name: 'Incident number' }).inputValue(), soon)
    .toBe('24-1188');
  await lead.page.getByRole('tab', { name: 'Notes' }).click();
  await lead.page.getByLabel('Whisper to the support worker').fill('I am calling now.');
  await lead.page.getByRole('button', { name: 'Whisper', exact: true }).click();
  await page.getByText('I am calling now.').first().waitFor();
  expect(visitor.transcript()).not.toContain('I am calling now.');

  await page.getByRole('button', { name: 'End', exact: true }).click();
  await page.getByRole('button', { name: 'End conversation' }).click();
  await page.getByRole('dialog').getByRole('alert').filter({ hasText: /\w/ }).waitFor();
  expect([...desk.complaints, ...lead.complaints]).toEqual([]);
  visitor.close();
  await Promise.all([desk.close(), lead.close()]);
});

test('every action has its key in the list; single keys can be turned off and the emergency key moved', async () => {
  const desk = await openDesk(browser, server, server.account('agent', 1));
  const { page } = desk;
  await page.getByRole('heading', { name: 'Ready when you are' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys and settings' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Change' }).click();
  await page.keyboard.press('Alt+Shift+B');
  await page.getByRole('dialog').getByText('Alt+Shift+B').first().waitFor();
  await page.getByRole('checkbox', { name: 'Use single keys' }).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.keyboard.press('Alt+Shift+/');
  await page.getByRole('dialog').waitFor();
  const kept = await page.evaluate(() => JSON.stringify(window.localStorage));
  expect(kept).toContain('Alt+Shift+B');
  await desk.close();
});
