/** The console for everybody: axe on every main view in every shape, and a support worker's whole work by keyboard. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asVisitor } from '../support/connect.ts';
import { beAvailable, openDesk, openPage } from './console-browser.ts';
import { type Demonstration, startDemonstration } from './support/demonstration.ts';
import { expectAccessibleInEveryShape, expectAccessibleInTwoShapes, tabTo } from './support/shapes.ts';

let demonstration: Demonstration;
beforeAll(async () => {
  demonstration = await startDemonstration();
});
afterAll(() => demonstration?.close());

const DESKTOP = { width: 1440, height: 900 };
const PRE_CHAT = {
  safeToTalk: 'yes',
  topic: 'partner_or_family',
  ageBand: 'adult',
  message: 'Is somebody there?',
} as const;

test('axe finds nothing in the console: sign-in, desk, conversation, consent form, emergency, wrap-up', async () => {
  const { browser, server } = demonstration;
  const door = await openPage(browser, `${server.url}/staff/`);
  await door.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await expectAccessibleInEveryShape(door.page);
  await door.close();

  const desk = await openDesk(browser, server, server.account('agent'));
  const { page } = desk;
  await page.getByRole('heading', { name: 'Ready when you are' }).waitFor();
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);
  await beAvailable(page);
  const visitor = await asVisitor(server.url);
  await visitor.ask('conversation:request', { clientId: randomUUID(), preChat: PRE_CHAT });
  await page.getByRole('button', { name: 'Accept' }).waitFor();
  // It rings half a minute: two looks fit into that wherever this runs.
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.getByLabel('Your message').waitFor();
  await visitor.ask('message:send', {
    clientId: randomUUID(),
    text: 'a_word_that_is_far_too_long_for_any_line '.repeat(4),
  });
  await expectAccessibleInEveryShape(page);

  await page.getByRole('tab', { name: 'Sharing' }).click();
  await page.getByRole('button', { name: 'Ask for consent' }).click();
  await page.getByRole('radio', { name: 'Example support partner' }).check();
  await page.getByRole('textbox', { name: 'The name you want them to use' }).fill('Robin');
  await expectAccessibleInEveryShape(page);
  await page.getByRole('button', { name: 'Back' }).first().click();

  await page.keyboard.press('Alt+Shift+E');
  await page.getByRole('dialog').waitFor();
  await expectAccessibleInEveryShape(page);
  await page.getByRole('button', { name: 'Something else' }).click();
  await page.getByText('Nobody has it yet').first().waitFor();
  await page.getByRole('tab', { name: 'Emergency' }).click();
  await expectAccessibleInEveryShape(page);

  await visitor.send('conversation:leave', { clientId: randomUUID(), reason: 'ended' });
  await page.getByRole('heading', { name: 'Wrap-up' }).waitFor();
  await expectAccessibleInEveryShape(page);
  expect(desk.complaints).toEqual([]);
  visitor.close();
  await desk.close();
});

test('axe finds nothing in the wallboard with people waiting, nor in the pages of the demonstration', async () => {
  const { browser, server, siteUrl, partnerUrl } = demonstration;
  const visitor = await asVisitor(server.url);
  await visitor.ask('conversation:request', { clientId: randomUUID(), preChat: { inDanger: 'yes' } });
  const board = await openDesk(browser, server, server.account('supervisor'));
  await board.page.getByRole('link', { name: 'Wallboard' }).click();
  await board.page.getByRole('cell', { name: 'In danger' }).first().waitFor();
  await expectAccessibleInEveryShape(board.page);
  expect(board.complaints).toEqual([]);
  await visitor.send('conversation:leave', { clientId: randomUUID(), reason: 'ended' });
  visitor.close();
  await board.close();

  const site = await openPage(browser, siteUrl);
  for (const path of ['/', '/our-help', '/cover-your-tracks', '/cookies', '/start']) {
    await site.page.goto(`${siteUrl}${path}`);
    await expectAccessibleInEveryShape(site.page);
  }
  await site.page.goto(partnerUrl);
  await expectAccessibleInEveryShape(site.page);
  expect(site.complaints).toEqual([]);
  await site.close();
});

test('a support worker signs in, accepts, writes, asks for consent, ends and wraps up without a mouse', async () => {
  const { browser, server } = demonstration;
  const { email, password } = server.account('agent', 2);
  const desk = await openPage(browser, `${server.url}/staff/`);
  const { page } = desk;
  const { keyboard } = page;
  await tabTo(page, page.getByLabel('E-mail'));
  await keyboard.type(email);
  await tabTo(page, page.getByRole('textbox', { name: 'Password' }));
  await keyboard.type(password);
  await keyboard.press('Enter');
  await page.getByText('Available', { exact: true }).waitFor();
  await keyboard.press('Alt+Shift+V');
  await page.getByRole('heading', { name: 'You are available' }).waitFor();

  const visitor = await asVisitor(server.url);
  await visitor.ask('conversation:request', { clientId: randomUUID(), preChat: PRE_CHAT });
  await page.getByRole('button', { name: 'Accept' }).waitFor();
  await keyboard.press('Alt+Shift+O');
  await page.getByLabel('Your message').waitFor();
  await expect
    .poll(() => page.getByLabel('Your message').evaluate((area) => area === document.activeElement))
    .toBe(true);
  await keyboard.type('Hello, I am here.');
  await keyboard.press('Enter');
  await page.getByRole('log').getByText('Hello, I am here.').waitFor();

  await keyboard.press('Alt+Shift+S');
  await tabTo(page, page.getByRole('button', { name: 'Ask for consent' }));
  await keyboard.press('Enter');
  await tabTo(page, page.getByRole('radio', { name: 'Example support partner' }));
  await keyboard.press('Space');
  for (const label of ['The name you want them to use', 'How and when it is OK to contact you']) {
    await tabTo(page, page.getByRole('textbox', { name: label }));
    await keyboard.type('Robin, by text');
  }
  await tabTo(page, page.getByRole('button', { name: '+ The area you live in' }));
  await keyboard.press('Enter');
  const area = page.getByRole('textbox', { name: 'The area you live in' });
  await expect.poll(() => area.evaluate((field) => field === document.activeElement)).toBe(true);
  await keyboard.type('Ashford');
  await tabTo(page, page.getByRole('button', { name: 'Ask about Example support partner' }));
  await keyboard.press('Enter');
  await page.getByText('Asked, no answer yet').waitFor();

  await keyboard.press('Alt+Shift+X');
  await tabTo(page, page.getByRole('checkbox', { name: 'Numbers were given' }));
  await keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: 'End conversation' }));
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Wrap-up' }).waitFor();
  await tabTo(page, page.getByRole('checkbox', { name: 'Support', exact: true }));
  await keyboard.press('Space');
  await tabTo(page, page.getByRole('searchbox', { name: 'What was it about?' }));
  await keyboard.type('stalk');
  await tabTo(page, page.getByRole('checkbox', { name: /talking/ }).first());
  await keyboard.press('Space');
  await tabTo(page, page.getByRole('radio', { name: 'No risk seen' }));
  await keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: 'Save and close' }));
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'You are available' }).waitFor();
  expect(desk.complaints).toEqual([]);
  visitor.close();
  await desk.close();
});
