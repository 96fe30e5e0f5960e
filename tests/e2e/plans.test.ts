/** Plans and daily work in the console: a promise with a day, done by keyboard; what others do is waited for; nothing ends unseen. */
import { beforeAll, expect, test } from 'vitest';
import type { Action } from '../../shared/protocol/http/actions.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { addAction, postPlan } from '../support/plans.ts';
import type { TestServer } from '../support/start-server.ts';
import { wallClock } from '../support/wall-clock.ts';
import { soon } from './console-browser.ts';
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

const pageOf = (path: string, role = 'agent', index = 0) => at.deskOf(role, index, path);

const caseOf = async (name: string) => (await makeCase(server.url, agent, { person: { name } })).row.caseId;
const written = (day: string) => day.split('-').reverse().join('/');

test('a promise with a day is due today in the list and under "My work", and one key there says that it is done', async () => {
  const caseId = await caseOf('Ida');
  const page = await pageOf(`cases/${caseId}/plan`);
  await page.getByRole('button', { name: 'Something to do' }).click();
  const form = page.getByRole('region', { name: 'Something to do' });
  await form.getByRole('button', { name: 'Add it' }).click();
  await form.getByText('Fill this in, or choose something.').waitFor();
  await form.getByRole('textbox', { name: 'What', exact: true }).fill('Ring the school about Monday');
  await form.getByRole('textbox', { name: 'By when' }).fill(written(clock.day()));
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await form.getByRole('button', { name: 'Add it' }).click();
  const todo = page.getByRole('region', { name: 'To do' });
  await todo.getByText('Ring the school about Monday').waitFor();
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);

  await page.getByRole('link', { name: /^My work.*1 thing is due/ }).waitFor();
  await page.goto(`${server.url}/staff/cases?view=due_today`);
  await page.getByRole('list', { name: 'Cases' }).getByText('Ida').waitFor();
  await page.keyboard.press('Alt+Shift+G');
  await page.getByRole('heading', { name: 'My work' }).waitFor();
  const mine = page.getByRole('list', { name: 'What you do' });
  await mine.getByText('Ring the school about Monday').waitFor();
  await page.getByRole('list', { name: 'What you are reminded of' }).getByText('Today', { exact: true }).waitFor();
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);
  await tabTo(page, mine.getByRole('button', { name: 'Done: Ring the school about Monday' }));
  await page.keyboard.press('Enter');
  await page.getByText('Nothing is yours to do.').waitFor();
  await page.getByText('You are reminded of nothing.').waitFor();
  const heading = page.getByRole('heading', { name: 'What you do' });
  await expect.poll(() => heading.evaluate((element) => element === document.activeElement), soon).toBe(true);
});

test('what the person does is waited for: the case stands in the view of those, and what came of it is kept', async () => {
  const caseId = await caseOf('Noah');
  const page = await pageOf(`cases/${caseId}/plan`);
  await page.getByRole('button', { name: 'Something to do' }).click();
  const form = page.getByRole('region', { name: 'Something to do' });
  await form.getByRole('textbox', { name: 'What', exact: true }).fill('Think about the panic alarm');
  await form.getByRole('radio', { name: 'The person does' }).check();
  await form.getByRole('textbox', { name: 'By when' }).fill(written(clock.day(3)));
  await form.getByRole('button', { name: 'Add it' }).click();
  const todo = page.getByRole('region', { name: 'To do' });
  await todo.getByText(/^The person does it, .* asks after it$/).waitFor();
  await page.goto(`${server.url}/staff/cases?view=waiting_for_person`);
  await page.getByRole('list', { name: 'Cases' }).getByText('Noah').waitFor();

  await page.goto(`${server.url}/staff/cases/${caseId}/plan`);
  await page.getByRole('button', { name: 'Something else came of it: Think about the panic alarm' }).click();
  const dialog = page.getByRole('dialog', { name: 'What came of it?' });
  await dialog.getByRole('radio', { name: 'Not to be done any more' }).check();
  await dialog.getByRole('combobox', { name: 'What came of it' }).selectOption('They did not want it');
  await dialog.getByRole('textbox', { name: /In words/ }).fill('They have a dog now.');
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await todo.getByText('1 that is over').click();
  await todo.getByText('They have a dog now.').waitFor();
  await todo.getByRole('button', { name: 'Not done after all: Think about the panic alarm' }).click();
  await todo.getByRole('button', { name: 'Done: Think about the panic alarm' }).waitFor();
});

test('of two who change one promise the second sees both versions, chooses, and loses nothing', async () => {
  const caseId = await caseOf('Odette');
  const action = await addAction(server.url, agent, caseId, { what: 'Ring the school', dueOn: clock.day(3) });
  const page = await pageOf(`cases/${caseId}/plan`);
  await page.getByRole('button', { name: 'Change: Ring the school' }).click();
  const form = page.getByRole('region', { name: 'Change what is to be done' });
  await form.getByRole('textbox', { name: 'What', exact: true }).fill('Ring the school before noon');
  const coordinator = await at.asks('coordinator');
  const theirs = {
    ...{ revision: 1, planId: null, goalId: null, what: 'Write to the school', doer: 'us', who: null },
    ...{ assigneeId: null, dueOn: clock.day(5), dueTime: '09:30' },
  };
  await valueFrom(askAs(server.url, coordinator, 'PUT', `/cases/${caseId}/actions/${action.actionId}`, theirs));
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText(`${coordinator.name} saved this part while you were writing`).waitFor();
  const save = form.getByRole('button', { name: 'Save with these choices' });
  expect(await save.isDisabled()).toBe(true);
  await form.getByText('Write to the school').waitFor();
  await form.getByText('09:30').waitFor();
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await form.getByRole('radio', { name: /^Yours/ }).check();
  await save.click();
  await page.getByRole('button', { name: 'Done: Ring the school before noon' }).waitFor();
  const path = `/cases/${caseId}/plans`;
  const { actions } = await valueFrom(askAs<{ actions: Action[] }>(server.url, agent, 'GET', path));
  expect(actions).toMatchObject([{ what: 'Ring the school before noon', dueAt: clock.at('09:30', 5), revision: 3 }]);
});

test('a plan is made with its goals, changed, reviewed and ended, and says what is missing', async () => {
  const caseId = await caseOf('Una');
  const page = await pageOf(`cases/${caseId}/plan`);
  await page.getByRole('button', { name: 'A plan' }).click();
  const form = page.getByRole('region', { name: 'A new plan' });
  await form.getByRole('radio', { name: 'Long-term support' }).check();
  await form.getByRole('textbox', { name: 'What they want to reach' }).fill('Sleep through the night');
  await form.getByRole('textbox', { name: /Goals, one on each line/ }).fill('New locks\nA word with the neighbours');
  await form.getByRole('button', { name: 'Make the plan' }).click();
  await form.getByText('Say on which day it is looked at next.').waitFor();
  await form.getByRole('textbox', { name: /Look at it again on/ }).fill(written(clock.day(30)));
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);
  await form.getByRole('button', { name: 'Make the plan' }).click();
  const plan = page.getByRole('article', { name: 'Long-term support' });
  await plan.getByText('A word with the neighbours').waitFor();
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);

  await plan.getByRole('button', { name: 'Change aim and goals …' }).click();
  await plan.getByRole('group', { name: 'Goal 1' }).getByRole('combobox', { name: 'How far' }).selectOption('Met');
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await plan.getByRole('button', { name: 'Save' }).click();
  await plan.getByRole('list', { name: 'Goals' }).getByText('Met', { exact: true }).waitFor();

  await plan.getByRole('button', { name: 'Review …' }).click();
  const review = page.getByRole('dialog', { name: 'Review' });
  await review.getByRole('radio', { name: 'Better' }).check();
  await review.getByRole('textbox', { name: /Look at it again on/ }).fill(written(clock.day(60)));
  await review.getByRole('button', { name: 'Save the review' }).click();
  await plan.getByText('1 review').waitFor();

  await plan.getByRole('button', { name: 'End …' }).click();
  const end = page.getByRole('dialog', { name: 'End this plan' });
  await end.getByRole('radio', { name: 'Completed' }).check();
  await end.getByRole('combobox', { name: 'What came of it' }).selectOption('Some of it was reached');
  await end.getByRole('textbox', { name: 'How it ended' }).fill('She sleeps.');
  await end.getByRole('button', { name: 'End the plan' }).click();
  await plan.getByText(/^Some of it was reached, /).waitFor();
});

test('a therapist’s own notes stand on the therapist’s page only', async () => {
  const caseId = await caseOf('Mara');
  const { plan } = await valueFrom<{ plan: Plan }>(
    postPlan(server.url, agent, caseId, {
      ...{ kind: 'therapeutic', startedOn: clock.day(), reviewOn: clock.day(30), aim: 'Sleep' },
    }),
  );
  const page = await pageOf(`cases/${caseId}/plan`);
  const therapy = page.getByRole('region', { name: 'Therapy' });
  await therapy.getByRole('button', { name: 'Change … What is on record of therapy' }).click();
  const dialog = therapy.getByRole('region', { name: 'What is on record of therapy' });
  await dialog.getByRole('combobox', { name: /^Way of therapy/ }).selectOption('EMDR');
  await dialog.getByRole('radio', { name: 'Yes' }).check();
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await therapy.getByRole('heading', { name: 'EMDR' }).waitFor();
  await therapy.getByText(/^Evidence is still to be given/).waitFor();

  await therapy.getByRole('button', { name: 'Read your 0 notes' }).click();
  await therapy.getByRole('textbox', { name: 'Note' }).fill('canary: what was said in the room');
  await therapy.getByRole('button', { name: 'Keep the note' }).click();
  await expect.poll(() => therapy.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('');
  await therapy.getByText('canary: what was said in the room').waitFor();
  await expectAccessibleInEveryShape(page);

  const other = await pageOf(`cases/${caseId}/plan`, 'coordinator');
  await other
    .getByRole('region', { name: 'Therapy' })
    .getByText(/^Evidence is still/)
    .waitFor();
  const content = await other.content();
  expect(content).not.toMatch(/canary: what was said|own notes/);
  const refused = await askAs(
    server.url,
    await signIn(server.url, server.account('coordinator')),
    'GET',
    `/cases/${caseId}/plans/${plan.planId}/therapist-notes`,
  );
  expect(refused.status).toBe(404);
});

test('a case with something left to do is not closed before somebody has read what it is', async () => {
  const caseId = await caseOf('Rosa');
  await addAction(server.url, agent, caseId, { what: 'Bring the letter', dueOn: clock.day(2) });
  const page = await pageOf(`cases/${caseId}`);
  await page.getByRole('button', { name: 'Close …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Close this case' });
  await dialog.getByRole('radio').first().check();
  await dialog.getByRole('textbox', { name: 'What was agreed at the end' }).fill('She knows how to come back.');
  await dialog.getByRole('button', { name: 'Close the case' }).click();
  await dialog.getByText('To do: Bring the letter').waitFor();
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await dialog.getByRole('checkbox', { name: 'All of this ends with the case' }).check();
  await dialog.getByRole('button', { name: 'Close the case' }).click();
  await page.getByText(/^Closed .*:/).waitFor();
});

test('a coordinator has somebody’s work covered, and takes it back; who waits stands on the waiting list', async () => {
  const caseId = await caseOf('Pia');
  await valueFrom(
    postPlan(server.url, agent, caseId, {
      ...{ kind: 'therapeutic', startedOn: clock.day(), reviewOn: clock.day(30), aim: 'Sleep', waiting: true },
      leadId: null,
    }),
  );
  const page = await pageOf('team/cover', 'coordinator');
  const form = page.getByRole('region', { name: 'Have somebody’s work covered' });
  const names = form.getByRole('combobox', { name: 'Who is away' });
  await expect.poll(() => names.locator('option').count(), soon).toBeGreaterThan(2);
  await names.selectOption(agent.agentId);
  await form.getByRole('combobox', { name: 'Who has their work meanwhile' }).selectOption({ index: 2 });
  await form.getByRole('textbox', { name: 'Last day' }).fill(written(clock.day(4)));
  await form.getByRole('button', { name: 'Move the work' }).click();
  const covers = page.getByRole('list', { name: 'Who covers for whom' });
  await covers.getByRole('article').waitFor();
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);
  await covers.getByRole('button', { name: /^End the cover/ }).click();
  await page.getByText('Nobody covers for anybody now or in the days ahead.').waitFor();

  await page.getByRole('link', { name: 'Waiting lists' }).click();
  await page.getByRole('list', { name: 'Who waits' }).getByText('Pia').waitFor();
  await expectAccessibleInTwoShapes(page);
});
