/** The level of risk on the case itself: raised by one with a reason, lowered by two who read every tool, never by mistake. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { RiskLevel, StandingLevel } from '../../shared/domain/risk-level.ts';
import { assessmentsAt, said, yes } from '../support/assessments.ts';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import type { SignedIn } from '../support/connect.ts';
import { soon } from './console-browser.ts';
import { office } from './support/office.ts';
import { expectAccessibleInTwoShapes, tabTo } from './support/shapes.ts';

const { server, deskOf, asks } = office();

const DESKTOP = { width: 1440, height: 900 };
const part = (page: Page) => page.getByRole('region', { name: 'Level of risk of the case' });
const why = (page: Page) => part(page).getByRole('textbox', { name: 'Why' });

const proposal = (page: Page, reference: string) => page.getByRole('article').filter({ hasText: reference });

async function caseOf(name: string) {
  const amara = await asks('agent');
  const { row } = await makeCase(server().url, amara, { person: { name } });
  return { amara, caseId: row.caseId, reference: row.reference, path: `cases/${row.caseId}/assessments` };
}

/** What a colleague does meanwhile. */
function setLevel(who: SignedIn, caseId: string, from: StandingLevel, to: RiskLevel): Promise<unknown> {
  const change = { clientId: randomUUID(), from, to, reason: 'He has a key to the house.' };
  return valueFrom(askAs(server().url, who, 'POST', `/cases/${caseId}/level`, change));
}

async function proposals(): Promise<unknown[]> {
  const asked = askAs<{ approvals: unknown[] }>(server().url, await asks('coordinator'), 'GET', '/approvals');
  return (await valueFrom(asked)).approvals;
}

async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, part(page).getByRole('button', { name }));
  await page.keyboard.press('Enter');
}

/** Somebody raises to standard what a colleague has raised further since they opened the form. */
async function raisingAfterAColleague(name: string, to: RiskLevel): Promise<Page> {
  const { caseId, path } = await caseOf(name);
  const page = await deskOf('agent', 0, path);
  await part(page).getByRole('button', { name: 'Set a level for the case' }).click();
  await part(page)
    .getByRole('radio', { name: /^Standard risk/ })
    .check();
  await why(page).fill('They have moved to her aunt.');
  await setLevel(await asks('coordinator'), caseId, 'not_assessed', to);
  await press(page, 'Raise now');
  return page;
}

test('a level is set by keyboard with a reason; what is missing is said and nothing typed is lost; a reload shows it', async () => {
  const { path } = await caseOf('Noor Haddad');
  const page = await deskOf('agent', 0, path);
  await part(page).getByText('Risk not assessed').waitFor();
  expect(await part(page).getByRole('button', { name: 'Lower the case’s level' }).count()).toBe(0);
  await press(page, 'Set a level for the case');
  await tabTo(page, why(page));
  await page.keyboard.type('She sleeps with her shoes on.');
  await press(page, 'Raise now');
  await part(page).getByRole('alert').getByText('Choose a level first.').waitFor();
  expect(await why(page).inputValue()).toBe('She sleeps with her shoes on.');
  await why(page).fill('');
  await part(page)
    .getByRole('radio', { name: /^Standard risk/ })
    .focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await press(page, 'Raise now');
  await part(page).getByRole('alert').getByText('Write why first.').waitFor();
  expect(
    await part(page)
      .getByRole('radio', { name: /^Medium risk/ })
      .isChecked(),
  ).toBe(true);
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await why(page).fill('She sleeps with her shoes on.');
  await press(page, 'Raise now');
  await page.getByText('The level is raised. It stands now.').waitFor();
  await page.reload();
  await part(page).getByText('Medium risk', { exact: true }).waitFor();
  await part(page).getByRole('button', { name: 'Lower the case’s level' }).waitFor();
  await page.getByRole('link', { name: 'Timeline' }).click();
  await page.getByText('She sleeps with her shoes on.').waitFor();
});

test('raising never lowers: where a colleague went higher meanwhile it says so, and the reason stays', async () => {
  const page = await raisingAfterAColleague('Odette Blum', 'medium');
  await part(page).getByRole('alert').getByText('The level was changed meanwhile.').waitFor();
  await part(page).getByText('Medium risk', { exact: true }).waitFor();
  // What was chosen is below what stands now, and is no raise any more.
  await press(page, 'Raise now');
  await part(page).getByRole('alert').getByText('The level was changed meanwhile.').waitFor();
  expect(await page.getByText('The level is raised.').count()).toBe(0);
  expect(await proposals()).toEqual([]);
  expect(await why(page).inputValue()).toBe('They have moved to her aunt.');
  await part(page)
    .getByRole('radio', { name: /^High risk/ })
    .check();
  await press(page, 'Raise now');
  await page.getByText('The level is raised. It stands now.').waitFor();
  await part(page).getByText('High risk', { exact: true }).waitFor();
});

test('where a colleague went as high as it goes meanwhile nothing is left to raise, and the reason can still be read', async () => {
  const page = await raisingAfterAColleague('Vera Blum', 'high');
  await part(page).getByRole('alert').getByText('Your reason is kept here.').waitFor();
  await part(page).getByRole('button', { name: 'Raise now' }).waitFor({ state: 'detached' });
  expect(await part(page).getByRole('radio').count()).toBe(0);
  expect(await why(page).inputValue()).toBe('They have moved to her aunt.');
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await press(page, 'Back');
  await part(page).getByRole('button', { name: 'Lower the case’s level' }).waitFor();
});

test('a level is lowered by two: the second reads what every tool says first, and until then it stays', async () => {
  const { amara, caseId, reference, path } = await caseOf('Kim Lane');
  const the = assessmentsAt(server().url);
  const risk = await the.started(amara, { caseId });
  await the.answered(amara, risk.row.assessmentId, [said('injury_now', yes)]);
  await the.started(amara, { caseId, tool: 'stalking_screening' });
  await setLevel(amara, caseId, 'not_assessed', 'high');

  const page = await deskOf('agent', 0, path);
  await press(page, 'Lower the case’s level');
  await part(page).getByText('Until then nothing changes.').waitFor();
  await part(page)
    .getByRole('radio', { name: /^Medium risk/ })
    .check();
  await press(page, 'Propose it to a second person');
  await part(page).getByRole('alert').getByText('Write why first.').waitFor();
  await why(page).fill('He is in prison until March.');
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await press(page, 'Propose it to a second person');
  await part(page)
    .getByText(/^Amara proposed to lower it/)
    .waitFor();
  await part(page).getByText('Until then it stays: High risk.').waitFor();
  expect(await part(page).getByRole('button').count()).toBe(0);
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);

  await tabTo(page, part(page).getByRole('link', { name: 'Waiting for a second person' }));
  await page.keyboard.press('Enter');
  await proposal(page, reference).getByRole('button', { name: /^Read/ }).click();
  await page.getByText('He is in prison until March.').waitFor();
  expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);

  const tray = await deskOf('coordinator', 0, 'approvals');
  const item = proposal(tray, reference);
  await item.waitFor();
  expect(await item.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  await tabTo(tray, item.getByRole('button', { name: /^Read/ }));
  await tray.keyboard.press('Enter');
  await item.getByText(/^Domestic abuse: risk, begun on .* \(still being filled in\).* 1 yes/).waitFor();
  await item.getByText(/^Stalking: screening, begun on /).waitFor();
  await item.getByRole('button', { name: 'Approve' }).click();
  await item.getByText('Write your answer first.').waitFor();
  await item.getByRole('textbox', { name: 'Your answer' }).fill('I rang the prison.');
  await item.getByRole('button', { name: 'Approve' }).click();
  await tray.getByText('Approved. It has taken effect.').waitFor();

  await page.goto(`${server().url}/staff/${path}`);
  await part(page).getByText('Medium risk', { exact: true }).waitFor();
  await part(page).getByRole('button', { name: 'Raise the case’s level' }).waitFor();
});

test('a yes to what somebody read before more danger was said has no effect, and says so', async () => {
  const { amara, caseId, reference, path } = await caseOf('Ida Moor');
  const the = assessmentsAt(server().url);
  const risk = await the.started(amara, { caseId });
  await setLevel(amara, caseId, 'not_assessed', 'high');
  await setLevel(amara, caseId, 'high', 'standard');
  const tray = proposal(await deskOf('coordinator', 0, 'approvals'), reference);
  await tray.getByRole('button', { name: /^Read/ }).click();
  await tray.getByRole('textbox', { name: 'Your answer' }).fill('I agree.');
  await the.answered(amara, risk.row.assessmentId, [said('injury_now', yes)]);
  await tray.getByRole('button', { name: 'Approve' }).click();
  await tray.page().getByText('What it is about has changed meanwhile').first().waitFor();
  const page = await deskOf('agent', 0, path);
  await expect.poll(() => part(page).getByText('High risk', { exact: true }).count(), soon).toBe(1);
});
