/** Therapy measured at its start and its end: begun from the plan, in the person's own numbers, and shown as what it is. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { assessmentsAt, said } from '../support/assessments.ts';
import { makeCase, valueFrom } from '../support/cases.ts';
import type { SignedIn } from '../support/connect.ts';
import { postPlan } from '../support/plans.ts';
import { wallClock } from '../support/wall-clock.ts';
import { office } from './support/office.ts';
import { expectAccessibleFromTheTop, expectAccessibleInEveryShape, tabTo } from './support/shapes.ts';

/** Ten on a Wednesday. */
const clock = wallClock('wednesday', '10:00');
const { server, deskOf, asks } = office({ app: { clock } });
let therapist: SignedIn;

beforeAll(async () => {
  therapist = await asks('agent');
});

const DESKTOP = { width: 1440, height: 900 };
const TOOL = 'How it has been: start and end of therapy';
const measures = (page: Page) => page.getByRole('region', { name: 'Measured by' });

async function therapyOf(name: string) {
  const { row } = await makeCase(server().url, therapist, { person: { name } });
  const plan = { kind: 'therapeutic', startedOn: clock.day(), reviewOn: clock.day(30), aim: 'Sleep' };
  const made = await valueFrom<{ plan: Plan }>(postPlan(server().url, therapist, row.caseId, plan));
  return { caseId: row.caseId, planId: made.plan.planId, path: `cases/${row.caseId}/plan` };
}

/** The other end, over the API: every topic that counts, or all but so many of them. */
async function measured(where: { caseId: string; planId: string }, moment: 'start' | 'end', score: number, left = 0) {
  const tools = assessmentsAt(server().url);
  const { caseId, planId } = where;
  const begun = await tools.started(therapist, { caseId, planId, tool: 'how_it_is', moment });
  const counted = begun.definition.scoring.kind === 'sum' ? begun.definition.scoring.of : [];
  const rated = counted.slice(left).map((topicId) => said(topicId, { is: 'rated', score }));
  const saved = await tools.answered(therapist, begun.row.assessmentId, rated);
  await valueFrom(tools.finish(therapist, saved.row));
}

test('a measure is begun from the plan and filled in by keyboard, and stands there unfinished, then with its score', async () => {
  const { path } = await therapyOf('Mara Holt');
  const page = await deskOf('agent', 0, path);
  await measures(page).getByText('Not measured yet.').waitFor();
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);
  await tabTo(page, measures(page).getByRole('button', { name: `Start: Begin ${TOOL}` }));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: `${TOOL} · Start` }).waitFor();
  const topics = page.getByRole('region', { name: 'Topics' });
  const scales = topics
    .getByRole('group')
    .filter({ has: page.getByRole('button', { name: /All the time|Very well/ }) });
  await scales.first().getByRole('button').first().focus();
  await page.keyboard.press('3');
  await page.getByText('1 of 8 answered. 7 not answered yet.').waitFor();
  await page.getByText(/^Saved, \d\d:\d\d\.$/).waitFor();
  await expectAccessibleFromTheTop(page, topics);
  await page.setViewportSize(DESKTOP);

  await page.goto(`${server().url}/staff/${path}`);
  await measures(page)
    .getByText(new RegExp(`^Start: ${TOOL}, begun .*, not finished$`))
    .waitFor();
  expect(
    await measures(page)
      .getByRole('button', { name: `Start: Begin ${TOOL}` })
      .count(),
  ).toBe(0);
  await tabTo(page, measures(page).getByRole('button', { name: /^Open Start: / }));
  await page.keyboard.press('Enter');
  await page.getByText('1 of 8 answered. 7 not answered yet.').waitFor();
  await scales.first().getByRole('button').first().focus();
  for (let topic = 1; topic < 8; topic += 1) {
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('3');
  }
  await page.getByText('The score is 20.').first().waitFor();
  await page.getByText(/^Saved, \d\d:\d\d\.$/).waitFor();
  await tabTo(page, page.getByRole('button', { name: 'Finish it' }));
  await page.keyboard.press('Enter');
  await page.getByText('Finished. It can be filled in anew at any time.').waitFor();
  await page.goto(`${server().url}/staff/${path}`);
  // Six topics count as they are and two the other way round: 6 × 3 + 2 × 1.
  await measures(page)
    .getByText(new RegExp(`^Start: ${TOOL}, score 20, `))
    .waitFor();
});

test('start and end stand beside each other with the change, which is said to be no more than a number', async () => {
  const where = await therapyOf('Noah Birk');
  await measured(where, 'start', 3);
  await measured(where, 'end', 1);
  const page = await deskOf('agent', 0, where.path);
  await measures(page).getByText(`${TOOL}: 20 at the start, 12 at the end (−8).`).waitFor();
  await measures(page).getByText('A number alone says nothing of how they are.').waitFor();
  expect(await measures(page).getByRole('button', { name: /Begin/ }).count()).toBe(0);
  await expectAccessibleInEveryShape(page);
});

test('what somebody left out makes no score and no change: that is said, and is not “no change”', async () => {
  const where = await therapyOf('Una Krag');
  await measured(where, 'start', 2);
  await measured(where, 'end', 2, 1);
  const page = await deskOf('agent', 0, where.path);
  await measures(page)
    .getByText(new RegExp(`^End: ${TOOL}, without a score since something is not answered, `))
    .waitFor();
  expect(
    await measures(page)
      .getByText(/at the start, /)
      .count(),
  ).toBe(0);
});

test('a colleague who began the same end meanwhile is joined, so that nobody is asked twice', async () => {
  const where = await therapyOf('Pia Wold');
  const page = await deskOf('agent', 0, where.path);
  const begin = measures(page).getByRole('button', { name: `Start: Begin ${TOOL}` });
  await begin.waitFor();
  const tools = assessmentsAt(server().url);
  const { caseId, planId } = where;
  const theirs = await tools.started(therapist, { caseId, planId, tool: 'how_it_is', moment: 'start' });
  await tools.answered(therapist, theirs.row.assessmentId, [said('sleep', { is: 'rated', score: 4 })]);
  await begin.click();
  await page.getByRole('heading', { name: `${TOOL} · Start` }).waitFor();
  await page.getByText('1 of 8 answered. 7 not answered yet.').waitFor();
  const { assessments } = await valueFrom(tools.list(therapist, `caseId=${caseId}`));
  expect(assessments).toHaveLength(1);
});
