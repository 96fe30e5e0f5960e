/** Three cards of a case: whether their story may be told, until when compensation may be claimed, and which grant pays. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { CaseStudyConsent } from '../../shared/protocol/http/case-study.ts';
import type { CaseView, NewCase } from '../../shared/protocol/http/cases.ts';
import { askAs, makeCase, type SomeOfACase, sectionOf, valueFrom } from '../support/cases.ts';
import type { SignedIn } from '../support/connect.ts';
import type { TestServer } from '../support/start-server.ts';
import { wallClock } from '../support/wall-clock.ts';
import { soon } from './console-browser.ts';
import { office } from './support/office.ts';
import { expectAccessibleInEveryShape, expectAccessibleInTwoShapes, tabTo } from './support/shapes.ts';

const clock = wallClock('wednesday', '10:00');
const at = office({ app: { clock } });
let server: TestServer;
let agent: SignedIn;
let coordinator: SignedIn;

beforeAll(async () => {
  server = at.server();
  [agent, coordinator] = await Promise.all([at.asks('agent'), at.asks('coordinator')]);
});

const DESKTOP = { width: 1440, height: 900 };
const written = (day: string) => day.split('-').reverse().join('/');

/** As people say a day in England: 3 March 2027. */
const inWords = (day: string) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));

const caseOf = async (given: SomeOfACase) => (await makeCase(server.url, agent, given)).row.caseId;
const partOf = (caseId: string, part: string, role = 'agent') => at.deskOf(role, 0, `cases/${caseId}/${part}`);
const story = (page: Page) => page.getByRole('region', { name: 'Telling their story' });
const hasFocus = (page: Page, name: string) =>
  expect
    .poll(
      () =>
        page
          .getByRole('heading', { name, exact: true })
          .evaluate((heading) => heading === document.activeElement)
          .catch(() => false),
      soon,
    )
    .toBe(true);

interface Asked {
  readonly consents: readonly CaseStudyConsent[];
  readonly wording: { readonly version: string };
}

const asked = (caseId: string) => valueFrom(askAs<Asked>(server.url, agent, 'GET', `/cases/${caseId}/case-study`));

/** A colleague writes down what they answered. */
async function answers(caseId: string, given: object): Promise<CaseStudyConsent> {
  const { consents, wording } = await asked(caseId);
  const body = {
    ...{ clientId: randomUUID(), after: consents[0]?.consentId ?? null, wordingVersion: wording.version },
    ...{ how: 'in_person', until: null, ...given },
  };
  const path = `/cases/${caseId}/case-study`;
  return (await valueFrom(askAs<{ consent: CaseStudyConsent }>(server.url, coordinator, 'POST', path, body))).consent;
}

test('whether their story may be told is asked by keyboard, says what is missing, and is taken back', async () => {
  const page = await partOf(await caseOf({ person: { name: 'Ida' } }), 'support');
  await story(page).getByText('They were not asked. Without an answer their story is not told.').waitFor();
  const begin = story(page).getByRole('button', { name: 'Write down what they answered' });
  await tabTo(page, begin);
  await page.keyboard.press('Enter');
  await hasFocus(page, 'The words to ask with');
  await story(page).getByText('You can change your mind at any time').waitFor();
  const save = story(page).getByRole('button', { name: 'Save the answer' });
  await tabTo(page, save);
  await page.keyboard.press('Enter');
  for (const sentence of ['Say whether they said yes or no.', 'Say how they answered.', 'Write what they said.'])
    await story(page).getByText(sentence).waitFor();
  const yes = story(page).getByRole('radio', { name: 'Yes' });
  await expect.poll(() => yes.evaluate((field) => field.matches(':focus')), soon).toBe(true);
  await page.keyboard.press('Space');
  await story(page).getByRole('radio', { name: 'By phone' }).check();
  const said = story(page).getByRole('textbox', { name: 'What they said, in their words' });
  await said.fill('Yes, if nobody in Dover can tell.');
  const until = story(page).getByRole('textbox', { name: 'Until when it holds' });
  for (const [typed, sentence] of [
    ['', 'Say until when it holds.'],
    ['31/02/2027', /day\/month\/year, such as/],
    [written(clock.day()), 'The day until when it holds has to be ahead.'],
    [written(clock.day(800)), 'Ask again within two years at the latest.'],
  ] as const) {
    await until.fill(typed);
    await save.click();
    await story(page).getByText(sentence).waitFor();
    await expect.poll(() => until.evaluate((field) => field.matches(':focus')), soon).toBe(true);
    expect([await until.inputValue(), await said.inputValue()]).toEqual([typed, 'Yes, if nobody in Dover can tell.']);
  }
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);
  await until.fill(written(clock.day(365)));
  await tabTo(page, save);
  await page.keyboard.press('Enter');
  await page.getByText('The answer is written down.').waitFor();
  await hasFocus(page, 'Telling their story');

  await page.reload();
  const answer = story(page).getByRole('article', { name: 'They said yes' });
  await answer.getByText(`Until ${inWords(clock.day(365))}.`).waitFor();
  await answer.getByText('Yes, if nobody in Dover can tell.').waitFor();
  await answer.getByText(new RegExp(`^${agent.name}, .*10:\\d\\d, By phone$`)).waitFor();
  await tabTo(page, answer.getByText('The words they were asked with'));
  await page.keyboard.press('Enter');
  await answer.getByText('May we tell your story').waitFor();

  await tabTo(page, answer.getByRole('button', { name: 'They took it back …' }));
  await page.keyboard.press('Enter');
  const why = answer.getByRole('textbox', { name: 'What they said when they took it back' });
  await expect.poll(() => why.evaluate((field) => field.matches(':focus')), soon).toBe(true);
  await answer.getByRole('button', { name: 'Save that they took it back' }).click();
  await answer.getByText('Write what they said.').waitFor();
  await page.keyboard.type('No. He reads everything.');
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await tabTo(page, answer.getByRole('button', { name: 'Save that they took it back' }));
  await page.keyboard.press('Enter');
  await page.getByText('It is taken back. Their story is not told from now on.').waitFor();
  await page.reload();
  const back = story(page).getByRole('article', { name: 'Taken back' });
  await back.getByText('No. He reads everything.').waitFor();
  await back.getByText('Yes, if nobody in Dover can tell.').waitFor();
  await back.getByText(new RegExp(`^Taken back: ${agent.name}, `)).waitFor();
  expect(
    await story(page)
      .getByRole('button', { name: /took it back/ })
      .count(),
  ).toBe(0);
  await expectAccessibleInEveryShape(page);
});

test('a yes does not go over a no that a colleague wrote down meanwhile before somebody has read it', async () => {
  const caseId = await caseOf({ person: { name: 'Noah' } });
  const page = await partOf(caseId, 'support');
  await story(page).getByRole('button', { name: 'Write down what they answered' }).click();
  await story(page).getByRole('radio', { name: 'Yes' }).check();
  await story(page).getByRole('radio', { name: 'In the chat' }).check();
  await story(page)
    .getByRole('textbox', { name: 'Until when it holds' })
    .fill(written(clock.day(90)));
  const said = story(page).getByRole('textbox', { name: 'What they said, in their words' });
  await said.fill('Go ahead.');
  const parts = page.getByRole('navigation', { name: 'Parts of this case' });
  await parts.getByRole('link', { name: 'Timeline' }).click();
  await parts.getByRole('link', { name: 'Support Not saved yet' }).click();
  // It has read what stands by then: what comes now is what the colleague wrote meanwhile.
  await said.waitFor();
  await answers(caseId, { answer: 'no', said: 'Not after the trial.' });

  await story(page).getByRole('button', { name: 'Save the answer' }).click();
  await story(page).getByText(`${coordinator.name} wrote down another answer meanwhile.`).waitFor();
  await story(page).getByRole('article', { name: 'They said no' }).getByText('Not after the trial.').waitFor();
  expect(await said.inputValue()).toBe('Go ahead.');
  expect((await asked(caseId)).consents).toHaveLength(1);
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await story(page).getByRole('button', { name: 'Save the answer' }).click();
  await story(page).getByRole('article', { name: 'They said yes' }).getByText('Go ahead.').waitFor();
  expect((await asked(caseId)).consents.map(({ standing }) => standing)).toEqual(['in_force', 'declined']);
});

test('of two who write down that it was taken back, what the second typed stays in sight', async () => {
  const caseId = await caseOf({ person: { name: 'Odette' } });
  const { consentId } = await answers(caseId, { answer: 'yes', said: 'All right.', until: clock.day(90) });
  const page = await partOf(caseId, 'support');
  await story(page).getByRole('button', { name: 'They took it back …' }).click();
  await page.keyboard.type('She rang: never again, and not in the report.');
  const back = `/cases/${caseId}/case-study/${consentId}/withdraw`;
  await valueFrom(askAs(server.url, coordinator, 'POST', back, { said: 'She changed her mind.' }));
  await story(page).getByRole('button', { name: 'Save that they took it back' }).click();
  const answer = story(page).getByRole('article', { name: 'Taken back' });
  await answer.getByText('She changed her mind.').waitFor();
  await answer.getByText(/What you wrote is still here/).waitFor();
  const mine = answer.getByRole('textbox');
  expect(await mine.inputValue()).toBe('She rang: never again, and not in the report.');
  expect(await answer.getByRole('button', { name: 'Save that they took it back' }).count()).toBe(0);
  await expectAccessibleInTwoShapes(page);
  await answer.getByRole('button', { name: 'Throw away' }).click();
  await mine.waitFor({ state: 'detached' });
});

test('the last day of a compensation claim is counted from what is known, and ends when they have applied', async () => {
  const incident = (crimeType: string, occurredOn: string | null): NewCase['incidents'] => [
    {
      ...{ incidentId: randomUUID(), crimeType, flags: [], strands: [], occurredBand: null, occurredOn },
      ...{ reported: 'yes', crimeReference: null, whyNotReported: [], relationToPerson: null, note: null },
    },
  ];
  const year = Number(clock.day().slice(0, 4));
  const incidents = [
    ...(incident('abh', `${year - 2}-12-31`) ?? []),
    ...(incident('stalking', null) ?? []),
    ...(incident('robbery_personal', `${year - 5}-03-02`) ?? []),
    ...(incident('theft', `${year - 1}-03-02`) ?? []),
  ];
  const caseId = await caseOf({ person: { name: 'Rosa' }, incidents });
  const page = await partOf(caseId, 'justice');
  const note = page.getByRole('complementary', { name: 'Criminal injuries compensation: until when' });
  const claim = (crime: string) => note.getByRole('listitem').filter({ hasText: crime });
  await claim('Actual bodily harm').getByText(`By 31 December ${year}.`).waitFor();
  await claim('Actual bodily harm').getByText('Within 2 years of the day it happened.').waitFor();
  await claim('Stalking').getByText('Not known yet.').waitFor();
  await claim('Stalking')
    .getByText(/Write that day, or the last of them/)
    .waitFor();
  await claim('Robbery')
    .getByText(`The day was 2 March ${year - 3}. The authority may still take it`)
    .waitFor();
  expect(await note.getByRole('listitem').count()).toBe(3);
  await page.getByText('Compensation: the deadline').first().waitFor();
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);

  const edit = page.getByRole('button', { name: 'Edit: Police, courts and orders' });
  await tabTo(page, edit);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Compensation/ }).click();
  const other = page.getByRole('textbox', { name: 'Another deadline' });
  await other.fill('31/02/2027');
  await page.keyboard.press('Enter');
  await page.getByText(/day\/month\/year, such as/).waitFor();
  expect(await other.inputValue()).toBe('31/02/2027');
  const before = (await valueFrom(askAs<{ case: CaseView }>(server.url, agent, 'GET', `/cases/${caseId}`))).case;
  const { body, revision } = sectionOf(before, 'justice');
  const theirs = {
    ...body,
    orders: [{ orderId: randomUUID(), kind: 'restraining', from: null, until: null, note: null }],
  };
  const saving = { section: 'justice', revision, body: theirs };
  await valueFrom(askAs(server.url, coordinator, 'PUT', `/cases/${caseId}/sections`, saving));
  await other.fill(written(clock.day(14)));
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: `${coordinator.name} saved this part while you were writing` }).waitFor();
  await page.getByRole('button', { name: 'Save with these choices' }).click();
  await note.getByText(`The authority named another day: ${inWords(clock.day(14))}. That one counts.`).waitFor();
  await page.reload();
  await note.getByText(/^The authority named another day/).waitFor();
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);

  await edit.click();
  await page.getByRole('textbox', { name: 'Applied on' }).fill(written(clock.day()));
  await page.keyboard.press('Control+Enter');
  await note.waitFor({ state: 'detached' });
  await expect.poll(() => page.getByText('Compensation: the deadline').count(), soon).toBe(0);
  const after = (await valueFrom(askAs<{ case: CaseView }>(server.url, agent, 'GET', `/cases/${caseId}`))).case;
  expect(sectionOf(after, 'justice').body.orders).toHaveLength(1);
});

test('which grant pays for somebody is set by keyboard, not over what a colleague set, and begins their new cases', async () => {
  const page = await at.deskOf('coordinator', 0, 'team/cover');
  const card = page.getByRole('region', { name: 'Which grant pays for whose work' });
  const grant = card.getByRole('combobox', { name: agent.name, exact: true });
  const save = card.getByRole('button', { name: `Save for ${agent.name}` });
  await tabTo(page, grant);
  await grant.selectOption('da_sv');
  const path = `/caseloads/${agent.agentId}/funding-stream`;
  await valueFrom(askAs(server.url, coordinator, 'PUT', path, { fundingStream: 'core', was: null }));
  await tabTo(page, save);
  await page.keyboard.press('Enter');
  await card.getByText(/meanwhile by somebody else\. Save again to set yours in its place\.$/).waitFor();
  expect(await grant.inputValue()).toBe('da_sv');
  await expectAccessibleInEveryShape(page);
  await page.setViewportSize(DESKTOP);
  await tabTo(page, save);
  await page.keyboard.press('Enter');
  await save.waitFor({ state: 'detached' });
  await expect.poll(() => grant.evaluate((field) => field.matches(':focus')), soon).toBe(true);
  await page.reload();
  await expect.poll(() => grant.inputValue(), soon).toBe('da_sv');
  const label = await grant.evaluate((field: HTMLSelectElement) => field.selectedOptions[0]?.label ?? '');

  const caseId = await caseOf({ person: { name: 'Una' } });
  const desk = await partOf(caseId, 'support');
  const support = desk.getByRole('region', { name: 'Support', exact: true });
  await support.getByText(label).waitFor();
  await tabTo(desk, support.getByRole('button', { name: 'Edit: Support' }));
  await desk.keyboard.press('Enter');
  await support.getByRole('radio', { name: 'Core contract' }).check();
  await desk.keyboard.press('Control+Enter');
  await support.getByRole('button', { name: 'Edit: Support' }).waitFor();
  await desk.reload();
  await support.getByText('Core contract').waitFor();
  await desk.goto(`${server.url}/staff/cases?fundingStream=core`);
  await desk.getByRole('list', { name: 'Cases' }).getByText('Una').waitFor();
  await grant.selectOption({ index: 0 });
  await save.click();
  await page.getByText(`${agent.name}: None is set.`).waitFor();
});
