/** Whole days with referrals and no mouse: a coordinator who gives many out and makes a case, somebody at a partner who answers. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { helpline } from '../support/helpline.ts';
import { aReferral, inboundAt } from '../support/inbound.ts';
import { sendTo } from '../support/portal.ts';
import { openPage, soon } from './console-browser.ts';
import { office } from './support/office.ts';
import { tabTo } from './support/shapes.ts';

const { server, browser, deskOf, asks } = office({ config: { limits: 'off', referralHoldMs: 0 } });
let at: ReturnType<typeof helpline>;

beforeAll(() => {
  at = helpline(server());
});
afterAll(() => at?.close());

const hasFocus = (one: Locator) => expect.poll(() => one.evaluate((each) => each.matches(':focus')), soon).toBe(true);
const press = async (page: Page, target: Locator) => {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
};
/** Radio buttons are one stop: the first is reached, the arrows go on. */
const choose = async (page: Page, group: Locator, name: string) => {
  await tabTo(page, group.getByRole('radio').first());
  await page.keyboard.press('Space');
  for (let each = await group.getByRole('radio').count(); each > 0; each -= 1) {
    if (await group.getByRole('radio', { name }).isChecked()) return;
    await page.keyboard.press('ArrowDown');
  }
  expect(await group.getByRole('radio', { name }).isChecked()).toBe(true);
};

test('a coordinator gives two referrals out, writes down a call, and makes a case, by keyboard alone', async () => {
  const inbound = inboundAt(server().url);
  const { key } = await inbound.sender(await asks('administrator'));
  const coordinator = await asks('coordinator');
  for (const name of ['Kim Taxa', 'Ash Xanadu', 'Sam Third']) {
    const { body } = await inbound.send(key, aReferral({ person: { name, area: 'dover' } }));
    if (!body.ok) throw new Error(body.error.message);
    const one = await inbound.found(coordinator, body.value.reference);
    await inbound.step(coordinator, one, 'triage', { priority: 'normal', said: null });
  }
  const page = await deskOf('coordinator');
  const { keyboard } = page;
  await press(page, page.getByRole('link', { name: 'Referrals', exact: true }));
  const rows = page.getByRole('list', { name: /^Referrals, what runs out first/ }).getByRole('article');
  await expect.poll(() => rows.count(), soon).toBe(3);
  const title = (nth: number) => rows.nth(nth).getByRole('button');
  await keyboard.press('j');
  await hasFocus(title(0));
  await keyboard.press('x');
  await keyboard.press('j');
  await keyboard.press('x');
  await page.getByText('2 chosen').waitFor();
  await keyboard.press('a');
  const give = page.getByRole('dialog', { name: 'Give to somebody' });
  const { name } = server().account('agent');
  await give.locator('option', { hasText: name }).waitFor({ state: 'attached' });
  await hasFocus(give.getByLabel('To whom'));
  await keyboard.type(name);
  await press(page, give.getByRole('button', { name: 'Give it' }));
  await page.getByText(`2 referrals given to ${name}.`).waitFor();
  await hasFocus(title(1));

  await keyboard.press('k');
  await hasFocus(title(0));
  await keyboard.press('Enter');
  const panel = page.getByRole('region', { name: /^Referral / });
  await press(page, panel.getByRole('button', { name: 'I tried to reach them' }));
  const tried = page.getByRole('dialog', { name: 'I tried to reach them' });
  await choose(page, tried.getByRole('group'), 'Spoke with them');
  await tabTo(page, tried.getByRole('textbox', { name: 'What happened' }));
  await keyboard.type('A relaxed talk: a taxi came at six.');
  expect(await tried.getByRole('textbox', { name: 'What happened' }).inputValue()).toBe(
    'A relaxed talk: a taxi came at six.',
  );
  await press(page, tried.getByRole('button', { name: 'I tried to reach them' }));
  await panel.getByText('Attempt: Spoke with them').waitFor();
  await hasFocus(panel.getByRole('button', { name: 'I tried to reach them' }));
  // From what was opened, back is its row, wherever the list has put it by now.
  await keyboard.press('k');
  await hasFocus(rows.getByRole('button', { expanded: true }));

  await press(page, panel.getByRole('button', { name: 'Make a case' }));
  const made = page.getByRole('dialog', { name: 'Make a case' });
  await choose(page, made.getByRole('group'), 'By phone');
  await tabTo(page, made.getByRole('textbox'));
  await keyboard.type('They would like a call each week.');
  await press(page, made.getByRole('button', { name: 'Make a case' }));
  await page.getByRole('navigation', { name: 'Parts of this case' }).waitFor();
});

test('somebody at a partner accepts one referral and declines another, by keyboard alone', async () => {
  await sendTo(at);
  await sendTo(at);
  await at.tidy();
  const { email, password } = server().account('partner');
  const desk = await openPage(browser(), `${server().url}/staff/`);
  const { page } = desk;
  const { keyboard } = page;
  await tabTo(page, page.getByLabel('E-mail'));
  await keyboard.type(email);
  await tabTo(page, page.getByRole('textbox', { name: 'Password' }));
  await keyboard.type(password);
  await keyboard.press('Enter');
  const rows = page.getByRole('list', { name: 'Referrals, newest first' }).getByRole('link');
  await expect.poll(() => rows.count(), soon).toBe(2);
  await tabTo(page, rows.first());
  await keyboard.press('ArrowDown');
  await hasFocus(rows.nth(1));
  await keyboard.press('Enter');
  const title = page.getByRole('heading', { name: /^Referral / });
  await hasFocus(title);

  await press(page, page.getByRole('button', { name: 'Accept', exact: true }));
  const who = page.getByLabel('Who takes it');
  await hasFocus(who);
  await keyboard.press('Enter');
  await hasFocus(who);
  expect(await who.getAttribute('aria-invalid')).toBe('true');
  await keyboard.type('Tess');
  await tabTo(page, page.getByLabel('Support starts on'));
  await keyboard.type(new Date().toISOString().slice(0, 10));
  await keyboard.press('Enter');
  await page.getByRole('article').getByRole('status').filter({ hasText: 'Accepted' }).waitFor();
  await hasFocus(title);

  await tabTo(page, rows.first());
  await keyboard.press('Enter');
  await hasFocus(title);
  const decline = page.getByRole('button', { name: 'Decline', exact: true });
  await press(page, decline);
  await choose(page, page.getByRole('group', { name: 'Why not' }), 'No capacity');
  await keyboard.press('Escape');
  await hasFocus(decline);
  await keyboard.press('Enter');
  await tabTo(page, page.getByRole('radio').first());
  await press(page, page.getByRole('button', { name: 'Decline this referral' }));
  await page.getByRole('article').getByRole('status').filter({ hasText: 'Declined' }).waitFor();
  await hasFocus(title);
  expect(desk.complaints).toEqual([]);
  await desk.close();
});
