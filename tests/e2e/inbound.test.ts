/** A file of the police comes in, faulty rows and all; what it brought is looked at, given out, and somebody is reached in a safe way. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, screenshot } from '../support/chromium.ts';
import { signIn } from '../support/connect.ts';
import { inboundAt } from '../support/inbound.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { expectAccessible, openDesk } from './console-browser.ts';
import { expectAccessibleInEveryShape, expectAccessibleInTwoShapes, tabTo } from './support/shapes.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  await inboundAt(server.url).sender(await signIn(server.url, server.account('administrator')));
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

function fileOf(): Buffer {
  const rows = Array.from({ length: 1_000 }, (_, at) => {
    const born = at < 30 ? '31/02/1990' : '03/11/1990';
    const graded = at === 500 ? 'high,03/11/2026' : 'standard,';
    return `URN-${at},Kim,Number ${at},${born},07700 900${String(at).padStart(3, '0')},Stalking,${graded}`;
  });
  return Buffer.from(`URN,Forename,Surname,DOB,Mobile,Offence,Risk level,Risk date\r\n${rows.join('\r\n')}\r\n`);
}

test('1,000 rows of which 30 are faulty become 970 referrals, and the most urgent of them a safe first contact', async () => {
  const office = await openDesk(browser, server, server.account('coordinator'), { path: 'triage/files' });
  const { page } = office;
  const from = page.getByLabel('From whom');
  await from.locator('option').nth(1).waitFor({ state: 'attached' });
  await from.selectOption({ index: 1 });
  await page
    .getByLabel('File', { exact: true })
    .setInputFiles({ name: 'police.csv', mimeType: 'text/csv', buffer: fileOf() });
  await page.getByRole('button', { name: 'Load' }).click();
  await page.getByText('1000 rows, 8 columns, utf-8').waitFor();
  expect(await page.getByLabel('Is: DOB').inputValue()).toBe('date_of_birth');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Check all rows' }).click();
  await page.getByText('970 good, 30 with faults, 0 here already, 0 to be sent back').waitFor();
  await page.getByText('The calendar has no such day.').first().waitFor();
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await screenshot(page, 'referral-file');
  await page.getByRole('button', { name: 'Import the 970 good rows' }).click();
  await page.getByText('970 imported, 0 sent back, 0 here already, 0 refused').waitFor();
  await page.getByRole('link', { name: 'See them on the board' }).click();

  const list = page.getByRole('list', { name: 'Referrals, what runs out first at the top' });
  const first = list.getByRole('article').first();
  await first.getByText(/^Force .* say: high, 3 November 2026/).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await first.getByRole('button', { expanded: true }).waitFor();
  await page.getByText('Kim Number 500').waitFor();
  expect(await page.content()).not.toContain('07700 900500');
  await page.getByRole('button', { name: 'I looked at it' }).click();
  const looked = page.getByRole('dialog', { name: 'I looked at it' });
  await looked.getByRole('radio', { name: 'Urgent: reach them today' }).check();
  await looked.getByRole('button', { name: 'I looked at it' }).click();
  await first.getByText('We say: urgent').waitFor();
  await expectAccessible(page);
  await screenshot(page, 'triage-board');

  await first.getByRole('checkbox').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('a');
  const agent = server.account('agent');
  const give = page.getByRole('dialog', { name: 'Give to somebody' });
  const option = give.locator('option', { hasText: agent.name }).first();
  await option.waitFor({ state: 'attached' });
  await give.getByLabel('To whom').selectOption((await option.getAttribute('value')) ?? '');
  await give.getByRole('button').last().click();
  await page.getByText(`1 referral given to ${agent.name}.`).waitFor();
  expect(office.complaints).toEqual([]);
  await office.close();

  const worker = await openDesk(browser, server, agent);
  const mine = worker.page;
  await mine.getByRole('link', { name: 'Referrals', exact: true }).click();
  await mine.getByRole('article').getByRole('button', { name: 'Stalking' }).click();
  await mine.getByText('Not shown: nobody said that it is safe. Ask whoever sent it first.').waitFor();
  await mine.getByRole('button', { name: /^I asked/ }).click();
  const asked = mine.getByRole('dialog', { name: 'Is it safe to use this?' });
  await asked.getByRole('radio', { name: 'It is safe' }).check();
  await asked.getByLabel('Who told you, and what they said').fill('The officer: she lives alone, evenings.');
  await asked.getByRole('button', { name: 'Save' }).click();
  await mine.getByText('07700 900500').waitFor();
  await mine.getByRole('button', { name: 'I tried to reach them' }).click();
  const tried = mine.getByRole('dialog', { name: 'I tried to reach them' });
  await tried.getByRole('radio', { name: 'Spoke with them' }).check();
  const when = tried.getByLabel('When you tried');
  const begun = await when.inputValue();
  await when.fill('2026-01-05T10:30');
  await tried.getByRole('button', { name: 'I tried to reach them' }).click();
  await tried.getByText('This is before it came to us. Check the time.').waitFor();
  await when.fill(begun);
  await tried.getByRole('button', { name: 'I tried to reach them' }).click();
  await mine.getByText(/^First safe contact: done/).waitFor();
  await expectAccessible(mine);
  await mine.getByRole('button', { name: 'Make a case' }).click();
  const made = mine.getByRole('dialog', { name: 'Make a case' });
  await made.getByRole('radio', { name: 'By phone' }).check();
  await made.getByLabel('What they agreed to, as it was said').fill('She would like somebody to ring her each week.');
  await made.getByRole('button', { name: 'Make a case' }).click();
  await mine.getByRole('heading', { name: 'Kim Number 500' }).first().waitFor();
  expect(worker.complaints).toEqual([]);
  await worker.close();
}, 120_000);

test('what a force calls things is said once by keyboard, and the rows are good', async () => {
  const office = await openDesk(browser, server, server.account('coordinator'), { path: 'triage/files' });
  const { page } = office;
  const from = page.getByLabel('From whom');
  await from.locator('option').nth(1).waitFor({ state: 'attached' });
  await from.selectOption({ index: 1 });
  const rows = ['VW-1,Kim Lee,VAWI (8L),Div D', 'VW-2,Ash Ray,Vawi 8l,Dover'];
  const buffer = Buffer.from(`URN,Name,Offence,District\r\n${rows.join('\r\n')}\r\n`);
  const file = { name: 'force.csv', mimeType: 'text/csv', buffer };
  await page.getByLabel('File', { exact: true }).setInputFiles(file);
  await page.getByRole('button', { name: 'Load' }).click();
  await page.getByRole('button', { name: 'Check all rows' }).click();
  await page.getByText('0 good, 2 with faults').waitFor();
  const keep = page.getByRole('button', { name: 'Keep this and check again' });
  await keep.click();
  await page.getByText('Say of one word at least what it means.').waitFor();
  await tabTo(page, page.getByLabel('Means: VAWI (8L)'));
  await page.keyboard.type('Robbery');
  await page.getByLabel('Means: Div D').selectOption({ label: 'Nothing that we keep' });
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await screenshot(page, 'referral-file-words');
  await keep.press('Enter');
  await page.getByText('2 good, 0 with faults').waitFor();
  await page.getByRole('button', { name: 'Import all 2' }).waitFor();
  expect(office.complaints).toEqual([]);
  await office.close();
});
