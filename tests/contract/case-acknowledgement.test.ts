/** What is sent from a conversation is to be acknowledged in time, and the case that the conversation belongs to shows it (D2). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { type ReferralRow, referralOutboxSpec } from '../../server/referrals/index.ts';
import type { ClockView } from '../../shared/protocol/clocks.ts';
import type { CaseEvent, CaseView } from '../../shared/protocol/http/cases.ts';
import type { ChaseView } from '../../shared/protocol/http/referral-follow-up.ts';
import { assessmentsAt } from '../support/assessments.ts';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import { type Helpline, helpline } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;
let database: Database;

beforeAll(async () => {
  server = await startServer();
  at = helpline(server);
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
});
afterAll(async () => {
  await at?.close();
  await database?.close();
  await server?.close();
});

/** As the outbox keeps one that left: no signal tells this node of it. */
function aSentReferral(conversationId: string, sentAt: number, change: Partial<ReferralRow> = {}): ReferralRow {
  const id = randomUUID();
  return {
    ...{ _id: id, kind: 'referral', referralId: id, reference: 'AAAA-AAAA', conversationId, requestId: 'a-request' },
    ...{ recipientId: 'kidas', consentId: randomUUID(), state: 'sent', itemIds: ['name'], heldFor: null, dueAt: null },
    ...{ attempt: 1, lease: null, leaseUntil: null, firstSentAt: sentAt, sentAt, acknowledgedAt: null },
    ...{ partnerReference: null, lastFailure: null, recallWanted: false, tell: null, service: 'Test', createdBy: 'me' },
    ...{ createdAt: sentAt, transitions: [{ state: 'sent', at: sentAt, by: 'system' }], versions: {} },
    ...{ purgeAt: null, legalHold: false, ...change },
  };
}

test('a partner’s clock starts with what was sent and ends with its word, though no signal told of either', async () => {
  const worker = await at.staff('agent');
  const { conversationId } = await at.talk({ agent: worker });
  const { row } = await makeCase(server.url, worker.me, { conversationId, channel: 'web_chat' });
  const sentAt = Date.now();
  const referral = aSentReferral(conversationId, sentAt);
  const outbox = database.collection<ReferralRow>(referralOutboxSpec);
  await outbox.insertOne(referral);
  const clock = async () => {
    const { clocks } = await valueFrom(
      askAs<{ clocks: ClockView[] }>(server.url, worker.me, 'GET', `/cases/${row.caseId}/clocks`),
    );
    return clocks.find((each) => each.clock === 'partner_acknowledgement');
  };
  await expect.poll(async () => (await clock())?.state, { timeout: 15_000 }).toBe('running');
  expect(await clock()).toMatchObject({
    measures: 'partner',
    startedAt: new Date(sentAt).toISOString(),
    counts: 'working_days',
  });
  const acknowledgedAt = sentAt + 60_000;
  await outbox.updateOne(
    { _id: referral._id },
    {
      $set: { state: 'acknowledged', acknowledgedAt },
      $push: { transitions: { state: 'acknowledged', at: Date.now(), by: 'system' } },
    },
  );
  await expect.poll(async () => (await clock())?.state, { timeout: 15_000 }).toBe('met');
  expect((await clock())?.stoppedAt).toBe(new Date(acknowledgedAt).toISOString());
});

test('D2: what nobody acknowledges is due for its owner, asked after, due again though no signal told of it, and done when they have it', async () => {
  const worker = await at.staff('agent');
  const { conversationId } = await at.talk({ agent: worker });
  const { row } = await makeCase(server.url, worker.me, { conversationId, channel: 'web_chat' });
  const sentAt = Date.now();
  const acknowledgeBy = { at: sentAt - 1_000, counts: 'working_days' as const };
  const referral = aSentReferral(conversationId, sentAt, {
    ...{ createdBy: worker.me.agentId, acknowledgeBy, chase: { step: 'first', at: acknowledgeBy.at, told: false } },
  });
  await database.collection<ReferralRow>(referralOutboxSpec).insertOne(referral);
  const due = async () => {
    const view = await valueFrom(askAs<{ case: CaseView }>(server.url, worker.me, 'GET', `/cases/${row.caseId}`));
    return view.case.due.filter(({ kind }) => kind === 'chase_referral' || kind === 'partner_acknowledgement');
  };
  await expect.poll(async () => (await due()).map(({ kind }) => kind), { timeout: 15_000 }).toEqual(['chase_referral']);
  const [first] = await due();
  const chase = (outcome: string) =>
    valueFrom(
      askAs<{ chase: ChaseView }>(server.url, worker.me, 'POST', `/referrals/${referral._id}/chase`, {
        ...{ clientId: randomUUID(), how: 'rang', outcome, said: 'canary: Robin will ring back' },
      }),
    );
  const { next } = (await chase('they_will_look')).chase;
  expect(next?.step).toBe('second');
  await expect.poll(async () => (await due())[0]?.at, { timeout: 15_000 }).toBe(next?.dueAt);
  expect(await due()).toHaveLength(1);
  expect(next?.dueAt).not.toBe(first?.at);
  const { events } = await valueFrom(
    askAs<{ events: CaseEvent[] }>(server.url, worker.me, 'GET', `/cases/${row.caseId}/timeline`),
  );
  expect(events.filter(({ kind }) => kind === 'referral_chased')).toMatchObject([
    {
      codes: { how: 'rang', outcome: 'they_will_look', step: 'first' },
      by: { agentId: worker.me.agentId },
      text: null,
    },
  ]);
  // Asked after once more, by a node that ended before it told anybody.
  const rows = database.collection<ReferralRow>(referralOutboxSpec);
  const asked = (await rows.findOne({ _id: referral._id }))?.chases ?? [];
  const again = { step: 'coordinator', at: Date.parse(next?.dueAt ?? '') + 3_600_000, told: true } as const;
  const chases = [...asked, ...asked.map((each) => ({ ...each, at: Date.now() }))];
  await rows.updateOne({ _id: referral._id }, { $set: { chases, chase: again } });
  await expect.poll(async () => (await due())[0]?.at, { timeout: 15_000 }).toBe(new Date(again.at).toISOString());
  await chase('acknowledged_by_phone');
  await expect.poll(due, { timeout: 15_000 }).toEqual([]);
});

test('D2: what waits in working days is asked after in hours once the risk of the person turns out to be high', async () => {
  const worker = await at.staff('agent');
  const { conversationId } = await at.talk({ agent: worker });
  const { row } = await makeCase(server.url, worker.me, { conversationId, channel: 'web_chat' });
  const sentAt = Date.now();
  const days = { at: sentAt + 5 * 86_400_000, counts: 'working_days' as const };
  const referral = aSentReferral(conversationId, sentAt, {
    ...{ recipientId: 'demo-partner', createdBy: worker.me.agentId, acknowledgeBy: days },
    chase: { step: 'first', at: days.at, told: false },
  });
  const outbox = database.collection<ReferralRow>(referralOutboxSpec);
  await outbox.insertOne(referral);
  const tools = assessmentsAt(server.url);
  const { row: tool } = await tools.started(worker.me, { caseId: row.caseId });
  const high = { from: 'not_assessed', to: 'high', reason: 'canary: he has a gun' };
  await valueFrom(tools.level(worker.me, tool.assessmentId, high));
  const now = () => outbox.findOne({ _id: referral._id });
  await expect.poll(async () => (await now())?.acknowledgeBy?.counts, { timeout: 15_000 }).toBe('hours');
  const { chase, acknowledgeBy } = (await now()) ?? {};
  expect(chase).toEqual({ step: 'first', at: acknowledgeBy?.at, told: false });
  // Counted from when it became known: no time has run out before anybody could act on it.
  expect(chase?.at).toBeGreaterThan(sentAt + 3 * 3_600_000);
  expect(chase?.at).toBeLessThan(Date.now() + 5 * 3_600_000);
});
