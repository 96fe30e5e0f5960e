/** Reaching somebody safely, in the console: no number without its gate, the card first, call-backs inside safe times only. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Callback } from '../../shared/protocol/http/callbacks.ts';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import type { SignedIn } from '../support/connect.ts';
import { addContact, attempt, PHONE } from '../support/contacts.ts';
import type { TestServer } from '../support/start-server.ts';
import { wallClock } from '../support/wall-clock.ts';
import { expectAccessible, soon } from './console-browser.ts';
import { office } from './support/office.ts';
import { expectAccessibleInEveryShape, expectAccessibleInTwoShapes, tabTo } from './support/shapes.ts';

/** Ten on a Wednesday. */
const clock = wallClock('wednesday', '10:00');
const at = office({ app: { clock } });
let server: TestServer;
let agent: SignedIn;

beforeAll(async () => {
  server = at.server();
  agent = await at.asks('agent');
});

const DESKTOP = { width: 1440, height: 900 };
const MORNING = { day: 'wednesday', from: '09:00', to: '12:00' } as const;

async function contactsOf(caseId: string, role = 'agent', index = 0): Promise<Page> {
  const page = await at.deskOf(role, index, `cases/${caseId}/contact`);
  await page.getByRole('heading', { name: 'Ways to reach them' }).waitFor();
  return page;
}

const caseOf = async (name: string) => (await makeCase(server.url, agent, { person: { name } })).row.caseId;

test('a number is written down with what was said about it, and shown only for a use, under its card', async () => {
  const page = await contactsOf(await caseOf('Ida'));
  await page.getByRole('button', { name: 'Add a way to reach them' }).click();
  const form = page.getByRole('region', { name: 'A new way to reach them' });
  await form.getByRole('textbox', { name: 'Number or address' }).fill(PHONE);
  await form.getByRole('radio', { name: 'They said that it is safe' }).check();
  await form.getByRole('textbox', { name: 'Who else sees the device' }).fill('My brother, ring 07700 900999');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText('Say who told us that this is safe.').waitFor();
  await form.getByText('Say on which day to ask again whether it still is safe.').waitFor();
  await form.getByText('There is a number or an address in these words.').waitFor();
  await expectAccessible(page);
  await form.getByRole('textbox', { name: 'Who else sees the device' }).fill('My brother, at weekends');
  await form.getByRole('radio', { name: 'The person', exact: true }).check();
  const [year, month, day] = clock.day(60).split('-');
  await form.getByRole('textbox', { name: 'Ask again on' }).fill(`${day}/${month}/${year}`);
  await form.getByRole('button', { name: 'Times' }).first().click();
  await form.getByRole('textbox', { name: 'Until' }).fill('12');
  await form.getByRole('textbox', { name: 'Code word' }).fill('the blue book');
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);
  await form.getByRole('button', { name: 'Save' }).click();

  const card = page.getByRole('article', { name: 'Phone, their own' });
  await card.getByText('Safe to use now').waitFor();
  await card.getByText('Monday to Friday, 09:00 to 12:00').waitFor();
  await card.getByText('Leave a message: Nobody asked whether a message may be left').waitFor();
  expect(await page.content()).not.toContain('900123');
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);

  await tabTo(page, card.getByRole('button', { name: 'Call', exact: true }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Before you do: Call' });
  const first = dialog.getByRole('region', { name: 'Read this first' });
  await first.getByText('My brother, at weekends').waitFor();
  await first.getByText(/^Safe until .*12:00$/).waitFor();
  await dialog.getByText(PHONE).waitFor();
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await dialog.getByRole('button', { name: 'Save what came of it' }).click();
  await dialog.getByText('Choose what came of it.').waitFor();
  await dialog.getByRole('radio', { name: 'No answer, no message left' }).check();
  await dialog.getByRole('button', { name: 'Save what came of it' }).click();
  const attempts = page.getByRole('region', { name: 'Attempts' });
  await attempts.getByText('No answer, no message left').waitFor();
  await attempts.getByText('Times at which nobody has tried yet').waitFor();
  await expect.poll(() => page.content(), soon).not.toContain('900123');
});

test('a call-back outside safe times is refused with the next one that fits, which one press takes', async () => {
  const caseId = await caseOf('Noah');
  await addContact(server.url, agent, caseId, { safeTimes: [MORNING] });
  const page = await contactsOf(caseId);
  await page.getByRole('button', { name: 'Book a call-back' }).click();
  const form = page.getByRole('region', { name: 'Call-backs' });
  await form.getByRole('textbox', { name: 'Time' }).fill('15:00');
  await form.getByRole('textbox', { name: 'What it is about' }).fill('The hearing');
  await form.getByRole('button', { name: 'Book it' }).click();
  await form.getByText(/This is not a safe time. The next one that fits: Wed .*09:00/).waitFor();
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await form.getByRole('button', { name: /^Take Wed .*09:00$/ }).click();
  await form.getByRole('button', { name: 'Book it' }).click();
  await form.getByText('The hearing').waitFor();
  const { callbacks } = await valueFrom(
    askAs<{ callbacks: Callback[] }>(server.url, agent, 'GET', `/cases/${caseId}/callbacks`),
  );
  expect(callbacks).toMatchObject([{ at: clock.at('09:00', 7), assignee: { agentId: agent.agentId } }]);

  await form.getByRole('button', { name: 'Move …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Give it another time' });
  await dialog.getByRole('textbox', { name: 'Time' }).fill('10.30');
  await dialog.getByRole('button', { name: 'Book it' }).click();
  await page.getByText(/^Moved to Wed .*10:30/).waitFor();
  await form.getByText(/10:30/).waitFor();
  await form.getByRole('button', { name: 'Cancel …' }).click();
  await page.getByRole('textbox', { name: 'Why?' }).fill('They rang us.');
  await page.getByRole('button', { name: 'Cancel it' }).click();
  await form.getByText('No call-back is booked.').waitFor();
});

test('somebody else answers: nobody may try again until another person has looked at it', async () => {
  const caseId = await caseOf('Una');
  const { contactId } = await addContact(server.url, agent, caseId);
  const page = await contactsOf(caseId);
  const card = page.getByRole('article', { name: 'Phone, their own' });
  await card.getByRole('button', { name: 'Call', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Somebody else answered' }).check();
  await dialog.getByText('Nobody tries again until a coordinator or lead has looked at it.').waitFor();
  await dialog.getByRole('button', { name: 'Save what came of it' }).click();
  await page.getByRole('heading', { name: 'Nobody may try to reach this person' }).waitFor();
  await page.getByText('A coordinator, lead or supervisor looks at it: not the one who tried.').waitFor();
  await card.getByText('Stopped: somebody has to look at what happened first').waitFor();
  expect(await card.getByRole('button', { name: 'Call', exact: true }).count()).toBe(0);
  await expectAccessibleInTwoShapes(page);
  const at = new Date(clock.now()).toISOString();
  const refused = await attempt(server.url, agent, { caseId, contactId, outcome: 'spoke', at });
  expect(refused.status).toBe(409);

  const other = await contactsOf(caseId, 'coordinator');
  await other.getByRole('button', { name: 'Decide …' }).click();
  const deciding = other.getByRole('dialog');
  await deciding.getByRole('button', { name: 'Decide' }).click();
  await deciding.getByText('Choose what follows.').waitFor();
  await deciding.getByRole('radio', { name: 'Attempts may go on' }).check();
  await deciding.getByRole('textbox', { name: 'Why' }).fill('It was her mother, who knows.');
  await deciding.getByRole('button', { name: 'Decide' }).click();
  await other.getByText('Safe to use now').waitFor();
});
