/** Staff who know somebody in a case: kept out of it at once, and let in again only by two. */
import { expect, test } from 'vitest';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import { office } from './support/office.ts';
import { expectAccessibleInEveryShape, expectAccessibleInTwoShapes, tabTo } from './support/shapes.ts';

const { server, deskOf, asks } = office();

const DESKTOP = { width: 1440, height: 900 };
const LONG = 'a_word_that_is_far_too_long_for_any_line_of_a_phone_and_has_to_be_broken';

async function caseOf(name: string) {
  const { row } = await makeCase(server().url, await asks('agent'), { person: { name } });
  return { caseId: row.caseId, path: `cases/${row.caseId}/relations` };
}

test('a coordinator keeps somebody out by keyboard; what is missing is said; the case is gone from their screen', async () => {
  const { caseId, path } = await caseOf('Ada Lind');
  const amara = await asks('agent');
  const theirs = await deskOf('agent', 0, path);
  await theirs.getByRole('heading', { level: 1, name: 'Ada Lind' }).waitFor();
  expect(await theirs.getByText('Who is kept out of this case').count()).toBe(0);

  const page = await deskOf('coordinator', 0, path);
  const add = page.getByRole('button', { name: 'Keep somebody out …' });
  await page.getByText('Nobody is kept out.').waitFor();
  await tabTo(page, add);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Keep somebody out of this case' });
  await tabTo(page, dialog.getByRole('textbox', { name: 'What you know, in a few words' }));
  await page.keyboard.type(`His sister lives next door: ${LONG}`);
  await page.keyboard.press('Tab');
  await tabTo(page, dialog.getByRole('button', { name: 'Keep them out' }));
  await page.keyboard.press('Enter');
  await dialog.getByRole('alert').getByText('Choose who it is.').waitFor();
  expect(await dialog.getByRole('textbox').inputValue()).toBe(`His sister lives next door: ${LONG}`);
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await dialog.getByRole('combobox', { name: 'Who' }).selectOption({ label: amara.name });
  await dialog.getByRole('button', { name: 'Keep them out' }).press('Enter');
  await page.getByText('The case is closed to them from now on.').waitFor();
  await page.getByRole('listitem').filter({ hasText: 'His sister lives next door' }).waitFor();
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);
  await page.reload();
  await page
    .getByRole('listitem')
    .filter({ hasText: amara.name })
    .getByText(/, by Priya$/)
    .waitFor();

  // By itself: nobody reloads a page that they are kept out of.
  await theirs.getByText('This case does not exist, or is not open to you').waitFor();
  expect(await theirs.content()).not.toContain('Ada Lind');
  expect((await askAs(server().url, amara, 'GET', `/cases/${caseId}`)).status).toBe(404);
});

test('somebody is let in again by two: proposed with a reason, marked while it waits, decided by another', async () => {
  const { caseId, path } = await caseOf('Bea Holm');
  // A lead sees every case that they are not kept out of.
  const oonagh = await asks('safeguarding_lead');
  const exclusion = { agentId: oonagh.agentId, reason: 'A neighbour.' };
  await valueFrom(askAs(server().url, await asks('coordinator'), 'POST', `/cases/${caseId}/exclusions`, exclusion));
  const page = await deskOf('coordinator', 0, path);
  const row = page.getByRole('listitem').filter({ hasText: 'A neighbour.' });
  await tabTo(page, row.getByRole('button', { name: `Let in again … ${oonagh.name}` }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: `Propose to let ${oonagh.name} in again` });
  await dialog.getByRole('button', { name: 'Propose' }).press('Enter');
  await dialog.getByText('Write why. Somebody else decides by it.').waitFor();
  await dialog.getByRole('textbox', { name: 'Why they may see it after all' }).fill('It was another family.');
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);

  // A colleague proposes the same meanwhile: it is said, and what was typed is still there.
  const supervisor = await asks('supervisor');
  const proposal = { clientId: crypto.randomUUID(), reason: 'Priya told me.' };
  const lift = `/cases/${caseId}/exclusions/${oonagh.agentId}/let-in`;
  await valueFrom(askAs(server().url, supervisor, 'POST', lift, proposal));
  await dialog.getByRole('button', { name: 'Propose' }).click();
  await dialog.getByRole('alert').getByText('This is proposed already').waitFor();
  expect(await dialog.getByRole('textbox').inputValue()).toBe('It was another family.');
  await dialog.getByRole('button', { name: 'Back' }).click();
  await page.reload();
  await row.getByText('Letting them in waits for a second person').waitFor();
  expect(await row.getByRole('button').count()).toBe(0);
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);

  await page.goto(`${server().url}/staff/approvals`);
  const item = page.getByRole('article', { name: 'Let somebody into a case again' });
  await item.getByRole('button', { name: /^Read/ }).click();
  await item.getByText('Priya told me.').waitFor();
  await item.getByRole('textbox', { name: 'Your answer' }).fill('I asked them both.');
  await item.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Approved. It has taken effect.').waitFor();
  await page.goto(`${server().url}/staff/${path}`);
  await page.getByText('Nobody is kept out.').waitFor();
  expect((await askAs(server().url, oonagh, 'GET', `/cases/${caseId}`)).status).toBe(200);
});

test('who finds out that they know somebody says so themselves in a few words, and the case is closed to them', async () => {
  const { caseId, path } = await caseOf('Cleo Ray');
  const page = await deskOf('agent', 0, path);
  await tabTo(page, page.locator('summary').filter({ hasText: 'Do you know somebody in this case?' }));
  await page.keyboard.press('Enter');
  const say = page.getByRole('button', { name: 'I know somebody here' });
  await tabTo(page, say);
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('A few words are enough.').waitFor();
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await page.getByRole('textbox', { name: 'In a few words, for the coordinator' }).fill('We were at school together.');
  await say.press('Enter');
  await page.getByText('The case is closed to you.').waitFor();
  await page.getByRole('heading', { level: 1, name: 'Cases' }).waitFor();
  expect(await page.getByText('Cleo Ray').count()).toBe(0);
  await page.goBack();
  expect(await page.getByText('Cleo Ray').count()).toBe(0);

  const seen = await deskOf('coordinator', 0, path);
  await seen.getByRole('listitem').filter({ hasText: 'We were at school together.' }).waitFor();
  expect((await askAs(server().url, await asks('agent'), 'GET', `/cases/${caseId}`)).status).toBe(404);
});
