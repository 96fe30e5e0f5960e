/** Plans and what is to be done, in the console: made and changed by two, reviewed, waited for, ended; therapy with closed notes. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Action } from '../../shared/protocol/http/actions.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import { launchBrowser } from '../support/chromium.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { addAction, postPlan } from '../support/plans.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { wallClock } from '../support/wall-clock.ts';
import { type Desk, openDesk } from './console-browser.ts';
import { expectAccessibleInEveryShape, expectAccessibleInTwoShapes, tabTo } from './support/shapes.ts';

const clock = wallClock('wednesday', '10:00');
let server: TestServer;
let browser: Browser;
let agent: SignedIn;
let coordinator: SignedIn;
const open: Desk[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer({ app: { clock } }), launchBrowser()]);
  agent = await signIn(server.url, server.account('agent'));
  coordinator = await signIn(server.url, server.account('coordinator'));
});
afterEach(async () => {
  for (const desk of open.splice(0)) {
    expect(desk.complaints).toEqual([]);
    await desk.close();
  }
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const DESKTOP = { width: 1440, height: 900 };
const written = (day: string): string => day.split('-').reverse().join('/');

async function plansOf(caseId: string, role = 'agent', index = 0): Promise<Page> {
  const desk = await openDesk(browser, server, server.account(role, index));
  open.push(desk);
  await desk.page.getByRole('navigation', { name: 'Pages' }).waitFor();
  await desk.page.goto(`${server.url}/staff/cases/${caseId}/plans`);
  await desk.page.getByRole('heading', { name: 'To do', exact: true }).waitFor();
  return desk.page;
}

const read = (caseId: string) =>
  valueFrom(askAs<{ plans: Plan[]; actions: Action[] }>(server.url, agent, 'GET', `/cases/${caseId}/plans`));

test('something to do is added, changed by two at once and done, and nothing of it is lost', async () => {
  const { caseId } = (await makeCase(server.url, agent, { person: { name: 'Ida' } })).row;
  const page = await plansOf(caseId);
  await tabTo(page, page.getByRole('button', { name: 'Add something to do' }));
  await page.keyboard.press('Enter');
  const form = page.getByRole('region', { name: 'Something new to do' });
  await form.getByRole('radio', { name: 'Others do it' }).check();
  await form.getByRole('textbox', { name: 'At what time' }).fill('9.30');
  await form.getByRole('button', { name: 'Add it' }).click();
  await form.getByText('This is needed.').waitFor();
  await form.getByRole('textbox', { name: 'What is to be done' }).fill('Ask whether he can sit elsewhere');
  await form.getByRole('button', { name: 'Add it' }).click();
  await form.getByText('Say who is to do it.').waitFor();
  await form.getByText('A time needs its day.').waitFor();
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);
  await form.getByRole('textbox', { name: 'Which others' }).fill('The school');
  await form.getByRole('textbox', { name: 'By' }).fill(written(clock.day(2)));
  await page.keyboard.press('Control+Enter');
  const todo = page.getByRole('region', { name: 'To do' });
  await todo.getByText(/^By .* 09:30$/).waitFor();
  await todo.getByText(`${agent.name} asks after it`).waitFor();
  await page.getByText('Ask after others').waitFor();

  await todo.getByRole('button', { name: 'Edit' }).click();
  const change = page.getByRole('region', { name: 'Change it' });
  await change.getByRole('textbox', { name: 'What is to be done' }).fill('Ask whether he can sit at the front');
  const [action] = (await read(caseId)).actions;
  const theirs = { ...{ revision: 1, what: 'Ask for a talk', doer: 'others', who: 'The head teacher' } };
  await valueFrom(
    askAs(server.url, coordinator, 'PUT', `/cases/${caseId}/actions/${action?.actionId}`, {
      ...{ ...theirs, assigneeId: agent.agentId, dueOn: clock.day(2), dueTime: '09:30', planId: null, goalId: null },
    }),
  );
  await change.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Ask for a talk').waitFor();
  await page.getByRole('radio', { name: /both/i }).check();
  await page.getByRole('button', { name: /^Save/ }).click();
  await todo.getByRole('article').getByText('The head teacher').waitFor();
  const [both] = (await read(caseId)).actions;
  expect(both).toMatchObject({
    who: 'The head teacher',
    what: 'Ask for a talk\n\nAsk whether he can sit at the front',
  });

  await todo.getByRole('button', { name: 'Done …', exact: true }).click();
  const done = page.getByRole('region', { name: 'It is done' });
  await done.getByRole('combobox', { name: 'What came of it' }).selectOption({ label: 'Done in part' });
  await done.getByRole('textbox', { name: 'More about it' }).fill('Only in maths.');
  await done.getByRole('button', { name: 'Save as done' }).click();
  await todo.getByText('Nothing is to be done.').waitFor();
  await todo.getByText('What was done (1)').click();
  await todo.getByText('Only in maths.').waitFor();
  await todo.getByRole('button', { name: 'It was not done after all' }).click();
  await todo.getByRole('button', { name: 'Done …', exact: true }).waitFor();
});

test('a plan is made with its goals, reviewed, and ends only when what is to be done for it is settled', async () => {
  const { caseId } = (await makeCase(server.url, agent, { person: { name: 'Noah' } })).row;
  const page = await plansOf(caseId);
  await page.getByRole('button', { name: 'Add a plan' }).click();
  const form = page.getByRole('region', { name: 'A new plan' });
  await form.getByRole('combobox', { name: 'Kind of plan' }).selectOption({ label: 'Advocacy' });
  await form.getByRole('textbox', { name: 'What they want to reach' }).fill('To walk to work again');
  await form.getByRole('button', { name: 'Add a goal' }).click();
  await form.getByRole('textbox', { name: 'Goal' }).fill('Know what the order forbids him');
  await form.getByRole('button', { name: 'Make the plan' }).click();
  await form.getByText('Say which advocacy group it is.').waitFor();
  await form.getByText('Say on which day it is looked at next.').waitFor();
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await form
    .getByLabel('Group')
    .getByText('Stalking advocacy')
    .or(form.getByLabel('Stalking advocacy'))
    .first()
    .waitFor();
  await form.getByRole('radio', { name: 'Stalking advocacy' }).check();
  await form.getByRole('textbox', { name: 'Look at it again on' }).fill(written(clock.day(30)));
  await form.getByRole('button', { name: 'Make the plan' }).click();
  const plan = page.getByRole('article', { name: 'Advocacy' });
  await plan.getByText('Goes on').waitFor();
  await plan.getByText(`Led by ${agent.name}`).waitFor();

  await plan.getByRole('button', { name: 'Review' }).click();
  const review = plan.getByRole('region', { name: 'Review' });
  await review.getByRole('combobox', { name: 'How it goes' }).selectOption({ label: 'Better' });
  await review.getByRole('textbox', { name: 'Look at it again on' }).fill(written(clock.day(60)));
  await review.getByRole('textbox', { name: 'What was said' }).fill('She went twice with a friend.');
  await review.getByRole('button', { name: 'Save the review' }).click();
  await plan.getByText('Reviewed: Better').waitFor();
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);

  const [made] = (await read(caseId)).plans;
  await addAction(server.url, agent, caseId, { planId: made?.planId, what: 'Read the order with her' });
  await page.reload();
  await plan.getByText('1 to do').waitFor();
  await plan.getByRole('button', { name: 'End the plan …' }).click();
  const end = plan.getByRole('region', { name: 'End the plan' });
  await end.getByRole('combobox', { name: 'What came of it' }).selectOption({ label: 'What they wanted was reached' });
  await end.getByRole('textbox', { name: 'What was agreed at the end' }).fill('She rings if he moves back.');
  await end.getByRole('button', { name: 'End it' }).click();
  await end.getByText('Something is still to be done for it.').waitFor();
  await end.getByRole('checkbox', { name: 'What is still to be done for it ends too' }).check();
  await end.getByRole('button', { name: 'End it' }).click();
  await page.getByText('Plans that ended (1)').waitFor();
  expect(await read(caseId)).toMatchObject({ plans: [{ state: 'completed' }], actions: [{ outcome: 'plan_ended' }] });
});

test('therapy waits for room, begins, and its notes are there for the therapist alone', async () => {
  const therapist = await signIn(server.url, server.account('agent', 2));
  const { row } = await makeCase(server.url, agent, { person: { name: 'Una' } });
  const workers = { revision: row.revision, ownerId: agent.agentId, workerIds: [therapist.agentId] };
  await valueFrom(askAs(server.url, coordinator, 'POST', `/cases/${row.caseId}/allocate`, workers));
  const given = { kind: 'therapeutic', leadId: null, waiting: true, startedOn: clock.day(), reviewOn: clock.day(20) };
  await valueFrom(postPlan(server.url, agent, row.caseId, given));
  const page = await plansOf(row.caseId, 'agent', 2);
  const plan = page.getByRole('article', { name: 'Therapeutic support' });
  await plan.getByText('On the waiting list').waitFor();
  await plan.getByRole('button', { name: 'There is room: begin' }).click();
  const begin = plan.getByRole('region', { name: 'Begin, from the waiting list' });
  await begin.getByRole('radio', { name: therapist.name }).check();
  await begin.getByRole('textbox', { name: 'Look at it again on' }).fill(written(clock.day(40)));
  await begin.getByRole('button', { name: 'Begin', exact: true }).click();
  await plan.getByText('Goes on').waitFor();

  await plan.getByRole('button', { name: 'Offer a session' }).click();
  const offer = plan.getByRole('region', { name: 'A new session' });
  await offer.getByRole('textbox', { name: 'Day' }).fill(written(clock.day(-1)));
  await offer.getByRole('textbox', { name: 'Time' }).fill('14');
  await offer.getByRole('button', { name: 'Offer it' }).click();
  await plan.getByRole('button', { name: 'Came' }).click();
  await plan.getByText('1 offered, 1 came, 0 did not come').waitFor();

  const notes = plan.getByRole('region', { name: 'Your notes' });
  await notes.getByRole('button', { name: 'Open', exact: true }).click();
  await notes.getByRole('button', { name: 'Write a note' }).click();
  await notes.getByRole('textbox', { name: 'Your note' }).fill('canary of a session');
  await notes.getByRole('button', { name: 'Keep the note' }).click();
  await notes.getByRole('listitem').getByText('canary of a session').waitFor();
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);
  await notes.getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => page.content()).not.toContain('canary of a session');

  const other = await plansOf(row.caseId);
  await other.getByText('Notes of sessions are the therapist’s alone.').waitFor();
  await other.getByText('Therapy notes are not handed over unless the law leaves no choice.').waitFor();
  expect(await other.getByRole('region', { name: 'Your notes' }).count()).toBe(0);
});
