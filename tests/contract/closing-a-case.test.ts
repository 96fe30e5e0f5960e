/** What is a lead’s to decide holds a case open, and only a lead ends it with the case, for a reason that stays. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { type ReferralRow, referralOutboxSpec } from '../../server/referrals/index.ts';
import { alertsSpec } from '../../server/safeguarding/index.ts';
import type { CaseEvent, CaseRow, CaseView } from '../../shared/protocol/http/cases.ts';
import type { Guidance } from '../../shared/protocol/http/guidance.ts';
import { assessmentsAt } from '../support/assessments.ts';
import { askAs, type Method, makeCase, sectionOf, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { type Consents, consentsAt } from '../support/consents.ts';
import { abusedCase, join } from '../support/joined-cases.ts';
import { PORTAL_PARTNER, portalAt } from '../support/portal.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let agent: SignedIn;
let coordinator: SignedIn;
let lead: SignedIn;
let database: Database;
let the: Consents;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off', referralHoldMs: 3_600_000 } });
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  the = consentsAt(server.url);
  agent = await signIn(server.url, server.account('agent', 0));
  coordinator = await signIn(server.url, server.account('coordinator'));
  lead = await signIn(server.url, server.account('safeguarding_lead'));
});
afterAll(async () => {
  await database?.close();
  await server?.close();
});

const ask = <T>(who: SignedIn, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
const open = async (caseId: string, who = agent) =>
  (await valueFrom(ask<{ case: CaseView }>(who, 'GET', `/cases/${caseId}`))).case;
/** What a referral brings to its case comes a moment later: it is closed onto what stands then. */
async function close(who: SignedIn, caseId: string, more: object = {}, triesLeft = 5): ReturnType<typeof closeOnce> {
  const asked = await closeOnce(who, caseId, more);
  const moved = !asked.body.ok && asked.body.error.details?.reason === 'changed_meanwhile';
  return moved && triesLeft > 0 ? close(who, caseId, more, triesLeft - 1) : asked;
}
async function closeOnce(who: SignedIn, caseId: string, more: object) {
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

describe('a referral that is not over', () => {
  const rows = () => database.collection<ReferralRow>(referralOutboxSpec);
  const change = (referralId: string, set: object) => rows().updateOne({ _id: referralId }, { $set: set });
  /** They said yes on the telephone; `atOnce`: it has left when this answers. */
  async function referred(atOnce: boolean) {
    const { caseId } = (await makeCase(server.url, agent)).row;
    const { consentId } = await the.wrote(agent, caseId, { recipientId: PORTAL_PARTNER });
    const { referralId, reference } = await the.referred(agent, caseId, consentId, atOnce);
    const state = async () => (await rows().findOne({ _id: referralId }))?.state;
    if (atOnce) await expect.poll(state, { timeout: 10_000 }).toBe('sent');
    return { caseId, referralId, name: `Example domestic abuse partner, ${reference}` };
  }
  const kindsIn = async (caseId: string) => {
    const path = `/cases/${caseId}/timeline`;
    const { events } = await valueFrom(ask<{ events: CaseEvent[] }>(coordinator, 'GET', path));
    return events.map(({ kind, codes }) => [kind, codes.what ?? null]);
  };
  const goesOn = (kind: string, { referralId: id, name }: { referralId: string; name: string }) => ({
    error: { details: { reason: 'still_open', open: [{ kind, id, name, endsWithCase: true, goesOn: true }] } },
  });

  test('D2: goes on without the case once whoever closes has read it, and a coordinator is called in its place', async () => {
    const waits = await referred(false);
    expect((await close(agent, waits.caseId)).body).toMatchObject(goesOn('referral_on_its_way', waits));
    expect((await close(agent, waits.caseId, { endOpen: true })).status).toBe(200);
    expect(await rows().findOne({ _id: waits.referralId })).toMatchObject({ state: 'held', heldFor: 'person' });

    const sent = await referred(true);
    await change(sent.referralId, { 'chase.told': true });
    expect((await close(agent, sent.caseId)).body).toMatchObject(goesOn('referral_unanswered', sent));
    expect((await close(agent, sent.caseId, { endOpen: true })).status).toBe(200);
    expect(await kindsIn(sent.caseId)).toContainEqual(['goes_on', 'referral_unanswered']);
    await change(sent.referralId, { 'chase.at': Date.now() - 1 });
    const called = () =>
      database.collection(alertsSpec).countDocuments({ kind: 'referral_unanswered', caseId: sent.caseId });
    await expect.poll(called, { timeout: 10_000 }).toBe(1);
  });

  test('H17: of somebody at high risk that nobody has confirmed is a lead’s to leave to others', async () => {
    const sent = await referred(true);
    const tools = assessmentsAt(server.url);
    const { row } = await tools.started(agent, { caseId: sent.caseId });
    await valueFrom(tools.level(agent, row.assessmentId, { from: 'not_assessed', to: 'high', reason: 'Her words' }));
    const held = await close(agent, sent.caseId, { endOpen: true });
    const unanswered = { kind: 'referral_unanswered', byLead: true, goesOn: true };
    expect(held.body).toMatchObject({
      error: { details: { reason: 'still_open', open: expect.arrayContaining([expect.objectContaining(unanswered)]) } },
    });
    const why = { endOpen: true, endSaid: 'Robin there rings me tomorrow' };
    expect((await close(lead, sent.caseId, why)).status).toBe(200);
    expect(await kindsIn(sent.caseId)).toEqual(
      expect.arrayContaining([
        ['lead_ended', 'referral_unanswered'],
        ['goes_on', 'referral_unanswered'],
      ]),
    );
  });

  test('[C1] that waits for a decision is decided first: let go, or never, by a lead with a reason', async () => {
    const held = await referred(false);
    await change(held.referralId, { heldFor: 'coordinator', dueAt: null });
    expect((await close(agent, held.caseId, { endOpen: true })).body).toMatchObject(heldOpen('referral_held'));
    const why = { endOpen: true, endSaid: 'She left in a hurry and cannot be reached' };
    expect((await close(lead, held.caseId, why)).status).toBe(200);
    const row = await rows().findOne({ _id: held.referralId });
    expect(row).toMatchObject({ state: 'withdrawn', attempt: 0, dueAt: null });
    expect(row?.transitions.at(-1)?.by).toBe(lead.agentId);

    const lost = await referred(true);
    await change(lost.referralId, { state: 'undeliverable', lastFailure: 'status_503', dueAt: null });
    expect((await close(agent, lost.caseId, { endOpen: true })).body).toMatchObject(heldOpen('referral_not_gone'));
    expect((await close(lead, lost.caseId, why)).status).toBe(200);
    const { referrals } = await valueFrom(
      ask<{ referrals: { referralId: string }[] }>(coordinator, 'GET', '/referrals/undeliverable'),
    );
    expect(referrals.map(({ referralId }) => referralId)).toContain(lost.referralId);
  });

  test('a question of the partner is answered first, whoever closes', async () => {
    const asked = await referred(true);
    const partner = await signIn(server.url, server.account('partner'));
    await valueFrom(portalAt(server.url).say(partner, asked.referralId, 'question'));
    // What the partner said comes into the case a moment later, and whoever closes meanwhile is asked to look again.
    const closed = async (who: SignedIn) =>
      (await close(who, asked.caseId, { endOpen: true, endSaid: 'I decide' })).body;
    for (const who of [agent, lead])
      await expect
        .poll(() => closed(who), { timeout: 10_000 })
        .toMatchObject({ error: { details: { open: [{ kind: 'referral_question', endsWithCase: false }] } } });
    const answer = { clientId: randomUUID(), text: 'Mondays, she said.' };
    await valueFrom(ask(agent, 'POST', `/referrals/${asked.referralId}/answers`, answer));
    expect((await close(agent, asked.caseId)).status).toBe(200);
  });
});
