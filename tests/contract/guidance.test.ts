import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditSpec } from '../../server/audit/index.ts';
import { maracReferralsSpec, pathwayRecordsSpec } from '../../server/guidance/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { MaracReferral, PathwayRecord } from '../../shared/protocol/guidance.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import type { Guidance } from '../../shared/protocol/http/guidance.ts';
import { assessmentsAt } from '../support/assessments.ts';
import { askAs, type Method, makeCase, type SomeOfACase, sectionOf, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let database: Database;
let agent: SignedIn;
let stranger: SignedIn;
let lead: SignedIn;

beforeAll(async () => {
  server = await startServer();
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  agent = await signIn(server.url, server.account('agent', 0));
  stranger = await signIn(server.url, server.account('agent', 3));
  lead = await signIn(server.url, server.account('safeguarding_lead'));
});
afterAll(async () => {
  await database?.close();
  await server?.close();
});

const ask = <T>(who: SignedIn | null, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
const guidanceOn = async (caseId: string, who = agent) =>
  (await valueFrom(ask<{ guidance: Guidance }>(who, 'GET', `/cases/${caseId}/guidance`))).guidance;
const open = async (caseId: string) =>
  (await valueFrom(ask<{ case: CaseView }>(agent, 'GET', `/cases/${caseId}`))).case;

const anIncident = (given: object = {}) => ({
  ...{
    incidentId: randomUUID(),
    crimeType: 'da_physical',
    flags: [],
    strands: [],
    occurredBand: null,
    occurredOn: null,
  },
  ...{ reported: null, crimeReference: null, whyNotReported: [], relationToPerson: 'ex_partner', note: null },
  ...given,
});
/** A woman of 34 in Dover, hurt by a former partner. */
const abused = (given: SomeOfACase = {}) =>
  makeCase(server.url, agent, {
    person: { dateOfBirth: '1992-03-04' },
    circumstances: { capacities: ['direct_victim'], area: 'dover' },
    incidents: [anIncident()],
    ...given,
  });
async function save(view: CaseView, section: 'circumstances' | 'person' | 'rights', change: object): Promise<void> {
  const { body, revision } = sectionOf(await open(view.row.caseId), section);
  await valueFrom(
    ask(agent, 'PUT', `/cases/${view.row.caseId}/sections`, { section, revision, body: { ...body, ...change } }),
  );
}
/** The level as somebody's judgement leaves it: raised alone, with a reason. */
async function atRisk(view: CaseView, level: 'standard' | 'medium' | 'high'): Promise<void> {
  const tools = assessmentsAt(server.url);
  const { caseId } = view.row;
  const { assessments } = await valueFrom(tools.list(agent, `caseId=${caseId}`));
  const row = assessments[0] ?? (await tools.started(agent, { caseId })).row;
  await valueFrom(
    tools.level(agent, row.assessmentId, { from: row.level, to: level, reason: 'What she says of last night' }),
  );
}
const answer = (caseId: string, given: object, who = agent) =>
  ask<{ record: PathwayRecord }>(who, 'POST', `/cases/${caseId}/pathways`, {
    ...{
      clientId: randomUUID(),
      pathway: 'da_choice',
      outcome: 'accepted',
      chosen: 'stay',
      why: null,
      saidNoReason: true,
    },
    ...given,
  });

describe('guidance on a case', () => {
  test('says eligibility, rights, age and pathways, each with its rule and the answers behind it', async () => {
    const { row } = await abused();
    const guidance = await guidanceOn(row.caseId);
    expect(guidance.eligibility).toMatchObject({ outcome: 'eligible', ruleId: 'eligibility.affected', signpost: null });
    expect(guidance.eligibility.grounds).toContainEqual({ fact: 'circumstances.area', value: 'dover' });
    expect(guidance.rights.groups.map(({ group }) => group)).toEqual(['serious_crime']);
    expect(guidance.rights.rights.map(({ right }) => right)).toEqual([1, 4, 12]);
    expect(guidance.age).toMatchObject({ band: 'adult', rules: [], duties: [] });
    expect(guidance.pathways.map(({ pathway }) => pathway)).toEqual(['da_assess', 'da_choice']);
    expect(guidance.clocks.map(({ state }) => state)).toEqual(['met', 'met']);
  });

  test('changes with the answers: out of area is a signpost, and the word of the person brings them back', async () => {
    const view = await abused();
    await save(view, 'circumstances', { area: 'out_of_area' });
    const away = (await guidanceOn(view.row.caseId)).eligibility;
    expect(away).toMatchObject({ outcome: 'out_of_area', crisisHelp: true, signpost: { unverified: true } });
    await save(view, 'circumstances', { area: 'out_of_area', living: 'in_refuge_here' });
    expect((await guidanceOn(view.row.caseId)).eligibility.outcome).toBe('eligible');
  });

  test('runs every rule of age again when the age changes', async () => {
    const view = await abused();
    await save(view, 'person', { dateOfBirth: `${new Date().getUTCFullYear() - 15}-01-01` });
    const { age, rights, pathways } = await guidanceOn(view.row.caseId);
    expect(age.rules.map(({ ruleId }) => ruleId)).toContain('age.no_marac');
    expect(age.duties.map(({ duty }) => duty)).toEqual(
      expect.arrayContaining(['child_protection_route', 'safeguarding_check']),
    );
    expect(rights.groups.map(({ group }) => group)).toContain('vulnerable_or_intimidated');
    expect(pathways.map(({ pathway }) => pathway)).toEqual(
      expect.arrayContaining(['child_protection', 'young_people']),
    );
    expect(pathways.map(({ pathway }) => pathway)).not.toContain('marac');
  });

  test('follows the level of risk', async () => {
    const view = await abused();
    await atRisk(view, 'high');
    const { pathways } = await guidanceOn(view.row.caseId);
    expect(pathways.map(({ pathway }) => pathway)).toEqual(['idva', 'marac']);
    expect(pathways[0]?.providers.map(({ code }) => code)).toEqual(['kidas_thanet_dover']);
    expect(pathways[1]?.panel?.label).toBe('Kent MARAC');
  });

  test('takes the grade of the police as theirs: an adviser at once, and our own topics today', async () => {
    const { row } = await abused();
    const tools = assessmentsAt(server.url);
    const { row: assessment } = await tools.started(agent, { caseId: row.caseId });
    const grade = { tool: 'dara', grade: 'high', gradedOn: londonDay(new Date()) };
    await valueFrom(tools.policeGrade(agent, assessment.assessmentId, grade));
    const { pathways } = await guidanceOn(row.caseId);
    expect(pathways.map(({ pathway }) => pathway)).toEqual(['da_assess', 'idva', 'da_choice']);
  });

  test('[A1] is for who may read the case, and who read it is recorded', async () => {
    const { row } = await abused();
    expect((await ask(stranger, 'GET', `/cases/${row.caseId}/guidance`)).status).toBe(404);
    await guidanceOn(row.caseId, lead);
    const records = await database
      .collection(auditSpec)
      .find({ 'target.id': row.caseId, action: 'case.guidance' })
      .toArray();
    expect(records).toMatchObject([{ actor: { id: lead.agentId, role: 'safeguarding_lead' } }]);
  });
});

describe('what came of a pathway', () => {
  test('is written down with what was offered, chosen and why, and not pressed again for the same reason', async () => {
    const view = await abused();
    await atRisk(view, 'standard');
    const { caseId } = view.row;
    const why = 'canary: her sister is there';
    const { record } = await valueFrom(answer(caseId, { chosen: 'kidas_thanet_dover', why, saidNoReason: false }));
    expect(record).toMatchObject({
      offered: ['stay', 'kidas_thanet_dover'],
      chosen: 'kidas_thanet_dover',
      why,
      next: 'refer',
    });
    expect(record.ruleIds).toContain('pathway.da_choice.standard_or_medium');
    const shown = (await guidanceOn(caseId)).pathways.find(({ pathway }) => pathway === 'da_choice');
    expect(shown).toMatchObject({ answered: { recordId: record.recordId }, again: false });
    const stored = await database.collection(pathwayRecordsSpec).find({ caseId }).toArray();
    expect(JSON.stringify(stored)).not.toContain('canary');
  });

  test('refused is an outcome, and what is refused is offered again when the risk rises', async () => {
    const view = await abused();
    await atRisk(view, 'standard');
    await valueFrom(answer(view.row.caseId, { outcome: 'refused', chosen: null }));
    await atRisk(view, 'medium');
    const shown = (await guidanceOn(view.row.caseId)).pathways.find(({ pathway }) => pathway === 'da_choice');
    expect(shown).toMatchObject({ answered: { outcome: 'refused' }, again: true });
  });

  test('sent again it is one, and another answer under its id is refused', async () => {
    const { row } = await abused();
    const given = { clientId: randomUUID() };
    const first = await valueFrom(answer(row.caseId, given));
    expect((await valueFrom(answer(row.caseId, given))).record.recordId).toBe(first.record.recordId);
    expect((await answer(row.caseId, { ...given, chosen: null, outcome: 'refused' })).status).toBe(409);
  });

  test.each([
    ['what was not offered', { chosen: 'midas_medway' }, 'body.chosen', /not among what was offered/],
    [
      'a no without a word on the reason',
      { outcome: 'refused', chosen: null, saidNoReason: false },
      'body.why',
      /no reason/,
    ],
    ['a pathway that there is none', { pathway: 'atlantis' }, 'body.pathway', /no such pathway/],
    [
      'restorative justice that nobody asked for',
      { pathway: 'restorative_justice', chosen: null },
      'body.pathway',
      /only when they asked/,
    ],
  ])('%s is refused with what to correct', async (_, wrong, path, message) => {
    const { row } = await abused();
    const refused = await answer(row.caseId, wrong);
    const issues = refused.body.ok ? [] : (refused.body.error.details?.issues ?? []);
    expect([refused.status, issues]).toMatchObject([400, [{ path, message: expect.stringMatching(message) }]]);
  });

  test('a duty that was not needed waits for a lead, unless a lead says so', async () => {
    const view = await abused({ person: { ageBand: '16_17' } });
    const { caseId } = view.row;
    const notNeeded = {
      pathway: 'child_protection',
      outcome: 'not_needed',
      chosen: null,
      why: 'Known to them',
      saidNoReason: false,
    };
    expect((await valueFrom(answer(caseId, notNeeded))).record.next).toBe('lead_decides');
    expect((await open(caseId)).due.map(({ kind }) => kind)).toContain('lead_decides');
    await valueFrom(answer(caseId, notNeeded, lead));
    expect((await open(caseId)).due.map(({ kind }) => kind)).not.toContain('lead_decides');
  });

  test('a wish makes nothing of a first contact', async () => {
    const { row } = await abused();
    const wish = { clientId: randomUUID(), pathway: 'restorative_justice', said: 'canary: she wants to ask him why' };
    const { wishes } = await valueFrom(ask<{ wishes: string[] }>(agent, 'POST', `/cases/${row.caseId}/wishes`, wish));
    expect(wishes).toEqual(['restorative_justice']);
    const { pathways } = await guidanceOn(row.caseId);
    expect(pathways.map(({ pathway }) => pathway)).not.toContain('restorative_justice');
  });
});

describe('MARAC', () => {
  const refer = (caseId: string, given: object = {}) =>
    ask<{ referral: MaracReferral }>(agent, 'POST', `/cases/${caseId}/marac`, {
      ...{ clientId: randomUUID(), panel: 'marac_kent', basis: 'agreed', said: 'canary: she knows who will be there' },
      ...given,
    });
  const move = (caseId: string, referral: MaracReferral, given: object) =>
    ask<{ referral: MaracReferral }>(agent, 'POST', `/cases/${caseId}/marac/${referral.referralId}/moves`, {
      revision: referral.revision,
      ...given,
    });
  const proposedDisclosure = async (caseId: string) => {
    const form = {
      ...{ clientId: randomUUID(), conversationId: null, caseId, concernId: null, alertId: null, emergency: false },
      ...{ madeAt: null, reason: 'risk_to_life_self', lawfulBasis: 'vital_interests', specialCategory: 'safeguarding' },
      ...{ recipient: 'marac', recipientName: 'Kent MARAC', what: 'Where she is and what he threatened' },
      ...{ why: 'He has a gun', told: 'not_told', whyNotTold: 'unsafe_for_them', toldCardIds: [] },
    };
    type Proposed = { disclosure: { disclosureId: string; approvalId: string } };
    return (await valueFrom(ask<Proposed>(agent, 'POST', '/disclosures', form))).disclosure;
  };
  const today = londonDay(new Date());
  const kinds = async (caseId: string) => (await open(caseId)).due.map(({ kind }) => kind);

  test('is referred with agreement, to be acknowledged within hours, and comes back heard with its actions', async () => {
    const view = await abused();
    const { caseId } = view.row;
    let { referral } = await valueFrom(refer(caseId));
    expect(referral).toMatchObject({
      state: 'referred',
      basis: 'agreed',
      panel: { label: 'Kent MARAC' },
      repeat: false,
    });
    expect(await kinds(caseId)).toEqual(['partner_acknowledgement']);
    expect((await open(caseId)).row.waitingFor).toEqual(['others']);
    ({ referral } = await valueFrom(move(caseId, referral, { cause: 'list', meetingOn: today })));
    expect(await kinds(caseId)).toEqual(['marac_meeting']);
    ({ referral } = await valueFrom(move(caseId, referral, { cause: 'hear', on: today })));
    expect(await kinds(caseId)).toEqual(['marac_actions']);
    const actions = 'canary: locks, a call each week';
    ({ referral } = await valueFrom(move(caseId, referral, { cause: 'return_actions', actions })));
    expect(referral).toMatchObject({ state: 'actions_returned', actions, heardOn: today });
    expect([await kinds(caseId), (await open(caseId)).row.waitingFor]).toEqual([[], []]);
    const stored = await database.collection(maracReferralsSpec).find({ caseId }).toArray();
    expect(JSON.stringify(stored)).not.toContain('canary');
    const again = await valueFrom(refer(caseId));
    expect(again.referral.repeat).toBe(true);
  });

  test('a refusal leaves the decision to the lead; without agreement it goes by a disclosure alone', async () => {
    const view = await abused();
    await atRisk(view, 'high');
    const { caseId } = view.row;
    const { record } = await valueFrom(answer(caseId, { pathway: 'marac', outcome: 'refused', chosen: null }));
    expect(record.next).toBe('disclosure_with_lead');
    expect(await kinds(caseId)).toContain('marac_disclosure');
    const without = { basis: 'without_agreement', disclosureId: randomUUID() };
    expect((await refer(caseId, without)).body).toMatchObject({
      error: { code: 'conflict', details: { reason: 'disclosure_first' } },
    });
    await valueFrom(refer(caseId));
    expect(await kinds(caseId)).not.toContain('marac_disclosure');
  });

  test('without agreement it goes by what two people decided for this very case, and by no other', async () => {
    const { row } = await abused();
    const other = await abused();
    const { disclosureId, approvalId } = await proposedDisclosure(row.caseId);
    const without = { basis: 'without_agreement', disclosureId, said: 'Asking would have put her in danger' };
    const refusedFor = async (caseId: string) => (await refer(caseId, without)).body;
    const first = { error: { code: 'conflict', details: { reason: 'disclosure_first' } } };
    expect(await refusedFor(row.caseId)).toMatchObject(first);
    const decision = { decision: 'approve', answer: 'Her life is in danger' };
    await valueFrom(ask(lead, 'POST', `/approvals/${approvalId}/decide`, decision));
    expect(await refusedFor(other.row.caseId)).toMatchObject(first);
    const { referral } = await valueFrom(refer(row.caseId, without));
    expect(referral).toMatchObject({ basis: 'without_agreement', disclosureId });
  });

  test('is not for a child below the age of the panel: that is child protection', async () => {
    const { row } = await abused({ person: { ageBand: '13_15' } });
    expect((await refer(row.caseId)).body).toMatchObject({ error: { details: { reason: 'too_young', fromAge: 16 } } });
  });

  test('has one open referral at a time, and one under each id', async () => {
    const { row } = await abused();
    const given = { clientId: randomUUID() };
    const first = await valueFrom(refer(row.caseId, given));
    expect((await valueFrom(refer(row.caseId, given))).referral.referralId).toBe(first.referral.referralId);
    expect((await refer(row.caseId)).body).toMatchObject({ error: { details: { reason: 'already_referred' } } });
    expect((await refer(row.caseId, { panel: 'marac_atlantis' })).status).toBe(400);
  });

  test('of two who move it at once the second is told, and a day ahead is refused with what to correct', async () => {
    const { row } = await abused();
    const { referral } = await valueFrom(refer(row.caseId));
    await valueFrom(move(row.caseId, referral, { cause: 'list', meetingOn: '2999-01-05' }));
    const late = await move(row.caseId, referral, { cause: 'recall', said: null });
    expect(late.body).toMatchObject({
      error: { code: 'conflict', details: { reason: 'changed_meanwhile', changedBy: agent.name } },
    });
    const ahead = await move(row.caseId, { ...referral, revision: 2 }, { cause: 'hear', on: '2999-01-05' });
    expect(ahead.body).toMatchObject({
      error: { details: { issues: [{ message: expect.stringContaining('not come yet') }] } },
    });
  });
});

describe('a postcode', () => {
  test('gives districts to ask about, or a clear word, and stands nowhere', async () => {
    const find = async (postcode: string) =>
      valueFrom(ask<{ found: string; sentence: string }>(agent, 'POST', '/areas/find', { postcode }));
    expect(await find('ct16 1aa')).toMatchObject({
      found: 'inside',
      outward: 'CT16',
      areas: [{ code: 'dover', label: 'Dover' }],
    });
    expect((await find('SW1A 1AA')).sentence).toContain('their word counts');
    expect(await find('what?')).toMatchObject({ found: 'no_postcode', areas: [] });
    expect((await ask(null, 'POST', '/areas/find', { postcode: 'CT16' })).status).toBe(401);
  });
});
