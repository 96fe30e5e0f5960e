/** A referral made from what was agreed to outside a chat: once, held, sent, taken back at each instant, and told to the person. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CaseReferral, ToldReferral } from '../../shared/protocol/http/case-referrals.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { acknowledge, type Receiver, startReceiver } from '../integration/referral-receiver.ts';
import { barrier } from '../integration/referral-story.ts';
import { assessmentsAt } from '../support/assessments.ts';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { type Consents, consentsAt } from '../support/consents.ts';
import { type Helpline, helpline, refusal, type Worker } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;
let the: Consents;
let partner: Receiver;
let agent: Worker;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off', referralHoldMs: 3_600_000 } });
  partner = await startReceiver(() => server.app.demoPartnerSecret, {
    port: server.config.demoPartnerPort,
  });
  at = helpline(server);
  the = consentsAt(server.url);
  agent = await at.staff('agent');
});
afterEach(() => {
  partner.answer = acknowledge;
});
afterAll(async () => {
  await at?.close();
  await partner?.close();
  await server?.close();
});

const soon = { timeout: 10_000 };
const caseOf = async () => (await makeCase(server.url, agent.me)).row.caseId;
const referralOf = async (caseId: string) => (await the.referralsOf(agent.me, caseId))[0];
const reaches = (caseId: string, state: CaseReferral['state']) =>
  expect.poll(async () => (await referralOf(caseId))?.state, soon).toBe(state);
const eventsOf = async (caseId: string) => {
  const path = `/cases/${caseId}/timeline`;
  const { events } = await valueFrom(askAs<{ events: { kind: string }[] }>(server.url, agent.me, 'GET', path));
  return events.map(({ kind }) => kind);
};

/** They said yes on the telephone, and the referral stands. */
async function referred(atOnce = false) {
  const caseId = await caseOf();
  const { consentId } = await the.wrote(agent.me, caseId);
  const referral = await the.referred(agent.me, caseId, consentId, atOnce);
  return { caseId, consentId, referral };
}
/** What came under this key: the referral, then its recall. */
const cameFor = (referralId: string) => partner.deliveries.filter(({ key }) => key.startsWith(referralId));
const kindsFor = (referralId: string) =>
  cameFor(referralId).map(({ body }) => (JSON.parse(body) as { kind: string }).kind);

describe('a referral from what was written down', () => {
  test('[C1] waits so that they can think again, once for a yes, with the owner of the case and every item by name', async () => {
    const { caseId, consentId, referral } = await referred();
    expect(referral).toMatchObject({
      ...{ caseId, consentId, conversationId: null, recipientId: 'demo-partner', state: 'held' },
      ...{
        reference: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/),
        failure: null,
        waits: { why: 'think_again', until: expect.any(String) },
      },
      owner: { agentId: agent.me.agentId, name: agent.me.name },
      history: [{ state: 'held', by: 'staff', name: agent.me.name, at: expect.any(String) }],
      items: [
        { itemId: 'name', label: 'The name you want them to use' },
        { itemId: 'safe_contact', label: 'How and when it is OK to contact you' },
      ],
    });
    expect((await the.referred(agent.me, caseId, consentId)).referralId).toBe(referral.referralId);
    expect((await the.listed(agent.me, caseId))[0]?.referralId).toBe(referral.referralId);
    expect((await eventsOf(caseId)).filter((kind) => kind === 'referral_made')).toHaveLength(1);
    const none = await the.refer(agent.me, await caseOf(), { consentId });
    expect(refusal(none.body)).toBe('consent_missing');
  });

  test('[C1] leaves at once where they ask for it: what was agreed to and nothing else, signed, and it comes back', async () => {
    const { caseId, referral } = await referred(true);
    await reaches(caseId, 'acknowledged');
    // Whoever follows it in the case is told without asking.
    await agent.next(
      'referral:changed',
      ({ referral: now }) => now.referralId === referral.referralId && now.state === 'acknowledged',
    );
    const [delivery] = cameFor(referral.referralId);
    expect(delivery?.verdict).toBe('good');
    const { items, reference } = JSON.parse(delivery?.body ?? '') as { items: object[]; reference: string };
    expect(reference).toBe(referral.reference);
    expect(items).toMatchObject([
      { itemId: 'name', value: 'Canary Sam' },
      { itemId: 'safe_contact', value: 'Text only, after five' },
    ]);
    expect(await referralOf(caseId)).toMatchObject({
      ...{
        partnerReference: expect.any(String),
        waits: null,
        sentAt: expect.any(String),
        acknowledgedAt: expect.any(String),
      },
    });
    const { clocks } = await valueFrom(
      askAs<{ clocks: { clock: string; state: string }[] }>(server.url, agent.me, 'GET', `/cases/${caseId}/clocks`),
    );
    await expect.poll(() => clocks.length, soon).toBeGreaterThan(0);
  });

  test('leaves at once where the risk of the person is high (H3)', async () => {
    const caseId = await caseOf();
    await raised(caseId);
    const { consentId } = await the.wrote(agent.me, caseId);
    const { state } = await the.referred(agent.me, caseId, consentId);
    expect(state).toBe('ready');
  });

  test('is whose the case is then, and where nobody has it, of who made it', async () => {
    const { caseId } = await referred();
    const coordinator = await at.staff('coordinator');
    const other = await at.staff('agent', 2);
    const give = async (ownerId: string | null) => {
      const { revision } = (
        await valueFrom(askAs<{ case: CaseView }>(server.url, coordinator.me, 'GET', `/cases/${caseId}`))
      ).case.row;
      await valueFrom(askAs(server.url, coordinator.me, 'POST', `/cases/${caseId}/allocate`, { revision, ownerId }));
      return (await the.referralsOf(coordinator.me, caseId))[0]?.owner?.agentId;
    };
    expect(await give(other.me.agentId)).toBe(other.me.agentId);
    expect(await give(null)).toBe(agent.me.agentId);
  });

  test('says in words why it did not arrive', async () => {
    partner.answer = (response) => {
      response.statusCode = 404;
      response.end();
    };
    const { caseId } = await referred(true);
    await reaches(caseId, 'undeliverable');
    expect((await referralOf(caseId))?.failure).toMatch(/refuses it \(404\)\. Ring them/);
  });
});

const raised = async (caseId: string) => {
  const tools = assessmentsAt(server.url);
  const { row } = await tools.started(agent.me, { caseId });
  await valueFrom(
    tools.level(agent.me, row.assessmentId, { from: 'not_assessed', to: 'high', reason: 'canary: a gun' }),
  );
};

describe('taken back', () => {
  test('before there is a referral: nothing can be made of it', async () => {
    const caseId = await caseOf();
    const { consentId } = await the.wrote(agent.me, caseId);
    const clientId = randomUUID();
    const first = await valueFrom(the.takeBack(agent.me, caseId, consentId, { clientId }));
    expect(first).toMatchObject({
      effect: 'stopped',
      consent: {
        standing: 'withdrawn',
        withdrawn: {
          how: 'said_by_phone',
          check: 'code_word',
          by: { name: agent.me.name },
          said: 'canary: I have changed my mind',
        },
      },
    });
    expect((await valueFrom(the.takeBack(agent.me, caseId, consentId, { clientId }))).effect).toBe('stopped');
    const other = await the.takeBack(agent.me, caseId, consentId, { clientId, said: 'something else' });
    expect(refusal(other.body)).toEqual(['conflict', { reason: 'other_content' }]);
    expect(refusal((await the.takeBack(agent.me, caseId, consentId)).body)).toBe('consent_missing');
    expect(refusal((await the.refer(agent.me, caseId, { consentId })).body)).toBe('consent_missing');
    expect(await eventsOf(caseId)).toContain('consent_taken_back');
  });

  test('[C1] while it is held: nothing leaves', async () => {
    const { caseId, consentId, referral } = await referred();
    expect((await valueFrom(the.takeBack(agent.me, caseId, consentId))).effect).toBe('stopped');
    expect(await referralOf(caseId)).toMatchObject({ state: 'withdrawn', waits: null });
    expect((await referralOf(caseId))?.history.at(-1)).toMatchObject({ state: 'withdrawn', name: agent.me.name });
    expect(kindsFor(referral.referralId)).toEqual([]);
  });

  test('[C1] in flight: the attempt ends, and a recall follows it', async () => {
    const gate = barrier();
    partner.answer = async (response, delivery, before) => {
      await gate.opened;
      await acknowledge(response, delivery, before);
    };
    const { caseId, consentId, referral } = await referred(true);
    await expect.poll(() => cameFor(referral.referralId).length, soon).toBe(1);
    const taken = await valueFrom(the.takeBack(agent.me, caseId, consentId));
    expect(taken.effect).toBe('recalled');
    gate.open();
    await reaches(caseId, 'recalled');
    await expect.poll(() => kindsFor(referral.referralId), soon).toEqual(['referral', 'recall']);
  });

  test('after it arrived: it is recalled, and told to stop; the safeguarding lead hears of somebody at high risk', async () => {
    const { caseId, consentId, referral } = await referred(true);
    await reaches(caseId, 'acknowledged');
    await raised(caseId);
    expect((await valueFrom(the.takeBack(agent.me, caseId, consentId, { how: 'in_writing' }))).effect).toBe('recalled');
    await expect.poll(() => kindsFor(referral.referralId), soon).toEqual(['referral', 'recall']);
    const lead = await at.staff('safeguarding_lead');
    const { alerts } = await lead.ask('desk:open', {});
    const kinds = alerts.filter((each) => each.caseId === caseId).map(({ kind }) => kind);
    expect(kinds).toContain('consent_withdrawn');
  });

  test('by whoever: it stops all the same, and a lead hears of it where nobody knows that it was them', async () => {
    const lead = await at.staff('safeguarding_lead');
    const called = async (caseId: string) =>
      (await lead.ask('desk:open', {})).alerts.some(
        (each) => each.caseId === caseId && each.kind === 'consent_withdrawn',
      );
    const [known, unknown] = [await referred(), await referred()];
    await valueFrom(the.takeBack(agent.me, known.caseId, known.consentId));
    const { effect, consent } = await valueFrom(
      the.takeBack(agent.me, unknown.caseId, unknown.consentId, { check: 'not_checked' }),
    );
    expect([effect, consent.withdrawn?.check]).toEqual(['stopped', 'not_checked']);
    expect([await called(known.caseId), await called(unknown.caseId)]).toEqual([false, true]);
    const refused = await the.takeBack(agent.me, unknown.caseId, unknown.consentId, { check: undefined });
    expect(refused.status).toBe(400);
  });

  test('[A1] is for who may write in the case', async () => {
    const { caseId, consentId } = await referred();
    const status = async (role: string, index: number) =>
      (await the.takeBack((await at.staff(role, index)).me, caseId, consentId)).status;
    expect(await status('agent', 1)).toBe(404);
    expect((await the.takeBack(agent.me, await caseOf(), consentId)).status).toBe(404);
    expect(await status('coordinator', 0)).toBe(200);
  });
});

describe('what the person can be told', () => {
  const tell = (who: SignedIn, caseId: string, body: object) =>
    askAs<{ referrals: ToldReferral[]; checkedAt: string }>(
      server.url,
      who,
      'POST',
      `/cases/${caseId}/referrals/tell`,
      body,
    );

  test('is what really went, to the letter, and what came back; after a check that is on record', async () => {
    const { caseId, referral } = await referred(true);
    await reaches(caseId, 'acknowledged');
    const body = { clientId: randomUUID(), check: 'code_word' };
    const { referrals } = await valueFrom(tell(agent.me, caseId, body));
    expect(referrals).toEqual([
      {
        ...{ referralId: referral.referralId, recipientName: referral.recipientName, state: 'acknowledged' },
        ...{ sentAt: expect.any(String), answeredAt: expect.any(String), since: expect.any(String) },
        sent: [
          { itemId: 'name', label: 'The name you want them to use', value: 'Canary Sam' },
          { itemId: 'safe_contact', label: 'How and when it is OK to contact you', value: 'Text only, after five' },
        ],
      },
    ]);
    // Asked once more under the same id, it is the same telling.
    await valueFrom(tell(agent.me, caseId, body));
    expect((await eventsOf(caseId)).filter((kind) => kind === 'told_what_was_shared')).toHaveLength(1);
    expect((await tell(agent.me, caseId, { ...body, check: 'fact_they_set' })).status).toBe(409);
  });

  test('is nothing while nothing has left, and nothing without a check by what they chose themselves', async () => {
    const { caseId } = await referred();
    const { referrals } = await valueFrom(tell(agent.me, caseId, { clientId: randomUUID(), check: 'fact_they_set' }));
    expect(referrals).toMatchObject([{ state: 'held', sentAt: null, sent: [] }]);
    for (const check of ['date_of_birth', 'address', undefined])
      expect((await tell(agent.me, caseId, { clientId: randomUUID(), check })).status).toBe(400);
  });

  test('[A1] is told by who works on the case alone', async () => {
    const { caseId } = await referred();
    const stranger = await signIn(server.url, server.account('agent', 1));
    expect((await tell(stranger, caseId, { clientId: randomUUID(), check: 'code_word' })).status).toBe(404);
  });
});
