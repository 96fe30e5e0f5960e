/** Somebody finds nobody and leaves a message; a coordinator reads it, takes it and says what came of it. */
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MessageForm } from '../../shared/protocol/http/referrals.ts';
import { launchBrowser, screenshot } from '../support/chromium.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { expectAccessible, openDesk, soon } from './console-browser.ts';
import { expectAccessibleInEveryShape, tabTo } from './support/shapes.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function leave(form: Omit<MessageForm, 'clientId'>): Promise<void> {
  const response = await fetch(`${server.url}/api/v1/messages`, {
    method: 'POST',
    headers: { origin: server.url, 'content-type': 'application/json' },
    body: JSON.stringify({ clientId: randomUUID(), ...form }),
  });
  expect(response.status).toBe(200);
}

const items = (page: Page) => page.getByRole('article', { name: /^Left / });

test('a message is announced to the coordinator, read, taken by name and done, and leaves the list', async () => {
  const desk = await openDesk(browser, server, server.account('coordinator'));
  const { page } = desk;
  await page.getByRole('link', { name: 'Messages', exact: true }).click();
  await page.getByText('Every message has been answered.').waitFor();
  await leave({
    message: 'Is anybody there? Please ring me.',
    name: 'Robin',
    callback: { when: 'Tuesday morning' },
    safeContact: { kind: 'phone', value: '07700 900456', when: 'before noon' },
  });
  await page.getByRole('link', { name: 'Messages 1 message is open' }).waitFor();
  const item = items(page).first();
  await item.getByText('Nobody has taken it yet.').waitFor();
  expect(await page.content()).not.toContain('Please ring me');

  const read = item.getByRole('button', { name: /^Read / });
  await tabTo(page, read);
  await page.keyboard.press('Enter');
  await item.getByText('Is anybody there? Please ring me.').waitFor();
  await item.getByText('07700 900456').waitFor();
  await item.getByText('Tuesday morning').waitFor();
  await screenshot(page, 'messages');
  await expectAccessible(page);

  await tabTo(page, item.getByRole('button', { name: /^I take it / }));
  await page.keyboard.press('Enter');
  await item.getByText('You have taken it.').waitFor();
  await item.getByRole('button', { name: 'Done' }).click();
  await item.getByText('Choose what came of it, then press Done.').waitFor();
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await tabTo(page, item.getByRole('radio', { name: 'We spoke' }));
  await page.keyboard.press('Space');
  await tabTo(page, item.getByRole('button', { name: 'Done' }));
  await page.keyboard.press('Enter');
  await page.getByText('Every message has been answered.').waitFor();
  await page.getByRole('link', { name: 'Messages', exact: true }).waitFor();
  expect(await page.content()).not.toContain('Please ring me');
  expect(desk.complaints).toEqual([]);
  await desk.close();
});

test('a supervisor is called by one quiet card, does not see an unsafe contact, and is told who has it', async () => {
  const coordinator = await openDesk(browser, server, server.account('coordinator'));
  await coordinator.page.getByRole('link', { name: 'Messages', exact: true }).click();
  const desk = await openDesk(browser, server, server.account('supervisor'));
  const { page } = desk;
  await page.getByRole('link', { name: 'Messages', exact: true }).waitFor();
  await leave({
    message: 'Ring 07700 900123, or write.',
    safeContact: { kind: 'email', value: 'robin@mail.example', whoElseSees: 'my brother' },
  });
  await leave({ message: 'Hello?' });
  await page.getByText('2 people left messages that nobody has taken').waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Go to the messages' }).click();
  const item = items(page).first();
  await item.getByRole('button', { name: /^Read / }).click();
  await item.getByText('my brother').waitFor();
  await item.getByText(/There is a number or an address in their words/).waitFor();
  expect(await page.content()).not.toContain('robin@mail.example');
  await item.getByRole('button', { name: /^Fold / }).click();
  await expect.poll(() => page.content(), soon).not.toContain('my brother');

  const theirs = items(coordinator.page).first();
  await theirs.getByRole('button', { name: /^I take it / }).click();
  await theirs.getByText('You have taken it.').waitFor();
  await item.getByText(`${server.account('coordinator').name} has taken it.`).waitFor();
  // A lead takes it from somebody by name, never by the button that was there for everybody.
  const { name } = server.account('coordinator');
  await item.getByRole('button', { name: new RegExp(`^I take it over from ${name}`) }).waitFor();
  expect(await item.getByRole('button', { name: /^I take it (?!over)/ }).count()).toBe(0);
  expect([...desk.complaints, ...coordinator.complaints]).toEqual([]);
  await desk.close();
  await coordinator.close();
});

test('[A1] a support worker has no messages page to go to', async () => {
  const desk = await openDesk(browser, server, server.account('agent'));
  await desk.page.getByRole('heading', { name: 'Ready when you are' }).waitFor();
  expect(await desk.page.getByRole('link', { name: /Messages/ }).count()).toBe(0);
  await desk.page.goto(`${server.url}/staff/messages`);
  await desk.page.getByRole('heading', { name: 'Ready when you are' }).waitFor();
  await desk.close();
});
