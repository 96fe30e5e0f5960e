/** One person over two conversations, from the first word to what they chose; and somebody whose age comes out in the talk. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { askAs, valueFrom } from '../support/cases.ts';
import { asAgent, type SignedIn } from '../support/connect.ts';
import { wrapUp } from '../support/helpline.ts';
import { beAvailable } from './console-browser.ts';
import { office, type Talking } from './support/office.ts';

const { server, deskOf, talkAt, asks } = office();

async function says(page: Page, visitor: Talking, text: string): Promise<void> {
  await visitor.ask('message:send', { clientId: randomUUID(), text });
  await page.getByRole('log').getByText(text).waitFor();
}

/** By the address of its page. */
async function ageOf(who: SignedIn, address: string): Promise<string | null | undefined> {
  const [, caseId = ''] = /\/cases\/([0-9a-f-]{36})/.exec(address) ?? [];
  const { case: view } = await valueFrom(
    askAs<{ case: { row: { ageBand: string | null } } }>(server().url, who, 'GET', `/cases/${caseId}`),
  );
  return view.row.ageBand;
}

async function makeCaseHere(page: Page, line: string, name: string): Promise<void> {
  await page.keyboard.press('Alt+Shift+C');
  await page.getByRole('button', { name: 'Make a case' }).click();
  await page.getByRole('button', { name: `Use their line: “${line}”` }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByRole('combobox', { name: 'What it was' }).selectOption({ label: 'Domestic abuse: physical' });
  await page.getByRole('button', { name: 'Make the case' }).click();
  await page.getByRole('tabpanel').getByRole('heading', { name }).waitFor();
}

const answer = (page: Page, words: string, name: 'Yes' | 'No') =>
  page.getByRole('group', { name: words, exact: true }).getByRole('button', { name, exact: true });

const HURT = 'They were hurt in what happened most recently';
const LEFT = 'They have left, or tried to leave, in the past year';

test('a conversation becomes a case, its risk is filled over two talks, and they choose where to go, with the reason shown', async () => {
  const page = await deskOf('agent');
  await beAvailable(page);
  const first = await talkAt(page, { safeToTalk: 'yes', area: 'dover', ageBand: 'adult', whoAmI: 'it_happened_to_me' });
  await says(page, first, 'My name is Noor, you can keep it.');
  await makeCaseHere(page, 'My name is Noor, you can keep it.', 'Noor');
  const written = page.getByRole('tabpanel').getByText(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  const reference = (await written.textContent()) ?? '';

  await page.keyboard.press('Alt+Shift+Q');
  await page.getByRole('button', { name: 'Begin Domestic abuse: risk' }).click();
  await answer(page, HURT, 'Yes').click();
  await page.getByText('1 yes, 23 not answered yet: not a grade.').waitFor();
  await page.getByText(/^Saved, \d\d:\d\d\.$/).waitFor();
  await first.ask('conversation:leave', { clientId: randomUUID(), reason: 'ended' });
  const amara = await asAgent(server().url, server().account('agent'));
  await expect
    .poll(() =>
      wrapUp(amara, first.conversationId).then(
        () => 'saved',
        () => 'not yet',
      ),
    )
    .toBe('saved');
  amara.close();
  await page.getByRole('tab', { name: 'Wrap-up' }).waitFor({ state: 'detached' });

  const second = await talkAt(page, { safeToTalk: 'yes', ageBand: 'adult' });
  await says(page, second, 'It is Noor again. The word is harbour.');
  await page.keyboard.press('Alt+Shift+C');
  await page.getByRole('button', { name: 'Add to a case' }).click();
  await page.getByRole('searchbox').fill(reference);
  await page.keyboard.press('Enter');
  await page
    .getByRole('textbox', { name: 'What they agreed to, as it was said' })
    .fill('Yes, put it together. The word was right.');
  await page.getByRole('button', { name: 'Add the conversation to this case' }).click();
  await page.getByRole('tabpanel').getByRole('link', { name: 'Open the case' }).waitFor();
  await page.keyboard.press('Alt+Shift+Q');
  await page.getByRole('button', { name: 'Go on Domestic abuse: risk' }).first().click();
  await expect.poll(() => answer(page, HURT, 'Yes').getAttribute('aria-pressed')).toBe('true');
  await answer(page, LEFT, 'Yes').click();
  await page.getByText('2 yes, 22 not answered yet: not a grade.').waitFor();
  await page.getByRole('button', { name: 'Set a level' }).click();
  await page.getByRole('radio', { name: /^Standard risk/ }).check();
  await page.getByRole('textbox', { name: 'Why' }).fill('He has moved out, and she has people near her.');
  await page.getByRole('button', { name: 'Raise now' }).click();
  await page.getByText('The level is raised. It stands now.').waitFor();

  await page.keyboard.press('Alt+Shift+C');
  await page.getByRole('link', { name: 'Open the case' }).click();
  await page.getByRole('heading', { level: 1, name: 'Noor' }).waitFor();
  await page.getByRole('navigation', { name: 'Parts of this case' }).getByRole('link', { name: 'Pathways' }).click();
  const choice = page.getByRole('article').filter({ hasText: 'They choose' });
  await choice.getByText('What it was: Domestic abuse: physical').first().waitFor();
  await choice
    .getByText(/: Standard risk$/)
    .first()
    .waitFor();
  await choice.getByRole('button', { name: /^What came of it/ }).click();
  await choice.getByRole('radio', { name: 'Accepted' }).check();
  await choice.getByRole('radio', { name: /^KIDAS/ }).check();
  await choice.getByRole('textbox', { name: 'Why, in their words' }).fill('They are in her town.');
  await choice.getByRole('button', { name: 'Save' }).click();
  await choice.getByRole('textbox', { name: 'Why, in their words' }).waitFor({ state: 'detached' });
  await choice.getByText('They are in her town.').waitFor();
});

test('a 15-year-old whose age comes out in the talk: the rules run again in the chat and in the case at once', async () => {
  const page = await deskOf('agent', 2);
  await beAvailable(page);
  const visitor = await talkAt(page, { safeToTalk: 'yes', area: 'thanet', whoAmI: 'it_happened_to_me' });
  await says(page, visitor, 'You can call me Jay.');
  await makeCaseHere(page, 'You can call me Jay.', 'Jay');
  await says(page, visitor, 'I am in year 10.');
  await page.keyboard.press('Alt+Shift+U');
  await page.getByRole('combobox', { name: /age/i }).selectOption({ label: '13 to 15' });

  await page.keyboard.press('Alt+Shift+S');
  await page.getByRole('button', { name: 'Ask for consent' }).click();
  await page.getByText('How does this person understand what is asked?').first().waitFor();
  await page.keyboard.press('Alt+Shift+C');
  await page.getByRole('link', { name: 'Open the case' }).click();
  // The case learns it a moment after the chat; what it points to is read when it is looked at.
  const agent = await asks('agent', 2);
  await expect.poll(() => ageOf(agent, page.url())).toBe('13_15');
  await page.getByRole('navigation', { name: 'Parts of this case' }).getByRole('link', { name: 'Pathways' }).click();
  const age = page.getByRole('region', { name: 'Rules of their age: 13 to 15' });
  await age.getByText('take the child-protection route today').first().waitFor();
  await page.getByRole('navigation', { name: 'Parts of this case' }).getByRole('link', { name: 'Rights' }).click();
  await page.getByText('Vulnerable or intimidated').first().waitFor();
});
