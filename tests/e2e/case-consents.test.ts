/** Somebody says on the telephone what may be shared, and keeps one thing back; later they ask what became of it. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { connectDatabase } from '../../server/platform/mongo.ts';
import { type ReferralRow, referralOutboxSpec } from '../../server/referrals/index.ts';
import type { GivenPhrase } from '../../shared/protocol/http/returning.ts';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import { screenshot } from '../support/chromium.ts';
import { consentsAt } from '../support/consents.ts';
import { PORTAL_PARTNER } from '../support/portal.ts';
import { office } from './support/office.ts';
import { expectAccessibleInTwoShapes } from './support/shapes.ts';

const { server, deskOf, asks } = office({ config: { referralHoldMs: 3_600_000 } });
const PARTNER = 'Example support partner';

test('a yes by telephone with one thing kept back: written as it is asked, held, told to the person, and taken back', async () => {
  const { row } = await makeCase(server().url, await asks('agent'), { person: { name: 'Noor' } });
  const page = await deskOf('agent', 0, `cases/${row.caseId}/referrals`);
  await page.getByText('Nothing was asked yet, so nothing is shared.').waitFor();
  await page.getByRole('button', { name: 'Write down what they agreed to' }).click();
  const form = page.getByRole('form', { name: 'What they agreed to' });
  await form.getByRole('radio', { name: PARTNER }).check();
  await form.getByText('You can say no. You can still talk to us.').waitFor();
  await form.getByRole('radio', { name: 'Refer me' }).check();
  const tell = (label: string, value: string) => form.getByRole('textbox', { name: label }).fill(value);
  const yes = (label: string) => form.getByRole('switch', { name: label });
  await tell('The name you want them to use', 'Noor');
  await tell('How and when it is OK to contact you', 'Text only, after five');
  await tell('Your health', 'Sleeps badly since October.');
  for (const each of await form.getByRole('switch').all()) expect(await each.isChecked()).toBe(false);
  await yes('The name you want them to use').check();
  await form.getByText(/^They cannot help without: How and when/).waitFor();
  await yes('How and when it is OK to contact you').check();

  // What is half written waits while they look something up.
  const parts = page.getByRole('navigation', { name: 'Parts of this case' });
  await parts.getByRole('link', { name: 'Contact' }).click();
  await form.waitFor({ state: 'detached' });
  await parts.getByRole('link', { name: /^Referrals/ }).click();
  await expect.poll(() => yes('How and when it is OK to contact you').isChecked()).toBe(true);
  await form.getByRole('button', { name: 'Save what they said' }).click();
  await page.getByText('Say which service, what they want and how they answered.').waitFor();
  await form.getByRole('radio', { name: 'By telephone' }).check();
  await tell('What they said, or where the paper is', 'Yes to the name and the texts. Not my health.');
  for (const group of ['Did they seem able to decide?', 'Was it free: no pressure seen or heard?'])
    await form.getByRole('group', { name: group }).getByRole('radio', { name: 'Yes' }).check();
  await expectAccessibleInTwoShapes(page);
  await form.getByRole('button', { name: 'Save what they said' }).click();

  const consent = page.getByRole('article', { name: PARTNER });
  await consent.getByText('They said yes').waitFor();
  await consent.getByText('They kept back: Your health.').waitFor();
  await consent.getByRole('button', { name: 'Make the referral' }).click();
  const referral = page.getByRole('article', { name: /^Reference/ });
  await referral.getByText(/^It leaves .* Until then they can think again\.$/).waitFor();
  expect(await referral.getByText(/Sleeps badly|Your health/).count()).toBe(0);

  const told = page.getByRole('region', { name: 'What you can tell them' });
  await told.getByRole('button', { name: 'Show what I can tell them' }).click();
  await told.getByText('First say how they showed who they are.').waitFor();
  await told.getByRole('radio', { name: 'Their code word' }).check();
  await told.getByRole('button', { name: 'Show what I can tell them' }).click();
  await told.getByText(`Nothing has gone to ${PARTNER} yet. You can still stop it.`).waitFor();
  await expectAccessibleInTwoShapes(page);
  await told.getByRole('button', { name: 'Fold' }).click();

  await consent.getByRole('button', { name: 'They take it back' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'By telephone' }).check();
  await dialog.getByRole('radio', { name: 'Their code word' }).check();
  await dialog.getByRole('textbox', { name: 'What they said' }).fill('I would rather not.');
  await dialog.getByRole('button', { name: 'It is taken back' }).click();
  await referral.getByText('Withdrawn before it left').first().waitFor();
  await told.getByRole('radio', { name: 'A fact they set with us' }).check();
  await told.getByRole('button', { name: 'Show what I can tell them' }).click();
  await told.getByText(`Nothing went to ${PARTNER}.`, { exact: false }).waitFor();
});

test('who comes back by telephone with the words is checked, told once it is safe, and that is written down (H13)', async () => {
  const { url } = server();
  const me = await asks('agent');
  const { caseId } = (await makeCase(url, me, { person: { name: 'Noor' } })).row;
  const the = consentsAt(url);
  await the.referred(me, caseId, (await the.wrote(me, caseId)).consentId);
  const wish = { clientId: randomUUID(), caseId, asked: true, insists: false, inChat: false };
  const { reference, words } = await valueFrom(askAs<GivenPhrase>(url, me, 'POST', '/return-phrases', wish));

  const page = await deskOf('agent', 1, 'team/returns');
  const form = page.getByRole('form', { name: 'Check who this is' });
  const type = (label: string, value: string) => form.getByRole('textbox', { name: label }).fill(value);
  await type('Reference', reference);
  await type('Six words', words.slice(1).join(' '));
  await form.getByRole('button', { name: 'Check' }).click();
  await form.getByText('This does not fit.', { exact: false }).waitFor();
  await type('Six words', words.join(' '));
  await form.getByRole('button', { name: 'Check' }).click();
  const returned = page.getByRole('article', { name: /^It fits: words given on/ });
  await returned.getByText('They may be told. Ask first whether it is safe to hear it now.').waitFor();
  expect(await returned.getByText(PARTNER).count()).toBe(0);
  await returned.getByRole('button', { name: 'Show what I can tell them' }).click();
  await returned.getByText('Ask them first whether it is safe to hear or read this now.').waitFor();
  await expectAccessibleInTwoShapes(page);
  await returned.getByLabel('I asked: it is safe now, and nobody else hears or reads along').check();
  await returned.getByRole('button', { name: 'Show what I can tell them' }).click();
  await returned.getByText(`Nothing has gone to ${PARTNER} yet. You can still stop it.`).waitFor();
  await expectAccessibleInTwoShapes(page);
  await returned.getByRole('radio', { name: 'Told', exact: true }).check();
  await returned.getByRole('button', { name: 'Write it down' }).click();
  await returned.getByText(/^Told: /).waitFor();
  await returned.getByRole('button', { name: 'They ask that sharing stops' }).click();
  await returned.getByText('Say nothing of it yet.', { exact: false }).waitFor();
});

test('D2: nobody acknowledges it: it is asked after, sent again when it did not go, and goes on when its case ends', async () => {
  const NAME = 'Example domestic abuse partner';
  const [the, worker] = [consentsAt(server().url), await asks('agent')];
  const { caseId } = (await makeCase(server().url, worker, { person: { name: 'Imani' } })).row;
  const { consentId } = await the.wrote(worker, caseId, { recipientId: PORTAL_PARTNER });
  const { referralId, reference } = await the.referred(worker, caseId, consentId, true);
  const state = async () => (await the.referralsOf(worker, caseId))[0]?.state;
  await expect.poll(state, { timeout: 10_000 }).toBe('sent');
  const page = await deskOf('coordinator', 0, 'team/referrals');

  await page.getByRole('button', { name: `I asked: ${NAME}, ${reference}` }).click();
  const dialog = page.getByRole('dialog', { name: `Asking ${NAME}` });
  await dialog.getByText(`Its reference is ${reference}.`, { exact: false }).waitFor();
  await dialog.getByRole('textbox', { name: 'With whom, and what they said' }).fill('Robin will look this afternoon.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Say how you asked and what came of it.').waitFor();
  await dialog.getByRole('radio', { name: 'I rang' }).check();
  await dialog.getByRole('radio', { name: 'They will look and tell us' }).check();
  await expectAccessibleInTwoShapes(page);
  await screenshot(page, 'referral-chase');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const asked = page.getByRole('list', { name: 'Nobody has said that they have it' });
  await asked.getByText('Ask them once more').waitFor();
  await asked.getByText('asked once').waitFor();

  const { mongodbUri, databaseName } = server().database;
  const database = await connectDatabase({ uri: mongodbUri, name: databaseName });
  const lost = { state: 'undeliverable', lastFailure: 'status_503', dueAt: null } as const;
  await database.collection<ReferralRow>(referralOutboxSpec).updateOne({ _id: referralId }, { $set: lost });
  await database.close();
  await page.reload();
  await page.getByText('Their system has a fault of its own (503)', { exact: false }).waitFor();
  await expectAccessibleInTwoShapes(page);
  await page.getByRole('button', { name: `Send again: ${NAME}, ${reference}` }).click();
  await page.getByText('It is being sent again.', { exact: false }).waitFor();
  await expect.poll(state, { timeout: 10_000 }).toBe('sent');
  await page.reload();
  await page.getByText('Everything that should have gone has gone.').waitFor();

  const desk = await deskOf('agent', 0, `cases/${caseId}/timeline`);
  await desk.getByText('Asked a service whether they have a referral: They will look and tell us').waitFor();
  await desk.getByRole('button', { name: 'Close …' }).click();
  const ending = desk.getByRole('dialog', { name: 'Close this case' });
  await ending.getByRole('radio', { name: 'Their needs were met' }).check();
  await ending.getByRole('textbox', { name: 'What was agreed at the end' }).fill('She is well and knows the way back.');
  await ending.getByRole('button', { name: 'Close the case' }).click();
  await ending.getByText(`${NAME}, ${reference}: a referral that nobody there has said they have.`).waitFor();
  await ending.getByText('The coordinator sees to it', { exact: false }).waitFor();
  await expectAccessibleInTwoShapes(desk);
  await screenshot(desk, 'case-end-referral');
  await ending.getByRole('checkbox', { name: /^I have read this/ }).check();
  await ending.getByRole('button', { name: 'Close the case' }).click();
  await desk.getByText('The case is closed.').waitFor();
});
