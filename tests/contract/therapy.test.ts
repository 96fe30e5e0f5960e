import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditSpec } from '../../server/audit/index.ts';
import { therapistNotesSpec } from '../../server/plans/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { dataKeysSpec } from '../../server/platform/sealing.store.ts';
import type { CaseRow, CaseView } from '../../shared/protocol/http/cases.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import type { TherapistNote } from '../../shared/protocol/http/therapy.ts';
import { assessmentsAt, said } from '../support/assessments.ts';
import { askAs, type Method, makeCase, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { postPlan } from '../support/plans.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { wallClock } from '../support/wall-clock.ts';

const clock = wallClock('wednesday', '10:00');
let server: TestServer;
let database: Database;
let therapist: SignedIn;
let next: SignedIn;
let owner: SignedIn;
let coordinator: SignedIn;

beforeAll(async () => {
  server = await startServer({ app: { clock } });
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  owner = await signIn(server.url, server.account('agent', 0));
  therapist = await signIn(server.url, server.account('agent', 2));
  next = await signIn(server.url, server.account('agent', 4));
  coordinator = await signIn(server.url, server.account('coordinator'));
});
afterAll(async () => {
  await database?.close();
  await server?.close();
});

const ask = <T>(who: SignedIn, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);

interface Where {
  readonly caseId: string;
  readonly planId: string;
}

/** A case of one worker with a therapeutic plan of another; both work on it. */
async function therapy(): Promise<Where> {
  const { row } = await makeCase(server.url, owner);
  const workers = { revision: row.revision, ownerId: owner.agentId, workerIds: [therapist.agentId, next.agentId] };
  await valueFrom(ask(coordinator, 'POST', `/cases/${row.caseId}/allocate`, workers));
  const given = { kind: 'therapeutic', leadId: therapist.agentId, startedOn: clock.day(), reviewOn: clock.day(40) };
  const { plan } = await valueFrom(postPlan(server.url, owner, row.caseId, given));
  return { caseId: row.caseId, planId: plan.planId };
}

const notesOf = (who: SignedIn, { caseId, planId }: Where) =>
  ask<{ notes: TherapistNote[] }>(who, 'GET', `/cases/${caseId}/plans/${planId}/therapist-notes`);
const write = (who: SignedIn, { caseId, planId }: Where, text = 'canary: what was said', clientId = randomUUID()) =>
  ask<{ note: TherapistNote }>(who, 'POST', `/cases/${caseId}/plans/${planId}/therapist-notes`, {
    ...{ clientId, sessionId: null, text },
  });
const planOf = async (who: SignedIn, { caseId, planId }: Where) => {
  const { plans } = await valueFrom(ask<{ plans: Plan[] }>(who, 'GET', `/cases/${caseId}/plans`));
  const found = plans.find((each) => each.planId === planId);
  if (!found?.therapy) throw new Error('There is no therapy.');
  return { ...found, therapy: found.therapy };
};

describe('the notes of a therapist', () => {
  test('[A1] are read by the therapist named on the plan, and by nobody else, whatever their role', async () => {
    const where = await therapy();
    await valueFrom(write(therapist, where));
    expect((await valueFrom(notesOf(therapist, where))).notes).toMatchObject([
      { text: 'canary: what was said', by: { name: therapist.name } },
    ]);
    const lead = await signIn(server.url, server.account('safeguarding_lead'));
    const supervisor = await signIn(server.url, server.account('supervisor'));
    for (const who of [owner, next, coordinator, lead, supervisor]) {
      expect((await notesOf(who, where)).status, who.role).toBe(404);
      expect((await write(who, where)).status, who.role).toBe(404);
      expect((await planOf(who, where)).therapy.notes, who.role).toBeNull();
    }
    for (const role of ['data_protection', 'administrator', 'commissioner'])
      expect((await notesOf(await signIn(server.url, server.account(role)), where)).status, role).toBe(403);
    expect((await planOf(therapist, where)).therapy.notes).toMatchObject({ count: 1 });
  });

  test('stay closed to whoever is named therapist by somebody else; only who wrote them hands them on', async () => {
    const where = await therapy();
    await valueFrom(write(therapist, where));
    const { revision, aim, reviewOn } = await planOf(owner, where);
    const words = { revision, aim, reviewOn, goals: [], leadId: next.agentId };
    await valueFrom(ask(coordinator, 'PUT', `/cases/${where.caseId}/plans/${where.planId}`, words));
    expect((await valueFrom(notesOf(next, where))).notes).toEqual([]);
    expect((await notesOf(therapist, where)).status).toBe(404);
    const handed = await therapy();
    await valueFrom(write(therapist, handed));
    const path = `/cases/${handed.caseId}/plans/${handed.planId}/hand-over`;
    expect((await ask(coordinator, 'POST', path, { revision: 1, to: next.agentId, withNotes: true })).status).toBe(404);
    await valueFrom(ask(therapist, 'POST', path, { revision: 1, to: next.agentId, withNotes: true }));
    expect((await valueFrom(notesOf(next, handed))).notes).toHaveLength(1);
    expect((await notesOf(therapist, handed)).status).toBe(404);
  });

  test('[P1] are sealed apart from the case, under a key of their own', async () => {
    const where = await therapy();
    await valueFrom(write(therapist, where));
    const stored = await database.collection(therapistNotesSpec).find({ planId: where.planId }).toArray();
    expect(stored).toMatchObject([{ presumption: 'against_disclosure' }]);
    expect(JSON.stringify(stored)).not.toMatch(/canary/);
    const keys = database.collection<{ _id: string }>(dataKeysSpec);
    expect(await keys.countDocuments({ _id: { $in: [`therapy:${where.caseId}`, `case:${where.caseId}`] } })).toBe(2);
    await keys.deleteOne({ _id: `case:${where.caseId}` });
    expect(await keys.countDocuments({ _id: `therapy:${where.caseId}` })).toBe(1);
  });

  test('are written once a clientId, and each reading is on record without a word', async () => {
    const where = await therapy();
    const clientId = randomUUID();
    const [first, second] = [
      await valueFrom(write(therapist, where, 'canary', clientId)),
      await valueFrom(write(therapist, where, 'canary', clientId)),
    ];
    expect(second.note).toEqual(first.note);
    expect((await write(therapist, where, 'another', clientId)).status).toBe(409);
    await valueFrom(notesOf(therapist, where));
    const records = await database
      .collection(auditSpec)
      .find({ 'target.id': where.planId }, { sort: { at: 1 } })
      .toArray();
    expect(records.map(({ action }) => action)).toEqual(['therapy_note.write', 'therapy_note.read']);
    expect(JSON.stringify(records)).not.toMatch(/canary/);
  });
});

describe('therapy on the record', () => {
  test('counts sessions offered, attended and not; one that was offered is due until somebody says', async () => {
    const where = await therapy();
    const offer = (at: string, clientId = randomUUID()) =>
      ask<{ plan: Plan }>(therapist, 'POST', `/cases/${where.caseId}/plans/${where.planId}/sessions`, { clientId, at });
    const clientId = randomUUID();
    await valueFrom(offer(clock.at('09:00', -7), clientId));
    await valueFrom(offer(clock.at('09:00', -7), clientId));
    const { plan } = await valueFrom(offer(clock.at('09:00', 7)));
    const [past, ahead] = plan.therapy?.sessions.list ?? [];
    const settle = (sessionId: string | undefined, revision: number, state: string, at: string) =>
      ask<{ plan: Plan }>(therapist, 'POST', `/cases/${where.caseId}/plans/${where.planId}/sessions/${sessionId}`, {
        revision,
        state,
        at,
      });
    const dues = async () =>
      (await valueFrom(ask<{ case: CaseView }>(owner, 'GET', `/cases/${where.caseId}`))).case.due.map(
        ({ kind }) => kind,
      );
    expect((await dues()).filter((kind) => kind === 'therapy_session')).toHaveLength(2);
    await valueFrom(settle(past?.sessionId, plan.revision, 'not_attended', past?.at ?? ''));
    const early = await settle(ahead?.sessionId, plan.revision + 1, 'attended', ahead?.at ?? '');
    expect(early.body).toMatchObject({ error: { details: { issues: [{ path: 'at' }] } } });
    const after = await planOf(owner, where);
    expect(after.therapy.sessions).toMatchObject({ offered: 2, attended: 0, notAttended: 1 });
    expect((await dues()).filter((kind) => kind === 'therapy_session')).toHaveLength(1);
  });

  test('holds modality and pre-trial note, and says that the notes are not handed over', async () => {
    const where = await therapy();
    const said = { revision: 1, modality: 'emdr', preTrial: { applies: 'yes', note: 'facts only' } };
    const path = `/cases/${where.caseId}/plans/${where.planId}/therapy`;
    const saved = await valueFrom(ask<{ plan: Plan }>(therapist, 'PUT', path, said));
    expect(saved.plan.therapy).toMatchObject({
      ...{ modality: 'emdr', preTrial: { applies: 'yes', note: 'facts only' }, measures: { list: [], change: null } },
      presumption: { code: 'against_disclosure', source: expect.stringMatching(/Victim information requests/) },
    });
  });

  test('is measured by a tool at its start and its end, each an assessment with its history', async () => {
    const where = await therapy();
    const tools = assessmentsAt(server.url);
    const measured = async (moment: 'start' | 'end', score: number) => {
      const begun = await tools.started(therapist, { ...where, tool: 'how_it_is', moment });
      const { scoring } = begun.definition;
      const counted = scoring.kind === 'sum' ? scoring.of : [];
      const rated = counted.map((topicId) => said(topicId, { is: 'rated', score }));
      const saved = await tools.answered(therapist, begun.row.assessmentId, rated);
      await valueFrom(tools.finish(therapist, saved.row));
      return begun.row.assessmentId;
    };
    const start = await measured('start', 3);
    // Six topics count as they are and two the other way round: 6 × 3 + 2 × 1.
    expect((await planOf(owner, where)).therapy.measures).toMatchObject({
      list: [{ assessmentId: start, moment: 'start', state: 'finished', score: 20, by: { name: therapist.name } }],
      change: null,
    });
    const end = await measured('end', 1);
    expect((await planOf(owner, where)).therapy.measures).toMatchObject({
      ...{ list: [{ assessmentId: start }, { assessmentId: end, score: 12 }], change: { change: -8 } },
    });
    expect(await tools.opened(owner, end)).toMatchObject({
      row: { planId: where.planId, level: 'not_assessed' },
      previous: { assessmentId: start },
    });
    const level = await tools.level(owner, end, { from: 'not_assessed', to: 'high', reason: 'The score.' });
    expect(level.status).toBe(400);
    const risk = await tools.start(owner, { ...where, tool: 'domestic_abuse_risk' });
    expect(risk.body).toMatchObject({ error: { details: { issues: [{ path: 'tool' }] } } });
    const stray = await tools.start(owner, { ...where, planId: randomUUID(), tool: 'how_it_is', moment: 'start' });
    expect(stray.body).toMatchObject({ error: { details: { issues: [{ path: 'planId' }] } } });
  });

  test('waits with a date and a review, and names no therapist until it begins', async () => {
    const { row } = await makeCase(server.url, owner);
    const waits = { kind: 'therapeutic', leadId: null, waiting: true, startedOn: clock.day(), reviewOn: clock.day(28) };
    const { plan } = await valueFrom(postPlan(server.url, owner, row.caseId, waits));
    const list = await valueFrom(
      ask<{ waiting: { planId: string; since: string; calledName: string }[] }>(
        coordinator,
        'GET',
        '/waiting-lists?kind=therapeutic',
      ),
    );
    expect(list.waiting).toMatchObject([{ planId: plan.planId, since: clock.day(), calledName: 'Canary Okafor' }]);
    const session = { clientId: randomUUID(), at: clock.at('09:00', 7) };
    expect((await ask(owner, 'POST', `/cases/${row.caseId}/plans/${plan.planId}/sessions`, session)).status).toBe(409);
  });

  test('has no therapist any more when they leave the case, and nobody becomes one by the way', async () => {
    const where = await therapy();
    const { case: view } = await valueFrom(ask<{ case: CaseView }>(coordinator, 'GET', `/cases/${where.caseId}`));
    const given = { revision: view.row.revision, ownerId: owner.agentId, workerIds: [] };
    await valueFrom(ask<{ row: CaseRow }>(coordinator, 'POST', `/cases/${where.caseId}/allocate`, given));
    expect((await planOf(owner, where)).lead).toBeNull();
    expect((await notesOf(owner, where)).status).toBe(404);
    expect((await notesOf(therapist, where)).status).toBe(404);
  });
});
