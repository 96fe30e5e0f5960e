import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { workingDayAfter } from '../../shared/domain/working-days.ts';
import type { Reply } from '../../shared/protocol/errors.ts';
import type { InboundSender } from '../../shared/protocol/http/inbound-senders.ts';
import type { PartnerAccount, PartnerAccounts } from '../../shared/protocol/http/partner-accounts.ts';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import { asAgent, type SignedIn, signIn } from '../support/connect.ts';
import { aReferral, inboundAt } from '../support/inbound.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let database: Database;
let inbound: ReturnType<typeof inboundAt>;
let administrator: SignedIn;
let coordinator: SignedIn;
let police: { senderId: string; key: string; keyId: string };

beforeAll(async () => {
  server = await startServer();
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  inbound = inboundAt(server.url);
  administrator = await signIn(server.url, server.account('administrator'));
  coordinator = await signIn(server.url, server.account('coordinator'));
  police = await inbound.sender(administrator);
});
afterAll(async () => {
  await database?.close();
  await server?.close();
});

interface Kept {
  readonly _id: string;
  readonly detailsUntil: Date | null;
  readonly endedAt: number | null;
  readonly body: unknown;
}

interface Senders {
  readonly senders: readonly InboundSender[];
}

const listedKeys = (body: Reply<Senders>) =>
  new Map((body.ok ? body.value.senders : []).flatMap(({ keys }) => keys.map((key) => [key.keyId, key])));

const stored = () => database.connection.collection<{ _id: string }>('inbound_referrals').find({}).toArray();
const told = async (body: unknown, key: string | null = police.key) => {
  const answer = await inbound.send(key, body);
  return answer.body.ok ? answer.body.value : { status: answer.status, error: answer.body.error };
};

describe('the door for machines', () => {
  test('answers with our reference and our clock, and with nothing else', async () => {
    const { status, body } = await inbound.send(police.key, aReferral());
    expect(status).toBe(200);
    expect(body).toEqual({
      ok: true,
      value: {
        ...{ reference: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/), state: 'received', reason: null },
        ...{ receivedAt: expect.any(String), triageDueAt: expect.any(String) },
      },
    });
  });

  test('[V3] says the same of somebody whom we know and of somebody whom we do not', async () => {
    await makeCase(server.url, coordinator, { person: { name: 'Known Canary', dateOfBirth: '1980-01-02' } });
    const of = (name: string) => aReferral({ person: { name, dateOfBirth: '1980-01-02' } });
    const [known, unknown] = [await told(of('Known Canary')), await told(of('Nobody At All'))];
    const shape = (value: object) => ({ ...value, reference: '', receivedAt: '', triageDueAt: '' });
    expect(shape(known)).toEqual(shape(unknown));
  });

  test('the same under the same number is the same answer; another content is a conflict; two at once are one', async () => {
    const referral = aReferral();
    const answers = await Promise.all([told(referral), told(referral), told(referral)]);
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(await told({ ...referral, wishes: 'canary: another word' })).toMatchObject({
      ...{ status: 409, error: { code: 'conflict', details: { reason: 'other_content' } } },
    });
    // Whoever tries out numbers with a key that is not theirs is on the record of its sender.
    const conflicts = { action: 'inbound_referral.conflict', 'target.id': police.senderId };
    expect(await database.connection.collection('audit').countDocuments(conflicts)).toBe(1);
    const other = await inbound.sender(administrator, 'partner');
    expect(await told(referral, other.key)).toMatchObject({ state: 'received' });
  });

  test('a key that is missing, wrong, half right or taken back opens nothing, and each is told the same', async () => {
    const gone = await inbound.sender(administrator);
    expect(await told(aReferral(), gone.key)).toHaveProperty('reference');
    await inbound.ask(administrator, 'POST', `/senders/${gone.senderId}/keys/${gone.keyId}/revoke`, {});
    const half = `${police.key.slice(0, -4)}AAAA`;
    const before = (await stored()).length;
    const answers = [];
    for (const key of ['nonsense', half, gone.key, `hl_000000000000_${'A'.repeat(43)}`])
      answers.push(await inbound.send(key, aReferral()));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.status).toBe(401);
    expect((await inbound.send(null, aReferral())).status).toBe(403);
    expect(await stored()).toHaveLength(before);
  });

  test('a key is shown once and stored as a digest', async () => {
    const text = JSON.stringify(await database.connection.collection('inbound_senders').find({}).toArray());
    expect(text).not.toContain(police.key);
    expect(text).not.toContain(police.key.slice(-20));
    const listed = await inbound.ask(administrator, 'GET', '/senders');
    expect(JSON.stringify(listed.body)).not.toContain('hash');
    const unused = await inbound.sender(administrator);
    const keys = listedKeys((await inbound.ask<Senders>(administrator, 'GET', '/senders')).body);
    expect(keys.get(police.keyId)?.usedAt, 'when it last opened the door').toEqual(expect.any(String));
    expect(keys.get(unused.keyId)?.usedAt).toBeNull();
    const clientId = randomUUID();
    const path = `/senders/${police.senderId}/keys`;
    expect((await inbound.ask(administrator, 'POST', path, { clientId })).status).toBe(200);
    expect((await inbound.ask(administrator, 'POST', path, { clientId })).body).toMatchObject({
      error: { details: { reason: 'shown_once' } },
    });
    expect((await inbound.ask(coordinator, 'POST', path, { clientId: randomUUID() })).status).toBe(403);
  });

  test('a key has a minute of its own', async () => {
    const slow = await inbound.ask<{ key: string }>(administrator, 'POST', `/senders/${police.senderId}/keys`, {
      ...{ clientId: randomUUID(), perMinute: 2 },
    });
    const key = slow.body.ok ? slow.body.value.key : '';
    const statuses = [];
    for (let sent = 0; sent < 3; sent += 1) statuses.push((await inbound.send(key, aReferral())).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect(await told(aReferral())).toHaveProperty('reference');
  });

  test.each([
    ['a field nobody knows', { shoeSize: 9 }, ''],
    ['half of a pair of characters', { wishes: 'a\ud800b' }, 'wishes'],
    ['a birth in the future', { person: { name: 'A', dateOfBirth: '2099-01-01' } }, 'person.dateOfBirth'],
    ['an age that nobody reaches', { person: { name: 'A', age: 140 } }, 'person.age'],
    ['a report that is still to come', { reportedAt: '2099-01-01T10:00:00Z' }, 'reportedAt'],
    ['a crime that no list has', { incident: { crimeType: 'bad_thing' } }, 'incident.crimeType'],
    ['an area elsewhere', { person: { name: 'A', area: 'leeds' } }, 'person.area'],
    ['a consent that has not been given yet', { consent: { agreed: 'yes', on: '2099-01-01' } }, 'consent.on'],
    ['nobody to help and nobody to ask', { person: {}, contacts: [] }, 'person.name'],
    ['a number that is none', { contacts: [{ channel: 'phone', value: 'ask' }] }, 'contacts.0.value'],
  ])('%s is refused by its field, and nothing is kept', async (_, more, path) => {
    const before = (await stored()).length;
    const answer = await inbound.send(police.key, aReferral(more));
    expect(answer.status).toBe(400);
    const issues = answer.body.ok ? [] : (answer.body.error.details?.issues ?? []);
    expect(issues.map((issue) => issue.path)).toContain(path);
    expect(await stored()).toHaveLength(before);
  });

  test('what is too large, or no JSON, is said so', async () => {
    expect((await inbound.send(police.key, aReferral({ wishes: 'x'.repeat(2_001) }))).status).toBe(413);
    expect((await inbound.send(police.key, aReferral({ wishes: 'x'.repeat(70_000) }))).status).toBe(413);
    expect((await inbound.send(police.key, null, '{"reference":')).status).toBe(400);
  });

  test('[P1] stores who it is and the sender’s number sealed, and codes alone in clear', async () => {
    const text = JSON.stringify(await stored());
    expect(text).not.toMatch(/canary|07700|Okafor|URN-/i);
    expect(text).toContain('burglary_home');
  });
});

describe('a referral whose kind needs explicit consent (H17)', () => {
  const rape = (more: object = {}) => aReferral({ incident: { crimeType: 'rape' }, ...more });
  const risk = { risk: { grade: 'high', tool: 'dash', on: '2026-11-03' } };

  test('goes straight back with the reason, its details are shown to nobody as safe and go after ten working days', async () => {
    const value = await told(rape({ contacts: [{ channel: 'phone', value: '07700 900999', safe: 'yes' }] }));
    expect(value).toMatchObject({ state: 'returned', reason: 'explicit_consent_missing', triageDueAt: null });
    const one = await inbound.found(coordinator, 'reference' in value ? value.reference : '', 'returned');
    expect(one).toMatchObject({
      reason: 'explicit_consent_missing',
      explicitKinds: ['sexual_offence'],
      detailsKept: true,
    });
    const { body } = await inbound.open(coordinator, one.referralId);
    expect(JSON.stringify(body)).not.toContain('900999');
    const step = await inbound.step(coordinator, one, 'triage', { priority: 'normal', said: null });
    expect(step.body).toMatchObject({ error: { details: { reason: 'not_from_here' } } });
    const referrals = database.connection.collection<Kept>('inbound_referrals');
    const doc = await referrals.findOne({ _id: one.referralId });
    const dayOf = (at: Date | number | null | undefined) => londonDay(new Date(at ?? 0));
    expect(dayOf(doc?.detailsUntil)).toBe(workingDayAfter(dayOf(doc?.endedAt), 10).day);
    await referrals.updateOne({ _id: one.referralId }, { $set: { detailsUntil: new Date(Date.now() - 1) } });
    await expect
      .poll(async () => (await referrals.findOne({ _id: one.referralId }))?.body, { timeout: 20_000 })
      .toBeNull();
    const keys = database.connection.getClient().db(`${server.database.databaseName}_keys`).collection('dataKeys');
    expect(await keys.countDocuments({ _id: `inbound:${one.referralId}` } as never)).toBe(0);
    expect(await referrals.findOne({ _id: one.referralId })).toMatchObject({ blind: [], conflictKeys: [] });
    expect((await inbound.open(coordinator, one.referralId)).body).toMatchObject({ value: { details: null } });
  });

  test('calls a lead where it is high or about a child, and nobody else has to come', async () => {
    const lead = await asAgent(server.url, server.account('safeguarding_lead'));
    for (const of of [rape(risk), { ...rape(), person: { name: 'Canary Nine', dateOfBirth: '2017-05-06' } }]) {
      const calls = lead.seen('alert:raised').filter(({ alert }) => alert.kind === 'inbound_returned').length;
      expect(await told(of)).toMatchObject({ state: 'returned' });
      const now = () => lead.seen('alert:raised').filter(({ alert }) => alert.kind === 'inbound_returned').length;
      await expect.poll(now, { timeout: 10_000 }).toBe(calls + 1);
    }
    lead.close();
  });

  test('may come again under the same number once the person has said yes', async () => {
    const first = rape();
    const before = await told(first);
    const now = await told({ ...first, consent: { agreed: 'yes', explicit: 'yes', on: '2026-11-20' } });
    expect(now).toMatchObject({ state: 'received', reason: null });
    expect(now).not.toMatchObject({ reference: 'reference' in before ? before.reference : '' });
    expect(await told(first)).toEqual(before);
    expect(await told({ ...first, wishes: 'more' })).toMatchObject({ status: 409 });
  });

  test('a no is never kept, whatever the kind', async () => {
    expect(await told(aReferral({ consent: { agreed: 'no' } }))).toMatchObject({
      ...{ state: 'returned', reason: 'did_not_agree' },
    });
  });
});

describe('what cannot wait', () => {
  test('calls whoever looks at what comes, and is put away once somebody has it: looked at alone it is nobody’s', async () => {
    const desk = await asAgent(server.url, server.account('coordinator'));
    const raised = desk.next('alert:raised', ({ alert }) => alert.kind === 'inbound_urgent');
    const value = await told(aReferral({ person: { name: 'Young Canary', age: 15 } }));
    const { alert } = await raised;
    const gone = desk.next(
      'alert:raised',
      (each) => each.alert.alertId === alert.alertId && each.alert.closedAt !== null,
    );
    const one = await inbound.found(coordinator, 'reference' in value ? value.reference : '');
    expect(one.ageBand).toBe('13_15');
    const { referral } = await valueFrom(inbound.step(coordinator, one, 'triage', { priority: 'urgent', said: null }));
    const kept = await database.connection.collection<{ _id: string }>('alerts').findOne({ _id: alert.alertId });
    expect(kept).toMatchObject({ kind: 'inbound_urgent', closedAt: null });
    const { agentId } = await signIn(server.url, server.account('agent'));
    const referrals = [{ referralId: one.referralId, revision: referral.revision }];
    await valueFrom(
      inbound.ask(coordinator, 'POST', '/referrals/allocate', { clientId: randomUUID(), agentId, referrals }),
    );
    await gone;
    desk.close();
  });

  test('[A1] the list of senders and the board are for those who answer for the service', async () => {
    for (const [role, board, senders] of [
      ['coordinator', 200, 200],
      ['agent', 200, 403],
      ['administrator', 403, 200],
      ['partner', 403, 403],
    ] as const) {
      const who = await signIn(server.url, server.account(role));
      expect((await askAs(server.url, who, 'GET', '/inbound/referrals')).status, role).toBe(board);
      expect((await askAs(server.url, who, 'GET', '/inbound/senders')).status, role).toBe(senders);
    }
  });
});

describe('accounts of people at a partner', () => {
  interface Made {
    readonly account: PartnerAccount;
    readonly password: string;
  }
  const ask = <T>(method: 'GET' | 'POST', path: string, body?: object, who = administrator) =>
    askAs<T>(server.url, who, method, `/partner-accounts${path}`, body);
  const accountsOf = async (recipientId: string) =>
    (await valueFrom(ask<{ partners: PartnerAccounts[] }>('GET', ''))).partners.find(
      (each) => each.recipientId === recipientId,
    )?.accounts ?? [];

  test('are made with a password that is shown once, shut out at once, and let in again by another', async () => {
    const email = `canary.${randomUUID().slice(0, 8)}@partner.example`;
    const wanted = { recipientId: 'demo-partner', name: 'Robin', email };
    const { account, password } = await valueFrom(ask<Made>('POST', '', wanted));
    const robin = await signIn(server.url, { email, password });
    expect((await askAs(server.url, robin, 'GET', '/portal/referrals')).status).toBe(200);
    expect((await askAs(server.url, robin, 'GET', '/cases')).status).toBe(403);
    expect(await accountsOf('demo-partner')).toContainEqual({ ...account, disabledAt: null });
    expect((await ask('POST', '', wanted)).body).toMatchObject({ error: { details: { reason: 'email_taken' } } });
    const stands = JSON.stringify(await database.connection.collection('agents').find({}).toArray());
    expect(stands).not.toContain(password);
    expect(stands).not.toContain(email);

    await valueFrom(ask('POST', `/${account.agentId}/disable`, {}));
    expect((await askAs(server.url, robin, 'GET', '/portal/referrals')).status).toBe(401);
    await expect(signIn(server.url, { email, password })).rejects.toThrow();
    const again = await valueFrom(ask<Made>('POST', `/${account.agentId}/password`, {}));
    await expect(signIn(server.url, { email, password })).rejects.toThrow();
    expect(await signIn(server.url, { email, password: again.password })).toMatchObject({ agentId: account.agentId });
    const records = database.connection.collection('audit').find({ 'target.id': account.agentId });
    expect((await records.toArray()).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['account.create', 'account.disable', 'account.let_in']),
    );
  });

  test('[A1] are an administrator’s to make, and staff of ours are nobody to these routes', async () => {
    const body = { recipientId: 'demo-partner', name: 'Sal', email: 'sal@partner.example' };
    for (const role of [
      'agent',
      'coordinator',
      'supervisor',
      'safeguarding_lead',
      'commissioner',
      'partner',
    ] as const) {
      const who = await signIn(server.url, server.account(role));
      expect((await ask('GET', '', undefined, who)).status, role).toBe(403);
      expect((await ask('POST', '', body, who)).status, role).toBe(403);
    }
    expect((await ask('POST', `/${coordinator.agentId}/disable`, {})).status).toBe(404);
    expect((await ask('POST', `/${coordinator.agentId}/password`, {})).status).toBe(404);
    expect((await ask('POST', '', { ...body, recipientId: 'nobody' })).status).toBe(400);
    expect((await ask('POST', '', { ...body, email: 'none' })).status).toBe(400);
  });
});
