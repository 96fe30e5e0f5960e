/** Two cases in the console: never taken for one person by a number they share, and joined by two members of staff. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import { aContact } from '../support/contacts.ts';
import { office } from './support/office.ts';
import { expectAccessibleInEveryShape } from './support/shapes.ts';

const { server, deskOf, asks } = office();

async function proposeJoin(page: Page, basis: string): Promise<void> {
  await page.getByRole('radio', { name: basis }).check();
  await page.getByRole('textbox', { name: 'What tells you that it is one person' }).fill('They told me so today.');
  await page.getByRole('button', { name: 'Propose', exact: true }).click();
}

test('two cases that share a telephone number are not one person, and nobody is asked to decide it', async () => {
  const agent = await asks('agent');
  const one = await makeCase(server().url, agent, { person: { name: 'Jo Marsh', dateOfBirth: '1984-01-02' } });
  const other = await makeCase(server().url, agent, { person: { name: 'Lee Marsh', dateOfBirth: '1979-11-12' } });
  for (const { row } of [one, other]) {
    const contact = aContact({ value: '07700 900461' });
    await valueFrom(askAs(server().url, agent, 'POST', `/cases/${row.caseId}/contacts`, contact));
  }
  const page = await deskOf('agent', 0, `cases/${one.row.caseId}/relations`);
  await page.getByText('No other case has this name and date of birth.').waitFor();
  await page.getByRole('button', { name: 'Join with a case by its reference …' }).click();
  await page.getByRole('textbox', { name: 'Reference of the other case' }).fill(other.row.reference);
  await proposeJoin(page, 'Name and date of birth are the same');
  await page
    .getByRole('alert')
    .getByText('The births or ages that stand in these cases cannot be of one person.')
    .waitFor();
  await page.getByRole('button', { name: 'Back' }).click();

  // The same number, and no day of birth to tell them apart: still two people.
  const third = await makeCase(server().url, agent, { person: { name: 'L. M.' } });
  const shared = aContact({ value: '+44 7700 900461' });
  await valueFrom(askAs(server().url, agent, 'POST', `/cases/${third.row.caseId}/contacts`, shared));
  await page.getByRole('button', { name: 'Join with a case by its reference …' }).click();
  await page.getByRole('textbox', { name: 'Reference of the other case' }).fill(third.row.reference);
  await proposeJoin(page, 'Name and date of birth are the same');
  await page.getByRole('alert').getByText('These two share only a telephone number').waitFor();
  const { approvals } = await valueFrom(
    askAs<{ approvals: unknown[] }>(server().url, await asks('coordinator'), 'GET', '/approvals'),
  );
  expect(approvals).toEqual([]);
});

test('two cases of one person are suggested, proposed by one, joined by another, and taken apart again', async () => {
  const agent = await asks('agent');
  const person = { name: 'Ira Cole', dateOfBirth: '1990-06-07' };
  const one = await makeCase(server().url, agent, { person });
  const other = await makeCase(server().url, agent, { person });
  const note = { clientId: randomUUID(), text: 'She moved in with her aunt.' };
  await valueFrom(askAs(server().url, agent, 'POST', `/cases/${other.row.caseId}/notes`, note));
  const page = await deskOf('agent', 0, `cases/${one.row.caseId}/relations`);
  await page.getByText('Same name and date of birth').waitFor();
  await expectAccessibleInEveryShape(page);
  await page.getByRole('button', { name: `Propose to join … ${other.row.reference}` }).click();
  await proposeJoin(page, 'The person said so themselves');
  await page.getByText('Proposed. A coordinator or a lead decides').waitFor();

  const tray = await deskOf('coordinator', 0, 'approvals');
  await tray.getByRole('button', { name: /^Read/ }).click();
  await tray.getByText('They told me so today.').waitFor();
  await tray.getByText('the person’s own word').waitFor();
  await tray.getByRole('textbox').fill('I spoke with her.');
  await tray.getByRole('button', { name: 'Approve' }).click();

  await tray.getByRole('article').waitFor({ state: 'detached' });

  await page.reload();
  await page.getByText(`Joined with ${other.row.reference}`).waitFor();
  await page.getByRole('navigation', { name: 'Parts of this case' }).getByRole('link', { name: 'Timeline' }).click();
  await page.getByText('She moved in with her aunt.').waitFor();

  await tray.goto(`${server().url}/staff/cases/${one.row.caseId}/relations`);
  await tray.getByRole('button', { name: `Take apart … ${other.row.reference}` }).click();
  await tray.getByRole('textbox', { name: 'Why were they not one person?' }).fill('Cousins of one name.');
  await tray.getByRole('button', { name: 'Take apart', exact: true }).click();
  await tray.getByText('The two are separate again.').waitFor();
});
