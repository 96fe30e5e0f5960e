import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account } from '../../shared/protocol/http/session.ts';
import { testDatabase } from '../support/database.ts';
import { type HttpRig, httpRig } from '../support/http-rig.ts';

const at = testDatabase();
let rig: HttpRig;
let logged = '';
const log = new Writable({
  write: (chunk, _encoding, done) => {
    logged += String(chunk);
    done();
  },
});

beforeAll(async () => {
  rig = await httpRig(at, { log });
});
afterAll(() => rig.close());

const SESSION = '/api/v1/session';

describe('signing in', () => {
  it('answers who it is and sets a cookie that no script can read', async () => {
    const who = await rig.staff('agent', 'Amara');
    const answer = await rig.signIn(who);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      ok: true,
      value: { account: { agentId: who.agentId, name: 'Amara', role: 'agent', teamId: 'team' } },
    });
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-hearthline=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/,
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const again = await rig.ask('GET', SESSION, { cookie: rig.cookieOf(answer), origin: null });
    expect(again.body).toEqual(answer.body);
  });

  it('finds the account whatever the case of the e-mail, and stores no address in the clear', async () => {
    const who = await rig.staff('agent');
    expect((await rig.signIn({ ...who, email: ` ${who.email.toUpperCase()} ` })).status).toBe(200);
    const doc = await rig.database.connection.collection('agents').findOne({ emailHash: { $exists: true } });
    expect(JSON.stringify(doc)).not.toContain('staff.example');
  });

  it('starts offline, however the agent was before', async () => {
    const who = await rig.signedIn('agent');
    await rig.agents.change(who.agentId, {}, { $set: { availability: 'available' } });
    await rig.signIn(who);
    expect((await rig.agents.find(who.agentId))?.availability).toBe('offline');
  });

  it('[V3] gives a wrong password, an unknown e-mail and a closed account the same answer', async () => {
    const who = await rig.staff('agent');
    const closed = await rig.staff('agent');
    await rig.accounts.disable(closed.agentId, { id: 'test', role: 'administrator' });
    const answers = [
      await rig.signIn({ email: who.email, password: 'not this one' }),
      await rig.signIn({ email: 'nobody@staff.example', password: 'not this one' }),
      await rig.signIn(closed),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.text).toBe(answers[0]?.text);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
    expect(answers[0]?.body).toMatchObject({ ok: false, error: { code: 'unauthenticated' } });
  });

  it('[V3] takes as long for an unknown e-mail as for a wrong password', async () => {
    const time = async (email: string) => {
      const from = performance.now();
      await rig.signIn({ email, password: 'not this one' });
      return performance.now() - from;
    };
    const median = (list: readonly number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      known.push(await time((await rig.staff('agent')).email));
      unknown.push(await time(`nobody${round}@staff.example`));
    }
    // Without the hash it would take a tenth of the time; the machine may be busy meanwhile.
    expect(median(unknown)).toBeGreaterThan(median(known) / 2);
    expect(median(unknown)).toBeLessThan(median(known) * 2);
  });

  it.each([
    ['an unknown field', { email: 'a@b.example', password: 'x', role: 'administrator' }],
    ['a wrong type', { email: { $gt: '' }, password: 'x' }],
    ['a missing password', { email: 'a@b.example' }],
    ['a password that would keep the processor busy', { email: 'a@b.example', password: 'x'.repeat(201) }],
    ['no object', 'hello'],
    ['a list', []],
  ])('refuses %s and says what is wrong', async (_what, body) => {
    const answer = await rig.ask('POST', SESSION, { body });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ ok: false, error: { code: 'bad_request', details: { issues: [{}] } } });
  });

  it('records who came in and who was refused, without a word that was typed', async () => {
    const who = await rig.staff('supervisor');
    await rig.signIn({ ...who, password: 'my canary password' });
    await rig.signIn(who);
    const records = await rig.database.connection.collection('audit').find({ 'target.id': who.agentId }).toArray();
    expect(records.map(({ action }) => action)).toEqual(['account.create', 'session.refuse', 'session.open']);
    expect(JSON.stringify(records) + logged).not.toMatch(/canary|staff\.example|127\.0\.0\.1/);
  });
});

describe('a session', () => {
  it('ends with signing out, on every node, and its cookie is taken back', async () => {
    const other = await httpRig(at);
    try {
      const who = await rig.signedIn('agent');
      expect((await other.ask('GET', SESSION, { cookie: who.cookie })).status).toBe(200);
      const ended = new Promise((resolve) => other.signals.subscribe('session:ended', resolve));
      const out = await rig.ask('DELETE', SESSION, { cookie: who.cookie });
      expect([out.status, out.text]).toEqual([204, '']);
      expect(out.headers.get('set-cookie')).toMatch(/^__Host-hearthline=; Max-Age=0; .*Secure; HttpOnly/);
      expect(await ended).toMatchObject({ agentId: who.agentId, reason: 'signed_out' });
      for (const node of [rig, other]) {
        expect((await node.ask('GET', SESSION, { cookie: who.cookie })).status).toBe(401);
      }
    } finally {
      await other.close();
    }
  });

  it('of another browser goes on when one signs out', async () => {
    const who = await rig.signedIn('agent');
    const second = rig.cookieOf(await rig.signIn(who));
    await rig.ask('DELETE', SESSION, { cookie: who.cookie });
    expect((await rig.ask('GET', SESSION, { cookie: second })).status).toBe(200);
  });

  it.each(['GET', 'DELETE'])('is needed for %s', async (method) => {
    for (const cookie of [undefined, '__Host-hearthline=', `__Host-hearthline=${'x'.repeat(43)}`, 'hearthline=1']) {
      const answer = await rig.ask(method, SESSION, cookie === undefined ? {} : { cookie });
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({ ok: false, error: { code: 'unauthenticated' } });
    }
  });

  it('is everybody’s own: each role reads and closes it', async () => {
    for (const role of account.shape.role.options) {
      const who = await rig.signedIn(role);
      expect((await rig.ask('GET', SESSION, { cookie: who.cookie })).body).toMatchObject({
        value: { account: { role } },
      });
      expect((await rig.ask('DELETE', SESSION, { cookie: who.cookie })).status).toBe(204);
    }
  });
});
