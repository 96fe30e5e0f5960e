import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditSpec } from '../../server/audit/index.ts';
import { connectDatabase } from '../../server/platform/mongo.ts';
import { dutyTurnsSpec } from '../../server/safeguarding/index.ts';
import { type Receiver, startReceiver } from '../integration/referral-receiver.ts';
import { apiOf } from '../support/api.ts';
import { launchBrowser, screenshot } from '../support/chromium.ts';
import { asVisitor, signIn, type Visitor } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { beAvailable, expectAccessible, openDesk, soon } from './console-browser.ts';
import { type SettingsElsewhere, settingsElsewhere } from './support/settings.ts';

const HOUR = 3_600_000;

let server: TestServer;
let browser: Browser;
let receiver: Receiver;
let settings: SettingsElsewhere;
let secret = '';

beforeAll(async () => {
  receiver = await startReceiver(() => secret);
  [server, browser] = await Promise.all([
    startServer({ config: { partnerPrivateHosts: [receiver.host] } }),
    launchBrowser(),
  ]);
  settings = await settingsElsewhere(server);
  await settings.save((before) => ({
    ...before,
    safeguarding: { ...before.safeguarding, emergencyToOnCallMs: 1_500 },
  }));
});
afterAll(async () => {
  await settings?.close();
  await browser?.close();
  await server?.close();
  await receiver?.close();
});

/** The supervisor is on call, and called by a webhook of their own. */
async function putSupervisorOnCall(): Promise<void> {
  const database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  await database.collection(dutyTurnsSpec).deleteMany({});
  await database.close();
  const ask = apiOf(server.url);
  const supervisor = await signIn(server.url, server.account('supervisor'));
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();
  const contacts = [{ kind: 'webhook', value: receiver.url }];
  const turn = { clientId: randomUUID(), agentId: supervisor.agentId, from: at(-HOUR), until: at(HOUR), contacts };
  const { dutyId } = (await ask('POST', '/duty', supervisor, turn)).body.value.turn;
  [{ secret }] = (await ask('POST', `/duty/${dutyId}/open`, supervisor)).body.value.contacts;
}

async function answered(page: Page, topic: string): Promise<Visitor> {
  const visitor = await asVisitor(server.url);
  await visitor.ask('conversation:request', { clientId: randomUUID(), preChat: { area: 'medway', message: topic } });
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.getByText(topic).first().waitFor();
  return visitor;
}

async function noteKnown(page: Page): Promise<void> {
  const panel = page.getByRole('tabpanel').last();
  await panel.getByRole('textbox', { name: 'Where they are' }).fill('Dover, over the bakery');
  await panel.getByRole('textbox', { name: 'Name', exact: true }).fill('Robin');
  await panel.getByRole('checkbox', { name: 'Call 999, or have a lead call' }).check();
  await panel.getByRole('button', { name: '999 was called just now' }).click();
  await panel.getByText(/999 was called at \d\d:\d\d\./).waitFor();
  await panel.getByRole('textbox', { name: 'Incident number' }).fill('24-1188');
  await panel.getByRole('group', { name: 'Was the person told?' }).getByRole('radio', { name: 'Yes' }).check();
  await expect.poll(() => panel.getByRole('radio', { name: 'Yes' }).isChecked(), soon).toBe(true);
}

test('an emergency from key to log: rung, called by webhook, taken by name, shared, approved by another, ended by a lead', async () => {
  await putSupervisorOnCall();
  const agent = server.account('agent');
  const lead = server.account('safeguarding_lead');
  const desk = await openDesk(browser, server, agent);
  const hers = await openDesk(browser, server, lead);
  const { page } = desk;
  await page.getByText(`Lead on call: ${server.account('supervisor').name}`).waitFor();
  await beAvailable(page);
  const other = await answered(page, 'About my neighbour');
  const visitor = await answered(page, 'I do not know where to begin');

  // The key: leads are rung, and after a while the lead on call is called.
  await page.keyboard.press('Alt+Shift+E');
  await page.getByRole('button', { name: 'Suicide', exact: true }).click();
  await page.getByText('Leads are being called. Nobody has it yet.').waitFor();
  await hers.page.getByRole('heading', { name: 'Emergency: Suicide' }).waitFor();
  await page.getByText(`${server.account('supervisor').name}, on call, was called (webhook).`).waitFor();
  const call = await receiver.came(1);
  expect(call.verdict).toBe('good');
  expect(call.body).not.toMatch(/Dover|Robin|begin/);
  await expectAccessible(page);
  await screenshot(page, 'console-emergency-on-call');

  // Taken by name; what is known and the call are noted, by the one and the other.
  await hers.page
    .getByRole('article')
    .filter({ hasText: 'Emergency: Suicide' })
    .getByRole('button', { name: 'I take it' })
    .click();
  await page.getByText(`${lead.name} has it.`).first().waitFor();
  await noteKnown(page);
  const card = hers.page.getByRole('article').filter({ hasText: 'Emergency: Suicide' });
  await card.getByRole('button', { name: 'Read along' }).click();
  await hers.page.getByRole('dialog').getByRole('button', { name: 'Read along' }).click();
  await hers.page.getByRole('tab', { name: 'Emergency' }).click();
  await expect
    .poll(() => hers.page.getByRole('textbox', { name: 'Where they are' }).inputValue(), soon)
    .toBe('Dover, over the bakery');
  await hers.page.getByRole('checkbox', { name: 'A lead has it by name' }).check();
  await page.getByRole('checkbox', { name: 'A lead has it by name' }).and(page.locator(':checked')).waitFor();

  // The other conversation: nobody is dropped, a person decides.
  const takeOver = hers.page.getByRole('article').filter({ hasText: 'somebody else is needed' });
  await takeOver.getByRole('button', { name: 'Take over or give back …' }).click();
  await hers.page.getByRole('radio', { name: 'Give it back to the queue, with its place' }).check();
  await hers.page.getByRole('textbox', { name: 'Reason' }).fill('Amara is in an emergency');
  await hers.page.getByRole('dialog').getByRole('button', { name: 'Do it' }).click();
  await expect
    .poll(async () => (await other.ask('conversation:resume', { afterSeq: 0 })).conversation.state, soon)
    .toBe('waiting');

  // What was shared: the emergency has filled in what it knows; made by one, flagged until another has looked.
  await page.getByRole('button', { name: 'Record what was shared' }).click();
  const form = page.getByRole('dialog');
  await expect
    .poll(() => form.getByRole('textbox', { name: 'Who exactly' }).inputValue(), soon)
    .toBe('999, incident 24-1188');
  expect(await form.getByRole('textbox', { name: 'What is shared' }).inputValue()).toContain('Dover, over the bakery');
  await form.getByRole('button', { name: 'Record it' }).click();
  await form.getByText('Fill this in, or choose something.').first().waitFor();
  await form.getByRole('textbox', { name: 'Why it cannot be left' }).fill('She has taken the tablets');
  await form.getByRole('combobox', { name: 'Health, sexual life' }).selectOption('vital_interests');
  await expectAccessible(page);
  await screenshot(page, 'console-disclosure');
  await form.getByRole('button', { name: 'Record it' }).click();
  await page.getByText('Shared by one person: somebody else must look').waitFor();

  // The end is a lead's: refused to the agent, done by the lead.
  await page.getByRole('button', { name: 'End', exact: true }).click();
  await page.getByRole('button', { name: 'End conversation' }).click();
  await page.getByRole('dialog').getByRole('alert').filter({ hasText: /\w/ }).waitFor();
  await page.keyboard.press('Escape');
  const { conversation } = await visitor.ask('conversation:resume', { afterSeq: 0 });
  expect(conversation.state).toBe('active');
  await hers.page.getByRole('button', { name: 'It may end' }).waitFor();
  await hers.page.getByRole('button', { name: 'Take over, assign or move …' }).click();
  await hers.page.getByRole('radio', { name: 'Take it over myself' }).check();
  await hers.page.getByRole('textbox', { name: 'Reason' }).fill('I lead this');
  await hers.page.getByRole('dialog').getByRole('button', { name: 'Do it' }).click();
  await hers.page.getByRole('button', { name: 'End', exact: true }).click();
  await hers.page.getByRole('button', { name: 'End conversation' }).click();
  await visitor.next('conversation:entry', ({ entry }) => entry.kind === 'ended');

  // Approved by another, and all of it stands in the register of concerns.
  await hers.page.getByRole('link', { name: 'Team' }).click();
  const concern = hers.page.getByRole('article').filter({ has: hers.page.getByRole('heading', { name: 'Emergency' }) });
  await concern.getByRole('button', { name: 'Read' }).click();
  await concern.getByText('Call 999, or have a lead call').waitFor();
  await concern.getByText('Dover, over the bakery').waitFor();
  await expectAccessible(hers.page);
  await screenshot(hers.page, 'console-concern');
  await hers.page.goto(`${server.url}/staff/approvals`);
  const proposal = hers.page.getByRole('article').filter({ hasText: 'Share without consent' });
  await proposal.getByRole('button', { name: 'Read' }).click();
  await proposal.getByText('She has taken the tablets').waitFor();
  await proposal.getByRole('textbox').fill('Rightly done');
  await proposal.getByRole('button', { name: 'Approve' }).click();
  await hers.page.getByText('Nothing waits for a second person.').waitFor();
  await hers.page.goto(`${server.url}/staff/team/disclosures`);
  const shared = hers.page.getByRole('article').filter({ hasText: 'Their own life is in danger' });
  await shared.getByText(`Looked at by ${lead.name}`).waitFor();
  expect(await shared.getByText('Shared by one person').count()).toBe(0);
  await screenshot(hers.page, 'console-disclosures');

  expect(await recorded()).toEqual(
    expect.arrayContaining([
      ...['emergency.raise', 'on_call.called', 'alert.acknowledge', 'emergency.update', 'emergency.agree'],
      ...['disclosure.made_first', 'approval.propose', 'approval.approve', 'concern.raise', 'concern.read'],
    ]),
  );
  expect([...desk.complaints, ...hers.complaints]).toEqual([]);
  for (const peer of [visitor, other]) peer.close();
  await Promise.all([desk.close(), hers.close()]);
});

async function recorded(): Promise<unknown[]> {
  const database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  const actions = await database.collection(auditSpec).distinct('action');
  await database.close();
  return actions;
}
