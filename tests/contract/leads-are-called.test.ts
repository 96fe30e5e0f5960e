/** What one worker decided and a lead must look at: a no to MARAC, a duty not needed, high by judgement. Each calls leads at once. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Alert } from '../../shared/protocol/desk.ts';
import { assessmentsAt } from '../support/assessments.ts';
import { askAs, makeCase, type SomeOfACase, valueFrom } from '../support/cases.ts';
import type { SignedIn } from '../support/connect.ts';
import { type Helpline, helpline, type Worker } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;
let lead: Worker;
let agent: Worker;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
  lead = await at.staff('safeguarding_lead');
  agent = await at.staff('agent');
});
afterEach(() => at.tidy());
afterAll(async () => {
  await at?.close();
  await server?.close();
});

const post = <T>(who: SignedIn, path: string, body: object) => askAs<T>(server.url, who, 'POST', path, body);
const newCase = async (given: SomeOfACase = {}) => (await makeCase(server.url, agent.me, given)).row.caseId;
const abused = (given: SomeOfACase = {}) =>
  newCase({
    person: { dateOfBirth: '1992-03-04' },
    circumstances: { capacities: ['direct_victim'], area: 'dover' },
    ...given,
  });
const answer = (who: SignedIn, caseId: string, given: object = {}) =>
  valueFrom(
    post(who, `/cases/${caseId}/pathways`, {
      ...{ clientId: randomUUID(), pathway: 'marac', outcome: 'refused', chosen: null, why: null, saidNoReason: true },
      ...given,
    }),
  );
const refer = (caseId: string, given: object) =>
  post(agent.me, `/cases/${caseId}/marac`, {
    clientId: randomUUID(),
    panel: 'marac_kent',
    said: 'She knows',
    ...given,
  });
/** What stands at a lead's desk of this, whoever raised it. */
const standing = async (about: Partial<Alert>): Promise<string[]> => {
  const { alerts } = await lead.ask('desk:open', {});
  const isIt = (alert: Alert) =>
    Object.entries(about).every(([field, id]) => id === alert[field as keyof Alert]) && alert.closedAt === null;
  return alerts.filter(isIt).map(({ kind }) => kind);
};
const told = (kind: string, about: Partial<Alert>) =>
  lead.next('alert:raised', ({ alert }) => alert.kind === kind && alert.caseId === about.caseId, 8_000);

describe('a no to MARAC', () => {
  test('calls leads to the case, once, until the referral is made', async () => {
    const caseId = await abused();
    await answer(agent.me, caseId);
    await told('marac_refused', { caseId });
    await answer(agent.me, caseId);
    expect(await standing({ caseId })).toEqual(['marac_refused']);
    await valueFrom(refer(caseId, { basis: 'agreed' }));
    expect(await standing({ caseId })).toEqual([]);
    // It was decided; a later no is another one.
    const { referrals } = await referralsOf(caseId);
    const path = `/cases/${caseId}/marac/${referrals[0]?.referralId}/moves`;
    await valueFrom(post(agent.me, path, { revision: 1, cause: 'recall', said: null }));
    await answer(agent.me, caseId);
    expect(await standing({ caseId })).toEqual(['marac_refused']);
  });

  async function referralsOf(caseId: string) {
    type Read = { guidance: { marac: { referralId: string }[] } };
    const { guidance } = await valueFrom(askAs<Read>(server.url, agent.me, 'GET', `/cases/${caseId}/guidance`));
    return { referrals: guidance.marac };
  }
});

test('a duty that a worker says is not needed calls leads, until one of them has said so', async () => {
  const caseId = await abused({ person: { ageBand: '16_17' } });
  const notNeeded = { pathway: 'child_protection', outcome: 'not_needed', why: 'Known to them', saidNoReason: false };
  await answer(agent.me, caseId, notNeeded);
  await told('lead_decides', { caseId });
  await answer(lead.me, caseId, notNeeded);
  expect(await standing({ caseId, kind: 'lead_decides' })).toEqual([]);
});

describe('high by judgement', () => {
  const tools = () => assessmentsAt(server.url);
  const raise = (assessmentId: string, from: string, to: string) =>
    valueFrom(tools().level(agent.me, assessmentId, { from, to, reason: 'canary: what he said last night' }));

  test('calls leads as high by answers does, and the level below it does not', async () => {
    const caseId = await newCase();
    const { row } = await tools().started(agent.me, { caseId });
    await raise(row.assessmentId, 'not_assessed', 'medium');
    expect(await standing({ caseId })).toEqual([]);
    await raise(row.assessmentId, 'medium', 'high');
    const { alert } = await told('risk_high', { caseId });
    expect(JSON.stringify(alert)).not.toContain('canary');
    // The same asked for again changes nothing, and calls nobody.
    await raise(row.assessmentId, 'medium', 'high');
    expect(await standing({ caseId })).toEqual(['risk_high']);
  });

  test('calls them to the conversation while there is no case', async () => {
    const { conversationId } = await at.talk({ agent });
    const { row } = await tools().started(agent.me, { conversationId });
    await raise(row.assessmentId, 'not_assessed', 'high');
    await expect.poll(() => standing({ conversationId, kind: 'risk_high' })).toEqual(['risk_high']);
  });
});

test('MARAC takes no emergency on the word of one person: a panel meets in days, and another decides first', async () => {
  const caseId = await abused();
  const form = {
    ...{ clientId: randomUUID(), conversationId: null, caseId, concernId: null, alertId: null, emergency: true },
    ...{ madeAt: new Date().toISOString(), reason: 'risk_to_life_self', lawfulBasis: 'vital_interests' },
    ...{ specialCategory: 'safeguarding', recipient: 'marac', recipientName: 'Kent MARAC', what: 'Where she is' },
    ...{ why: 'He has a gun', told: 'not_told', whyNotTold: 'no_time', toldCardIds: [] },
  };
  type Proposed = { disclosure: { disclosureId: string; approvalId: string } };
  const { disclosure } = await valueFrom(post<Proposed>(agent.me, '/disclosures', form));
  const without = { basis: 'without_agreement', disclosureId: disclosure.disclosureId };
  expect((await refer(caseId, without)).body).toMatchObject({
    error: { code: 'conflict', details: { reason: 'disclosure_first' } },
  });
  const decision = { decision: 'approve', answer: 'Her life is in danger' };
  await valueFrom(post(lead.me, `/approvals/${disclosure.approvalId}/decide`, decision));
  expect((await refer(caseId, without)).status).toBe(200);
});
