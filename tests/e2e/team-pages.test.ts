/** The team's registers for everybody: axe on each page, nothing sideways, a concern decided by keyboard alone. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { makeCase } from '../support/cases.ts';
import { screenshot } from '../support/chromium.ts';
import { signIn } from '../support/connect.ts';
import { openDesk } from './console-browser.ts';
import { type Demonstration, startDemonstration } from './support/demonstration.ts';
import { expectAccessibleInTwoShapes, tabTo } from './support/shapes.ts';

const NOWHERE = { conversationId: null, caseId: null };
const DESKTOP = { width: 1440, height: 900 };

let demonstration: Demonstration;
let ask: Api;
beforeAll(async () => {
  demonstration = await startDemonstration();
  ask = apiOf(demonstration.server.url);
});
afterAll(() => demonstration?.close());

/** What stands in each register is written down by a support worker, as most of it is. */
async function writeDown(): Promise<void> {
  const { server } = demonstration;
  const agent = await signIn(server.url, server.account('agent'));
  const entries: readonly (readonly [string, object])[] = [
    ['/concerns', { kind: 'child', text: 'Two small children sleep in the car with him.' }],
    [
      '/registers/complaints',
      {
        kind: 'complaint',
        channel: 'phone',
        receivedOn: '2026-10-01',
        from: { name: 'Robin', contact: { kind: 'phone', value: '07700 900123' } },
        text: 'Nobody rang back.',
      },
    ],
    [
      '/registers/incidents',
      {
        kind: 'wrong_recipient',
        awareAt: new Date(Date.now() - 55 * 3_600_000).toISOString(),
        happenedAt: null,
        text: 'The letter went next door.',
      },
    ],
  ];
  for (const [path, entry] of entries) {
    const { status } = await ask('POST', path, agent, { clientId: randomUUID(), ...NOWHERE, ...entry });
    expect(status).toBe(200);
  }
}

const PAGES = ['concerns', 'disclosures', 'complaints', 'incidents', 'changes', 'duty', 'qualifications', 'report'];
const LEADS = ['Concerns', 'Complaints and compliments', 'Incidents and breaches', 'Changes made', 'Lead on call'];
const READ = new Set(['concerns', 'complaints', 'incidents']);

test('axe finds nothing on the pages of the team, opened and with a form, and nothing is scrolled sideways', async () => {
  const { browser, server } = demonstration;
  await writeDown();
  const desk = await openDesk(browser, server, server.account('safeguarding_lead'));
  const { page } = desk;
  await page.getByText('Lead on call').first().waitFor();
  for (const name of PAGES) {
    await page.goto(`${server.url}/staff/team/${name}`);
    await page.getByRole('heading', { level: 2 }).waitFor();
    if (READ.has(name)) {
      await page.getByRole('button', { name: 'Read' }).first().click();
      await page.getByRole('combobox', { name: 'What next?' }).first().selectOption({ index: 2 });
    }
    await expectAccessibleInTwoShapes(page);
    await screenshot(page, `team-${name}`);
  }
  expect(desk.complaints).toEqual([]);
  await desk.close();
}, 120_000);

test('a lead takes a concern and decides it by keyboard alone', async () => {
  const { browser, server } = demonstration;
  const desk = await openDesk(browser, server, server.account('safeguarding_lead'), { viewport: DESKTOP });
  const { page } = desk;
  await page.getByText('Lead on call').first().waitFor();
  await page.keyboard.press('Alt+Shift+Z');
  const read = page.getByRole('button', { name: 'Read' }).first();
  await read.waitFor();
  await page.keyboard.press('Alt+Shift+J');
  await expect.poll(() => read.evaluate((button) => button.matches(':focus'))).toBe(true);
  await page.keyboard.press('Enter');
  const next = page.getByRole('combobox', { name: 'What next?' });
  await tabTo(page, next);
  await page.keyboard.type('Write down what was decided');
  await tabTo(page, page.getByRole('checkbox', { name: 'To children’s services' }));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('textbox', { name: 'In words' }));
  await page.keyboard.type('They are out in the cold at night.');
  await tabTo(page, page.getByRole('button', { name: 'Save' }));
  await page.keyboard.press('Enter');
  const item = page.getByRole('article', { name: 'A child may be at risk' });
  await item.getByText('Decided', { exact: true }).first().waitFor();
  expect(await item.getByText('They are out in the cold at night.').count()).toBeGreaterThan(0);
  expect(desk.complaints).toEqual([]);
  await desk.close();
});

test('a support worker’s team pages are those with something of their own: no register of others', async () => {
  const { browser, server } = demonstration;
  const desk = await openDesk(browser, server, server.account('agent'), { viewport: DESKTOP });
  const { page } = desk;
  await page.getByText('Lead on call').first().waitFor();
  await page.goto(`${server.url}/staff/team/concerns`);
  await page.getByRole('heading', { name: 'Shared without consent' }).waitFor();
  const links = page.getByRole('navigation', { name: 'Registers and lists' }).getByRole('link');
  const shown = await links.allTextContents();
  expect(shown).toEqual(expect.arrayContaining(['Qualifications', 'Write something down']));
  expect(shown.filter((name) => LEADS.includes(name))).toEqual([]);
  expect(desk.complaints).toEqual([]);
  await desk.close();
});

test('sharing without consent is proposed from a case, decided by another, and stands in the log of that case', async () => {
  const { browser, server } = demonstration;
  const worker = await signIn(server.url, server.account('agent'));
  const { row } = await makeCase(server.url, worker);
  const desk = await openDesk(browser, server, server.account('agent'), { viewport: DESKTOP });
  const { page } = desk;
  await page.getByText('Lead on call').first().waitFor();
  await page.goto(`${server.url}/staff/cases/${row.caseId}`);
  await page.getByRole('button', { name: 'Share without consent …' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('combobox', { name: 'Why it is shared' }).selectOption({ index: 1 });
  await form.getByRole('combobox', { name: 'Who it goes to' }).selectOption('marac');
  await form.getByRole('textbox', { name: 'Who exactly' }).fill('The MARAC of East Kent');
  await form.getByRole('textbox', { name: 'What is shared' }).fill('What he did in October');
  await form.getByRole('textbox', { name: 'Why it cannot be left' }).fill('He has said that he will kill her');
  await form.getByRole('combobox', { name: 'Ground in law' }).selectOption({ index: 1 });
  await form.getByRole('combobox', { name: 'Health, sexual life' }).selectOption('vital_interests');
  await form.getByRole('radio', { name: 'Told before' }).check();
  await form.getByRole('button', { name: 'Ask a second person' }).click();
  const log = page.getByRole('list', { name: 'Shared without consent' });
  await log.getByText('Waits for a second person').waitFor();
  await expectAccessibleInTwoShapes(page);
  await screenshot(page, 'case-disclosures');

  const lead = await signIn(server.url, server.account('safeguarding_lead'));
  const { approvals } = (await ask('GET', '/approvals', lead)).body.value;
  const { approvalId } = approvals.find(({ kind }: { kind: string }) => kind === 'disclosure');
  const decision = { decision: 'approve', answer: 'He means it' };
  expect((await ask('POST', `/approvals/${approvalId}/decide`, lead, decision)).status).toBe(200);
  await page.reload();
  await log.getByText('Approved, not shared yet').waitFor();
  expect(desk.complaints).toEqual([]);
  await desk.close();
});
