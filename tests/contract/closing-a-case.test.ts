/** What is a lead’s to decide holds a case open, and only a lead ends it with the case, for a reason that stays. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseEvent, CaseRow, CaseView } from '../../shared/protocol/http/cases.ts';
import type { Guidance } from '../../shared/protocol/http/guidance.ts';
import { assessmentsAt } from '../support/assessments.ts';
import { askAs, type Method, makeCase, sectionOf, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { abusedCase, join } from '../support/joined-cases.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let agent: SignedIn;
let coordinator: SignedIn;
let lead: SignedIn;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  agent = await signIn(server.url, server.account('agent', 0));
  coordinator = await signIn(server.url, server.account('coordinator'));
  lead = await signIn(server.url, server.account('safeguarding_lead'));
});
afterAll(() => server?.close());

const ask = <T>(who: SignedIn, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
const open = async (caseId: string, who = agent) =>
  (await valueFrom(ask<{ case: CaseView }>(who, 'GET', `/cases/${caseId}`))).case;
async function close(who: SignedIn, caseId: string, more: object = {}) {
  const { revision } = (await open(caseId, who)).row;
  const closing = { revision, reason: 'person_ended', said: 'She wants no more', ...more };
  return ask<{ row: CaseRow }>(who, 'POST', `/cases/${caseId}/close`, closing);
}
const heldOpen = (kind: string) => ({
  error: { code: 'conflict', details: { reason: 'still_open', open: [{ kind, endsWithCase: true, byLead: true }] } },
});
/** High risk by judgement, and a no to the panel: a lead decides what is shared. */
async function refusedMarac(caseId: string) {
  const tools = assessmentsAt(server.url);
  const { row } = await tools.started(agent, { caseId });
  const high = { from: 'not_assessed', to: 'high', reason: 'He said he would kill her' };
  await valueFrom(tools.level(agent, row.assessmentId, high));
  const no = { clientId: randomUUID(), pathway: 'marac', outcome: 'refused', chosen: null, why: null };
  await valueFrom(ask(agent, 'POST', `/cases/${caseId}/pathways`, { ...no, saidNoReason: true }));
  return row.assessmentId;
}

describe('what is a lead’s to decide', () => {
  test('holds a case open for a worker, and ends by a lead with a reason that stands in the timeline', async () => {
    const { row } = await abusedCase(server.url, agent);
    await refusedMarac(row.caseId);
    for (const more of [{}, { endOpen: true }, { endOpen: true, endSaid: 'I decide' }])
      expect((await close(agent, row.caseId, more)).body).toMatchObject(heldOpen('marac_disclosure'));
    const alone = await close(lead, row.caseId, { endOpen: true });
    expect(alone.body).toMatchObject({ error: { code: 'bad_request', details: { issues: [{ path: 'endSaid' }] } } });
    const why = { endOpen: true, endSaid: 'Shared with the police today, who take it to the panel' };
    const { row: closed } = await valueFrom(close(lead, row.caseId, why));
    expect(closed.state).toBe('closed');
    const path = `/cases/${row.caseId}/timeline`;
    const { events } = await valueFrom(ask<{ events: CaseEvent[] }>(lead, 'GET', path));
    expect(events.find(({ kind }) => kind === 'lead_ended')).toMatchObject({
      ...{ codes: { what: 'marac_disclosure' }, text: why.endSaid, by: { agentId: lead.agentId } },
    });
    const reopening = { revision: closed.revision, said: 'She is back' };
    await valueFrom(ask(agent, 'POST', `/cases/${row.caseId}/reopen`, reopening));
    expect((await open(row.caseId)).due.map(({ kind }) => kind)).not.toContain('marac_disclosure');
  });

  test('a referral that a panel has, a child under 13 and a proposal that waits hold it open as well', async () => {
    const referred = await abusedCase(server.url, agent);
    const referral = { clientId: randomUUID(), panel: 'marac_kent', basis: 'agreed', said: 'She knows' };
    await valueFrom(ask(agent, 'POST', `/cases/${referred.row.caseId}/marac`, referral));
    expect((await close(agent, referred.row.caseId, { endOpen: true })).body).toMatchObject(heldOpen('marac_referral'));
    const why = { endOpen: true, endSaid: 'The panel goes on with it' };
    expect((await close(lead, referred.row.caseId, why)).status).toBe(200);

    const child = await makeCase(server.url, agent, { person: { ageBand: 'under_13' } });
    const held = await close(agent, child.row.caseId, { endOpen: true });
    expect(held.body).toMatchObject({ error: { details: { reason: 'still_open' } } });
    const { age, revision } = (
      await valueFrom(ask<{ guidance: Guidance }>(lead, 'GET', `/cases/${child.row.caseId}/guidance`))
    ).guidance;
    expect(age.duties.map(({ duty }) => duty)).toEqual(['under_13', 'safeguarding_check']);
    const done = { revision, said: 'Rang children’s services' };
    await valueFrom(ask(lead, 'POST', `/cases/${child.row.caseId}/duties/under_13/done`, done));
    // What is left is the worker's own.
    expect((await close(agent, child.row.caseId)).body).toMatchObject({ error: { details: { reason: 'still_open' } } });
    expect((await close(agent, child.row.caseId, { endOpen: true })).status).toBe(200);

    const risky = await abusedCase(server.url, agent);
    const tools = assessmentsAt(server.url);
    const { row } = await tools.started(agent, { caseId: risky.row.caseId });
    const level = (from: string, to: string) => tools.level(agent, row.assessmentId, { from, to, reason: 'Her words' });
    await valueFrom(level('not_assessed', 'high'));
    await valueFrom(level('high', 'medium'));
    const waits = await close(agent, risky.row.caseId, { endOpen: true });
    expect(waits.body).toMatchObject(heldOpen('approval_risk_lowering'));
  });

  test('stays so in a case that became part of another, and a lead ends it from the one that stays', async () => {
    const into = await abusedCase(server.url, agent);
    const other = await abusedCase(server.url, agent);
    await refusedMarac(other.row.caseId);
    await join(server.url, [agent, coordinator], into, other);
    expect((await close(agent, into.row.caseId, { endOpen: true })).body).toMatchObject(heldOpen('marac_disclosure'));
    const why = { endOpen: true, endSaid: 'The police take it to the panel' };
    expect((await close(lead, into.row.caseId, why)).status).toBe(200);
    expect((await open(other.row.caseId, lead)).due.map(({ kind }) => kind)).not.toContain('marac_disclosure');
  });

  test('whoever stood as under 18 is not given up by one worker who made an adult of them', async () => {
    const { row } = await makeCase(server.url, agent, { person: { ageBand: '13_15' } });
    const { body, revision } = sectionOf(await open(row.caseId), 'person');
    const adult = { section: 'person', revision, body: { ...body, ageBand: 'adult' } };
    await valueFrom(ask(agent, 'PUT', `/cases/${row.caseId}/sections`, adult));
    const gone = await close(agent, row.caseId, { reason: 'no_contact', endOpen: true });
    expect(gone.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'needs_lead' } } });
    expect((await close(lead, row.caseId, { reason: 'no_contact', endOpen: true })).status).toBe(200);
  });
});
