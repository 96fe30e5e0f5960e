import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditSpec } from '../../server/audit/index.ts';
import { contactsSpec } from '../../server/contacts/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import type { CaseRow, CaseView, SavedSection } from '../../shared/protocol/http/cases.ts';
import type { SafeContact, SafeContactCard } from '../../shared/protocol/http/contacts.ts';
import { askAs, type Method, makeCase, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { aContact, addContact, PHONE, someTerms } from '../support/contacts.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { wallClock } from '../support/wall-clock.ts';

/** Ten on a Wednesday. */
const clock = wallClock('wednesday', '10:00');
let server: TestServer;
let database: Database;
let agent: SignedIn;
let colleague: SignedIn;
let coordinator: SignedIn;

beforeAll(async () => {
  server = await startServer({ app: { clock } });
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  agent = await signIn(server.url, server.account('agent', 0));
  colleague = await signIn(server.url, server.account('agent', 2));
  coordinator = await signIn(server.url, server.account('coordinator'));
});
afterAll(async () => {
  await database?.close();
  await server?.close();
});

const ask = <T>(who: SignedIn | null, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
const aCase = async (given: Parameters<typeof makeCase>[2] = {}) =>
  (await makeCase(server.url, agent, given)).row.caseId;
const add = (caseId: string, given: Parameters<typeof addContact>[3] = {}) =>
  addContact(server.url, agent, caseId, given);
const list = async (caseId: string, who = agent) =>
  (await valueFrom(ask<{ contacts: SafeContact[] }>(who, 'GET', `/cases/${caseId}/contacts`))).contacts;
const reveal = (who: SignedIn | null, caseId: string, contactId: string, purpose: string) =>
  ask<{ card: SafeContactCard; value: string }>(who, 'POST', `/cases/${caseId}/contacts/${contactId}/reveal`, {
    purpose,
  });
const findBy = async (phone: string, who = agent) =>
  (await valueFrom(ask<{ cases: CaseRow[] }>(who, 'POST', '/cases/find', { by: 'phone', phone }))).cases.map(
    ({ caseId }) => caseId,
  );
const MORNING = [{ day: 'wednesday', from: '09:00', to: '12:00' }] as const;
const EVENING = [{ day: 'wednesday', from: '18:00', to: '20:00' }] as const;

describe('a contact in the list', () => {
  test('shows its value at a safe time, with how long that lasts on its card', async () => {
    const caseId = await aCase();
    const { contactId } = await add(caseId, { safeTimes: [...MORNING], codeWord: 'the blue book', voicemail: 'no' });
    expect(await list(caseId)).toMatchObject([
      { value: PHONE, gate: { verdict: 'allowed' }, codeWord: 'the blue book' },
    ]);
    const { card, value } = await valueFrom(reveal(agent, caseId, contactId, 'call'));
    expect([value, card.codeWord, card.voicemail, card.allowedUntil]).toEqual([
      ...[PHONE, 'the blue book', 'no', clock.at('12:00')],
    ]);
  });

  test('shows no value where it is not safe or nobody asked, and why, in the person’s words', async () => {
    const caseId = await aCase();
    const said = 'He reads my messages';
    await add(caseId, { safe: 'no', said });
    await add(caseId, { safe: 'unknown', value: '07700 900124' });
    const contacts = await list(caseId);
    expect(contacts).toMatchObject([
      { value: null, said, gate: { verdict: 'unsafe', because: 'said_unsafe' } },
      { value: null, gate: { verdict: 'unknown', because: 'not_asked' } },
    ]);
    expect(JSON.stringify(contacts)).not.toContain('07700');
  });

  test('outside safe times shows when the next one begins instead of the value', async () => {
    const caseId = await aCase();
    const { contactId } = await add(caseId, { safeTimes: [...EVENING] });
    const [shown] = await list(caseId);
    expect(shown).toMatchObject({
      value: null,
      gate: { verdict: 'outside_safe_times', nextAllowedAt: clock.at('18:00') },
    });
    const refused = await reveal(agent, caseId, contactId, 'call');
    expect(refused.body).toMatchObject({
      error: { code: 'conflict', details: { reason: 'outside_safe_times', nextAllowedAt: clock.at('18:00') } },
    });
    expect(JSON.stringify(refused.body)).not.toContain('07700');
  });

  test('is held apart by use: a number that may ring may not be written to unless they said so', async () => {
    const caseId = await aCase();
    const { contactId } = await add(caseId, { voicemail: 'no', textOk: null });
    const reasons = await Promise.all(
      ['call', 'voicemail', 'text', 'email'].map(async (use) => {
        const { body } = await reveal(agent, caseId, contactId, use);
        return body.ok ? 'shown' : body.error.details?.because;
      }),
    );
    expect(reasons).toEqual(['shown', 'voicemail_no', 'text_not_asked', 'not_this_way']);
  });

  test('has no "show anyway", not for those who answer for the service either', async () => {
    const caseId = await aCase();
    const { contactId } = await add(caseId, { safe: 'unknown' });
    for (const role of ['coordinator', 'safeguarding_lead', 'supervisor']) {
      const who = await signIn(server.url, server.account(role));
      expect((await reveal(who, caseId, contactId, 'show')).body).toMatchObject({ error: { code: 'conflict' } });
    }
    expect(
      (
        await ask(coordinator, 'POST', `/cases/${caseId}/contacts/${contactId}/reveal`, {
          purpose: 'show',
          force: true,
        })
      ).status,
    ).toBe(400);
  });
});

describe('who sees a contact', () => {
  test('[A1] is who works on the case and who answers for it; for others it does not exist', async () => {
    const caseId = await aCase();
    const { contactId } = await add(caseId);
    for (const [who, status] of [
      [agent, 200],
      [coordinator, 200],
      [colleague, 404],
      [null, 401],
    ] as const) {
      expect((await ask(who, 'GET', `/cases/${caseId}/contacts`)).status).toBe(status);
      expect((await reveal(who, caseId, contactId, 'call')).status).toBe(status);
    }
    const administrator = await signIn(server.url, server.account('administrator'));
    expect((await reveal(administrator, caseId, contactId, 'call')).status).toBe(403);
    const elsewhere = await aCase();
    expect((await reveal(agent, elsewhere, contactId, 'call')).status).toBe(404);
  });

  test('is on record for each use, shown or refused, and without a word of it', async () => {
    const caseId = await aCase();
    const { contactId } = await add(caseId, { said: 'canary words', voicemail: 'no' });
    await reveal(agent, caseId, contactId, 'call');
    await reveal(coordinator, caseId, contactId, 'voicemail');
    const records = await database
      .collection(auditSpec)
      .find({ 'target.id': caseId }, { sort: { at: 1 } })
      .toArray();
    expect(records.slice(-2)).toMatchObject([
      { action: 'contact.reveal', actor: { id: agent.agentId }, meta: { contactId, purpose: 'call' } },
      {
        action: 'contact.refuse',
        actor: { id: coordinator.agentId },
        meta: { purpose: 'voicemail', because: 'voicemail_no' },
      },
    ]);
    expect(JSON.stringify(records)).not.toMatch(/canary|07700/);
  });

  test('[P1] is nobody who has the database alone: number, times and words are sealed', async () => {
    const caseId = await aCase();
    await add(caseId, {
      said: 'canary words',
      safeTimes: [{ day: 'monday', from: '09:13', to: '09:47' }],
      askFor: 'Canary',
    });
    const stored = await database.collection(contactsSpec).find({ caseId }).toArray();
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toMatch(/canary|07700|900123|09:13/i);
  });
});

describe('a case', () => {
  test('is found by the number and address of its contacts, exactly, however they are typed', async () => {
    const caseId = await aCase();
    await add(caseId, { value: '07700 900321', safe: 'no' });
    expect(await findBy('+44 7700 900 321')).toEqual([caseId]);
    expect(await findBy('07700 90032')).toEqual([]);
    await add(caseId, { channel: 'email', value: 'Kim@Mail.example' });
    const byMail = { by: 'email', email: 'kim@mail.example' };
    expect((await valueFrom(ask<{ cases: CaseRow[] }>(agent, 'POST', '/cases/find', byMail))).cases).toHaveLength(1);
  });

  test('is no longer found by a contact that was retired or changed', async () => {
    const caseId = await aCase();
    const first = await add(caseId, { value: '07700 900322' });
    const change = { ...someTerms(), revision: 1, value: '07700 900323', checked: true };
    await valueFrom(ask(agent, 'PUT', `/cases/${caseId}/contacts/${first.contactId}`, change));
    expect([await findBy('07700 900322'), await findBy('07700 900323')]).toEqual([[], [caseId]]);
    await valueFrom(
      ask(agent, 'POST', `/cases/${caseId}/contacts/${first.contactId}/retire`, { revision: 2, reason: 'new number' }),
    );
    expect(await findBy('07700 900323')).toEqual([]);
    expect(await list(caseId)).toMatchObject([{ value: null, gate: { because: 'retired' } }]);
  });

  test('that shares a number with somebody who did harm in another says so, and not who', async () => {
    const number = '07700 900388';
    const harmed = await makeCase(server.url, colleague);
    const people = [
      {
        ...{ personId: 'p1', kind: 'alleged_perpetrator', name: 'Canary Harm', dateOfBirth: null, phone: number },
        ...{ relation: null, whereabouts: null, access: null, weapons: null, orders: null, school: null, note: null },
      },
    ];
    const section = { section: 'people', revision: 0, body: { people } };
    await valueFrom(ask(colleague, 'PUT', `/cases/${harmed.row.caseId}/sections`, section));
    const caseId = await aCase();
    const added = await ask<{ conflict: boolean }>(
      ...([agent, 'POST', `/cases/${caseId}/contacts`, aContact({ value: number })] as const),
    );
    expect(added.body).toMatchObject({ ok: true, value: { conflict: true } });
    expect(JSON.stringify(added.body)).not.toMatch(/Canary Harm/);
  });

  test('of somebody else in the case is never shown whole, and is not lost when what was read is saved again', async () => {
    const number = '07700 900377';
    const { row } = await makeCase(server.url, colleague);
    const path = `/cases/${row.caseId}/sections`;
    const person = {
      ...{ personId: 'p1', kind: 'alleged_perpetrator', name: 'Canary Harm', dateOfBirth: null, phone: number },
      ...{ relation: null, whereabouts: null, access: null, weapons: null, orders: null, school: null, note: null },
    };
    const save = (revision: number, people: unknown) =>
      ask<{ section: SavedSection }>(colleague, 'PUT', path, { section: 'people', revision, body: { people } });
    const saved = await valueFrom(save(0, [person]));
    const read = await valueFrom(ask<{ case: CaseView }>(colleague, 'GET', `/cases/${row.caseId}`));
    const again = await valueFrom(save(1, [{ ...person, phone: '••• 377', note: 'canary: moved out' }]));
    const history = await valueFrom(ask(colleague, 'GET', `${path}/people/history`));
    for (const shown of [saved, read, again, history]) {
      expect(JSON.stringify(shown)).toContain('••• 377');
      expect(JSON.stringify(shown).replaceAll(/\s/g, '')).not.toContain('07700900377');
    }
    const caseId = await aCase();
    const added = await ask<{ conflict: boolean }>(
      agent,
      'POST',
      `/cases/${caseId}/contacts`,
      aContact({ value: number }),
    );
    expect(added.body).toMatchObject({ ok: true, value: { conflict: true } });
    const refused = await save(2, [{ ...person, phone: '••• 123' }]);
    expect(refused.body).toMatchObject({ error: { details: { issues: [{ path: 'body.people.0.phone' }] } } });
  });

  test('is due when a contact has to be asked about again; until then only the call that asks is let through', async () => {
    const caseId = await aCase();
    const { contactId } = await add(caseId, { recheckOn: clock.day(1) });
    const row = async () =>
      (await valueFrom(ask<{ case: { row: CaseRow } }>(agent, 'GET', `/cases/${caseId}`))).case.row;
    expect((await row()).nextDue).toMatchObject({ kind: 'contact_recheck' });
    const change = { ...someTerms({ safe: 'yes', recheckOn: clock.day(-1) }), revision: 1, checked: false };
    await valueFrom(ask(agent, 'PUT', `/cases/${caseId}/contacts/${contactId}`, change));
    expect((await reveal(agent, caseId, contactId, 'call')).body).toMatchObject({
      error: { details: { reason: 'recheck_due' } },
    });
    expect((await reveal(agent, caseId, contactId, 'check')).status).toBe(200);
    const asked = { ...someTerms(), revision: 2, checked: true };
    await valueFrom(ask(agent, 'PUT', `/cases/${caseId}/contacts/${contactId}`, asked));
    expect((await reveal(agent, caseId, contactId, 'call')).status).toBe(200);
  });

  test('of somebody under 18 never tries a parent first, and sends parents nothing', async () => {
    const caseId = await aCase({ person: { ageBand: '16_17' } });
    const parents = { holder: 'parent_or_carer', value: '07700 900125', textOk: true, voicemail: 'full' } as const;
    const refused = await ask(agent, 'POST', `/cases/${caseId}/contacts`, aContact({ ...parents, preferred: true }));
    expect(refused.body).toMatchObject({ error: { details: { issues: [{ path: 'preferred' }] } } });
    const { contactId } = await add(caseId, parents);
    const reason = async (use: string) => {
      const { body } = await reveal(agent, caseId, contactId, use);
      return body.ok ? 'shown' : body.error.details?.because;
    };
    expect([await reason('text'), await reason('voicemail')]).toEqual(['parent_of_child', 'parent_of_child']);
  });
});

describe('adding and changing a contact', () => {
  test('asked for twice under one clientId is one contact; another under it is refused', async () => {
    const caseId = await aCase();
    const input = aContact();
    const post = (body: unknown) => ask<{ contact: SafeContact }>(agent, 'POST', `/cases/${caseId}/contacts`, body);
    const [first, second] = [await valueFrom(post(input)), await valueFrom(post(input))];
    expect(second.contact.contactId).toBe(first.contact.contactId);
    expect((await post({ ...input, value: '07700 900999' })).status).toBe(409);
    expect(await list(caseId)).toHaveLength(1);
  });

  test('by two people at once keeps the first, and tells the second whose it is', async () => {
    const caseId = await aCase();
    const { contactId } = await add(caseId);
    const put = (who: SignedIn, askFor: string) =>
      ask(who, 'PUT', `/cases/${caseId}/contacts/${contactId}`, {
        ...someTerms({ askFor }),
        revision: 1,
        checked: true,
      });
    await valueFrom(put(coordinator, 'Kim'));
    expect((await put(agent, 'Sam')).body).toMatchObject({
      error: { details: { reason: 'changed_meanwhile', revision: 2, changedBy: coordinator.name } },
    });
    expect((await list(caseId))[0]?.askFor).toBe('Kim');
  });

  test('says what to correct and keeps nothing of it', async () => {
    const caseId = await aCase();
    const wrong = aContact({ value: '12', toldBy: null, said: 'ring 07700 900456' });
    const { body } = await ask(agent, 'POST', `/cases/${caseId}/contacts`, wrong);
    const issues = body.ok ? [] : (body.error.details?.issues ?? []);
    expect(issues.map(({ path }) => path)).toEqual(['value', 'toldBy', 'said']);
    expect(JSON.stringify(body)).not.toContain('900456');
    expect(await list(caseId)).toEqual([]);
  });

  test('makes one the first to try, and no longer the other', async () => {
    const caseId = await aCase();
    await add(caseId, { preferred: true });
    await add(caseId, { preferred: true, value: '07700 900124' });
    expect((await list(caseId)).map(({ value, preferred }) => [value, preferred])).toEqual([
      ['07700 900124', true],
      [PHONE, false],
    ]);
  });
});
