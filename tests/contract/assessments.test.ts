import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { assessmentChangesSpec, assessmentsSpec } from '../../server/assessments/index.ts';
import { auditSpec } from '../../server/audit/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import type { CaseEvent, CaseView } from '../../shared/protocol/http/cases.ts';
import { assessmentsAt, no, notKnown, said, yes } from '../support/assessments.ts';
import { aNewCase, askAs, makeCase, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { type Helpline, helpline } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;
let database: Database;
let the: ReturnType<typeof assessmentsAt>;
let agent: SignedIn;
let colleague: SignedIn;
let coordinator: SignedIn;
let lead: SignedIn;
let supervisor: SignedIn;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
  the = assessmentsAt(server.url);
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  agent = await signIn(server.url, server.account('agent', 0));
  colleague = await signIn(server.url, server.account('agent', 2));
  coordinator = await signIn(server.url, server.account('coordinator'));
  lead = await signIn(server.url, server.account('safeguarding_lead'));
  supervisor = await signIn(server.url, server.account('supervisor'));
});
afterEach(() => at.tidy());
afterAll(async () => {
  await at?.close();
  await database?.close();
  await server?.close();
});

const aCase = async () => (await makeCase(server.url, agent)).row.caseId;
const audited = (id: string) =>
  database
    .collection(auditSpec)
    .find({ 'target.id': id }, { sort: { at: 1 } })
    .toArray();

describe('an assessment of a conversation', () => {
  test('brings what pre-chat told, with its origin, and nothing that was not said', async () => {
    const worker = await at.staff('agent');
    const { conversationId } = await at.talk({
      agent: worker,
      preChat: { safeToTalk: 'yes', topic: 'followed_or_watched', inDanger: 'no' },
    });
    const begun = await the.started(worker.me, { conversationId });
    expect(begun.answers).toMatchObject([
      {
        topicId: 'constant_contact',
        answer: yes,
        source: 'carried',
        origin: { from: 'pre_chat', field: 'topic', said: 'followed_or_watched' },
        revision: 1,
      },
    ]);
    expect(begun.reading).toMatchObject({ yes: 1, unanswered: 23, band: null, whyNoBand: 'too_many_lack' });
    const corrected = await the.answered(worker.me, begun.row.assessmentId, [
      said('constant_contact', no, { revision: 1 }),
    ]);
    expect(corrected.answers).toMatchObject([{ answer: no, source: 'victim', origin: null, revision: 2 }]);
  });

  test('carries from another tool, so that nobody is asked twice', async () => {
    const { conversationId, agent: worker } = await at.talk();
    const guide = await the.started(worker.me, { conversationId, tool: 'suicide_self_harm' });
    await the.answered(worker.me, guide.row.assessmentId, [said('thoughts_now', yes)]);
    const begun = await the.started(worker.me, { conversationId });
    expect(begun.answers).toMatchObject([
      { topicId: 'low_or_suicidal', origin: { from: 'tool', assessmentId: guide.row.assessmentId } },
    ]);
  });

  test('[A1] is for who has the conversation and for leads of its team, and does not exist for anybody else', async () => {
    const { conversationId, agent: worker } = await at.talk();
    const { row } = await the.started(worker.me, { conversationId });
    for (const who of [worker.me, lead, supervisor])
      expect((await the.open(who, row.assessmentId)).status, who.role).toBe(200);
    for (const who of [colleague, coordinator]) {
      expect((await the.open(who, row.assessmentId)).status, who.role).toBe(404);
      expect((await the.answer(who, row.assessmentId, [said('isolated', yes)])).status, who.role).toBe(404);
      expect((await the.start(who, { conversationId })).status, who.role).toBe(404);
      expect((await the.list(who, `conversationId=${conversationId}`)).status, who.role).toBe(404);
    }
    expect((await the.open(null, row.assessmentId)).status).toBe(401);
    const administrator = await signIn(server.url, server.account('administrator'));
    expect((await the.open(administrator, row.assessmentId)).status).toBe(403);
  });

  test('becomes the case’s with its conversation, raises the case, and is then reached through it', async () => {
    const { conversationId, agent: worker } = await at.talk();
    const { row } = await the.started(worker.me, { conversationId });
    const reason = 'He has a key again, and she is afraid of tonight.';
    await the.level(worker.me, row.assessmentId, { from: 'not_assessed', to: 'high', reason });
    const made = await valueFrom(
      askAs<{ case: CaseView }>(server.url, worker.me, 'POST', '/cases', aNewCase({ conversationId })),
    );
    const { caseId } = made.case.row;
    expect(made.case.row.risk).toBe('high');
    expect((await the.opened(coordinator, row.assessmentId)).row).toMatchObject({ caseId, level: 'high' });
    const { events } = await valueFrom(
      askAs<{ events: CaseEvent[] }>(server.url, coordinator, 'GET', `/cases/${caseId}/timeline`),
    );
    expect(events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['assessment_started', 'risk_changed']));
  });

  test('raises a case that it joins later as well', async () => {
    const { conversationId, agent: worker } = await at.talk();
    const { row } = await the.started(worker.me, { conversationId });
    await the.level(worker.me, row.assessmentId, { from: 'not_assessed', to: 'medium', reason: 'It grew worse.' });
    const made = await makeCase(server.url, worker.me);
    const link = { conversationId, said: 'the same person, they say' };
    const path = `/cases/${made.row.caseId}/conversations`;
    const linked = await valueFrom(askAs<{ case: CaseView }>(server.url, worker.me, 'POST', path, link));
    expect(linked.case.row.risk).toBe('medium');
  });
});

describe('answers', () => {
  test('are saved as they come over two contacts, each with its own', async () => {
    const caseId = await aCase();
    const { row } = await the.started(agent, { caseId });
    const call = { kind: 'call', id: null };
    await the.answered(agent, row.assessmentId, [said('isolated', yes), said('weapon', notKnown)], call);
    const meeting = { kind: 'meeting', id: null };
    await the.answered(
      agent,
      row.assessmentId,
      [said('weapon', yes, { revision: 1, note: 'A kitchen knife.' })],
      meeting,
    );
    const now = await the.opened(agent, row.assessmentId);
    expect(now.answers.map(({ topicId, contact }) => [topicId, contact?.kind])).toEqual([
      ['isolated', 'call'],
      ['weapon', 'meeting'],
    ]);
    expect(now.history).toMatchObject([
      { topicId: 'isolated', before: null, after: { answer: yes } },
      { topicId: 'weapon', before: null, after: { answer: notKnown } },
      {
        topicId: 'weapon',
        before: { answer: notKnown, contact: call },
        after: { answer: yes, note: 'A kitchen knife.', contact: meeting, by: { name: agent.name } },
      },
    ]);
  });

  test('of two people to different topics both stand, also at the same moment', async () => {
    const caseId = await aCase();
    const { row } = await the.started(agent, { caseId });
    const topics = ['isolated', 'weapon', 'strangled', 'money', 'separation', 'more_often', 'hurt_others', 'sexual'];
    await Promise.all(
      topics.map((topic, index) => the.answered(index % 2 ? agent : lead, row.assessmentId, [said(topic, yes)])),
    );
    const { answers } = await the.opened(agent, row.assessmentId);
    expect(answers.map(({ topicId }) => topicId).sort()).toEqual([...topics].sort());
  });

  test('to a topic that somebody else changed meanwhile keep theirs, say so, and save the rest', async () => {
    const caseId = await aCase();
    const { row } = await the.started(agent, { caseId });
    await the.answered(lead, row.assessmentId, [said('strangled', yes)]);
    const mine = await the.answered(agent, row.assessmentId, [said('strangled', no), said('weapon', no)]);
    expect(mine.conflicts).toEqual(['strangled']);
    expect(mine.answers).toMatchObject([
      { topicId: 'strangled', answer: yes, by: { name: lead.name }, revision: 1 },
      { topicId: 'weapon', answer: no },
    ]);
  });

  test('sent again are the same, and taken away are unanswered, not no', async () => {
    const caseId = await aCase();
    const { row } = await the.started(agent, { caseId });
    await the.answered(agent, row.assessmentId, [said('weapon', yes)]);
    const again = await the.answered(agent, row.assessmentId, [said('weapon', yes)]);
    expect(again).toMatchObject({ conflicts: [], answers: [{ revision: 1 }] });
    const taken = await the.answered(agent, row.assessmentId, [said('weapon', null, { revision: 1 })]);
    expect(taken.reading).toMatchObject({ yes: 0, no: 0, unanswered: 24 });
  });

  test.each([
    ['to no topic of the tool', [said('favourite_colour', yes)], 'answers.0.topicId', /no topic/],
    ['of another form', [said('weapon', { is: 'rated', score: 3 })], 'answers.0.answer', /yes, no or not known/],
    ['to one topic twice', [said('weapon', yes), said('weapon', no)], 'answers.1.topicId', /once/],
  ])('%s are refused with what to correct', async (_what, answers, path, message) => {
    const caseId = await aCase();
    const { row } = await the.started(agent, { caseId });
    const { status, body } = await the.answer(agent, row.assessmentId, answers);
    expect(status).toBe(400);
    expect(body.ok ? [] : body.error.details?.issues).toMatchObject([
      { path, message: expect.stringMatching(message) },
    ]);
  });

  test('name only contacts of their own case, and a number in the words is flagged', async () => {
    const caseId = await aCase();
    const { row } = await the.started(agent, { caseId });
    const elsewhere = { kind: 'conversation', id: randomUUID() };
    expect((await the.answer(agent, row.assessmentId, [said('weapon', yes)], elsewhere)).status).toBe(400);
    const note = 'Her sister is on 07700 900123.';
    const { answers } = await the.answered(agent, row.assessmentId, [said('isolated', no, { note })]);
    expect(answers).toMatchObject([{ contactInWords: true }]);
  });

  test('that call for a lead ring the leads, once', async () => {
    const leading = await at.staff('safeguarding_lead');
    const { conversationId, agent: worker } = await at.talk();
    const { row } = await the.started(worker.me, { conversationId, tool: 'suicide_self_harm' });
    await the.answered(worker.me, row.assessmentId, [said('plan', yes)]);
    const { alert } = await leading.next('alert:raised', (made) => made.alert.kind === 'assessment_lead');
    expect(alert).toMatchObject({ conversationId });
    const caseId = await aCase();
    const ofCase = await the.started(agent, { caseId, tool: 'suicide_self_harm' });
    await the.answered(agent, ofCase.row.assessmentId, [said('means_near', yes)]);
    await leading.next('alert:raised', (made) => made.alert.kind === 'assessment_lead' && made.alert.caseId === caseId);
    const guided = await the.opened(worker.me, row.assessmentId);
    expect(guided.reading).toMatchObject({ score: null, band: null });
  });
});

describe('beginning', () => {
  test('twice under one clientId is one, and a second open one of the same tool points to the first', async () => {
    const caseId = await aCase();
    const clientId = randomUUID();
    const [first, second] = await Promise.all([
      the.started(agent, { caseId, clientId }),
      the.started(agent, { caseId, clientId }),
    ]);
    expect(second.row.assessmentId).toBe(first.row.assessmentId);
    const other = await the.start(lead, { caseId });
    expect(other.body).toMatchObject({
      error: { code: 'conflict', details: { reason: 'open_already', assessmentId: first.row.assessmentId } },
    });
    const under = await the.start(agent, { caseId, clientId, tool: 'stalking_screening' });
    expect(under.body).toMatchObject({ error: { code: 'conflict' } });
  });

  test.each([
    ['no subject', {}, /Name one of/],
    ['two subjects', { caseId: 'a', conversationId: 'b' }, /Name one of/],
  ])('with %s is refused', async (_what, given, message) => {
    const { status, body } = await the.start(agent, given);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toMatch(message);
  });

  test('needs takes a moment, and a tool without moments takes none', async () => {
    const caseId = await aCase();
    expect((await the.start(agent, { caseId, tool: 'needs' })).status).toBe(400);
    expect((await the.start(agent, { caseId, moment: 'start' })).status).toBe(400);
    expect((await the.start(agent, { caseId, tool: 'fortune' })).status).toBe(400);
  });
});

describe('needs over time', () => {
  test('the person’s score leads, and what was not scored again is not "no change"', async () => {
    const caseId = await aCase();
    const rated = (topic: string, score: number) => said(topic, { is: 'rated', score });
    const start = await the.started(agent, { caseId, tool: 'needs', moment: 'start' });
    await the.answered(agent, start.row.assessmentId, [
      rated('finance_benefits.person', 4),
      rated('drugs_alcohol.person', 2),
    ]);
    const review = await the.started(agent, { caseId, tool: 'needs', moment: 'review' });
    await the.answered(agent, review.row.assessmentId, [rated('finance_benefits.person', 1)]);
    const { outcome } = await the.opened(agent, review.row.assessmentId);
    expect(outcome?.completion).toEqual({ both: 1, of: 8 });
    expect(outcome?.needs.find(({ need }) => need === 'finance_benefits')?.person.change).toBe(-3);
    expect(outcome?.needs.find(({ need }) => need === 'drugs_alcohol')?.person.change).toBeNull();
  });
});

describe('what is stored', () => {
  test('[P1] holds no answer, no note and no topic in clear', async () => {
    const caseId = await aCase();
    const { row } = await the.started(agent, { caseId });
    await the.answered(agent, row.assessmentId, [said('strangled', yes, { note: 'canary words' })]);
    await the.level(agent, row.assessmentId, { from: 'not_assessed', to: 'high', reason: 'canary reason' });
    const stored = [
      await database.collection<{ _id: string }>(assessmentsSpec).findOne({ _id: row.assessmentId }),
      ...(await database.collection(assessmentChangesSpec).find({ assessmentId: row.assessmentId }).toArray()),
      ...(await audited(row.assessmentId)),
    ];
    expect(stored.length).toBeGreaterThan(3);
    expect(JSON.stringify(stored)).not.toMatch(/canary|strangled/i);
  });

  test('says who saw it and who changed it', async () => {
    const caseId = await aCase();
    const { row } = await the.started(agent, { caseId });
    await the.answered(agent, row.assessmentId, [said('weapon', yes)]);
    await the.opened(coordinator, row.assessmentId);
    expect((await audited(row.assessmentId)).map(({ action, actor }) => [action, actor.id])).toEqual([
      ['assessment.start', agent.agentId],
      ['assessment.answer', agent.agentId],
      ['assessment.read', coordinator.agentId],
    ]);
    await the.list(coordinator, `caseId=${caseId}`);
    expect((await audited(caseId)).map(({ action }) => action)).toContain('assessment.list');
  });
});
