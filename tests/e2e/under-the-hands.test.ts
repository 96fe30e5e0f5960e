/** What a support worker types is never lost and never acts on the desk, whoever comes or goes meanwhile. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { beAvailable } from './console-browser.ts';
import { office } from './support/office.ts';

const { deskOf, talkAt } = office();
const PRE_CHAT = { safeToTalk: 'yes', ageBand: 'adult' } as const;

test('the visitor leaves while a line is typed: the rest of the word does nothing, and the next wish is one', async () => {
  const page = await deskOf('agent', 1);
  await beAvailable(page);
  const visitor = await talkAt(page, PRE_CHAT);
  const onBreak = page.getByRole('radio', { name: 'Break' });
  await page.getByLabel('Your message').fill('Please');
  await page.keyboard.type(' st');
  const left = visitor.ask('conversation:leave', { clientId: randomUUID(), reason: 'ended' });
  const wrapUp = page.getByRole('heading', { name: 'Wrap-up' });
  // Without a pause, as somebody writes: before, while and after the field goes.
  while (!(await wrapUp.isVisible())) await page.keyboard.press('p');
  await left;
  await page.keyboard.type('help');
  expect(await onBreak.isChecked()).toBe(false);
  expect(page.url()).toMatch(/\/staff\/?$/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('p');
  await expect.poll(() => onBreak.isChecked()).toBe(true);
});

test('a note that is being written stays in sight as the visitor leaves, and what was ticked stays while a tab is looked at', async () => {
  const page = await deskOf('agent', 2);
  await beAvailable(page);
  const visitor = await talkAt(page, PRE_CHAT);
  await page.getByText('Break', { exact: true }).click();
  await page.getByRole('tab', { name: /^Notes/ }).click();
  const note = page.getByRole('tabpanel').getByRole('textbox');
  await note.fill('They said that');
  await visitor.ask('conversation:leave', { clientId: randomUUID(), reason: 'ended' });
  const wrapUp = page.getByRole('tab', { name: 'Wrap-up' });
  await wrapUp.waitFor();
  await page.keyboard.press('End');
  await page.keyboard.type(' he has a key.');
  expect(await note.inputValue()).toBe('They said that he has a key.');

  await wrapUp.click();
  await page.getByRole('checkbox', { name: 'Support', exact: true }).check();
  await page.getByRole('radio', { name: 'Medium' }).check();
  await page.getByRole('tab', { name: /^Notes/ }).click();
  expect(await note.inputValue()).toBe('They said that he has a key.');
  await wrapUp.click();
  expect(await page.getByRole('checkbox', { name: 'Support', exact: true }).isChecked()).toBe(true);
  expect(await page.getByRole('radio', { name: 'Medium' }).isChecked()).toBe(true);
});
