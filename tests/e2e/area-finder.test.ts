/** A postcode suggests the district, the person's word decides, and the postcode goes unless they want it kept (D6). */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { askAs, makeCase, sectionOf, valueFrom } from '../support/cases.ts';
import { soon } from './console-browser.ts';
import { office } from './support/office.ts';
import { expectAccessibleInTwoShapes } from './support/shapes.ts';

const at = office();
const postcode = (page: Page) => page.getByRole('textbox', { name: 'Postcode' });
const area = (page: Page) => page.getByRole('combobox', { name: 'Where they live or stay' });

test('in a new case: an impossible one says what is wrong, a good one suggests, outside gets a warm way on', async () => {
  const page = await at.deskOf('agent', 0, 'cases/new');
  await page.getByRole('button', { name: 'Find it by postcode: Where they live or stay' }).press('Enter');
  await expect.poll(() => postcode(page).evaluate((field) => field.matches(':focus')), soon).toBe(true);
  await page.keyboard.type('CT16 1A');
  // Enter looks it up; it does not send the form that stands around it.
  await page.keyboard.press('Enter');
  await page.getByText('The second half is a number and two letters, such as 3AA.').waitFor();
  expect(await page.getByText('Write what they agreed to.').count()).toBe(0);
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize({ width: 1440, height: 900 });

  await postcode(page).fill('ct16 1aa');
  await page.keyboard.press('Enter');
  await page.getByText('CT16 is in Dover.').waitFor();
  expect(await area(page).inputValue()).toBe('');
  await page.getByRole('button', { name: 'They say: Dover' }).click();
  expect(await area(page).inputValue()).toBe('dover');

  await postcode(page).fill('EH1 1YZ');
  await page.keyboard.press('Enter');
  await page.getByText('EH1 is not a postcode of our area. If they live or stay here, that is enough').waitFor();
  await page.getByText('Victim Support Scotland').waitFor();
  // What they said stands until they say something else.
  expect(await area(page).inputValue()).toBe('dover');
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press('Escape');
  expect(await postcode(page).isVisible()).toBe(false);
});

test('in a case: nothing of the postcode is stored, and as an address it is kept only where they want it', async () => {
  const agent = await at.asks('agent');
  const { url } = at.server();
  const { row } = await makeCase(url, agent, {});
  const page = await at.deskOf('agent', 0, `cases/${row.caseId}/person`);
  await page.getByRole('button', { name: 'Edit: How they live and what helps' }).click();
  await page.getByRole('button', { name: 'Find it by postcode: Where they live or stay' }).click();
  await postcode(page).fill('ME7 1AA');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'They say: Medway' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved.').waitFor();
  const read = await valueFrom(askAs<{ case: CaseView }>(url, agent, 'GET', `/cases/${row.caseId}`));
  expect(sectionOf(read.case, 'circumstances').body).toMatchObject({ area: 'medway' });
  expect(JSON.stringify(read.case)).not.toMatch(/ME7|1AA/);

  await page.getByRole('button', { name: 'Edit: How they live and what helps' }).click();
  await page.getByRole('button', { name: 'Find it by postcode: Where they live or stay' }).click();
  await postcode(page).fill('me7 1aa');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'They want it kept: add it as an address' }).click();
  const address = page.getByRole('region', { name: 'A new way to reach them' });
  await address.waitFor();
  expect(await address.getByRole('textbox', { name: 'Number or address' }).inputValue()).toBe('ME7 1AA');
});
