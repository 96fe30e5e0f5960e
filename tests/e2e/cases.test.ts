/** Cases in the console: a conversation becomes one, two people write into one section, lists are found by what is due. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { askAs, makeCase, sectionOf, valueFrom } from '../support/cases.ts';
import { asVisitor, type SignedIn, signIn } from '../support/connect.ts';
import { abusedCase } from '../support/joined-cases.ts';
import type { TestServer } from '../support/start-server.ts';
import { wallClock } from '../support/wall-clock.ts';
import { beAvailable, expectAccessible, signInAs, soon } from './console-browser.ts';
import { office } from './support/office.ts';
import { expectAccessibleInEveryShape, expectAccessibleInTwoShapes, tabTo } from './support/shapes.ts';

/** An evening: what the age of somebody under 18 asks for within hours is due tomorrow, whenever this runs. */
const clock = wallClock('wednesday', '20:30');
const at = office({ app: { clock } });
let server: TestServer;
let agent: SignedIn;

beforeAll(async () => {
  server = at.server();
  agent = await at.asks('agent', 1);
});

const DESKTOP = { width: 1440, height: 900 };

const caseOf = async (caseId: string): Promise<CaseView> =>
  (await valueFrom(askAs<{ case: CaseView }>(server.url, agent, 'GET', `/cases/${caseId}`))).case;

const part = (page: Page, name: string | RegExp) =>
  page.getByRole('navigation', { name: 'Parts of this case' }).getByRole('link', { name });

test('a conversation becomes a case beside the chat, with the person’s own words, and is one click away', async () => {
  const page = await at.deskOf('agent');
  await beAvailable(page);
  const visitor = await asVisitor(server.url);
  const preChat = { safeToTalk: 'yes', area: 'thanet', ageBand: '16_17' } as const;
  await visitor.ask('conversation:request', { clientId: randomUUID(), preChat });
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.getByLabel('Your message').waitFor();
  await visitor.ask('message:send', { clientId: randomUUID(), text: 'Yes, you can keep my name.' });
  await page.getByRole('log').getByText('Yes, you can keep my name.').waitFor();

  await page.keyboard.press('Alt+Shift+C');
  await page.getByText('This conversation belongs to no case.').waitFor();
  await page.getByRole('button', { name: 'Make a case' }).click();
  await page.getByText('Comes along from the conversation: 16 or 17, Thanet').waitFor();
  await page.getByRole('button', { name: 'Make the case' }).click();
  await page.getByText('Write what they agreed to. Without it there is no case.').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Use their line: “Yes, you can keep my name/ }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Kim');

  // What is half written stays while somebody looks at the chat.
  await page.getByRole('tab', { name: 'Notes' }).click();
  await page.keyboard.press('Alt+Shift+C');
  expect(await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('Kim');
  await page.getByRole('button', { name: 'Make the case' }).click();
  await page.getByRole('tabpanel').getByRole('heading', { name: 'Kim' }).waitFor();
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);

  await page.getByRole('link', { name: 'Open the case' }).click();
  await page.getByRole('heading', { level: 1, name: 'Kim' }).waitFor();
  await page.getByRole('blockquote').getByText('Yes, you can keep my name.').waitFor();
  await page.getByRole('button', { name: 'Go to it on the desk' }).click();
  await page.getByLabel('Your message').waitFor();
  visitor.close();
});

test('a conversation is added to a case that is found by what the person gives, and only by whom it concerns', async () => {
  const mine = await makeCase(server.url, await signIn(server.url, server.account('agent', 4)), {
    person: { name: 'Sam Webb', dateOfBirth: '1971-03-04' },
  });
  const page = await at.deskOf('agent', 4);
  await beAvailable(page);
  const visitor = await asVisitor(server.url);
  await visitor.ask('conversation:request', { clientId: randomUUID(), preChat: { safeToTalk: 'yes' } });
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.getByLabel('Your message').waitFor();
  await page.getByRole('tab', { name: 'Case' }).click();
  await page.getByRole('button', { name: 'Add to a case' }).click();
  const find = page.getByRole('search', { name: 'Find a case' });
  await find.getByRole('searchbox').fill('Webb');
  await find.getByRole('button', { name: 'Find' }).click();
  await find.getByText('Write a reference such as').waitFor();
  await find.getByRole('button', { name: 'By name and date of birth' }).click();
  await find.getByRole('textbox', { name: 'Name' }).fill('sam webb');
  await find.getByRole('textbox', { name: 'Date of birth' }).fill('4/3/1971');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '1 case found' }).waitFor();
  await page.getByText('See that it is the same person first').waitFor();
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await page
    .getByRole('textbox', { name: 'What they agreed to, as it was said' })
    .fill('“Yes, add it.” Code word given.');
  await page.getByRole('button', { name: 'Add the conversation to this case' }).click();
  await page.getByRole('tabpanel').getByText(mine.row.reference).waitFor();

  const other = await at.deskOf('agent', 5, 'cases');
  await other.getByRole('searchbox').fill(mine.row.reference.toLowerCase().replace('-', ' '));
  await other.keyboard.press('Enter');
  const owner = server.account('agent', 4).name;
  await other.getByText(`${mine.row.reference} is somebody else’s case. Ask ${owner}.`).waitFor();
  expect(await other.content()).not.toContain('Sam Webb');
  visitor.close();
});

test('two people edit one section: the second sees both versions, chooses, and nothing is lost', async () => {
  const made = await makeCase(server.url, agent, { person: { name: 'Jo Marsh' } });
  const { caseId } = made.row;
  const page = await at.deskOf('coordinator', 0, `cases/${caseId}/safety_plan`);
  await page.getByRole('button', { name: 'Edit: Safety plan' }).click();
  await page.getByRole('textbox', { name: 'Places to go' }).fill('Her sister’s, after six');
  await page.getByRole('textbox', { name: 'Animals' }).fill('A dog, Biscuit');

  const { body } = sectionOf(made, 'safety_plan');
  const theirs = { ...body, safePlaces: 'The library', work: 'Night shifts' };
  await valueFrom(
    askAs(server.url, agent, 'PUT', `/cases/${caseId}/sections`, { section: 'safety_plan', revision: 0, body: theirs }),
  );
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: `${agent.name} saved this part while you were writing` }).waitFor();
  await page.getByText('Both of you changed this').waitFor();
  await page.getByText(`Comes along from ${agent.name}`).waitFor();
  await page.getByText('Night shifts').waitFor();
  expect(await page.getByRole('button', { name: 'Save with these choices' }).isDisabled()).toBe(true);
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);

  // The page may be left meanwhile: what was written is kept and marked.
  await part(page, 'Timeline').click();
  await page.getByText('Changed: Safety plan').waitFor();
  await part(page, 'Safety plan Not saved yet').click();
  await page.getByRole('button', { name: 'Edit: Safety plan' }).click();
  await page.getByRole('button', { name: 'Take all of theirs' }).click();
  await page.getByText('What you wrote is kept until you leave this page').waitFor();
  expect(await page.getByRole('textbox', { name: 'Places to go' }).inputValue()).toBe('The library');
  await page.getByRole('button', { name: 'Bring mine back' }).click();
  await page.getByText('Her sister’s, after six').waitFor();
  await page.getByRole('radio', { name: 'Both, one below the other' }).first().check();
  await page.getByRole('button', { name: 'Save with these choices' }).click();
  await page.getByText('A dog, Biscuit').waitFor();
  const after = sectionOf(await caseOf(caseId), 'safety_plan');
  expect(after).toMatchObject({
    revision: 2,
    body: { safePlaces: 'The library\n\nHer sister’s, after six', pets: 'A dog, Biscuit', work: 'Night shifts' },
  });

  await page.getByRole('button', { name: 'What it was before' }).click();
  await page.getByRole('heading', { name: 'What “Safety plan” was before' }).waitFor();
  await page.getByText('As first written').waitFor();
  await expectAccessibleInTwoShapes(page);
});

test('what cannot be said is told at its field, and what was typed stays', async () => {
  const { row } = await makeCase(server.url, agent, { person: { name: 'Lee' } });
  const page = await at.deskOf('coordinator', 0, `cases/${row.caseId}/person`);
  await page.getByRole('button', { name: 'Edit: Who they are' }).click();
  const born = page.getByRole('textbox', { name: 'Date of birth' });
  for (const [typed, sentence] of [
    ['31/02/1990', /day\/month\/year, such as/],
    ['1/1/2099', /in the future/],
    ['1/1/1850', /Nobody alive was born/],
  ] as const) {
    await born.fill(typed);
    await page.keyboard.press('Enter');
    await page.getByText(sentence).waitFor();
    await expect.poll(() => born.evaluate((field) => field.matches(':focus')), soon).toBe(true);
    expect(await born.getAttribute('aria-invalid')).toBe('true');
  }
  await expectAccessible(page);
  await born.fill('24 Nov 2011');
  await page.keyboard.press('Control+Enter');
  await page.getByText('24 November 2011').waitFor();
  await page.getByRole('definition').filter({ hasText: '13 to 15' }).waitFor();
});

test('what is half written is marked, kept while other parts are looked at, and gone when somebody signs out', async () => {
  const { row } = await makeCase(server.url, agent, { person: { name: 'Robin' } });
  const page = await at.deskOf('agent', 1, `cases/${row.caseId}/timeline`);
  await page.getByRole('textbox', { name: 'Add a note of fact' }).fill('canary: she rang from work');
  await part(page, /^Plan/).click();
  await page.getByRole('button', { name: 'Something to do' }).click();
  const what = page.getByRole('textbox', { name: 'What', exact: true });
  await what.fill('canary: ring her back');
  await part(page, 'Timeline').click();
  expect(await part(page, 'Timeline').textContent()).toContain('Not saved yet');
  expect(await part(page, /^Plan/).textContent()).toContain('Not saved yet');
  const note = page.getByRole('textbox', { name: 'Add a note of fact' });
  expect(await note.inputValue()).toBe('canary: she rang from work');
  await part(page, /^Plan/).click();
  await page.getByRole('button', { name: 'Something to do' }).click();
  expect(await what.inputValue()).toBe('canary: ring her back');

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('E-mail').waitFor();
  await signInAs(page, server.account('agent', 1));
  await page.getByRole('link', { name: 'Cases' }).click();
  await page.getByRole('link', { name: 'Robin' }).click();
  await part(page, 'Timeline').click();
  expect(await note.inputValue()).toBe('');
});

test('the list is filtered, found and gone through by keyboard alone, in every shape', async () => {
  const lead = await signIn(server.url, server.account('safeguarding_lead'));
  const made = await makeCase(server.url, lead, {
    person: { preferredName: 'Noor' },
    circumstances: { area: 'swale' },
  });
  const { body } = sectionOf(made, 'justice');
  const order = { orderId: randomUUID(), kind: 'restraining', from: null, until: '2026-01-02', note: null };
  await valueFrom(
    askAs(server.url, lead, 'PUT', `/cases/${made.row.caseId}/sections`, {
      ...{ section: 'justice', revision: 0, body: { ...body, orders: [order] } },
    }),
  );
  const page = await at.deskOf('safeguarding_lead');
  await page.keyboard.press('Alt+Shift+L');
  await page.getByRole('heading', { name: 'Cases' }).waitFor();
  const views = page.getByRole('navigation', { name: 'Views' });
  await tabTo(page, views.getByRole('link', { name: 'Overdue 1' }));
  await page.keyboard.press('Enter');
  await page.getByText('Risk to be looked at again').waitFor();
  await page.getByText(/^Overdue since/).waitFor();
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);
  await tabTo(page, views.getByRole('link', { name: 'Due today' }));
  await page.keyboard.press('Enter');
  // Cases of other stories may be due today, as the hour has it; this one was due long ago.
  await expect.poll(() => page.getByRole('link', { name: 'Noor' }).count(), soon).toBe(0);
  await tabTo(page, views.getByRole('link', { name: 'All open' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('combobox', { name: 'Area' }));
  await page.keyboard.type('Swale');
  await expect.poll(() => new URL(page.url()).searchParams.get('area'), soon).toBe('swale');
  const rows = page.getByRole('list', { name: 'Cases, what is due first' }).getByRole('listitem');
  await expect.poll(() => rows.count(), soon).toBe(1);
  await page.getByRole('link', { name: 'Noor' }).waitFor();
  // The list may be drawn anew as somebody goes down in it.
  const goesDown = async () => {
    await page.keyboard.press('Alt+Shift+J');
    return page.evaluate(() => document.activeElement?.textContent ?? '');
  };
  await expect.poll(goesDown, soon).toContain('Noor');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Noor' }).waitFor();
  expect(await page.title()).not.toContain('Noor');
  await expectAccessibleInEveryShape(page);
});

test('what a lead has to decide keeps a worker from closing, and a lead ends it with a reason', async () => {
  const { row } = await abusedCase(server.url, agent);
  const referral = { clientId: randomUUID(), panel: 'marac_kent', basis: 'agreed', said: 'She knows' };
  await valueFrom(askAs(server.url, agent, 'POST', `/cases/${row.caseId}/marac`, referral));
  const close = async (page: Page) => {
    await page.getByRole('button', { name: 'Close …' }).click();
    await page.getByRole('radio', { name: 'Their needs were met' }).check();
    await page.getByRole('textbox', { name: 'What was agreed at the end' }).fill('She has moved away.');
    await page.getByRole('button', { name: 'Close the case' }).click();
    await page.getByText('A panel has a referral to MARAC that has not come to its end.').waitFor();
  };
  const worker = await at.deskOf('agent', 1, `cases/${row.caseId}`);
  await close(worker);
  await worker.getByText('A safeguarding lead or a supervisor decides this before the case can be closed.').waitFor();
  expect(await worker.getByRole('checkbox', { name: 'All of this ends with the case' }).count()).toBe(0);
  await expectAccessibleInTwoShapes(worker);

  const lead = await at.deskOf('safeguarding_lead', 0, `cases/${row.caseId}`);
  await close(lead);
  await lead.getByRole('checkbox', { name: 'All of this ends with the case' }).check();
  await lead.getByRole('button', { name: 'Close the case' }).click();
  await lead.getByText('Write why this may end with the case.').waitFor();
  await expectAccessibleInTwoShapes(lead);
  await lead.setViewportSize(DESKTOP);
  await lead
    .getByRole('textbox', { name: 'Why this may end with the case' })
    .fill('The panel of her new home goes on.');
  await lead.getByRole('button', { name: 'Close the case' }).click();
  await lead.getByText(/^Closed .*: Their needs were met$/).waitFor();
});

test('a case is given, closed with a reason and opened again, and the timeline tells of each', async () => {
  const { row } = await makeCase(server.url, agent, { person: { name: 'Ash', ageBand: '16_17' } });
  const page = await at.deskOf('coordinator', 0, `cases/${row.caseId}`);
  await page.getByRole('button', { name: 'Give to …' }).click();
  const to = server.account('agent', 6).name;
  const dialog = page.getByRole('dialog', { name: 'Give this case to' });
  await dialog.getByRole('combobox', { name: 'Owner' }).selectOption({ label: `${to}, Support worker · 0 of 40` });
  await dialog.getByRole('button', { name: 'Give it' }).click();
  await page.getByText(`The case is with ${to} now.`).waitFor();

  await page.getByRole('button', { name: 'Close …' }).click();
  await page.getByRole('radio', { name: 'We could not reach them' }).check();
  await page.getByRole('textbox', { name: 'What was agreed at the end' }).fill('Three calls, no answer.');
  await page.getByRole('button', { name: 'Close the case' }).click();
  await page.getByText('a supervisor or a lead decides that').waitFor();
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'Their needs were met' }).check();
  await page.getByRole('button', { name: 'Close the case' }).click();
  await page.getByText('Make the safeguarding check: they are under 18.').waitFor();
  await page.getByRole('checkbox', { name: 'All of this ends with the case' }).check();
  await page.getByRole('button', { name: 'Close the case' }).click();
  await page.getByText(/^Closed .*: Their needs were met$/).waitFor();
  await page.getByRole('button', { name: 'Open again …' }).click();
  await page.getByRole('textbox', { name: 'Why is it open again?' }).fill('They rang.');
  await page.getByRole('dialog').getByRole('button', { name: 'Open again' }).click();
  await page.getByText('The case is open.').waitFor();

  await part(page, 'Timeline').click();
  await page.getByRole('textbox', { name: 'Add a note of fact' }).fill('They want to talk on Friday.');
  await page.getByRole('button', { name: 'Add to the timeline' }).click();
  const events = page.getByRole('region', { name: 'What happened' }).getByRole('listitem');
  await expect
    .poll(async () => (await events.getByRole('strong').allTextContents()).join(' | '), soon)
    .toBe(`Note | Opened again | Closed: Their needs were met | Given to ${to} | Case made`);
  await expectAccessibleInTwoShapes(page);
});

test('[A1] what is not yours has no page, and who has no cases has no way to them', async () => {
  const { row } = await makeCase(server.url, agent, { person: { name: 'Nobody else' } });
  const page = await at.deskOf('agent', 7, `cases/${row.caseId}`);
  await page.getByRole('heading', { name: 'This case does not exist, or is not open to you' }).waitFor();
  expect(await page.content()).not.toContain('Nobody else');
  const other = await at.deskOf('administrator', 0, 'cases');
  await other.getByRole('heading', { name: 'No conversations for this role' }).waitFor();
  expect(await other.getByRole('link', { name: 'Cases' }).count()).toBe(0);
});
