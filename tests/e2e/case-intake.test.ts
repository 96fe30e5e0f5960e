/** A case of somebody who came before it was typed in, and comes again; a number in a note; a number of somebody else. */
import { beforeAll, expect, test } from 'vitest';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import type { SignedIn } from '../support/connect.ts';
import type { TestServer } from '../support/start-server.ts';
import { wallClock } from '../support/wall-clock.ts';
import { office } from './support/office.ts';
import { expectAccessibleInTwoShapes } from './support/shapes.ts';

/** Ten on a Wednesday. */
const clock = wallClock('wednesday', '10:00');
const at = office({ app: { clock } });
const DESKTOP = { width: 1440, height: 900 };
let server: TestServer;
let agent: SignedIn;

beforeAll(async () => {
  server = at.server();
  agent = await at.asks('agent');
});

const written = (day: string) => day.split('-').reverse().join('/');
const caseOf = async (caseId: string) =>
  (await valueFrom(askAs<{ case: CaseView }>(server.url, agent, 'GET', `/cases/${caseId}`))).case;

test('a form that came on Monday is written down on Wednesday, and its clocks run from Monday', async () => {
  const page = await at.deskOf('agent', 0, 'cases/new');
  await page.getByRole('radio', { name: 'On a form' }).check();
  await page.getByRole('textbox', { name: 'What they agreed to, as it was said' }).fill('Ticked: keep my name.');
  await page.getByRole('combobox', { name: 'How they came' }).selectOption('Their own form');
  await page.getByRole('textbox', { name: 'Day it came' }).fill(written(clock.day(1)));
  await page.getByRole('textbox', { name: 'Time it came' }).fill('11.30');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ines Marlow');
  await page.getByRole('textbox', { name: /^Date of birth/ }).fill('3/2/1984');
  await page.getByRole('button', { name: 'Make the case' }).click();
  await page.getByText('This time has not come yet. Write when it reached us.').waitFor();
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await page.getByRole('textbox', { name: 'Day it came' }).fill(written(clock.day(-2)));
  await page.getByRole('button', { name: 'Make the case' }).click();
  await page.getByRole('heading', { level: 1, name: 'Ines Marlow' }).waitFor();
  await page.getByText(/^Reached us Mon .*11:30$/).waitFor();
  const made = await caseOf(new URL(page.url()).pathname.split('/').at(-1) ?? '');
  expect(made.receivedAt).toBe(clock.at('11:30', -2));
  expect(made.row.nextDue?.kind).toBe('received_to_triaged');
});

test('who comes again is said to, with the earlier case a click away', async () => {
  const person = { name: 'Odile Stone', dateOfBirth: '1990-09-09' };
  const received = new Date(clock.now() - 3_600_000).toISOString();
  const first = await makeCase(server.url, agent, { person, receivedAt: received });
  const closing = { revision: first.row.revision, reason: 'needs_met', said: 'She is well.', endOpen: true };
  await valueFrom(askAs(server.url, agent, 'POST', `/cases/${first.row.caseId}/close`, closing));
  const { row } = await makeCase(server.url, agent, { person });
  const page = await at.deskOf('agent', 0, `cases/${row.caseId}/relations`);
  await page.getByText(/^They come again: an earlier case of theirs/).waitFor();
  await page.getByText('An earlier case of theirs, by name and date of birth').waitFor();
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await page.getByRole('link', { name: first.row.reference }).click();
  await page.waitForURL((url) => url.pathname.includes(first.row.caseId));
});

test('a number that is typed into a note is said calmly, and of somebody else’s only the end is shown', async () => {
  const { row } = await makeCase(server.url, agent, { person: { name: 'Petra Vale' } });
  const person = {
    ...{ personId: 'p1', kind: 'alleged_perpetrator', name: 'Lee', dateOfBirth: null, phone: '07700 900 123' },
    ...{ relation: null, whereabouts: null, access: null, weapons: null, orders: null, school: null, note: null },
  };
  const section = { section: 'people', revision: 0, body: { people: [person] } };
  await valueFrom(askAs(server.url, agent, 'PUT', `/cases/${row.caseId}/sections`, section));
  const page = await at.deskOf('agent', 0, `cases/${row.caseId}/people`);
  await page.getByText('••• 123').waitFor();
  expect((await page.content()).replaceAll(/\s/g, '')).not.toContain('07700900123');
  await page.getByRole('button', { name: 'Edit: People of the case' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Lee Canary');
  await page.getByRole('textbox', { name: 'What else matters' }).fill('Rings her mother from 07700 900456.');
  await page.getByText('This looks like a phone number or an e-mail.').waitFor();
  await expectAccessibleInTwoShapes(page);
  await page.setViewportSize(DESKTOP);
  await page.getByRole('textbox', { name: 'What else matters' }).fill('Rings her mother.');
  await expect.poll(() => page.getByText('This looks like a phone number or an e-mail.').count()).toBe(0);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Lee Canary').waitFor();
  await page.getByText('••• 123').waitFor();
});
