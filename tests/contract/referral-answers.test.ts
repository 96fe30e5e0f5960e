/** What partners answered and nobody has seen to, and each yes from which nothing was made: whose it is, and how it goes (D2, C1). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { consentsSpec } from '../../server/consent/index.ts';
import { conversationsSpec } from '../../server/conversations/index.ts';
import { type ReferralRow, referralOutboxSpec } from '../../server/referrals/index.ts';
import { acknowledge, type Receiver, startReceiver } from '../integration/referral-receiver.ts';
import { type Agreed, agree, refer, withdraw } from '../integration/referral-story.ts';
import { createWorld, type World } from '../integration/referral-world.ts';
import { testDatabase } from '../support/database.ts';
import { type HttpRig, httpRig } from '../support/http-rig.ts';

type Staff = Awaited<ReturnType<HttpRig['signedIn']>>;

let world: World;
let rig: HttpRig;
let partner: Receiver;
let worker: Staff;
let other: Staff;
let coordinator: Staff;

beforeAll(async () => {
  partner = await startReceiver(() => world.secret());
  partner.answer = acknowledge;
  world = await createWorld({ test: testDatabase(), partnerUrl: partner.url, privateHosts: [partner.host] });
  await partner.warm();
  rig = await httpRig(testDatabase(), { tables: [world.referrals.routes], limits: 'off' });
  [worker, other, coordinator] = [
    await rig.signedIn('agent'),
    await rig.signedIn('agent'),
    await rig.signedIn('coordinator'),
  ];
});
afterAll(async () => {
  await rig.close();
  await world.close();
  await partner.close();
});

const post = (path: string, { cookie }: Staff, body: object) => rig.ask('POST', `/api/v1${path}`, { cookie, body });
const listed = async (path: string, { cookie }: Staff) => {
  const { body } = await rig.ask('GET', `/api/v1${path}`, { cookie });
  const { value } = body as { value: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> };
  return Object.values(value).flat();
};
const rows = () => world.database.connection.collection<ReferralRow>(referralOutboxSpec.name);
const talks = () => world.database.connection.collection<{ _id: string }>(conversationsSpec.name);
const consents = () => world.database.connection.collection<{ _id: string; left?: object }>(consentsSpec.name);

/** Made by the worker in a talk that is over by now, and answered by the partner. */
async function answered(state: ReferralRow['state']): Promise<{ readonly referralId: string; readonly talk: string }> {
  const agreed = await agree(world);
  const { referralId } = await refer(world, agreed);
  await world.reached(referralId, 'acknowledged');
  await says(referralId, state);
  await rows().updateOne({ _id: referralId }, { $set: { createdBy: worker.agentId } });
  await talks().updateOne({ _id: agreed.conversationId }, { $set: { state: 'closed' } });
  return { referralId, talk: agreed.conversationId };
}
const says = (referralId: string, state: ReferralRow['state']) =>
  rows().updateOne(
    { _id: referralId },
    { $set: { state }, $push: { transitions: { state, at: Date.now(), by: 'partner' } } },
  );
const cameBack = async (who: Staff, referralId: string) =>
  (await listed('/referrals/came-back', who)).find((each) => each.referralId === referralId);

test('[A1] D2: an answer reaches who made the referral though the talk is over, until they have seen to it', async () => {
  const { referralId } = await answered('accepted');
  const shown = await cameBack(worker, referralId);
  expect(shown).toMatchObject({ state: 'accepted', recipientName: 'Example support partner', caseId: null });
  expect(await cameBack(other, referralId)).toBeUndefined();
  // What went well is the worker's alone; a no is also for who answers for the service.
  expect(await cameBack(coordinator, referralId)).toBeUndefined();
  const see = (who: Staff, steps: unknown) => post(`/referrals/${referralId}/seen`, who, { steps });
  expect((await see(other, shown?.steps)).body).toMatchObject({ error: { code: 'not_found' } });
  await says(referralId, 'declined');
  expect((await see(worker, shown?.steps)).body).toMatchObject({ error: { details: { reason: 'changed_meanwhile' } } });
  const no = await cameBack(worker, referralId);
  expect(await cameBack(coordinator, referralId)).toMatchObject({ state: 'declined' });
  for (const _twice of [1, 2]) expect((await see(worker, no?.steps)).status).toBe(200);
  for (const who of [worker, coordinator]) expect(await cameBack(who, referralId)).toBeUndefined();
});

test('[A1] H8: whoever knows somebody in it learns of no answer and of no yes', async () => {
  const { referralId, talk } = await answered('returned_needs_info');
  const agreed = await agree(world);
  await close(agreed);
  const kept = { exclusions: [{ agentId: coordinator.agentId, reason: 'conflict_of_interest', until: null }] };
  await talks().updateMany({ _id: { $in: [talk, agreed.conversationId] } }, { $set: kept });
  expect(await cameBack(coordinator, referralId)).toBeUndefined();
  expect(await unmade(coordinator, agreed)).toBeUndefined();
  expect((await post(`/referrals/${referralId}/seen`, coordinator, { steps: 1 })).status).toBe(404);
  expect((await leave(agreed, coordinator)).status).toBe(404);
});

const close = ({ conversationId }: Agreed) =>
  talks().updateOne({ _id: conversationId }, { $set: { state: 'closed', 'holder.agentId': worker.agentId } });
const idOf = ({ requestId }: Agreed) => `${requestId}:demo-partner`;
const unmade = async (who: Staff, agreed: Agreed) =>
  (await listed('/referrals/not-made', who)).find((each) => each.consentId === idOf(agreed));
const leave = (agreed: Agreed, who: Staff, reason = 'canary: they found help themselves') =>
  post(`/consents/${idOf(agreed)}/leave`, who, { reason });
/** Who asked in the talk, as the database keeps it. */
const askedBy = (agreed: Agreed, { agentId }: Staff) =>
  consents().updateOne({ _id: idOf(agreed) }, { $set: { askedBy: agentId } });

test('[A1, C1] a yes without a referral is listed once its talk is over, and goes with the referral', async () => {
  const agreed = await agree(world);
  await askedBy(agreed, worker);
  expect(await unmade(worker, agreed)).toBeUndefined();
  await close(agreed);
  expect(await unmade(worker, agreed)).toMatchObject({ recipientId: 'demo-partner', mayMake: true, caseId: null });
  expect(await unmade(coordinator, agreed)).toMatchObject({ mayMake: false, askedBy: { name: 'Ash' } });
  expect(await unmade(other, agreed)).toBeUndefined();
  await talks().updateOne({ _id: agreed.conversationId }, { $set: { 'holder.agentId': 'agent-1' } });
  await refer(world, agreed);
  expect(await unmade(coordinator, agreed)).toBeUndefined();
  expect((await leave(agreed, coordinator)).body).toMatchObject({ error: { details: { reason: 'made_meanwhile' } } });
});

test('[C1] what was taken back, or has to be asked again, waits for nobody', async () => {
  const [back, old] = [await agree(world), await agree(world)];
  await withdraw(world, back);
  await world.lapse(old.conversationId);
  for (const each of [back, old]) {
    await close(each);
    expect(await unmade(coordinator, each)).toBeUndefined();
  }
});

test('[A1, P1] that none is made is said with a reason, which is kept sealed', async () => {
  const agreed = await agree(world);
  await askedBy(agreed, worker);
  await close(agreed);
  expect((await leave(agreed, other)).status).toBeGreaterThanOrEqual(403);
  expect((await leave(agreed, worker, ' ')).status).toBe(400);
  expect((await post(`/consents/${randomUUID()}/leave`, coordinator, { reason: 'none' })).status).toBe(404);
  expect((await leave(agreed, worker)).status).toBe(200);
  for (const who of [worker, coordinator]) expect(await unmade(who, agreed)).toBeUndefined();
  const kept = await consents().findOne({ _id: idOf(agreed) });
  expect(kept?.left).toMatchObject({ by: worker.agentId });
  expect(JSON.stringify(kept)).not.toContain('canary');
});

test('[A1, P1] H3: what is held does not leave where who decides says so, with a reason that is kept sealed', async () => {
  const agreed = await agree(world);
  await world.end(agreed.conversationId, 'exit');
  const { referralId } = await refer(world, agreed);
  const keep = (who: Staff, reason = 'canary: somebody came in') =>
    post(`/referrals/${referralId}/keep`, who, { reason });
  expect((await keep(worker)).status).toBe(403);
  expect((await keep(coordinator, '')).status).toBe(400);
  for (const _twice of [1, 2])
    expect((await keep(coordinator)).body).toMatchObject({ value: { referral: { referralId, state: 'withdrawn' } } });
  const row = await world.row(referralId);
  expect(row).toMatchObject({ attempt: 0, dueAt: null, kept: { by: coordinator.agentId } });
  expect(JSON.stringify(row)).not.toContain('canary');
  const sent = await refer(world, await agree(world));
  await world.reached(sent.referralId, 'acknowledged');
  expect((await post(`/referrals/${sent.referralId}/keep`, coordinator, { reason: 'late' })).status).toBe(409);
});

test('H3: a referral leaves at once where the person asks for that, and else waits for them to think again', async () => {
  const [wait, now] = [await agree(world), await agree(world)];
  // This world lets everything go at once: as though the yes were about to be given.
  const givenAt = Date.now() + 60_000;
  await consents().updateMany({ _id: { $in: [wait, now].map(idOf) } }, { $set: { givenAt } });
  expect((await refer(world, wait)).state).toBe('held');
  expect((await refer(world, now, 'demo-partner', { atOnce: true })).state).toBe('ready');
});
