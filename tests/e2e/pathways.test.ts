/** What the answers of a case point to, in the console: the rule and the answers are shown, a person decides, and it is kept. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Guidance } from '../../shared/protocol/http/guidance.ts';
import { assessmentsAt } from '../support/assessments.ts';
import { askAs, makeCase, type SomeOfACase, valueFrom } from '../support/cases.ts';
import type { SignedIn } from '../support/connect.ts';
import type { TestServer } from '../support/start-server.ts';
import { office } from './support/office.ts';
import { expectAccessibleInEveryShape, expectAccessibleInTwoShapes, tabTo } from './support/shapes.ts';

const at = office();
let server: TestServer;
let agent: SignedIn;

beforeAll(async () => {
  server = at.server();
  agent = await at.asks('agent');
});

const DESKTOP = { width: 1440, height: 900 };

async function pathwaysOf(caseId: string, role = 'agent'): Promise<Page> {
  const page = await at.deskOf(role, 0, `cases/${caseId}/guidance`);
  await page.getByRole('heading', { name: 'What the answers point to' }).waitFor();
  return page;
}

/** Hurt by a former partner, in Dover. */
const abused = (given: SomeOfACase = {}) =>
  makeCase(server.url, agent, {
    circumstances: { capacities: ['direct_victim'], area: 'dover' },
    incidents: [
      {
        ...{ incidentId: randomUUID(), crimeType: 'da_physical', flags: [], strands: [], occurredBand: null },
        ...{ occurredOn: null, reported: null, crimeReference: null, whyNotReported: [], note: null },
        relationToPerson: 'ex_partner',
      },
    ],
    ...given,
  });

async function raise(caseId: string, level: 'standard' | 'high'): Promise<void> {
  const tools = assessmentsAt(server.url);
  const { row } = await tools.started(agent, { caseId });
  const reason = 'What she says of last night';
  await valueFrom(tools.level(agent, row.assessmentId, { from: row.level, to: level, reason }));
}

test('at standard risk they choose: the reason is shown, KIDAS is chosen and kept with what was offered and why', async () => {
  const { row } = await abused({ person: { dateOfBirth: '1992-03-04' } });
  await raise(row.caseId, 'standard');
  const page = await pathwaysOf(row.caseId);
  const choice = page.getByRole('article').filter({ hasText: 'They choose' });
  await choice.getByText('What it was: Domestic abuse: physical').first().waitFor();
  await choice
    .getByText(/^Risk.*: Standard risk$/)
    .first()
    .waitFor();
  await page.getByRole('region', { name: 'Whom the service is for' }).getByText('For them', { exact: true }).waitFor();
  await page.getByText('Where they live or stay: Dover').first().waitFor();
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);

  await choice.getByRole('button', { name: /^What came of it/ }).click();
  await choice.getByRole('button', { name: 'Save' }).click();
  await choice.getByText('Choose what came of it.').waitFor();
  await choice.getByRole('radio', { name: 'Accepted' }).check();
  await choice.getByRole('button', { name: 'Save' }).click();
  await choice.getByText('Say which they chose.').waitFor();
  await choice.getByRole('radio', { name: /^KIDAS/ }).check();
  await choice.getByRole('button', { name: 'Save' }).click();
  await choice.getByText('Write down why, or that they gave no reason. Nobody has to give one.').waitFor();
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await choice.getByRole('textbox', { name: 'Why, in their words' }).fill('It is nearer to her sister.');
  await choice.getByRole('button', { name: 'Save' }).click();
  await choice.getByRole('textbox', { name: 'Why, in their words' }).waitFor({ state: 'detached' });
  await choice.getByText('It is nearer to her sister.').waitFor();
  await choice.getByText(/^Offered: Stay with us, KIDAS/).waitFor();
  await choice.getByText('Next: ask for consent, and refer.').waitFor();
  const { guidance } = await valueFrom(
    askAs<{ guidance: Guidance }>(server.url, agent, 'GET', `/cases/${row.caseId}/guidance`),
  );
  expect(guidance.pathways.find(({ pathway }) => pathway === 'da_choice')?.answered).toMatchObject({
    ...{ outcome: 'accepted', chosen: 'kidas_thanet_dover', why: 'It is nearer to her sister.', next: 'refer' },
  });
});

test('at high risk the meeting of agencies is named with who sits there; agreement comes first, without it a disclosure', async () => {
  const { row } = await abused({ person: { dateOfBirth: '1992-03-04' } });
  await raise(row.caseId, 'high');
  const page = await pathwaysOf(row.caseId);
  await page.getByRole('button', { name: 'Refer to Kent MARAC …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Refer to Kent MARAC …' });
  await dialog.getByText('Many agencies sit there').waitFor();
  await dialog.getByRole('radio', { name: 'Without their agreement, decided by two people' }).check();
  await dialog.getByText('No disclosure to MARAC is approved for this case.').waitFor();
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await dialog.getByRole('radio', { name: 'They agreed' }).check();
  await dialog.getByRole('textbox', { name: 'What they agreed to, as it was said' }).fill('“Yes, tell them.”');
  await dialog.getByRole('button', { name: 'Refer', exact: true }).click();
  const marac = page.getByRole('region', { name: 'Kent MARAC' });
  await marac.getByText('They agreed: “Yes, tell them.”').waitFor();
  await marac.getByRole('button', { name: 'It was received' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'It was received' }).click();
  await marac.getByRole('button', { name: 'It is listed …' }).click();
  await page.getByRole('textbox', { name: 'Day of the meeting' }).fill('1/1/2020');
  await page.getByRole('dialog').getByRole('button', { name: 'It is listed …' }).click();
  await page.getByText('The meeting would be before the referral. Correct the day.').waitFor();
});

test('a 15-year-old: the rules of their age stand first, what is a lead’s to say is said by a lead', async () => {
  const { row } = await abused({ person: { dateOfBirth: `${new Date().getUTCFullYear() - 15}-01-01` } });
  const page = await pathwaysOf(row.caseId);
  const age = page.getByRole('region', { name: 'Rules of their age: 13 to 15' });
  const duty = age.getByRole('listitem').filter({ hasText: 'take the child-protection route today' });
  await duty.getByText('For a safeguarding lead').waitFor();
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);
  await duty.getByRole('button', { name: /^It was done/ }).click();
  await page.getByRole('textbox', { name: 'What was done' }).fill('Referred to the front door.');
  await page.getByRole('dialog').getByRole('button', { name: 'It was done' }).click();
  await page.getByText('A safeguarding lead or a supervisor says that this was done. Ask one.').waitFor();

  const lead = await pathwaysOf(row.caseId, 'safeguarding_lead');
  const theirs = lead.getByRole('listitem').filter({ hasText: 'take the child-protection route today' });
  await theirs.getByRole('button', { name: /^It was done/ }).click();
  await lead.getByRole('textbox', { name: 'What was done' }).fill('Referred to the front door.');
  await lead.getByRole('dialog').getByRole('button', { name: 'It was done' }).click();
  await theirs.waitFor({ state: 'detached' });
});

test('a no to MARAC: leads are called at once, and both who wrote it and they find it in their work until it is decided', async () => {
  const { row } = await abused({ person: { dateOfBirth: '1992-03-04' } });
  const desk = await at.deskOf('safeguarding_lead');
  const no = { pathway: 'marac', outcome: 'refused', chosen: null, why: null, saidNoReason: true };
  await valueFrom(askAs(server.url, agent, 'POST', `/cases/${row.caseId}/pathways`, { clientId: randomUUID(), ...no }));
  const alert = desk.getByRole('article').filter({ hasText: 'A person at high risk said no to MARAC' });
  await alert.getByRole('link').click();
  await desk.getByRole('heading', { name: 'What the answers point to' }).waitFor();
  await desk.goto(`${server.url}/staff/work`);
  const theirs = desk.getByRole('list', { name: 'Overdue with others, or a lead’s to decide' });
  await theirs.getByRole('link').filter({ hasText: row.reference }).getByText('MARAC: share with a lead').waitFor();
  await expectAccessibleInTwoShapes(desk);
  const mine = await at.deskOf('agent', 0, 'work');
  const own = mine
    .getByRole('list', { name: 'What you are reminded of' })
    .getByRole('link')
    .filter({ hasText: row.reference });
  await own.getByText('MARAC: share with a lead').click();
  await mine.getByRole('heading', { name: 'What the answers point to' }).waitFor();
});

test('a tool that comes first is begun from its card, and gone on with from there', async () => {
  const { row } = await abused({ person: { dateOfBirth: '1992-03-04' } });
  const page = await pathwaysOf(row.caseId);
  const card = page.getByRole('article', { name: 'Domestic abuse: risk topics' });
  await tabTo(page, card.getByRole('button', { name: 'Begin: Domestic abuse: risk' }));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/assessments$/);
  // Exactly: the page that is left has a heading that begins alike.
  const open = page.getByRole('heading', { name: 'Domestic abuse: risk', exact: true });
  await open.waitFor();
  await page.goBack();
  await card.getByRole('button', { name: 'Go on with: Domestic abuse: risk' }).click();
  await page.waitForURL(/\/assessments$/);
  await open.waitFor();
});
