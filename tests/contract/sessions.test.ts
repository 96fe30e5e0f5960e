import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ABSOLUTE_MS, IDLE_MS } from '../../server/identity/session-life.ts';
import { testDatabase } from '../support/database.ts';
import { type HttpRig, httpRig } from '../support/http-rig.ts';

const at = testDatabase();
const by = { id: 'test', role: 'administrator' };
let rig: HttpRig;
let clock = Date.now();

beforeAll(async () => {
  rig = await httpRig(at, { now: () => clock });
});
afterAll(() => rig.close());

async function opened() {
  const who = await rig.staff('agent');
  const { token, sessionId } = await rig.sessions.open(who.agentId);
  return { ...who, token, sessionId, cookie: `__Host-hearthline=${token}` };
}
const later = (ms: number) => {
  clock += ms;
};

describe('a staff session', () => {
  it('says who calls, and its token stands nowhere in the database', async () => {
    const { cookie, token, agentId, sessionId } = await opened();
    expect(await rig.sessions.sessionOf(cookie)).toEqual({
      sessionId,
      agentId,
      role: 'agent',
      teamId: 'team',
      name: 'Amara',
    });
    const docs = await rig.database.connection.collection('sessions').find().toArray();
    expect(JSON.stringify(docs)).not.toContain(token);
  });

  it('ends after half an hour without use, and each use begins it anew', async () => {
    const { cookie } = await opened();
    for (let each = 0; each < 4; each += 1) {
      later(IDLE_MS - 60_000);
      expect(await rig.sessions.sessionOf(cookie)).not.toBeNull();
    }
    later(IDLE_MS);
    expect(await rig.sessions.sessionOf(cookie)).toBeNull();
  });

  it('ends after twelve hours however busy', async () => {
    const { cookie } = await opened();
    const from = clock;
    while (clock - from < ABSOLUTE_MS - IDLE_MS) {
      later(IDLE_MS / 2);
      expect(await rig.sessions.sessionOf(cookie)).not.toBeNull();
    }
    clock = from + ABSOLUTE_MS;
    expect(await rig.sessions.sessionOf(cookie)).toBeNull();
  });

  it('is removed by MongoDB itself when its time is over', async () => {
    const indexes = await rig.database.connection.collection('sessions').indexes();
    expect(indexes.find((each) => 'expiresAt' in each.key)).toMatchObject({ expireAfterSeconds: 0 });
  });

  it('goes on for a desk at work and a wallboard that is watched, and is announced as ended when it is over', async () => {
    const [working, watching, away] = [await opened(), await opened(), await opened()];
    const ids = [working, watching, away].map(({ sessionId }) => sessionId);
    await rig.agents.change(working.agentId, {}, { $set: { availability: 'available' } });
    const sweep = () => rig.sessions.sweep(ids, (sessionId) => sessionId === watching.sessionId);
    const ended: unknown[] = [];
    const stop = rig.signals.subscribe('session:ended', (payload) => ended.push(payload));
    later(IDLE_MS - 1_000);
    await sweep();
    expect(ended).toEqual([]);
    later(2_000);
    await sweep();
    stop();
    expect(ended).toEqual([{ sessionId: away.sessionId, reason: 'expired' }]);
    expect(await rig.sessions.sessionOf(away.cookie)).toBeNull();
    for (const { cookie } of [working, watching]) expect(await rig.sessions.sessionOf(cookie)).not.toBeNull();
  });

  it.each([
    ['another role', 'role_changed', (id: string) => rig.accounts.setRole(id, 'supervisor', by)],
    ['another password', 'password_changed', (id: string) => rig.accounts.setPassword(id, 'a new long password', by)],
    ['the end of the account', 'disabled', (id: string) => rig.accounts.disable(id, by)],
  ])('of every browser ends with %s, on every node at once', async (_what, reason, change) => {
    const other = await httpRig(at, { now: () => clock });
    try {
      const first = await opened();
      const second = await rig.sessions.open(first.agentId);
      const cookies = [first.cookie, `__Host-hearthline=${second.token}`];
      // Both nodes know both sessions, and would go on believing for a second.
      for (const cookie of cookies) {
        for (const node of [rig, other]) expect(await node.sessions.sessionOf(cookie)).not.toBeNull();
      }
      const told = new Promise((resolve) => other.signals.subscribe('session:ended', resolve));
      expect((await change(first.agentId)).ok).toBe(true);
      expect(await told).toEqual({ agentId: first.agentId, reason });
      for (const cookie of cookies) {
        for (const node of [rig, other]) expect(await node.sessions.sessionOf(cookie)).toBeNull();
      }
    } finally {
      await other.close();
    }
  });

  it('[Q4] lives on while Redis is away, and ends within a second there too', async () => {
    const alone = await httpRig(at, { now: () => clock, redisUrl: '/nowhere/valkey.sock' });
    try {
      const { cookie, agentId } = await opened();
      expect(await alone.sessions.sessionOf(cookie)).not.toBeNull();
      await rig.sessions.endAll(agentId, 'role_changed');
      // No signal arrives: what this node remembers is believed for a second and no longer.
      expect(await alone.sessions.sessionOf(cookie)).not.toBeNull();
      later(1_000);
      expect(await alone.sessions.sessionOf(cookie)).toBeNull();
    } finally {
      await alone.close();
    }
  });
});

describe('an account', () => {
  it('cannot be made twice with one e-mail, nor half of a list', async () => {
    const who = await rig.staff('agent');
    const rest = { ...who, skills: [], languages: ['en'], capacity: 3, maximumCapacity: 3 };
    const fresh = { ...rest, email: `${randomUUID()}@staff.example` };
    expect(await rig.accounts.createAll([fresh, { ...rest, email: who.email.toUpperCase() }], by)).toMatchObject({
      error: { code: 'conflict' },
    });
    expect(await rig.accounts.findByEmail(fresh.email)).toBeNull();
  });

  it('that does not exist cannot be changed', async () => {
    expect(await rig.accounts.setRole(randomUUID(), 'supervisor', by)).toMatchObject({ error: { code: 'not_found' } });
  });
});
