/** What keeps the service right, in the browser: a tool from a file, and what staff are warned of. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { shippedTools } from '../../shared/reference/tools/shipped-tools.ts';
import { signIn } from '../support/connect.ts';
import { aReferral, inboundAt } from '../support/inbound.ts';
import { soon } from './console-browser.ts';
import { office } from './support/office.ts';
import { expectAccessibleInTwoShapes, tabTo } from './support/shapes.ts';

const at = office();

const screening = shippedTools.find(({ code }) => code === 'stalking_screening');

function licensed(version: string) {
  if (screening === undefined) throw new Error('The shipped tool is gone.');
  const topics = screening.topics.map((each) => ({ ...each, licensedText: `Their words for ${each.id}` }));
  return {
    ...screening,
    version,
    title: 'Screening as published',
    wording: { kind: 'licensed', licence: 'No 17' },
    topics,
  };
}

async function choose(page: Page, name: string, text: string): Promise<void> {
  const path = join(at.server().config.dataDir, name);
  await writeFile(path, text);
  await page.getByLabel('File of the tool (.json)').setInputFiles(path);
}

const inForce = (page: Page) => page.getByRole('list', { name: 'In force', exact: true });

test('an administrator loads a tool from a file that was looked at first, and takes it out of force again', async () => {
  const page = await at.deskOf('administrator', 0, 'team/tools');
  await inForce(page).getByText('Stalking: screening').waitFor();

  const whole = JSON.stringify(licensed('published-1'), null, 2);
  await choose(page, 'cut.json', whole.slice(0, 4_000));
  await page.getByText('1 thing to correct in cut.json').waitFor();
  await page.getByText('Look for a comma, a quote or a bracket').waitFor();

  const broken = { ...licensed('published-1'), topics: [{ id: 'a', group: 'nowhere', text: 'b' }], validFrom: 'soon' };
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await choose(page, 'broken.json', JSON.stringify(broken));
  await page.getByText('topics[0].answer').waitFor();
  await page.getByText('Write a day as YYYY-MM-DD.').waitFor();
  expect(await page.getByRole('button', { name: 'Load this tool' }).count()).toBe(0);
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.getByRole('button', { name: 'Choose another file' }).click();
  await choose(page, 'good.json', whole);
  await page.getByText('This is in the file: Screening as published, version published-1').waitFor();
  await page.getByText('S-DASH training (stalking)').first().waitFor();
  await page.getByText(`${screening?.topics.length} topics`).click();
  await page.getByText('Their words for frightened').waitFor();
  expect(await page.getByRole('article', { name: /published-1/ }).count()).toBe(0);

  await tabTo(page, page.getByRole('button', { name: 'Load this tool' }));
  await page.keyboard.press('Enter');
  await page.getByText('Screening as published, version published-1 is loaded.').waitFor();
  const loaded = inForce(page).getByRole('article', { name: 'Screening as published, version published-1' });
  await loaded.getByText('Licensed wording').waitFor();
  await loaded.getByText(/^Loaded by /).waitFor();

  await loaded.getByRole('button', { name: /out of force$/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('To use this wording again, load it under another version.').waitFor();
  await dialog.getByRole('button', { name: 'Take out of force' }).click();
  await inForce(page)
    .getByRole('article', { name: /^Stalking: screening/ })
    .waitFor();
  await page
    .getByRole('list', { name: 'Not in force' })
    .getByText(/^Taken out of force /)
    .waitFor();
});

test('a lead sees how many warnings there are, rings a help line, and it leaves the list', async () => {
  const page = await at.deskOf('safeguarding_lead');
  const nav = page.getByRole('navigation', { name: 'Pages' });
  await nav.getByRole('link', { name: /^Team .*warnings$/ }).click();
  await page.getByRole('link', { name: /^Warnings/ }).click();
  const lines = page.getByRole('list', { name: 'Help lines to ring' });
  await lines.getByRole('button').first().waitFor();
  const before = await lines.getByRole('button').count();
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await lines.getByRole('button', { name: 'Childline, 0800 1111: I rang, and it is right' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Childline was checked today, by you.').waitFor();
  await expect.poll(() => lines.getByRole('button').count(), soon).toBe(before - 1);
  // Whoever goes on by the keyboard stands at the next one.
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), soon).toBe('It is right');
});

test('that nobody is on call stands before everything else, and goes when somebody is', async () => {
  const page = await at.deskOf('safeguarding_lead', 0, 'team/duty');
  const off = page.getByRole('button', { name: /^Take .* off/ });
  await off.first().waitFor();
  const turns = await off.count();
  await off.first().click();
  await expect.poll(() => off.count(), soon).toBe(turns - 1);
  await page.getByRole('link', { name: /^Warnings/ }).click();
  const now = page.getByRole('list', { name: 'Now', exact: true }).getByRole('listitem').first();
  await now.getByText('Nobody is on call now: in an emergency nobody would be called').waitFor();
  await now.getByRole('link', { name: 'Go to the list of leads on call' }).click();
  await page.getByRole('heading', { name: 'Lead on call' }).waitFor();
});

test('a support worker, who could not act on them, sees no warnings', async () => {
  const page = await at.deskOf('agent', 0, 'team');
  await page.getByRole('heading', { level: 1, name: 'Team' }).waitFor();
  expect(await page.getByRole('link', { name: /warnings/i }).count()).toBe(0);
});

test('an administrator gives a sender a key that is shown once, takes it back, and lets somebody at a partner in', async () => {
  const page = await at.deskOf('administrator', 0, 'team/senders');
  const { url } = at.server();
  await page.getByLabel('Name of the organisation').fill('Canary Council');
  await page.getByLabel('What they are').selectOption('council');
  await page.getByRole('button', { name: 'Add a sender' }).click();
  const item = page.getByRole('article').filter({ hasText: 'Canary Council' });
  await item.getByText('No key yet: they can send files only.').waitFor();
  await item.getByRole('button', { name: 'Make a key' }).focus();
  await page.keyboard.press('Enter');
  await item.getByRole('button', { name: 'Make it and show it once' }).click();
  const shown = item.getByRole('region', { name: 'The key of Canary Council' });
  const key = (await shown.locator('code').textContent()) ?? '';
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await shown.getByRole('button', { name: 'I have passed it on' }).click();
  expect(await page.content()).not.toContain(key);
  const send = async () => (await inboundAt(url).send(key, aReferral())).status;
  expect(await send()).toBe(200);
  await page.reload();
  await item.getByText(/last used/).waitFor();
  await item.getByRole('button', { name: 'Take the key back' }).click();
  const sure = page.getByRole('dialog', { name: 'Take the key back' });
  await sure.getByText('It cannot be undone').waitFor();
  await sure.getByRole('button', { name: 'Take the key back' }).click();
  await item.getByText(/taken back/).waitFor();
  expect(await send()).toBe(401);

  await page.getByRole('link', { name: 'Partner accounts' }).click();
  const partner = page.getByRole('article').filter({ hasText: 'Example support partner' });
  await partner.getByRole('button', { name: 'Add somebody' }).click();
  await partner.getByLabel('First name that we see').fill('Robin');
  await partner.getByLabel('Their e-mail address at work').fill('robin@partner.example');
  await partner.getByRole('button', { name: 'Make the account and show its password once' }).click();
  const password = (await partner.getByRole('region').locator('code').textContent()) ?? '';
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  const robin = { email: 'robin@partner.example', password };
  expect(await signIn(url, robin)).toMatchObject({ name: 'Robin', role: 'partner' });
  await partner.getByRole('button', { name: 'I have passed it on' }).click();
  await partner.getByRole('button', { name: 'Shut out Robin' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Shut out' }).click();
  await partner.getByText(/shut out since/).waitFor();
  await expect(signIn(url, robin)).rejects.toThrow();
}, 60_000);
