import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditSpec } from '../../server/audit/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import type { InboundReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import type { Reminder } from '../../shared/protocol/http/reminders.ts';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import { asAgent, type SignedIn, signIn } from '../support/connect.ts';
import { addContact } from '../support/contacts.ts';
import { aReferral, inboundAt } from '../support/inbound.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let database: Database;
let inbound: ReturnType<typeof inboundAt>;
let police: { senderId: string; key: string };
let coordinator: SignedIn;
let lead: SignedIn;
let agent: SignedIn;
let other: SignedIn;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  inbound = inboundAt(server.url);
  const as = (role: string, index = 0) => signIn(server.url, server.account(role, index));
  [coordinator, lead] = [await as('coordinator'), await as('safeguarding_lead')];
  [agent, other] = [await as('agent'), await as('agent', 1)];
  police = await inbound.sender(await as('administrator'));
});
afterAll(async () => {
  await database?.close();
  await server?.close();
});

async function came(more: object = {}): Promise<InboundReferral> {
  const { body } = await inbound.send(police.key, aReferral(more));
  if (!body.ok) throw new Error(JSON.stringify(body.error));
  return inbound.found(coordinator, body.value.reference);
}

const did = async (who: SignedIn, one: InboundReferral, what: string, body: object): Promise<InboundReferral> =>
  (await valueFrom(inbound.step(who, one, what, body))).referral;

const refused = async (who: SignedIn, one: InboundReferral, what: string, body: object) => {
  const { status, body: answer } = await inbound.step(who, one, what, body);
  return answer.ok ? { status } : { status, ...answer.error.details, code: answer.error.code };
};

const triaged = async (more: object = {}, priority = 'normal') =>
  did(coordinator, await came(more), 'triage', { priority, said: 'canary: looked' });

const given = async (one: InboundReferral, to = agent): Promise<InboundReferral> => {
  const body = { clientId: randomUUID(), agentId: to.agentId, referrals: [one] };
  const referrals = body.referrals.map(({ referralId, revision }) => ({ referralId, revision }));
  const value = await valueFrom(
    inbound.ask<{ given: InboundReferral[] }>(coordinator, 'POST', '/referrals/allocate', { ...body, referrals }),
  );
  return value.given[0] as InboundReferral;
};

const tried = (outcome: string, more: object = {}) => ({ outcome, at: new Date().toISOString(), said: null, ...more });

describe('the board', () => {
  test('[P1] has what runs out first at the top, with four clocks and the grade as theirs, and nothing that was written', async () => {
    await came();
    const high = { grade: 'high', tool: 'dash', on: '2026-11-03', said: 'canary: strangled' };
    const urgent = await came({ risk: high, reportedAt: new Date(Date.now() - 86_400_000).toISOString() });
    const all = await inbound.list(coordinator);
    const dues = all.map(({ clocks }) => clocks.find(({ stoppedAt }) => stoppedAt === null)?.dueAt ?? '');
    expect(dues).toEqual([...dues].sort());
    expect(all[0]?.referralId).toBe(urgent.referralId);
    expect(urgent.senderRisk).toEqual({ grade: 'high', tool: 'dash', on: '2026-11-03' });
    expect(urgent.clocks.map(({ clock }) => clock).sort()).toEqual([
      ...['first_safe_contact', 'police_to_received', 'received_to_triaged'],
    ]);
    expect(JSON.stringify(all)).not.toMatch(/canary|Okafor|07700|strangled/i);
  });

  test('each reading is on record, and a number shows only once somebody said that it is safe', async () => {
    const one = await triaged();
    const contact = async () => {
      const { details } = await valueFrom(inbound.open(coordinator, one.referralId));
      return details?.contacts[0];
    };
    expect(await contact()).toMatchObject({ safe: 'not_known', value: null });
    const asked = { place: 0, safe: 'yes', said: 'The officer asked: evenings, she lives alone.' };
    await did(coordinator, one, 'contact-safety', asked);
    expect(await contact()).toMatchObject({ safe: 'yes', value: '07700 900123' });
    const records = database.collection(auditSpec).find({ 'target.id': one.referralId });
    const actions = (await records.toArray()).map(({ action }) => action);
    expect(actions.filter((each) => each === 'inbound_referral.read')).toHaveLength(2);
    expect(actions).toEqual(expect.arrayContaining(['inbound_referral.receive', 'inbound_referral.triage']));
  });

  test('two who triage at once: the second is told, and the same step sent again is the same answer', async () => {
    const one = await came();
    const [clientId, body] = [randomUUID(), { priority: 'urgent', said: 'canary: now' }];
    const first = await inbound.step(coordinator, one, 'triage', { clientId, ...body });
    expect(await inbound.step(coordinator, one, 'triage', { clientId, ...body })).toEqual(first);
    expect(await refused(coordinator, one, 'triage', { clientId, ...body, priority: 'normal' })).toMatchObject({
      reason: 'other_content',
    });
    expect(await refused(lead, one, 'triage', body)).toMatchObject({
      ...{ status: 409, reason: 'changed_meanwhile', changedBy: coordinator.name },
    });
  });

  test('duplicates are suggested by name and birth; a shared number is none (H8)', async () => {
    const person = { name: 'Twice Canary', dateOfBirth: '1971-02-03' };
    const known = await makeCase(server.url, agent, { person });
    const same = await came({ person, contacts: [] });
    const shares = await came({
      person: { name: 'Another', dateOfBirth: '1999-02-03' },
      contacts: [{ channel: 'phone', value: '07700 900123' }],
    });
    const opened = await valueFrom(inbound.open(coordinator, same.referralId));
    expect(opened.duplicates.cases).toMatchObject([{ caseId: known.row.caseId, reference: known.row.reference }]);
    expect((await valueFrom(inbound.open(coordinator, shares.referralId))).duplicates).toEqual({
      cases: [],
      referrals: [],
    });
    const path = `/cases/${known.row.caseId}/exclusions`;
    await valueFrom(askAs(server.url, coordinator, 'POST', path, { agentId: lead.agentId, reason: 'a neighbour' }));
    expect((await inbound.open(lead, same.referralId)).status).toBe(404);
    expect((await inbound.list(lead)).map(({ referralId }) => referralId)).not.toContain(same.referralId);
  });

  test('of a case that they are kept out of a shared number hides the referral as well (H8)', async () => {
    const contacts = [{ channel: 'phone' as const, value: '07700 900777' }];
    const { row } = await makeCase(server.url, agent, { person: { name: 'Hidden Canary' } });
    await addContact(server.url, agent, row.caseId, { value: '07700 900777' });
    const hers = await came({ person: { name: null, dateOfBirth: null }, contacts });
    expect((await inbound.open(lead, hers.referralId)).status).toBe(200);
    const path = `/cases/${row.caseId}/exclusions`;
    await valueFrom(askAs(server.url, coordinator, 'POST', path, { agentId: lead.agentId, reason: 'his sister' }));
    expect((await inbound.open(lead, hers.referralId)).status).toBe(404);
    expect((await inbound.open(coordinator, hers.referralId)).status).toBe(200);
  });
});

describe('giving them out', () => {
  test('many at once go to somebody within the cap; what cannot is named by itself', async () => {
    const [one, two, raw] = [await triaged(), await triaged(), await came()];
    const referrals = [one, two, raw].map(({ referralId, revision }) => ({ referralId, revision }));
    const value = await valueFrom(
      inbound.ask<{ given: InboundReferral[]; refused: object[] }>(coordinator, 'POST', '/referrals/allocate', {
        ...{ clientId: randomUUID(), agentId: agent.agentId, referrals },
      }),
    );
    expect(value.given.map(({ referralId, state }) => [referralId, state])).toEqual([
      ...[one, two].map(({ referralId }) => [referralId, 'allocated']),
    ]);
    expect(value.refused).toEqual([{ referralId: raw.referralId, reason: 'not_from_here' }]);
    const mine = (await inbound.list(agent)).map(({ referralId }) => referralId);
    expect(mine).toEqual(expect.arrayContaining([one.referralId, two.referralId]));
    expect(await inbound.list(other)).toEqual([]);
    expect((await inbound.open(other, one.referralId)).status).toBe(404);
    expect((await inbound.open(agent, one.referralId)).status).toBe(200);
    expect(await refused(agent, one, 'triage', { priority: 'normal', said: null })).toMatchObject({ status: 403 });
  });
});

describe('before there is a case', () => {
  test('answered by another stands still until somebody who answers for the service has looked (H17)', async () => {
    const one = await given(await triaged({ contacts: [{ channel: 'phone', value: '07700 900123', safe: 'yes' }] }));
    const stopped = await did(agent, one, 'attempts', tried('answered_by_other'));
    expect(stopped).toMatchObject({ attempts: 1, stopped: 'answered_by_other' });
    expect(await refused(agent, stopped, 'attempts', tried('spoke'))).toMatchObject({ reason: 'stopped' });
    expect((await valueFrom(inbound.open(agent, one.referralId))).details?.contacts[0]?.value).toBeNull();
    // Nor by making a case of it, where the next one would ring without having read why not.
    const made = { how: 'by_phone', said: 'She agreed.' };
    expect(await refused(agent, stopped, 'convert', made)).toMatchObject({ reason: 'stopped' });
    expect(await refused(agent, stopped, 'go-on', { said: 'it is fine' })).toMatchObject({ status: 403 });
    // Whoever may let it go on is called, until somebody has looked.
    expect(await callsAbout(stopped)).toContain('inbound_stopped');
    const on = await did(coordinator, stopped, 'go-on', { said: 'Her sister. She rang back.' });
    expect(await callsAbout(on)).toContain('inbound_stopped, over');
    const spoke = await did(agent, on, 'attempts', tried('spoke'));
    expect(spoke.clocks.find(({ clock }) => clock === 'first_safe_contact')?.state).toBe('met');
    const ahead = tried('spoke', { at: new Date(Date.now() + 600_000).toISOString() });
    expect(await refused(agent, spoke, 'attempts', ahead)).toMatchObject({ status: 400 });
  });

  test.each([
    ['high by the police', { risk: { grade: 'high' } }],
    ['under 18', { person: { name: 'Young', age: 17 } }],
    ['marked as a repeat', { incident: { crimeType: 'burglary_home', flags: ['repeat'] } }],
  ])('nobody could reach them, %s: a lead decides, and whoever sent it is told (H17)', async (_, more) => {
    const one = await did(agent, await given(await triaged(more)), 'attempts', tried('no_answer_no_message'));
    const close = { reason: 'unable_to_contact', said: 'Three times, at different hours.', senderTold: true };
    expect(await refused(agent, one, 'close', close)).toMatchObject({ reason: 'needs_lead' });
    expect(await refused(coordinator, one, 'close', close)).toMatchObject({ reason: 'needs_lead' });
    expect(await refused(lead, one, 'close', { ...close, senderTold: false })).toMatchObject({ code: 'bad_request' });
    expect(await did(lead, one, 'close', close)).toMatchObject({ state: 'closed', reason: 'unable_to_contact' });
  });

  test('nobody can be out of reach whom nobody tried to reach', async () => {
    const close = { reason: 'unable_to_contact', said: 'No time.', senderTold: true };
    expect(await refused(coordinator, await triaged(), 'close', close)).toMatchObject({ reason: 'nobody_tried' });
  });

  test('who was tried in one part of the day alone is tried in another first; a lead may decide otherwise (H17)', async () => {
    const one = await did(agent, await given(await triaged()), 'attempts', tried('no_answer_no_message'));
    const close = { reason: 'unable_to_contact', said: 'Rang once.', senderTold: true };
    expect(await refused(agent, one, 'close', close)).toMatchObject({ reason: 'one_time' });
    expect(await did(lead, one, 'close', close)).toMatchObject({ state: 'closed' });
  });

  test('sent back by hand it may come again under its number; closed by mistake it is taken up again', async () => {
    const body = aReferral();
    const first = await inbound.send(police.key, body);
    const one = await inbound.found(coordinator, first.body.ok ? first.body.value.reference : '');
    const back = await did(coordinator, one, 'return', { reason: 'not_for_us', said: 'A business.' });
    expect(back).toMatchObject({ state: 'returned', reason: 'not_for_us' });
    // A machine that repeats itself learns that nobody here goes on with it.
    expect((await inbound.send(police.key, body)).body).toMatchObject({
      value: { reference: one.reference, state: 'returned', reason: 'not_for_us', triageDueAt: null },
    });
    expect(await callsAbout(back)).toEqual([]);
    const closed = await did(coordinator, await triaged(), 'close', { reason: 'duplicate', said: 'Twice.' });
    expect(await did(coordinator, closed, 'reopen', { said: 'It was not.' })).toMatchObject({
      state: 'triaged',
      reason: null,
    });
  });
});

/** Which calls were raised about it alone, and whether each is over. */
async function callsAbout({ referralId }: InboundReferral): Promise<string[]> {
  const alerts = database.connection.collection<{ causeId: string; kind: string; closedAt: number | null }>('alerts');
  const found = await alerts.find({ causeId: { $regex: referralId } }).toArray();
  return found.map(({ kind, closedAt }) => (closedAt === null ? kind : `${kind}, over`));
}

const remindedOf = async (who: SignedIn, { referralId }: InboundReferral) => {
  const listed = askAs<Record<'mine' | 'escalated', Reminder[]>>(server.url, who, 'GET', '/reminders');
  const { mine, escalated } = await valueFrom(listed);
  const said = ({ kind, caseId, reference }: Reminder) => [kind, caseId, reference];
  const here = ({ about }: Reminder) => about.id === referralId;
  return { mine: mine.filter(here).map(said), escalated: escalated.filter(here).map(said) };
};

describe('who is called, and who is reminded', () => {
  test('high risk that is sent back by hand reaches a lead, whoever said that it is high (H17)', async () => {
    const called = await asAgent(server.url, server.account('safeguarding_lead'));
    for (const one of [await came({ risk: { grade: 'high' } }), await triaged({}, 'urgent')]) {
      const heard = called.next('alert:raised', ({ alert }) => alert.kind === 'inbound_returned');
      const back = await did(coordinator, one, 'return', { reason: 'not_for_us', said: 'They live in Leeds.' });
      await heard;
      expect(await callsAbout(back)).toContain('inbound_returned');
    }
    called.close();
  });

  test('what turns out to be urgent calls somebody who takes it, until somebody has it', async () => {
    const one = await triaged({}, 'urgent');
    expect(await callsAbout(one)).toEqual(['inbound_urgent']);
    await given(one);
    expect(await callsAbout(one)).toEqual(['inbound_urgent, over']);
    expect(await callsAbout(await triaged())).toEqual([]);
  });

  test('whom it was given to is reminded of it, like of a case, and of what is done no more', async () => {
    const one = await given(await triaged({ person: { name: 'Young Canary', age: 15 } }));
    const mine = [['first_safe_contact', null, one.reference]];
    expect(await remindedOf(agent, one)).toEqual({ mine, escalated: [] });
    expect(await remindedOf(other, one)).toEqual({ mine: [], escalated: [] });
    const reminders = database.connection.collection('reminders');
    await reminders.updateOne({ 'about.id': one.referralId }, { $set: { dueAt: Date.now() - 1, nextAt: 0 } });
    for (const who of [coordinator, lead])
      await expect.poll(() => remindedOf(who, one), { timeout: 15_000 }).toEqual({ mine: [], escalated: mine });
    const moved = await given(one, other);
    expect(await remindedOf(agent, one)).toEqual({ mine: [], escalated: [] });
    expect((await remindedOf(other, one)).mine).toEqual(mine);
    await did(other, moved, 'attempts', tried('spoke'));
    expect(await remindedOf(other, one)).toEqual({ mine: [], escalated: [] });
  });

  test('whose time runs out calls those who give them out, once for all of them, until the last is seen to', async () => {
    const [one, two] = [await given(await triaged()), await triaged()];
    const desk = await asAgent(server.url, server.account('coordinator'));
    const heard = desk.next('alert:raised', ({ alert }) => alert.kind === 'inbound_late');
    const referrals = database.connection.collection<{ _id: string; lateCause: string | null }>('inbound_referrals');
    const both = { _id: { $in: [one.referralId, two.referralId] } };
    await referrals.updateMany(both, { $set: { dueAt: Date.now() - 1 } });
    const { alert } = await heard;
    const marks = async () => new Set((await referrals.find(both).toArray()).map(({ lateCause }) => lateCause));
    await expect.poll(async () => [...(await marks())]).toEqual([expect.stringMatching(/^inbound_late:/)]);
    expect((await callsOf('inbound_late')).length).toBe(1);
    await did(agent, one, 'attempts', tried('spoke'));
    expect(await callsOf('inbound_late')).toEqual([null]);
    const over = desk.next(
      'alert:raised',
      (each) => each.alert.alertId === alert.alertId && each.alert.closedAt !== null,
    );
    await did(coordinator, two, 'close', { reason: 'duplicate', said: 'Twice.' });
    await over;
    desk.close();
  });
});

const callsOf = async (kind: string) => {
  const alerts = database.connection.collection<{ closedAt: number | null }>('alerts');
  return (await alerts.find({ kind }).toArray()).map(({ closedAt }) => closedAt);
};

describe('a case of it', () => {
  test('has all that was sent, the contact behind the gate, and the other party for conflict checks alone', async () => {
    const body = aReferral({
      person: { name: 'Case Canary', dateOfBirth: '1985-05-06', area: 'dover', language: 'en' },
      contacts: [
        { channel: 'phone', value: '07700 900555', safe: 'yes', said: 'or 07700 900556 at work' },
        { channel: 'email', value: 'canary@mail.example', safe: 'no' },
      ],
      incident: { crimeType: 'burglary_home', said: 'the back door; ring 07700 900557, never the other' },
      // As some systems write a day that nobody knows.
      otherParty: { name: 'Other Canary', dateOfBirth: '1900-01-01', relation: 'a former partner' },
      reportedAt: new Date(Date.now() - 3_600_000).toISOString(),
    });
    const sent = await inbound.send(police.key, body);
    const reference = sent.body.ok ? sent.body.value.reference : '';
    const raw = await inbound.found(coordinator, reference);
    expect(await refused(coordinator, raw, 'convert', { how: 'by_phone', said: 'yes' })).toMatchObject({ status: 409 });
    const one = await given(await did(coordinator, raw, 'triage', { priority: 'normal', said: null }));
    const spoke = await did(agent, one, 'attempts', tried('spoke'));
    const asked = { clientId: randomUUID(), how: 'by_phone', said: 'She agreed to support.' };
    const made = await valueFrom(
      inbound.step<{ referral: InboundReferral; case: CaseView }>(agent, spoke, 'convert', asked),
    );
    const { row, sections } = made.case;
    expect(made.referral).toMatchObject({ state: 'converted', caseId: row.caseId });
    expect(row).toMatchObject({ area: 'dover', crimeTypes: ['burglary_home'], calledName: 'Case Canary' });
    expect(made.case.receivedAt).toBe(raw.receivedAt);
    // A number of which nobody asked goes into no words of a case; it is read in the referral.
    expect(JSON.stringify(sections)).toContain('the back door; ring •••, never the other');
    expect(JSON.stringify(sections)).not.toContain('900557');
    expect((await valueFrom(inbound.open(agent, one.referralId))).details?.incident.said).toContain('07700 900557');
    const people = sections.find(({ section }) => section === 'people')?.body as { people: object[] } | undefined;
    expect(people?.people).toMatchObject([{ kind: 'alleged_perpetrator', name: 'Other Canary', dateOfBirth: null }]);
    const contacts = await askAs(server.url, agent, 'GET', `/cases/${row.caseId}/contacts`);
    expect(contacts.body).toMatchObject({
      value: {
        contacts: expect.arrayContaining([
          expect.objectContaining({ channel: 'phone', safe: 'unknown', value: null }),
          // What is known to be unsafe stays so.
          expect.objectContaining({ channel: 'email', safe: 'no', value: null }),
        ]),
      },
    });
    expect(JSON.stringify(contacts.body)).not.toMatch(/900555|900556/);
    const clocks = await askAs(server.url, agent, 'GET', `/cases/${row.caseId}/clocks`);
    expect(JSON.stringify(clocks.body)).toMatch(/"clock":"first_safe_contact"[^}]*"state":"met"/);
    const again = await inbound.step<{ case: CaseView }>(agent, spoke, 'convert', asked);
    expect(again.body).toMatchObject({ value: { case: { row: { caseId: row.caseId } } } });
    expect(await refused(coordinator, made.referral, 'convert', { how: 'by_phone', said: 'yes' })).toMatchObject({
      status: 409,
    });
    const found = await askAs<{ cases: object[] }>(server.url, coordinator, 'POST', '/cases/find', {
      ...{ by: 'name_and_birth', name: 'case canary', dateOfBirth: '1985-05-06' },
    });
    expect(found.body.ok && found.body.value.cases).toHaveLength(1);
  });

  test('closed by a colleague at the moment at which it is made one, it stays the referral of that case', async () => {
    // Each way to reach them is written by itself: there is time in between.
    const contacts = Array.from({ length: 5 }, (_, at) => ({ channel: 'phone', value: `07700 90070${at}` }));
    const one = await given(await triaged({ contacts }));
    const cases = () => database.connection.collection('cases').countDocuments({});
    const before = await cases();
    const made = inbound.step<{ referral: InboundReferral }>(agent, one, 'convert', { how: 'by_phone', said: 'Yes.' });
    while ((await cases()) === before) await new Promise((resolve) => setImmediate(resolve));
    const standing = await inbound.found(coordinator, one.reference).catch(() => one);
    for (const revision of [one.revision, standing.revision]) {
      const close = await inbound.step(coordinator, one, 'close', { revision, reason: 'duplicate', said: 'Twice.' });
      expect(close.status).toBe(409);
    }
    const { referral } = await valueFrom(made);
    expect(referral).toMatchObject({ state: 'converted', caseId: expect.any(String) });
    expect(await cases()).toBe(before + 1);

    // As a process leaves it that ended right after the case was made.
    const referrals = database.connection.collection<{ _id: string; steps: { kind: string }[] }>('inbound_referrals');
    const left = { $set: { state: 'allocated', endedAt: null, purgeAt: null }, $pull: { steps: { kind: 'convert' } } };
    await referrals.updateOne({ _id: one.referralId }, left);
    const close = { reason: 'duplicate', said: 'Twice.' };
    expect(await refused(coordinator, referral, 'close', close)).toMatchObject({ reason: 'case_begun' });
    // Nor does it go into another case, or into its own without what was sent.
    const { duplicates } = await valueFrom(inbound.open(agent, one.referralId));
    expect(duplicates.cases.map(({ caseId }) => caseId)).not.toContain(referral.caseId);
    for (const caseId of [referral.caseId, randomUUID()])
      expect(await refused(agent, one, 'join', { caseId, said: 'The same.' })).toMatchObject({ reason: 'case_begun' });
    const asked = { how: 'in_person', said: 'She said yes again.' };
    const again = await valueFrom(inbound.step(agent, one, 'convert', asked));
    expect(again.referral).toMatchObject({ state: 'converted', caseId: referral.caseId });
    expect(await cases()).toBe(before + 1);
  });
});
