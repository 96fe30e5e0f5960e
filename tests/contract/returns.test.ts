/** Somebody comes back with a reference and six words (H13): what fits, to whom it opens what, and what they may ask for then. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ToldReferral } from '../../shared/protocol/http/case-referrals.ts';
import type { GivenPhrase } from '../../shared/protocol/http/returning.ts';
import type { Returned } from '../../shared/protocol/http/returns.ts';
import { type Receiver, startReceiver } from '../integration/referral-receiver.ts';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
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
  partner = await startReceiver(() => server.app.demoPartnerSecret, { port: server.config.demoPartnerPort });
  at = helpline(server);
  the = consentsAt(server.url);
  agent = await at.staff('agent');
});
afterAll(async () => {
  await at?.close();
  await partner?.close();
  await server?.close();
});

const arrived = (caseId: string) =>
  expect
    .poll(async () => (await the.referralsOf(agent.me, caseId))[0]?.state, { timeout: 10_000 })
    .toBe('acknowledged');
const eventsOf = async (caseId: string) => {
  const path = `/cases/${caseId}/timeline`;
  const { events } = await valueFrom(askAs<{ events: { kind: string }[] }>(server.url, agent.me, 'GET', path));
  return events.map(({ kind }) => kind);
};

/** They said yes on the telephone, and the referral stands. */
async function referred(atOnce = false) {
  const { caseId } = (await makeCase(server.url, agent.me)).row;
  const { consentId } = await the.wrote(agent.me, caseId);
  return { caseId, referral: await the.referred(agent.me, caseId, consentId, atOnce) };
}

const BODIES: Readonly<Record<string, object>> = {
  ...{ open: { safeNow: true }, told: { outcome: 'told' }, stop: {}, notes: {}, link: {} },
  phrase: { clientId: randomUUID(), asked: true, insists: true, inChat: false },
};

describe('somebody who comes back with a reference and six words (H13)', () => {
  const send = <T>(who: Worker, path: string, body: object = {}) => askAs<T>(server.url, who.me, 'POST', path, body);
  const given = (who: Worker, subject: object) =>
    valueFrom(
      send<GivenPhrase>(who, '/return-phrases', {
        ...{ clientId: randomUUID(), asked: true, insists: true, inChat: false, ...subject },
      }),
    );
  const check = (who: Worker, { reference, words }: Pick<GivenPhrase, 'reference' | 'words'>, given: object = {}) =>
    send<{ fits: boolean; returned: Returned | null }>(who, '/returns', {
      ...{ clientId: randomUUID(), reference, phrase: words.join(' '), conversationId: null, ...given },
    });
  const checked = async (who: Worker, words: GivenPhrase, conversationId: string | null = null) => {
    const { returned } = await valueFrom(check(who, words, { conversationId }));
    if (returned === null) throw new Error('The words do not fit.');
    return returned;
  };
  const step = <T = { returned: Returned }>(who: Worker, { returnId }: Returned, what: string, body: object = {}) =>
    send<T>(who, `/returns/${returnId}/${what}`, body);
  const openFor = (who: Worker, returned: Returned) =>
    step<{ referrals: ToldReferral[] }>(who, returned, 'open', { safeNow: true });
  const NOTHING = { ok: true, value: { fits: false, returned: null } };

  test('[V3] with what does not fit: of every kind of wrong the same is said, and right words fit once', async () => {
    const { caseId } = await referred();
    const [first, other] = [await given(agent, { caseId }), await at.staff('agent', 1)];
    const words = await given(agent, { caseId });
    const wrong = { ...words, words: [...words.words.slice(0, 5), 'nothing'] };
    for (const each of [first, wrong, { ...words, reference: '2222-2222' }, { reference: '', words: [''] }])
      expect((await check(other, each)).body).toEqual(NOTHING);
    const clientId = randomUUID();
    const right = await valueFrom(check(other, words, { clientId }));
    expect(right.fits).toBe(true);
    // Sent again it is the same check; of anybody else, or anew, it does not fit any more.
    expect(await valueFrom(check(other, words, { clientId }))).toEqual(right);
    expect(refusal((await check(other, wrong, { clientId })).body)).toEqual(['conflict', { reason: 'other_content' }]);
    expect((await check(other, words)).body).toEqual(NOTHING);
    expect((await check(agent, words)).body).toEqual(NOTHING);
    const events = await eventsOf(caseId);
    expect(events.filter((kind) => kind === 'returned_by_phrase')).toHaveLength(1);
    // Two people may have them: whoever has the case sees that.
    expect(events.filter((kind) => kind === 'return_words_used')).toHaveLength(2);
  });

  test('[A1] opens to who checked them what really went, and nothing else of the case', async () => {
    const { caseId, referral } = await referred(true);
    await arrived(caseId);
    const [other, stranger] = [await at.staff('agent', 1), await at.staff('agent', 2)];
    const returned = await checked(other, await given(agent, { caseId }));
    expect(returned).toMatchObject({
      ...{ of: 'case', caseId: null, conversationId: null, mayOpen: true, mayReadNotes: false, told: null },
      telling: { verdict: 'may_be_told', reasons: [] },
    });
    expect((await step(other, returned, 'open')).status).toBe(400);
    const { referrals } = await valueFrom(openFor(other, returned));
    expect(referrals).toMatchObject([
      {
        ...{ referralId: referral.referralId, state: 'acknowledged' },
        sent: [{ itemId: 'name', value: 'Canary Sam' }, { itemId: 'safe_contact' }],
      },
    ]);
    const told = { outcome: 'told' };
    for (let twice = 0; twice < 2; twice += 1)
      expect((await valueFrom(step(other, returned, 'told', told))).returned.told).toMatchObject({ outcome: 'told' });
    expect(refusal((await step(other, returned, 'told', { outcome: 'not_told' })).body)).toEqual([
      ...['conflict', { reason: 'recorded' }],
    ]);
    expect(await eventsOf(caseId)).toContain('told_what_was_shared');
    for (const what of ['open', 'told', 'phrase', 'stop', 'notes', 'link'])
      expect((await step(stranger, returned, what, BODIES[what])).status, `${what} by a stranger`).toBe(404);
    expect((await askAs(server.url, other.me, 'GET', `/cases/${caseId}`)).status).toBe(404);
  });

  test('can ask that sharing stops: from then on a lead looks before anything more is told, and other words are theirs', async () => {
    const { caseId } = await referred(true);
    await arrived(caseId);
    const [other, lead] = [await at.staff('agent', 1), await at.staff('safeguarding_lead')];
    const returned = await checked(other, await given(agent, { caseId }));
    const words = await valueFrom(step<GivenPhrase>(other, returned, 'phrase', BODIES.phrase));
    const after = (await valueFrom(step(other, returned, 'stop'))).returned;
    expect(after).toMatchObject({ mayOpen: false, telling: { verdict: 'lead_first', reasons: ['sharing_stopped'] } });
    const asked = await valueFrom(
      askAs<{ requests: { caseId: string | null }[] }>(server.url, lead.me, 'GET', '/withdrawal-requests'),
    );
    expect(asked.requests.filter((each) => each.caseId === caseId)).toHaveLength(1);
    expect(refusal((await openFor(other, returned)).body)).toEqual(['conflict', { reason: 'lead_first' }]);
    expect((await step(other, returned, 'release')).status).toBe(403);
    const list = async (who: Worker) =>
      (await valueFrom(askAs<{ returns: Returned[] }>(server.url, who.me, 'GET', '/returns'))).returns;
    expect((await list(lead)).map(({ returnId }) => returnId)).toContain(returned.returnId);
    expect((await valueFrom(step(lead, returned, 'release'))).returned.releasedBy?.name).toBe(lead.me.name);
    expect((await openFor(other, returned)).status).toBe(200);
    expect((await list(lead)).map(({ returnId }) => returnId)).not.toContain(returned.returnId);
    // The words that were given in place of the used ones fit.
    expect((await checked(lead, words)).of).toBe('case');
  });

  test('to a chat: the notes of before stay folded, and come along only by an act of who checked', async () => {
    const before = await at.talk({ agent });
    const words = await given(agent, { conversationId: before.conversationId });
    await agent.ask('note:add', {
      clientId: randomUUID(),
      conversationId: before.conversationId,
      text: 'canary: before',
    });
    const other = await at.staff('agent', 2);
    const now = await at.talk({ agent: other, preChat: { safeToTalk: 'unsure' } });
    const { conversationId } = now;
    expect((await check(agent, words, { conversationId })).status).toBe(404);
    const returned = await checked(other, words, conversationId);
    expect(returned).toMatchObject({
      ...{ of: 'conversation', conversationId, mayReadNotes: true, linked: null },
      telling: { verdict: 'weigh_first', reasons: ['said_not_safe'] },
    });
    expect((await valueFrom(openFor(other, returned))).referrals).toEqual([]);
    const supervisor = await at.staff('supervisor');
    const notes = (who: Worker) => step<{ notes: { text: string }[] }>(who, returned, 'notes');
    expect((await valueFrom(notes(other))).notes).toMatchObject([{ text: 'canary: before' }]);
    expect((await notes(supervisor)).status).toBe(404);
    expect((await valueFrom(step(other, returned, 'link'))).returned.linked?.by).toBe(other.me.name);
    expect((await valueFrom(notes(supervisor))).notes).toHaveLength(1);
    const path = `/returns?conversationId=${conversationId}`;
    const { returns } = await valueFrom(askAs<{ returns: Returned[] }>(server.url, supervisor.me, 'GET', path));
    expect(returns).toMatchObject([{ returnId: returned.returnId, mayOpen: false, mayReadNotes: true }]);
    expect((await askAs(server.url, (await at.staff('agent', 1)).me, 'GET', path)).status).toBe(404);
  });
});
