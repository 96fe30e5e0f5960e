import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { auditSpec } from '../../server/audit/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { type AlertDoc, alertDoc } from '../../server/safeguarding/alert-record.ts';
import { alertsSpec, dutyTurnsSpec } from '../../server/safeguarding/index.ts';
import type { Alert } from '../../shared/protocol/desk.ts';
import { type SettingsElsewhere, settingsElsewhere } from '../e2e/support/settings.ts';
import { type Api, apiOf } from '../support/api.ts';
import { asAgent } from '../support/connect.ts';
import { type Helpline, helpline, refusal, type Worker } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { acknowledge, type Receiver, startReceiver } from './referral-receiver.ts';

const HOUR = 3_600_000;

let server: TestServer;
let at: Helpline;
let ask: Api;
let lead: Worker;
let database: Database;
let settings: SettingsElsewhere;
let receiver: Receiver;
let secret = '';

beforeAll(async () => {
  receiver = await startReceiver(() => secret);
  server = await startServer({ config: { limits: 'off', partnerPrivateHosts: [receiver.host] } });
  at = helpline(server);
  ask = apiOf(server.url);
  lead = await comes();
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  settings = await settingsElsewhere(server);
  await settings.save((before) => ({
    ...before,
    queue: { ...before.queue, dangerToSupervisorMs: 200, dangerToOnCallMs: 700 },
    safeguarding: { ...before.safeguarding, emergencyToOnCallMs: 300, noLeadAfterMs: 100 },
  }));
});
afterEach(async () => {
  if (!lead.socket.connected) lead = await comes();
  for (const alertId of emergencies.splice(0)) await lead.ask('emergency:agree', { alertId });
  await at.tidy();
  await nobodyOnCall();
  receiver.answer = acknowledge;
});
afterAll(async () => {
  await at.close();
  lead.close();
  await settings.close();
  await database.close();
  await server.close();
  await receiver.close();
});

const once = () => randomUUID();
const emergencies: string[] = [];

/** Not one of the helpline's own: these tests send the lead away. */
function comes(): Promise<Worker> {
  return asAgent(server.url, server.account('safeguarding_lead'));
}

async function nobodyOnCall(): Promise<void> {
  await database.collection(dutyTurnsSpec).updateMany({ removedAt: null }, { $set: { removedAt: Date.now() } });
}

async function putOnCall(contacts: readonly object[]): Promise<string> {
  const span = { from: new Date(Date.now() - HOUR).toISOString(), until: new Date(Date.now() + HOUR).toISOString() };
  const turn = { clientId: once(), agentId: lead.me.agentId, ...span, contacts };
  const { dutyId } = (await ask('POST', '/duty', lead.me, turn)).body.value.turn;
  const opened = (await ask('POST', `/duty/${dutyId}/open`, lead.me)).body.value.contacts;
  secret = opened.find((contact: { secret?: string }) => contact.secret !== undefined)?.secret ?? secret;
  return dutyId;
}

async function raised(index = 0): Promise<{ alertId: string; agent: Worker; conversationId: string }> {
  const { agent, conversationId } = await at.talk({ agent: await at.staff('agent', index) });
  const { alert } = await agent.ask('emergency:raise', { clientId: once(), conversationId, kind: 'life_at_risk' });
  emergencies.push(alert.alertId);
  return { agent, conversationId, alertId: alert.alertId };
}

const calls =
  (alertId: string, fits: (people: NonNullable<Alert['onCall']>['people']) => boolean) => (event: { alert: Alert }) =>
    event.alert.alertId === alertId && event.alert.onCall !== undefined && fits(event.alert.onCall.people);

/** Another emergency, of which so many calls have come then in all. */
async function callsAnother(count: number): Promise<void> {
  const { agent, alertId } = await raised(2);
  await agent.next(
    'alert:raised',
    calls(alertId, ([one]) => one?.state === 'called'),
  );
  expect(receiver.deliveries).toHaveLength(count);
}

describe('an emergency that nobody has taken', () => {
  it('calls the lead on call: signed, with ids and nothing of a person, one call however many looks', async () => {
    const dutyId = await putOnCall([{ kind: 'webhook', value: receiver.url }]);
    const before = receiver.deliveries.length;
    const { agent, alertId, conversationId } = await raised();
    await agent.next(
      'alert:raised',
      calls(alertId, ([one]) => one?.state === 'called' && one.name === lead.me.name),
    );
    const delivery = await receiver.came(before + 1);
    expect(delivery.verdict).toBe('good');
    expect(delivery.key).toBe(`${alertId}.${dutyId}.0`);
    expect(JSON.parse(delivery.body)).toEqual({
      ...{ type: 'lead_on_call_wanted', callId: delivery.key, service: expect.any(String) },
      alert: { alertId, kind: 'emergency', raisedAt: expect.any(String) },
      lead: { agentId: lead.me.agentId },
    });
    expect(delivery.body).not.toContain(conversationId);
    // Looked for again until another one is called: this one was not called twice meanwhile.
    await callsAnother(before + 2);
    const recorded = { 'target.id': alertId, action: 'on_call.called' };
    expect(await database.collection(auditSpec).countDocuments(recorded)).toBe(1);
  });

  it('calls them as well where help of somebody at high risk stands still and nobody has looked (H4)', async () => {
    const dutyId = await putOnCall([{ kind: 'webhook', value: receiver.url }]);
    const before = receiver.deliveries.length;
    const { conversationId } = await at.talk();
    const made = { alertId: once(), at: Date.now(), purgeAt: new Date('2099-01-01') };
    const kind = 'withdrawal_high_risk' as const;
    const asked = { kind, causeId: `withdrawal:${once()}`, conversationId, agentId: null };
    await database.collection<AlertDoc>(alertsSpec).insertOne(alertDoc(asked, made));
    const delivery = await receiver.came(before + 1);
    expect(delivery.key).toBe(`${made.alertId}.${dutyId}.0`);
    expect(JSON.parse(delivery.body)).toMatchObject({ alert: { alertId: made.alertId, kind } });
    await lead.ask('alert:acknowledge', { alertId: made.alertId });
  });

  it('says when a call did not get through, tries again, and says when it has', async () => {
    await putOnCall([{ kind: 'webhook', value: receiver.url }]);
    receiver.answer = (response, _delivery, before) => {
      response.statusCode = before === 0 ? 503 : 200;
      response.end();
    };
    const { agent, alertId } = await raised();
    await agent.next(
      'alert:raised',
      calls(alertId, ([one]) => one?.state === 'not_reached'),
    );
    await agent.next(
      'alert:raised',
      calls(alertId, ([one]) => one?.state === 'called'),
      8_000,
    );
  });

  it('says who has to be rung where no way of theirs can be called by itself', async () => {
    const dutyId = await putOnCall([
      { kind: 'phone', value: '01632 960777' },
      { kind: 'email', value: 'oonagh@hearthline.example' },
    ]);
    const { agent, alertId } = await raised();
    const asked = await agent.next(
      'alert:raised',
      calls(alertId, (people) => people.length === 2),
    );
    expect(asked.alert.onCall?.people.map(({ channel, state }) => [channel, state])).toEqual([
      ['phone', 'ring'],
      ['email', 'ring'],
    ]);
    const { body } = await ask('POST', `/duty/${dutyId}/open`, agent.me);
    expect(body.value.contacts[0]).toEqual({ kind: 'phone', value: '01632 960777' });
  });

  it('calls nobody more once somebody has taken it by name', async () => {
    await putOnCall([{ kind: 'webhook', value: receiver.url }]);
    const before = receiver.deliveries.length;
    const { agent, alertId } = await raised();
    await lead.ask('alert:acknowledge', { alertId });
    await callsAnother(before + 1);
    const { alerts } = await agent.ask('desk:open', {});
    expect(alerts.find((alert) => alert.alertId === alertId)?.onCall).toBeUndefined();
  });
});

it('somebody in danger who waits too long is told to supervisors first, then to the lead on call', async () => {
  await putOnCall([{ kind: 'webhook', value: receiver.url }]);
  const before = receiver.deliveries.length;
  const { conversationId } = await at.waiting({ inDanger: 'yes' });
  const { alert } = await lead.next(
    'alert:raised',
    (event) => event.alert.kind === 'danger_not_answered' && event.alert.conversationId === conversationId,
  );
  expect(alert.onCall).toBeUndefined();
  await lead.next(
    'alert:raised',
    calls(alert.alertId, ([one]) => one?.state === 'called'),
  );
  const { body } = await receiver.came(before + 1);
  expect(JSON.parse(body).alert).toMatchObject({ kind: 'danger_not_answered' });
});

describe('open with no lead', () => {
  const noLead = (closed: boolean) => (event: { alert: Alert }) =>
    event.alert.kind === 'no_lead' && (event.alert.closedAt !== null) === closed;

  it('is red on every desk, cannot be acknowledged away, and goes when a lead is here', async () => {
    const agent = await at.staff('agent');
    await nobodyOnCall();
    lead.close();
    const { alert } = await agent.next('alert:raised', noLead(false), 8_000);
    const coordinator = await at.staff('coordinator');
    const { alerts } = await coordinator.ask('desk:open', {});
    expect(alerts.map(({ kind }) => kind)).toEqual(['no_lead']);
    lead = await comes();
    expect(refusal(await lead.send('alert:acknowledge', { alertId: alert.alertId }))).toEqual([
      'conflict',
      { reason: 'stands_until_a_lead_is_on_duty' },
    ]);
    await agent.next('alert:raised', noLead(true), 8_000);
  });

  it('stands for an emergency that nobody takes with nobody on call, until a lead takes it by name', async () => {
    await nobodyOnCall();
    const { agent, alertId } = await raised();
    await agent.next(
      'alert:raised',
      calls(alertId, (people) => people.length === 0),
      8_000,
    );
    await agent.next('alert:raised', noLead(false), 8_000);
    await lead.ask('alert:acknowledge', { alertId });
    await agent.next('alert:raised', noLead(true), 8_000);
  });

  it('goes when somebody is put on call', async () => {
    const agent = await at.staff('agent');
    await nobodyOnCall();
    lead.close();
    await agent.next('alert:raised', noLead(false), 8_000);
    await putOnCall([{ kind: 'phone', value: '01632 960777' }]);
    await agent.next('alert:raised', noLead(true), 8_000);
  });
});
