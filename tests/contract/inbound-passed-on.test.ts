/** What becomes of a received referral in our hands: whose case it is, what the sender said of the risk, and whom they chose (E1). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { casesSpec } from '../../server/cases/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import type { InboundReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import { openAccountsOffice } from '../support/accounts-office.ts';
import { type Asked, askAs, valueFrom } from '../support/cases.ts';
import { asAgent, type SignedIn, signIn } from '../support/connect.ts';
import { type Consents, consentsAt } from '../support/consents.ts';
import { aReferral, inboundAt } from '../support/inbound.ts';
import { portalAt } from '../support/portal.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

interface Converted {
  readonly referral: InboundReferral;
  readonly case: CaseView | null;
}

let server: TestServer;
let database: Database;
let inbound: ReturnType<typeof inboundAt>;
let the: Consents;
let police: { senderId: string; key: string };
let [coordinator, supervisor, agent, other]: SignedIn[] = [];

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off', referralHoldMs: 3_600_000 } });
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  inbound = inboundAt(server.url);
  the = consentsAt(server.url);
  const as = (role: string, index = 0) => signIn(server.url, server.account(role, index));
  [coordinator, supervisor, agent, other] = [
    ...[await as('coordinator'), await as('supervisor')],
    ...[await as('agent'), await as('agent', 1)],
  ];
  police = await inbound.sender(await as('administrator'));
});
afterAll(async () => {
  await database?.close();
  await server?.close();
});

const soon = { timeout: 10_000 };
const me = (who: SignedIn | undefined): SignedIn => {
  if (!who) throw new Error('Nobody is signed in.');
  return who;
};

/** Sent, looked at, and given to somebody. */
async function given(to: SignedIn | null, more: object = {}, key = police.key): Promise<InboundReferral> {
  const { body } = await inbound.send(key, aReferral(more));
  if (!body.ok) throw new Error(JSON.stringify(body.error));
  const raw = await inbound.found(me(coordinator), body.value.reference);
  const looked = await did(raw, 'triage', { priority: 'normal', said: null });
  if (to === null) return looked;
  const referrals = [{ referralId: looked.referralId, revision: looked.revision }];
  const asked = { clientId: randomUUID(), agentId: to.agentId, referrals, overCap: true };
  const value = await valueFrom(
    inbound.ask<{ given: InboundReferral[] }>(me(coordinator), 'POST', '/referrals/allocate', asked),
  );
  return value.given[0] as InboundReferral;
}

const did = async (one: InboundReferral, what: string, body: object): Promise<InboundReferral> =>
  (await valueFrom(inbound.step(me(coordinator), one, what, body))).referral;

const convert = (who: SignedIn, one: InboundReferral, more: object = {}): Promise<Asked<Converted>> =>
  inbound.step<Converted>(who, one, 'convert', { how: 'referred_with_consent', said: 'With the referral.', ...more });

const converted = (who: SignedIn, one: InboundReferral, more: object = {}) => valueFrom(convert(who, one, more));

const seen = (who: SignedIn, caseId: string | null) =>
  valueFrom(askAs<{ case: CaseView }>(server.url, who, 'GET', `/cases/${caseId}`));

const offeredTo = async (one: InboundReferral) =>
  (await valueFrom(inbound.open(me(coordinator), one.referralId))).providers;

/** They chose the programme of this name. */
async function chose(one: InboundReferral, programme: string): Promise<InboundReferral> {
  const providers = await offeredTo(one);
  const [chosen] = providers.filter((each) => each.programme === programme).map(({ code }) => code);
  const body = { offered: providers.map(({ code }) => code), chosen, why: 'They know her there.' };
  return did(one, 'choice', body);
}

describe('whose case it is', () => {
  test('whoever presses, it is the case of whom it was given to, whose place in their caseload it takes', async () => {
    const one = await given(me(agent));
    const made = await converted(me(coordinator), one);
    expect(made.case?.row.owner).toEqual({ agentId: me(agent).agentId, name: me(agent).name });
    const again = await converted(me(supervisor), await given(me(agent)));
    expect((await seen(me(agent), again.referral.caseId)).case.row.owner?.agentId).toBe(me(agent).agentId);
    const event = (await timelineOf(again.referral.caseId)).find(({ kind }) => kind === 'allocated');
    expect(event).toMatchObject({ codes: { to: me(agent).agentId } });
  });

  test('given to nobody it is whose who makes it; another can be chosen, by who gives them out, within the cap', async () => {
    const mine = await converted(me(coordinator), await given(null));
    expect(mine.case?.row.owner?.agentId).toBe(me(coordinator).agentId);
    const theirs = await given(me(agent));
    expect((await convert(me(agent), theirs, { ownerId: me(other).agentId })).status).toBe(403);
    await fillUp(me(other));
    const full = await convert(me(coordinator), theirs, { ownerId: me(other).agentId });
    expect(full.body).toMatchObject({ error: { details: { reason: 'caseload_full', cap: 40, name: me(other).name } } });
    const over = await converted(me(coordinator), theirs, { ownerId: me(other).agentId, overCap: true });
    expect(over.case?.row.owner?.agentId).toBe(me(other).agentId);
    // What is theirs already takes no second place.
    expect((await convert(me(other), await given(me(other)))).status).toBe(200);
  });

  /** As many open cases as the cap allows, without making each. */
  async function fillUp({ agentId, name }: SignedIn): Promise<void> {
    const cases = database.collection<{ _id: string; clientId: string; reference: string }>(casesSpec);
    const [like] = await cases.find({ state: 'open' } as object).toArray();
    if (!like) throw new Error('There is no case yet.');
    const owner = { agentId, name };
    const copies = Array.from({ length: 40 }, () => {
      const id = randomUUID();
      return { ...like, _id: id, clientId: id, reference: id.slice(0, 9), owner, blind: [], due: [] };
    });
    await cases.insertMany(copies);
  }
});

const timelineOf = async (caseId: string | null) =>
  (
    await valueFrom(
      askAs<{ events: { kind: string; codes: Record<string, string>; text: string | null }[] }>(
        server.url,
        me(coordinator),
        'GET',
        `/cases/${caseId}/timeline`,
      ),
    )
  ).events;

describe('somebody who has a case already', () => {
  const person = { name: 'Known Canary', dateOfBirth: '1982-07-08' };

  test('their referral goes into it, beside what stands there, and they are to be reached about it; never by a shared number', async () => {
    const known = (await converted(me(agent), await given(me(agent), { person }))).case;
    const caseId = known?.row.caseId ?? '';
    const risk = { grade: 'high', said: 'canary: worse now' };
    const one = await given(me(agent), { person, risk, incident: { crimeType: 'stalking', said: 'canary: again' } });
    expect((await valueFrom(inbound.open(me(agent), one.referralId))).duplicates.cases).toMatchObject([{ caseId }]);
    const stranger = (await converted(me(agent), await given(me(agent)))).referral.caseId;
    const join = (into: string | null, clientId = randomUUID()) =>
      inbound.step<Converted>(me(agent), one, 'join', { clientId, caseId: into, said: 'She told me so.' });
    expect((await join(stranger)).status).toBe(400);
    const clientId = randomUUID();
    const first = await valueFrom(join(caseId, clientId));
    expect(first.referral).toMatchObject({ state: 'converted', caseId });
    expect((await valueFrom(join(caseId, clientId))).referral).toEqual(first.referral);
    const incidents = first.case?.sections.find(({ section }) => section === 'incidents');
    expect(JSON.stringify(incidents)).toMatch(/the back door.*canary: again/);
    expect(first.case?.row).toMatchObject({ senderRisk: { grade: 'high' }, risk: 'not_assessed' });
    const path = `/cases/${caseId}/clocks`;
    const { clocks } = await valueFrom(
      askAs<{ clocks: { clock: string; stoppedAt: string | null; counts: string }[] }>(
        server.url,
        me(agent),
        'GET',
        path,
      ),
    );
    const contact = clocks.filter(({ clock }) => clock === 'first_safe_contact');
    expect(contact).toMatchObject([{ counts: 'same_day' }, { counts: 'same_day' }]);
    const came = (await timelineOf(caseId)).filter(({ kind }) => kind === 'referral_came');
    expect(came).toHaveLength(2);
    const contacts = await askAs<{ contacts: object[] }>(server.url, me(agent), 'GET', `/cases/${caseId}/contacts`);
    expect(contacts.body).toMatchObject({ value: { contacts: [{ safe: 'unknown' }, { safe: 'unknown' }] } });
  });
});

describe('a clock that runs out', () => {
  test('calls whoever gives them out, and is put away once nothing is late any more (D2)', async () => {
    const desk = await asAgent(server.url, server.account('coordinator'));
    const calls = async () =>
      (await desk.ask('desk:open', {})).alerts.filter(({ kind }) => kind === 'inbound_late').length;
    const one = await given(null);
    const referrals = database.connection.collection<{ _id: string }>('inbound_referrals');
    await referrals.updateOne({ _id: one.referralId }, { $set: { dueAt: Date.now() - 1 } });
    await expect.poll(calls, soon).toBe(1);
    await did(one, 'close', { reason: 'duplicate', said: 'It came twice.' });
    await expect.poll(calls, soon).toBe(0);
    desk.close();
  });
});

describe('whoever it was given to leaves', () => {
  test('it is nobody’s again, on record, and what cannot wait calls once more', async () => {
    const office = await openAccountsOffice(server.config);
    const desk = await asAgent(server.url, server.account('coordinator'));
    const leaver = await signIn(server.url, server.account('agent', 5));
    const one = await given(leaver, { risk: { grade: 'high' } });
    await office.accounts.disable(leaver.agentId, { id: 'test', role: 'administrator' });
    const now = async () => inbound.found(me(coordinator), one.reference);
    await expect.poll(async () => (await now()).owner, soon).toBeNull();
    expect(await now()).toMatchObject({ state: 'triaged', priority: 'normal' });
    const { steps } = await valueFrom(inbound.open(me(coordinator), one.referralId));
    expect(steps.at(-1)).toMatchObject({ kind: 'release', codes: { from: leaver.agentId } });
    const open = async () => (await desk.ask('desk:open', {})).alerts.filter(({ kind }) => kind === 'inbound_urgent');
    await expect.poll(async () => (await open()).length, soon).toBeGreaterThan(0);
    desk.close();
    await office.close();
  });
});

describe('what the sender said of the risk (D4)', () => {
  test('goes into the case as theirs, with its day and who they are, hurries us, and is never our level', async () => {
    const risk = { grade: 'high', tool: 'dash', on: '2026-11-03', said: 'canary: he followed her' };
    const { case: made } = await converted(me(agent), await given(me(agent), { risk }));
    const sender = { source: 'police_feed', sender: expect.stringMatching(/^Force/) };
    expect(made?.row).toMatchObject({
      risk: 'not_assessed',
      senderRisk: { ...sender, grade: 'high', tool: 'dash', on: '2026-11-03' },
    });
    const clocks = async () => {
      const path = `/cases/${made?.row.caseId}/clocks`;
      const all = await valueFrom(
        askAs<{ clocks: { clock: string; counts: string; sentence: string }[] }>(server.url, me(agent), 'GET', path),
      );
      return all.clocks.find(({ clock }) => clock === 'first_safe_contact');
    };
    expect(await clocks()).toMatchObject({
      counts: 'same_day',
      sentence: expect.stringMatching(/^Referred as urgent/),
    });
    const came = (await timelineOf(made?.row.caseId ?? '')).find(({ kind }) => kind === 'referral_came');
    expect(came).toMatchObject({ codes: { ...sender, grade: 'high', on: '2026-11-03' }, text: risk.said });
    const calm = await converted(me(agent), await given(me(agent), { risk: { grade: 'standard' } }));
    expect(calm.case?.row).toMatchObject({ risk: 'not_assessed', senderRisk: { grade: 'standard' } });
  });

  test('a feed that is not of the police says what it is', async () => {
    const { key } = await inbound.sender(await signIn(server.url, server.account('administrator')), 'council');
    const one = await given(me(agent), {}, key);
    expect(one).toMatchObject({ source: 'partner_feed' });
    const { case: made } = await converted(me(agent), one);
    const came = (await timelineOf(made?.row.caseId ?? '')).find(({ kind }) => kind === 'referral_came');
    expect(came?.codes).toMatchObject({ source: 'partner_feed', sender: one.sender?.name });
  });
});

describe('the front door for others (E1)', () => {
  test('a choice is offered, made and why, and sends nothing; to whom nothing can be sent they are put through', async () => {
    const one = await given(me(agent));
    const providers = await offeredTo(one);
    expect(providers.find(({ programme }) => programme === 'KIDAS')?.passes).toBe('not_checked');
    const offered = providers.map(({ code }) => code);
    const why = 'She wants somebody near Dover.';
    const refused = await inbound.step(me(coordinator), one, 'choice', {
      offered: ['midas_medway'],
      chosen: null,
      why,
    });
    expect(refused.status).toBe(400);
    const stays = await did(one, 'choice', { offered, chosen: null, why: 'She wants to stay with us.' });
    expect(stays).toMatchObject({ state: 'allocated', choice: { chosen: null, step: 'stays' } });
    const kidas = await chose(stays, 'KIDAS');
    expect(kidas).toMatchObject({ state: 'allocated', choice: { programme: 'KIDAS', step: 'cannot_send' } });
    const through = { reason: 'put_through', said: 'With her on the line.' };
    const early = await inbound.step(me(coordinator), kidas, 'close', through);
    expect(early.body).toMatchObject({ error: { details: { reason: 'not_spoken' } } });
    const at = new Date().toISOString();
    const spoke = await did(kidas, 'attempts', { outcome: 'spoke', at, said: null });
    expect(await did(spoke, 'close', through)).toMatchObject({ state: 'closed', reason: 'put_through' });
  });

  test('[C1] to a partner it waits for their own yes, leaves by the outbox with what they agreed to, and is followed to the answer', async () => {
    const chosen = await chose(
      await given(me(agent), { consent: { agreed: 'yes', explicit: 'yes' } }),
      'Example programme',
    );
    expect(chosen.choice).toMatchObject({ recipientId: 'demo-portal-partner', step: 'ask_yes', referral: null });
    const { case: made, referral } = await converted(me(agent), chosen);
    const caseId = made?.row.caseId ?? '';
    const dues = async () => (await seen(me(agent), caseId)).case.due.map(({ kind }) => kind);
    expect(await dues()).toContain('pass_on');
    const onBoard = async () =>
      (await inbound.list(me(coordinator), '?state=with_partner')).find(
        ({ referralId }) => referralId === referral.referralId,
      );
    expect((await onBoard())?.choice).toMatchObject({ step: 'ask_yes', referral: null });
    expect(await the.referralsOf(me(agent), caseId)).toEqual([]);

    const { consentId } = await the.wrote(me(agent), caseId, { recipientId: 'demo-portal-partner' });
    expect(await dues()).toContain('pass_on');
    const held = await the.referred(me(agent), caseId, consentId);
    await expect.poll(async () => (await onBoard())?.choice?.step, soon).toBe('on_its_way');
    await expect.poll(dues, soon).not.toContain('pass_on');
    await valueFrom(
      askAs(server.url, me(coordinator), 'POST', `/referrals/${held.referralId}/release`, { atOnce: true }),
    );
    await expect.poll(async () => (await onBoard())?.choice?.step, soon).toBe('with_provider');
    const sent = await onBoard();
    expect(sent?.clocks.find(({ clock }) => clock === 'partner_acknowledgement')?.state).toMatch(/running|due_soon/);

    const tess = await signIn(server.url, server.account('partner'));
    await valueFrom(portalAt(server.url).say(tess, held.referralId, 'acknowledge'));
    await expect.poll(onBoard, soon).toBeUndefined();
    const over = await inbound.found(me(coordinator), referral.reference, 'converted');
    expect(over.choice).toMatchObject({ step: 'answered', referral: { acknowledgedAt: expect.any(String) } });
  });

  test('a no is an answer: nothing is sent, and nobody is reminded to ask again', async () => {
    const { case: made, referral } = await converted(
      me(agent),
      await chose(await given(me(agent)), 'Example programme'),
    );
    const caseId = made?.row.caseId ?? '';
    const no = { recipientId: 'demo-portal-partner', decision: 'declined', items: [] } as const;
    await the.wrote(me(agent), caseId, { ...no, items: [], saidAt: new Date().toISOString() });
    const now = async () => (await inbound.found(me(coordinator), referral.reference, 'converted')).choice?.step;
    await expect.poll(now, soon).toBe('said_no');
    expect((await seen(me(agent), caseId)).case.due.map(({ kind }) => kind)).not.toContain('pass_on');
    expect(await the.referralsOf(me(agent), caseId)).toEqual([]);
  });
});
