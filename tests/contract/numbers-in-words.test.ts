/** A number that the person said is not safe stands behind its gate and in no words of the case. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { askAs, makeCase, sectionOf, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { addContact } from '../support/contacts.ts';
import { postAction, postPlan } from '../support/plans.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

const UNSAFE = '07700 900456';
const SAFE = '07700 900111';
const THEIRS = '07700 900789';

let server: TestServer;
let agent: SignedIn;
let lead: SignedIn;
let caseId: string;

beforeAll(async () => {
  server = await startServer();
  agent = await signIn(server.url, server.account('agent', 0));
  lead = await signIn(server.url, server.account('safeguarding_lead'));
  caseId = (await makeCase(server.url, agent)).row.caseId;
  await addContact(server.url, agent, caseId, { value: UNSAFE, safe: 'no' });
  await addContact(server.url, agent, caseId, { value: SAFE });
  await save('people', {
    people: [
      {
        ...{ personId: 'p1', kind: 'other', name: 'Her neighbour', dateOfBirth: null, phone: THEIRS, relation: null },
        ...{ whereabouts: null, access: null, weapons: null, orders: null, school: null, note: null },
      },
    ],
  });
});

afterAll(() => server?.close());

const opened = async () =>
  (await valueFrom(askAs<{ case: CaseView }>(server.url, agent, 'GET', `/cases/${caseId}`))).case;

async function save(section: CaseView['sections'][number]['section'], change: object) {
  const { body, revision } = sectionOf(await opened(), section);
  const saving = { section, revision, body: { ...body, ...change } };
  return askAs(server.url, agent, 'PUT', `/cases/${caseId}/sections`, saving);
}

const note = (text: string, who = agent) =>
  askAs(server.url, who, 'POST', `/cases/${caseId}/notes`, { clientId: randomUUID(), text });
const day = (days: number) => londonDay(new Date(Date.now() + days * 86_400_000));
const refused = (path: string, message: RegExp) => ({
  status: 400,
  body: { error: { details: { issues: [{ path, message: expect.stringMatching(message) }] } } },
});

describe('a number of the case that the person said is not safe', () => {
  test('goes into no note: the sentence says where it stands, and whoever leads writes none either', async () => {
    expect(await note(`Her number is ${UNSAFE}, ring any time`)).toMatchObject(refused('text', /“Contact”/));
    expect(await note('Her number is +44 (0)7700-900456', lead)).toMatchObject(refused('text', /“Contact”/));
    const { events } = await valueFrom(
      askAs<{ events: { kind: string }[] }>(server.url, agent, 'GET', `/cases/${caseId}/timeline`),
    );
    expect(events.filter(({ kind }) => kind === 'note')).toEqual([]);
  });

  test('goes into no words of a section', async () => {
    expect(await save('person', { note: `ring ${UNSAFE}` })).toMatchObject(refused('body.note', /not safe/));
    expect(await save('safety_plan', { whoHelps: `me: ${UNSAFE}` })).toMatchObject(
      refused('body.whoHelps', /not safe/),
    );
  });

  test('goes into no answer to a pathway, no clock and no reason for keeping cases apart', async () => {
    const said = `ring ${UNSAFE}`;
    const write = (path: string, body: object) => askAs(server.url, agent, 'POST', `/cases/${caseId}${path}`, body);
    const wish = { clientId: randomUUID(), pathway: 'restorative_justice', said };
    expect(await write('/wishes', wish)).toMatchObject(refused('said', /not safe/));
    const stop = { revision: 1, clockId: 'first_safe_contact', at: new Date().toISOString(), said };
    expect(await write('/clocks/stop', stop)).toMatchObject(refused('said', /not safe/));
    const kept = { agentId: agent.agentId, reason: said };
    expect(await write('/exclusions', kept)).toMatchObject(refused('reason', /not safe/));
  });

  test('goes into no plan, goal or action', async () => {
    const action = await postAction(server.url, agent, caseId, { what: `ring ${UNSAFE}` });
    expect(action).toMatchObject(refused('what', /not safe/));
    const given = { startedOn: day(0), reviewOn: day(30) };
    const plan = await postPlan(server.url, agent, caseId, { ...given, goals: [{ text: `ring ${UNSAFE}` }] });
    expect(plan).toMatchObject(refused('goals.0.text', /not safe/));
  });

  test('is refused in what is said at the end of a case as well', async () => {
    const { revision } = (await opened()).row;
    const closing = { revision, reason: 'needs_met', said: `ring ${UNSAFE}` };
    expect(await askAs(server.url, agent, 'POST', `/cases/${caseId}/close`, closing)).toMatchObject(
      refused('said', /not safe/),
    );
  });
});

test('the number of somebody under "People" stays there', async () => {
  expect(await note(`Her neighbour has ${THEIRS}`)).toMatchObject(refused('text', /“People”/));
});

test('a safe number, and one that is none of the case, are written down: the page says what to think of', async () => {
  expect((await note(`She rang from ${SAFE}`)).status).toBe(200);
  expect((await note('The housing office is 01622 000000')).status).toBe(200);
});

test('[A1] whoever may not write in the case learns nothing of its numbers', async () => {
  const stranger = await signIn(server.url, server.account('agent', 2));
  const [ofTheirs, ofNobody] = [await note(UNSAFE, stranger), await note('01622 000000', stranger)];
  expect(ofTheirs).toEqual(ofNobody);
  expect(ofTheirs.status).toBe(404);
});
