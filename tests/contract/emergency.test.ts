import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { auditSpec } from '../../server/audit/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { type AlertDoc, alertDoc } from '../../server/safeguarding/alert-record.ts';
import { alertsSpec } from '../../server/safeguarding/index.ts';
import type { EmergencyChange } from '../../shared/domain/emergency.ts';
import { codeOf, type Helpline, helpline, refusal, type Talk, type Worker } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;
let lead: Worker;
let database: Database;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
  lead = await at.staff('safeguarding_lead');
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
});
afterEach(() => at.tidy());
afterAll(async () => {
  await at.close();
  await database.close();
  await server.close();
});

const once = () => randomUUID();

async function raised(talk?: Talk): Promise<Talk & { alertId: string }> {
  const begun = talk ?? (await at.talk());
  const { conversationId, agent } = begun;
  const { alert } = await agent.ask('emergency:raise', { clientId: once(), conversationId, kind: 'life_at_risk' });
  return { ...begun, alertId: alert.alertId };
}

const note = (who: Worker, alertId: string, change: EmergencyChange, clientId = once()) =>
  who.send('emergency:update', { clientId, alertId, changes: [change] as never });
const step = (code: string, was: string | null, now: boolean): EmergencyChange => ({ field: 'step', code, was, now });

describe('raising an emergency', () => {
  it('is one emergency, whoever else raises it at the same moment', async () => {
    const { agent, conversationId } = await at.talk();
    const raise = () => ({ clientId: once(), conversationId, kind: 'suicide' }) as const;
    const all = await Promise.all([
      agent.ask('emergency:raise', raise()),
      lead.ask('emergency:raise', raise()),
      agent.ask('emergency:raise', raise()),
    ]);
    expect(new Set(all.map(({ alert }) => alert.alertId)).size).toBe(1);
    const recorded = { action: 'emergency.raise', 'target.id': conversationId };
    expect(await database.collection(auditSpec).countDocuments(recorded)).toBe(1);
  });

  it('again under the same clientId is the same emergency; with another kind it is a conflict', async () => {
    const { agent, conversationId } = await at.talk();
    const raise = { clientId: once(), conversationId, kind: 'child' } as const;
    const [one, two] = [await agent.ask('emergency:raise', raise), await agent.ask('emergency:raise', raise)];
    expect(two).toEqual(one);
    expect(codeOf(await agent.send('emergency:raise', { ...raise, kind: 'other' }))).toBe('conflict');
  });

  it('takes back what rings at its agent, and offers them nobody more', async () => {
    const talk = await at.talk();
    await talk.agent.ask('availability:set', { availability: 'available' });
    const second = await at.waiting();
    const isSecond = (event: { offer: { conversationId: string } }) =>
      event.offer.conversationId === second.conversationId;
    await talk.agent.next('offer:made', isSecond);
    await raised(talk);
    await talk.agent.next('offer:withdrawn', (event) => event.conversationId === second.conversationId);
    const colleague = await at.staff('agent', 4);
    await colleague.ask('availability:set', { availability: 'available' });
    await colleague.next('offer:made', isSecond);
    expect(talk.agent.seen('offer:made').filter(isSecond)).toHaveLength(1);
  });
});

describe('what a lead finds who comes when very much waits', () => {
  it('has every emergency, and of what may wait what came last', async () => {
    const alerts = database.collection<AlertDoc>(alertsSpec);
    const waiting = Array.from({ length: 230 }, (_, hour) => {
      const made = { alertId: randomUUID(), at: Date.now() - (hour + 1) * 3_600_000, purgeAt: new Date('2099-01-01') };
      return alertDoc({ kind: 'risk_high', causeId: randomUUID(), conversationId: null, agentId: null }, made);
    });
    const ids = waiting.map(({ _id }) => _id);
    await alerts.insertMany(waiting);
    try {
      const { alertId } = await raised();
      const shown = async () => (await lead.ask('desk:open', {})).alerts.map((alert) => alert.alertId);
      expect(await shown()).toContain(alertId);
      // Also where it goes on for longer than all that waits.
      await alerts.updateOne({ _id: alertId }, { $set: { raisedAt: Date.now() - 300 * 3_600_000 } });
      const later = await shown();
      expect(later).toEqual(expect.arrayContaining([alertId, ids[0]]));
      expect(later).not.toContain(ids.at(-1));
    } finally {
      await alerts.deleteMany({ _id: { $in: ids } });
    }
  });
});

describe('the other conversation of its agent', () => {
  async function two() {
    const agent = await at.staff('agent', 2);
    const other = await at.talk({ agent });
    return { other, emergency: await raised(await at.talk({ agent })) };
  }
  const takeOver = (conversationId: string, closed = false) =>
    lead.next(
      'alert:raised',
      ({ alert }) =>
        alert.kind === 'take_over' && alert.conversationId === conversationId && (alert.closedAt !== null) === closed,
    );

  it('is offered to the supervisors, and goes nowhere by itself', async () => {
    const { other, emergency } = await two();
    await takeOver(other.conversationId);
    const desk = await other.agent.ask('desk:open', {});
    const standing = desk.conversations.map(({ conversationId, state }) => [conversationId, state]);
    expect(standing).toEqual(
      expect.arrayContaining([
        [other.conversationId, 'active'],
        [emergency.conversationId, 'active'],
      ]),
    );
    const reason = 'You are in an emergency';
    await lead.ask('conversation:take-over', { clientId: once(), conversationId: other.conversationId, reason });
    await takeOver(other.conversationId, true);
  });

  it('goes back to the queue with its place when a supervisor says so, but never the emergency itself', async () => {
    const { other, emergency } = await two();
    const back = (conversationId: string) =>
      lead.send('conversation:return', { clientId: once(), conversationId, reason: 'Somebody else answers' });
    expect(refusal(await back(emergency.conversationId))).toEqual(['conflict', { reason: 'emergency' }]);
    expect(codeOf(await back(other.conversationId))).toBe('ok');
    await takeOver(other.conversationId, true);
    const { conversation } = await other.visitor.ask('conversation:resume', { afterSeq: 0 });
    expect(conversation.state).toBe('waiting');
  });

  it('is its agent’s again when the emergency is over', async () => {
    const { other, emergency } = await two();
    await takeOver(other.conversationId);
    const { conversationId } = emergency;
    await lead.ask('emergency:agree', { alertId: emergency.alertId });
    await emergency.agent.ask('conversation:end', { clientId: once(), conversationId, reason: 'completed' });
    await emergency.agent.ask('wrap-up:save', {
      ...{ conversationId, outcomes: [], crimeTypes: [], risk: 'high', done: true },
    });
    await takeOver(other.conversationId, true);
  });
});

describe('what is noted', () => {
  it('by two at once is all kept, and nobody undoes what they have not seen', async () => {
    const { agent, alertId } = await raised();
    await Promise.all([
      note(agent, alertId, step('stay', null, true)),
      note(lead, alertId, step('call_999', null, true)),
    ]);
    const { alert } = await agent.ask('emergency:open', { alertId });
    expect(alert.emergency?.steps.map(({ code }) => code).sort()).toEqual(['call_999', 'stay']);
    // A console that has not heard of her tick.
    expect(refusal(await note(agent, alertId, step('call_999', null, false)))).toEqual([
      'conflict',
      { reason: 'changed_meanwhile', what: 'call_999', changedBy: lead.me.name },
    ]);
    const number = (now: string): EmergencyChange => ({ field: 'incidentNumber', was: null, now });
    expect(codeOf(await note(lead, alertId, number('24-1188')))).toBe('ok');
    expect(refusal(await note(agent, alertId, number('24-7')))).toMatchObject(['conflict', { what: 'incidentNumber' }]);
    const { alert: after } = await agent.ask('emergency:open', { alertId });
    expect(after.emergency).toMatchObject({ incidentNumber: '24-1188' });
    expect(after.emergency?.steps).toHaveLength(2);
  });

  it('under the same clientId is one effect; with another content it is a conflict', async () => {
    const { agent, alertId } = await raised();
    const clientId = once();
    const place = (now: string): EmergencyChange => ({ field: 'place', was: null, now });
    expect(codeOf(await note(agent, alertId, place('Dover'), clientId))).toBe('ok');
    expect(codeOf(await note(agent, alertId, place('Dover'), clientId))).toBe('ok');
    expect(refusal(await note(agent, alertId, place('Deal'), clientId))).toEqual([
      'conflict',
      { reason: 'other_content' },
    ]);
    expect(codeOf(await note(lead, alertId, place('Dover'), clientId))).toBe('conflict');
    expect((await agent.ask('emergency:open', { alertId })).known.place).toBe('Dover');
  });

  it('cannot be a call in the future; the sentence says what to correct', async () => {
    const { agent, alertId } = await raised();
    const now = new Date(Date.now() + 3_600_000).toISOString();
    const refused = refusal(await note(agent, alertId, { field: 'calledAt', was: null, now }));
    expect(refused).toMatchObject(['bad_request', { issues: [{ path: 'changes.0.now' }] }]);
    expect(JSON.stringify(refused)).toMatch(/not called in the future/);
  });

  it('is on record step by step, with what was touched and nothing of what it says', async () => {
    const { agent, alertId, conversationId } = await raised();
    await note(agent, alertId, step('call_999', null, true));
    await note(agent, alertId, { field: 'name', was: null, now: 'Canary Robin' });
    await lead.ask('emergency:open', { alertId });
    const records = await database
      .collection(auditSpec)
      .find({ 'target.id': conversationId, action: /^emergency/ }, { sort: { at: 1 } })
      .toArray();
    expect(records.map(({ action, actor }) => [action, actor.id])).toEqual([
      ['emergency.raise', agent.me.agentId],
      ['emergency.update', agent.me.agentId],
      ['emergency.update', agent.me.agentId],
      ['emergency.read', lead.me.agentId],
    ]);
    expect(records[1]?.meta).toMatchObject({ changed: ['step.call_999.done'] });
    expect(JSON.stringify(records)).not.toContain('Canary');
  });
});

describe('the end of it', () => {
  const end = (who: Worker, conversationId: string) =>
    who.send('conversation:end', { clientId: once(), conversationId, reason: 'completed' });
  const wrap = (who: Worker, conversationId: string, done = true) =>
    who.send('wrap-up:save', { conversationId, outcomes: [], crimeTypes: [], risk: 'high', done });
  const needsLead = ['forbidden', { reason: 'emergency_needs_lead' }];

  it('needs a lead: who takes it over and ends it agrees, and its wrap-up may be saved', async () => {
    const { agent, conversationId } = await raised();
    expect(refusal(await end(agent, conversationId))).toEqual(needsLead);
    await lead.ask('conversation:take-over', { clientId: once(), conversationId, reason: 'I lead' });
    expect(codeOf(await end(lead, conversationId))).toBe('ok');
    expect(codeOf(await wrap(lead, conversationId))).toBe('ok');
    const isOver = ({ alert }: { alert: { conversationId?: string | undefined; closedAt: string | null } }) =>
      alert.conversationId === conversationId && alert.closedAt !== null;
    const { alert } = await lead.next('alert:raised', isOver);
    expect(alert.emergency?.agreed).toMatchObject({ name: lead.me.name });
  });

  it('needs a lead also where the person left: what is wrapped up stays open until one agrees', async () => {
    const { agent, visitor, conversationId, alertId } = await raised();
    await visitor.ask('conversation:leave', { clientId: once(), reason: 'exit' });
    expect(codeOf(await wrap(agent, conversationId, false))).toBe('ok');
    expect(refusal(await wrap(agent, conversationId))).toEqual(needsLead);
    expect(codeOf(await agent.send('emergency:agree', { alertId }))).toBe('forbidden');
    await lead.ask('emergency:agree', { alertId });
    expect(codeOf(await wrap(agent, conversationId))).toBe('ok');
  });
});
