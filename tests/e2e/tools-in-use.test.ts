/** What else is done with tools: needs measured twice, the grade of the police, a licensed wording, a concern, an end by somebody else. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { domesticAbuseRisk } from '../../shared/reference/tools/domestic-abuse.ts';
import { assessmentsAt, said } from '../support/assessments.ts';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import { beAvailable } from './console-browser.ts';
import { office } from './support/office.ts';
import { expectAccessibleFromTheTop, expectAccessibleInTwoShapes } from './support/shapes.ts';

const { server, deskOf, asks, talkAt } = office();

const topics = (page: Page) => page.getByRole('region', { name: 'Topics' });
const DESKTOP = { width: 1440, height: 900 };
const HURT = 'They were hurt in what happened most recently';

async function caseOf(name: string) {
  const amara = await asks('agent');
  const { row } = await makeCase(server().url, amara, { person: { name } });
  return { amara, caseId: row.caseId, the: assessmentsAt(server().url) };
}

const group = (page: Page, name: string | RegExp) => page.getByRole('group', { name });
const saved = (page: Page) => page.getByText(/^Saved, \d\d:\d\d\.$/).waitFor();

test('needs are scored by both beside each other, and the change since the start is shown, a missing score as missing', async () => {
  const { amara, caseId, the } = await caseOf('Noor Haddad');
  const rated = (topicId: string, score: number) => said(topicId, { is: 'rated', score });
  const start = await the.started(amara, { caseId, tool: 'needs', moment: 'start' });
  const [health, home] = ['mental_physical_health', 'shelter_accommodation'];
  const first = [rated(`${health}.person`, 4), rated(`${health}.worker`, 5), rated(`${home}.person`, 3)];
  const { row } = await the.answered(amara, start.row.assessmentId, first);
  await valueFrom(the.finish(amara, row));

  const page = await deskOf('agent', 0, `cases/${caseId}/assessments`);
  await page.getByRole('button', { name: 'Review: Begin Needs' }).click();
  await page.getByRole('heading', { name: 'Needs · Review' }).waitFor();
  await page.getByText('They gave a score at the start and now in 0 of 8 needs.').waitFor();
  const theirs = group(page, /^How they feel in body and mind/);
  await theirs.getByRole('button', { name: '4' }).focus();
  await page.keyboard.press('2');
  await page.getByText('Start 4, now 2: 2 less, so less help is needed.').waitFor();
  await saved(page);
  await page.getByText('They gave a score at the start and now in 1 of 8 needs.').waitFor();
  await page.getByText('At the start: 3. No score now: that is not “no change”.').waitFor();
  await page.getByText('At the start: 5. No score now: that is not “no change”.').waitFor();
  await expectAccessibleFromTheTop(page, topics(page));
});

test('the grade of the police stands as theirs with its date, never in the future, and says where it is above ours', async () => {
  const { amara, caseId, the } = await caseOf('Sam Webb');
  await the.started(amara, { caseId });
  const page = await deskOf('agent', 0, `cases/${caseId}/assessments`);
  await page.getByRole('button', { name: 'Go on Domestic abuse: risk' }).first().click();
  await page.getByRole('button', { name: 'Note a grade of the police' }).click();
  await page.getByRole('radio', { name: 'High, by the police' }).check();
  await page.getByRole('radio', { name: 'DARA' }).check();
  const day = page.getByRole('textbox', { name: 'The day they gave it' });
  await day.fill('31/12/2099');
  await page.getByRole('button', { name: 'Note it' }).click();
  await page.getByText('This day is in the future. Correct it.').waitFor();
  await day.fill('31/02/2026');
  await page.getByRole('button', { name: 'Note it' }).click();
  await page.getByText('Write the day as day/month/year').waitFor();
  await day.fill('20/11/2025');
  await page.getByRole('button', { name: 'Note it' }).click();
  await page.getByText('Given on 20 November 2025, with DARA.').waitFor();
  await page.getByText('Look again: their grade never becomes ours by itself.').waitFor();
  await page.getByText('Risk not assessed').first().waitFor();
});

test('what somebody writes after a colleague has finished is shown whole, to be put where it belongs', async () => {
  const { amara, caseId, the } = await caseOf('Kim Lane');
  const { row } = await the.started(amara, { caseId });
  const page = await deskOf('agent', 0, `cases/${caseId}/assessments`);
  await page.getByRole('button', { name: 'Go on Domestic abuse: risk' }).first().click();
  await group(page, HURT).waitFor();
  await valueFrom(the.finish(await asks('coordinator'), row));
  await group(page, HURT).getByRole('button', { name: 'Yes' }).click();
  const lost = page.getByRole('alert').filter({ hasText: 'Priya finished this meanwhile.' });
  await lost.getByText(HURT).waitFor();
  await lost.getByRole('button', { name: 'I have noted it. Put it away' }).click();
  await page.getByRole('button', { name: 'Fill it in anew' }).click();
  await group(page, HURT).getByRole('button', { name: 'Yes' }).click();
  await saved(page);
});

test('where the service has loaded the publisher’s words, they stand first and ours below', async () => {
  const { caseId } = await caseOf('Robin Ash');
  const worded = domesticAbuseRisk.topics.map((topic) =>
    topic.id === 'injury_now' ? { ...topic, licensedText: 'Words that a publisher owns?' } : topic,
  );
  const wording = { kind: 'licensed', licence: 'Licence 12 of 2026' } as const;
  const definition = { ...domesticAbuseRisk, version: 'licensed-1', validFrom: '2026-01-01', wording, topics: worded };
  await valueFrom(askAs(server().url, await asks('administrator'), 'POST', '/tools', { definition }));
  const page = await deskOf('agent', 0, `cases/${caseId}/assessments`);
  await page.getByRole('button', { name: 'Begin Domestic abuse: risk' }).click();
  await page.getByText('In the publisher’s words, version licensed-1.').waitFor();
  await group(page, 'Words that a publisher owns?').waitFor();
  await page.getByRole('region', { name: 'Topics' }).getByText(HURT, { exact: true }).waitFor();
});

test('answers about a child: a concern is raised beside the chat in the worker’s words, and a lead has it', async () => {
  const page = await deskOf('agent', 0);
  await beAvailable(page);
  const { conversationId } = await talkAt(page, { safeToTalk: 'yes', ageBand: 'adult', area: 'dover' });
  const amara = await asks('agent');
  await makeCase(server().url, amara, { conversationId, person: { name: 'Ali Shah' } });
  await page.keyboard.press('Alt+Shift+Q');
  await page.getByRole('button', { name: 'Pathways' }).click();
  await page.getByText('What the answers point to').waitFor();
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await page.getByRole('button', { name: 'Tools', exact: true }).click();
  await page.getByRole('button', { name: 'Begin Child safeguarding', exact: false }).click();
  await group(page, 'Hurt physically').getByRole('button', { name: 'Yes' }).click();
  await page.getByText('A child may be at risk: say so to the leads').first().waitFor();
  await page.getByRole('button', { name: 'Raise a concern' }).first().click();
  await page.getByRole('button', { name: 'Tell the leads' }).click();
  await page.getByText('Write what makes you worry first.').waitFor();
  const words = page.getByRole('textbox', { name: 'What makes you worry, and for whom' });
  await words.fill('The youngest has a burn on the arm.');
  // Another tab, and back: what was typed is still there.
  await page.getByRole('tab', { name: 'Notes' }).click();
  await page.keyboard.press('Alt+Shift+Q');
  expect(await words.inputValue()).toBe('The youngest has a burn on the arm.');
  await page.getByRole('button', { name: 'Tell the leads' }).click();
  await page.getByText('Raised. A lead decides what happens.').first().waitFor();
  const lead = await asks('safeguarding_lead');
  const { concerns } = await valueFrom(
    askAs<{ concerns: { conversationId: string; kind: string }[] }>(server().url, lead, 'GET', '/concerns'),
  );
  expect(concerns).toContainEqual(expect.objectContaining({ conversationId, kind: 'child' }));
});
