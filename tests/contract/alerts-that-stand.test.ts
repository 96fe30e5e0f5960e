/**
 * A node that ends between the commit of a record and the telling of its alert: the alert stands with the record, and every
 * other node rings it. Which moment that is, the named step of the write says.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLogger } from '../../server/platform/logger.ts';
import type { Alert } from '../../shared/protocol/desk.ts';
import { assessmentsAt, said, yes } from '../support/assessments.ts';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import type { SignedIn } from '../support/connect.ts';
import { type Helpline, helpline, type Worker } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

/** Ends its work before it tells anybody of an alert, as a process that was killed there does. */
let dying: TestServer;
let living: TestServer;
let at: Helpline;
let other: Helpline;
let lead: Worker;
let agent: SignedIn;
let deaths = 0;

beforeAll(async () => {
  const steps = (step: string) => {
    if (step !== 'alert:tell') return;
    deaths += 1;
    throw new Error('This node is no more.');
  };
  dying = await startServer({ config: { limits: 'off' }, app: { steps, logger: createLogger('silent', 'dying') } });
  living = await startServer({ beside: dying, config: { limits: 'off' } });
  [at, other] = [helpline(dying), helpline(living)];
  lead = await other.staff('safeguarding_lead');
  agent = (await at.staff('agent')).me;
});
afterAll(async () => {
  await at?.tidy();
  await at?.close();
  await other?.close();
  await living?.close();
  await dying?.close();
});

const post = <T>(path: string, body: object) => valueFrom(askAs<T>(dying.url, agent, 'POST', path, body));
const aCase = async () => (await makeCase(dying.url, agent)).row.caseId;

/** The alerts that each record brings, and what they are about. */
const CAUSES: Readonly<Record<string, () => Promise<Partial<Alert>>>> = {
  concern_raised: async () => {
    const { conversationId } = await at.talk();
    const concern = { clientId: randomUUID(), kind: 'child', text: 'canary: two small ones', caseId: null };
    await post('/concerns', { ...concern, conversationId });
    return { conversationId };
  },
  sharing_told: async () => {
    const { conversationId, agent: worker } = await at.talk();
    const tell = { clientId: randomUUID(), conversationId, wordingVersion: 'tell-en-adult-1' };
    await worker.ask('sharing:tell', { ...tell, recipientName: 'the police' });
    return { conversationId };
  },
  /** And, since something sexual happened, to the record that a rule opens. */
  'under_13 concern_raised': async () => {
    const { conversationId, agent: worker } = await at.talk({ preChat: { topic: 'sexual', ageBand: '13_15' } });
    await worker.ask('age:set', { clientId: randomUUID(), conversationId, ageBand: 'under_13' });
    return { conversationId };
  },
  disclosure_proposed: async () => {
    const caseId = await aCase();
    await post('/disclosures', {
      ...{ clientId: randomUUID(), conversationId: null, caseId, concernId: null, alertId: null },
      ...{ emergency: false, madeAt: null, reason: 'child_at_risk', lawfulBasis: 'public_task' },
      ...{ specialCategory: 'safeguarding', recipient: 'childrens_services', recipientName: 'The front door' },
      ...{ what: 'canary: where they live', why: 'canary: he drives drunk', told: 'not_told' },
      ...{ whyNotTold: 'unsafe_for_them', toldCardIds: [] },
    });
    return { caseId };
  },
  breach_reported: async () => {
    await post('/registers/incidents', {
      ...{ clientId: randomUUID(), kind: 'wrong_recipient', text: 'canary: to the wrong Kim', happenedAt: null },
      ...{ awareAt: new Date().toISOString(), conversationId: null, caseId: null },
    });
    return {};
  },
  assessment_lead: async () => {
    const caseId = await aCase();
    const the = assessmentsAt(dying.url);
    const { row } = await the.started(agent, { caseId, tool: 'suicide_self_harm' });
    await the.answered(agent, row.assessmentId, [said('plan', yes)]);
    return { caseId };
  },
  case_without_owner: async () => {
    const caseId = await aCase();
    await post(`/cases/${caseId}/exclusions`, { agentId: agent.agentId, reason: 'canary: my neighbour' });
    return { caseId };
  },
};

test('a lead is called to everything that a node committed and told nobody of, once', async () => {
  const written: [string, Partial<Alert>][] = [];
  for (const [kinds, write] of Object.entries(CAUSES)) {
    const about = await write();
    for (const kind of kinds.split(' ')) written.push([kind, about]);
    await expect.poll(() => deaths, { message: `before ${kinds} was told` }).toBe(written.length);
  }
  for (const [kind, about] of written) {
    const isIt = (alert: Alert) =>
      alert.kind === kind && Object.entries(about).every(([field, id]) => id === alert[field as keyof Alert]);
    const { alert } = await lead.next('alert:raised', (made) => isIt(made.alert), 15_000);
    expect(alert, kind).toMatchObject({ acknowledgedBy: null, closedAt: null });
    expect((await lead.ask('desk:open', {})).alerts.filter(isIt)).toEqual([alert]);
  }
}, 60_000);
