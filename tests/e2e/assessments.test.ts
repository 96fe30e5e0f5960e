/** Tools filled in beside the chat: over several contacts, by several people, by keyboard alone, and never lost on the way. */
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { PreChat } from '../../shared/protocol/pre-chat.ts';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import type { SignedIn } from '../support/connect.ts';
import { beAvailable } from './console-browser.ts';
import { office } from './support/office.ts';
import { expectAccessibleFromTheTop, expectAccessibleInEveryShape, tabTo } from './support/shapes.ts';

const { server, deskOf, asks, talkAt } = office();

const topics = (page: Page) => page.getByRole('region', { name: 'Topics' });
const DESKTOP = { width: 1440, height: 900 };

/** Somebody writes, this desk answers, and nobody else is offered to it afterwards. */
async function talk(page: Page, preChat: PreChat = { safeToTalk: 'yes', ageBand: 'adult' }): Promise<string> {
  await beAvailable(page);
  const { conversationId } = await talkAt(page, preChat);
  await page.getByText('Break', { exact: true }).click();
  return conversationId;
}

const topic = (page: Page, words: string): Locator => page.getByRole('group', { name: words, exact: true });
const answer = (page: Page, words: string, name: 'Yes' | 'No' | 'Not known'): Locator =>
  topic(page, words).getByRole('button', { name, exact: true });
const isPressed = (button: Locator) => button.getAttribute('aria-pressed');
const saved = (page: Page) => page.getByText(/^Saved, \d\d:\d\d\.$/).waitFor();

async function beginRisk(page: Page): Promise<void> {
  await page.keyboard.press('Alt+Shift+Q');
  await page.getByRole('button', { name: 'Begin Domestic abuse: risk' }).click();
  await page.getByRole('heading', { name: 'Domestic abuse: risk' }).waitFor();
}

const HURT = 'They were hurt in what happened most recently';
const FEARS = 'They are afraid of being badly hurt or killed, or for a child or somebody else';
const LEFT = 'They have left, or tried to leave, in the past year';

test('a risk is filled over two conversations by two people: high stands the moment it is reached, and lowering takes a second', async () => {
  const first = await deskOf('agent', 0);
  const conversationId = await talk(first, { safeToTalk: 'yes', ageBand: 'adult', inDanger: 'yes' });
  await beginRisk(first);
  await first.getByText('Brought along from before the chat (In danger now: Yes).').waitFor();
  await first.getByText('1 yes, 23 not answered yet: not a grade.').waitFor();
  await answer(first, HURT, 'Yes').click();
  await answer(first, LEFT, 'No').click();
  await saved(first);
  await first.getByText('2 yes, 21 not answered yet: not a grade.').waitFor();

  const amara = await asks('agent', 0);
  const chloe = await asks('agent', 2);
  const coordinator = await asks('coordinator');
  const { row } = await makeCase(server().url, amara, { conversationId, person: { name: 'Kim Lane' } });
  await allocate(coordinator, row, { ownerId: amara.agentId, workerIds: [chloe.agentId] });

  const second = await deskOf('agent', 2);
  const again = await talk(second);
  const link = { conversationId: again, said: 'It is me again, you can add it.' };
  await valueFrom(askAs(server().url, chloe, 'POST', `/cases/${row.caseId}/conversations`, link));
  await second.keyboard.press('Alt+Shift+Q');
  await second.getByRole('button', { name: 'Go on Domestic abuse: risk' }).first().click();
  await second.getByText('To finish it takes DASH training').first().waitFor();
  await answer(second, HURT, 'Yes').waitFor();
  expect(await isPressed(answer(second, HURT, 'Yes'))).toBe('true');
  await second
    .getByText(/^Amara, .* · in a conversation$/)
    .first()
    .waitFor();

  await answer(second, FEARS, 'Yes').focus();
  for (let yes = 0; yes < 16; yes += 1) {
    await second.keyboard.press('y');
    await second.keyboard.press('ArrowDown');
  }
  await second.getByRole('alert').filter({ hasText: 'High risk is reached. It stands at once' }).waitFor();
  expect(await isPressed(answer(second, LEFT, 'Yes'))).toBe('true');
  await second.getByText('an independent domestic violence adviser (IDVA)').waitFor();
  const behind = second.getByRole('listitem').filter({ hasText: 'visible high risk' });
  await behind.getByText('Why', { exact: true }).click();
  await behind.getByRole('button', { name: `${HURT}: Yes` }).waitFor();
  await expectAccessibleFromTheTop(second, topics(second));
  await second.setViewportSize(DESKTOP);

  await second.getByText(/^\d+ changes, newest first$/).click();
  const left = second.getByRole('listitem').filter({ hasText: LEFT }).filter({ hasText: 'became' });
  await left
    .filter({ hasText: 'No → became Yes' })
    .getByText(/^Chloe, /)
    .waitFor();
  await left
    .filter({ hasText: 'Not answered → became No' })
    .getByText(/^Amara, /)
    .waitFor();

  await second.getByRole('button', { name: 'Lower it' }).click();
  await second.getByRole('radio', { name: /^Medium risk/ }).check();
  await second.getByRole('button', { name: 'Propose it to a second person' }).click();
  await second.getByText('Write why first.').waitFor();
  await second.getByRole('textbox', { name: 'Why' }).fill('He is in prison until March.');
  await second.getByRole('button', { name: 'Propose it to a second person' }).click();
  await second.getByText(/^Chloe proposed to lower it/).waitFor();
  await second.getByText('Until then it stays: High risk.').waitFor();
  expect(await riskOf(coordinator, row.caseId)).toBe('high');

  const tray = await deskOf('coordinator', 0, 'approvals');
  await tray.getByRole('button', { name: /^Read/ }).click();
  await tray.getByText('He is in prison until March.').waitFor();
  await tray.getByRole('textbox', { name: 'Your answer' }).fill('I rang the prison.');
  await tray.getByRole('button', { name: 'Approve' }).click();
  await tray.getByText('Nothing waits for a second person.').waitFor();
  expect(await riskOf(coordinator, row.caseId)).toBe('medium');
  await second.getByRole('button', { name: 'Look for changes' }).click();
  await second.getByText(/^How it came to stand/).click();
  await second.getByText('Agreed to by Priya.').waitFor();
});

test('two people answer one topic at the same moment: theirs stands, mine is kept, and I choose', async () => {
  const amara = await asks('agent', 0);
  const coordinator = await asks('coordinator');
  const { row } = await makeCase(server().url, amara, { person: { name: 'Sam Webb' } });
  const page = await deskOf('agent', 0, `cases/${row.caseId}/assessments`);
  await page.getByRole('button', { name: 'Begin Domestic abuse: risk' }).click();
  await page.getByRole('combobox', { name: 'In which contact' }).selectOption('A call');
  await answer(page, HURT, 'Yes').click();
  await saved(page);

  const [only] = await assessmentsOf(coordinator, row.caseId);
  const theirs = {
    topicId: 'what_they_fear',
    answer: { is: 'no' },
    note: 'Not since he moved',
    source: 'victim',
    revision: 0,
  };
  const path = `/assessments/${only?.assessmentId}/answers`;
  await valueFrom(askAs(server().url, coordinator, 'POST', path, { contact: null, answers: [theirs] }));
  await answer(page, FEARS, 'Yes').click();
  const clash = page.getByRole('alert').filter({ hasText: 'Priya answered meanwhile' });
  await clash.getByText('No (Not since he moved)').waitFor();
  await page.getByText('1 topic was answered by two people: choose.').waitFor();
  expect(await isPressed(answer(page, FEARS, 'No'))).toBe('true');
  await expectAccessibleFromTheTop(page, topics(page));
  await page.setViewportSize(DESKTOP);
  await clash.getByRole('button', { name: 'Take mine' }).click();
  await saved(page);
  expect(await isPressed(answer(page, FEARS, 'Yes'))).toBe('true');
  await page
    .getByText(/^Amara, .* · in a call$/)
    .first()
    .waitFor();
});

test('what is written while the server cannot be reached is kept, said, and saved when it is back', async () => {
  const page = await deskOf('agent', 6);
  await talk(page);
  await beginRisk(page);
  let broken = true;
  await page.route(/\/answers$/, (route) => (broken ? route.abort() : route.continue()));
  await answer(page, HURT, 'Yes').click();
  await page.getByText('1 topic is not saved yet. It is kept here and sent again.').waitFor();
  await answer(page, LEFT, 'Yes').click();
  await topic(page, LEFT).press('t');
  await page.keyboard.type('In spring');
  await page.getByText('2 topics are not saved yet.').waitFor();

  // Leaving the tab loses nothing either.
  await page.getByRole('tab', { name: 'Notes' }).click();
  await page.keyboard.press('Alt+Shift+Q');
  expect(await page.getByRole('textbox', { name: 'Note to this topic' }).inputValue()).toBe('In spring');
  broken = false;
  await page.getByRole('button', { name: 'Save now' }).click();
  await saved(page);
  await page.reload();
  await page.getByLabel('Your message').waitFor();
  await page.keyboard.press('Alt+Shift+Q');
  await page.getByRole('button', { name: 'Go on Domestic abuse: risk' }).first().click();
  expect(await page.getByRole('textbox', { name: 'Note to this topic' }).inputValue()).toBe('In spring');
  expect(await isPressed(answer(page, HURT, 'Yes'))).toBe('true');
});

test('a tool is found, filled in, judged and finished by keyboard alone, with sensitive topics folded until they are opened', async () => {
  const page = await deskOf('agent', 4);
  await talk(page);
  await page.keyboard.press('Alt+Shift+Q');
  await page.getByRole('heading', { name: 'Begin a tool' }).waitFor();
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);
  await tabTo(page, page.getByRole('button', { name: 'Begin Domestic abuse: risk' }));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Domestic abuse: risk' }).waitFor();
  await tabTo(page, page.getByRole('searchbox', { name: 'Find a topic' }));
  await page.keyboard.type('neck');
  await tabTo(
    page,
    answer(page, 'The abuser has strangled, choked or smothered them, or held them under water', 'Yes'),
  );
  await page.keyboard.press('y');
  await saved(page);
  await page.getByText('Harm can show days later: a doctor today.').waitFor();

  await tabTo(page, page.getByRole('searchbox', { name: 'Find a topic' }));
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await tabTo(page, answer(page, HURT, 'Yes'));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  expect(await isPressed(answer(page, HURT, 'No'))).toBe('true');
  await page.keyboard.press('k');
  await page.keyboard.press('t');
  await page.keyboard.type('They did not want to say');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('y');
  expect(await isPressed(answer(page, 'They are very frightened', 'Yes'))).toBe('true');
  expect(await page.getByText('They feel very low or think of ending their life').count()).toBe(0);
  await tabTo(page, page.getByRole('button', { name: 'Open a sensitive topic How they are, 1 of 1' }));
  await page.keyboard.press('Enter');
  const low = 'They feel very low or think of ending their life';
  await topic(page, low).waitFor();
  await page.keyboard.press('y');
  await saved(page);
  await page.getByText('Why (a sensitive topic)').first().waitFor();
  expect(await isPressed(answer(page, low, 'Yes'))).toBe('true');

  await tabTo(page, page.getByRole('button', { name: 'Judge as High risk' }));
  await page.keyboard.press('Enter');
  expect(await page.getByRole('radio', { name: /^High risk/ }).isChecked()).toBe(true);
  await tabTo(page, page.getByRole('textbox', { name: 'Why' }));
  await page.keyboard.type('Hands on the neck.');
  await expectAccessibleFromTheTop(page, topics(page));
  await page.setViewportSize(DESKTOP);
  expect(await page.getByRole('textbox', { name: 'Why' }).inputValue()).toBe('Hands on the neck.');
  await tabTo(page, page.getByRole('button', { name: 'Level', exact: true }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Raise now' }));
  await page.keyboard.press('Enter');
  await page.getByText('The level is raised. It stands now.').waitFor();
  await tabTo(page, page.getByRole('button', { name: 'Finish it' }));
  await page.keyboard.press('Enter');
  await page.getByText('Finished. It can be filled in anew at any time.').waitFor();
  await page.getByText('To be looked at again by').waitFor();
  expect(await answer(page, HURT, 'Yes').isDisabled()).toBe(true);
});

async function allocate(
  who: SignedIn,
  { caseId, revision }: { caseId: string; revision: number },
  to: { ownerId: string; workerIds: string[] },
): Promise<void> {
  await valueFrom(askAs(server().url, who, 'POST', `/cases/${caseId}/allocate`, { revision, ...to }));
}

async function riskOf(who: SignedIn, caseId: string): Promise<string> {
  const { case: view } = await valueFrom(
    askAs<{ case: { row: { risk: string } } }>(server().url, who, 'GET', `/cases/${caseId}`),
  );
  return view.row.risk;
}

async function assessmentsOf(who: SignedIn, caseId: string): Promise<{ assessmentId: string }[]> {
  const path = `/assessments?caseId=${caseId}`;
  const { assessments } = await valueFrom(
    askAs<{ assessments: { assessmentId: string }[] }>(server().url, who, 'GET', path),
  );
  return assessments;
}
