import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSignInLimits } from '../../server/identity/index.ts';
import { createAddressOf, placeOf } from '../../server/platform/client-address.ts';
import { createConversationLimits } from '../../server/platform/conversation-limits.redis.ts';
import { testDatabase } from '../support/database.ts';
import { type HttpRig, httpRig } from '../support/http-rig.ts';

const at = testDatabase();
const gone = '/nowhere/valkey.sock';
let rig: HttpRig;
let alone: HttpRig;
let open: HttpRig;
let clock = Date.now();

beforeAll(async () => {
  rig = await httpRig(at, { trustProxy: 1 });
  alone = await httpRig(at, { trustProxy: 1, redisUrl: gone });
  open = await httpRig(at, { limits: 'off' });
});
afterAll(async () => {
  for (const each of [rig, alone, open]) await each.close();
});

const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });

describe('guessing a password', () => {
  it.each([
    ['with Redis', () => rig],
    ['without Redis, where the node counts by itself', () => alone],
  ])('is stopped after five wrong ones from one place, %s, the right one included', async (_where, node) => {
    const who = await node().staff('agent');
    const wrong = { email: who.email, password: 'a guess' };
    for (let each = 0; each < 5; each += 1) expect((await node().signIn(wrong, from('192.0.2.1'))).status).toBe(401);
    const answer = await node().signIn(who, from('192.0.2.1'));
    expect([answer.status, answer.body]).toMatchObject([429, { error: { code: 'rate_limited' } }]);
    expect(answer.body).toMatchObject({ error: { details: { retryAfterMs: expect.any(Number) } } });
    expect((await node().signIn(who, from('192.0.2.2'))).status).toBe(200);
  });

  it('[V3] of an account that does not exist is stopped alike', async () => {
    const nobody = { email: `${randomUUID()}@staff.example`, password: 'a guess' };
    for (let each = 0; each < 5; each += 1) expect((await rig.signIn(nobody, from('192.0.2.9'))).status).toBe(401);
    expect((await rig.signIn(nobody, from('192.0.2.9'))).status).toBe(429);
  });

  it('is stopped for one account from many places', async () => {
    const who = await rig.staff('agent');
    const wrong = { email: who.email, password: 'a guess' };
    const answers: number[] = [];
    for (let each = 0; each < 31; each += 1) {
      answers.push((await rig.signIn(wrong, from(`198.51.100.${each}`))).status);
    }
    expect(answers.filter((status) => status === 401)).toHaveLength(30);
    expect(answers.at(-1)).toBe(429);
  });

  it('is stopped for many accounts from one place', async () => {
    const limits = createSignInLimits(rig.limits);
    const attempt = () => limits.attempt(`${randomUUID()}@staff.example`, '192.0.2.60');
    for (let each = 0; each < 60; each += 1) expect(await attempt()).toBeNull();
    expect(await attempt()).toBeGreaterThan(0);
  });

  it('counts nobody who knows the password, and no sender of invented addresses as somebody else', async () => {
    const who = await rig.staff('agent');
    for (let each = 0; each < 8; each += 1) expect((await rig.signIn(who, from('192.0.2.3'))).status).toBe(200);
    const wrong = { email: who.email, password: 'a guess' };
    const claims = Array.from({ length: 6 }, (_each, index) => from(`10.0.0.${index}, 192.0.2.4`));
    const answers: number[] = [];
    for (const claim of claims) answers.push((await rig.signIn(wrong, claim)).status);
    expect(answers).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('is counted neither where limits are off nor, by address, on this machine', async () => {
    const who = await open.staff('agent');
    const wrong = { email: who.email, password: 'a guess' };
    for (let each = 0; each < 7; each += 1) expect((await open.signIn(wrong)).status).toBe(401);
    for (let each = 0; each < 7; each += 1) expect((await rig.signIn(wrong, from('127.0.0.1'))).status).toBe(401);
  });
});

describe('new conversations from one address', () => {
  const limitsOf = ({ limits, publisher }: HttpRig) =>
    createConversationLimits({ limits, redis: publisher, prefix: at.redisPrefix, now: () => clock });

  it.each([
    ['with Redis', () => rig],
    ['without Redis', () => alone],
  ])('are ten a minute; who comes past them waits at most 30 s and is let in by then, %s', async (_where, node) => {
    const limits = limitsOf(node());
    const address = _where === 'with Redis' ? '203.0.113.1' : '203.0.113.2';
    for (let each = 0; each < 10; each += 1) expect(await limits.mayRequest(address, randomUUID())).toBeNull();
    const late = randomUUID();
    const wait = await limits.mayRequest(address, late);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(30_000);
    clock += (wait ?? 0) - 1;
    expect(await limits.mayRequest(address, late)).toBe(1);
    clock += 1;
    expect(await limits.mayRequest(address, late)).toBeNull();
    expect(await limits.mayRequest('203.0.113.77', randomUUID())).toBeNull();
  });

  it('are twenty open at a time, and one more when one has ended, on whichever node', async () => {
    const [here, there] = [limitsOf(rig), limitsOf(rig)];
    const address = '2001:db8:1:2:3::4';
    const conversations = Array.from({ length: 20 }, () => randomUUID());
    for (const each of conversations) await here.opened(address, each);
    expect(await there.mayRequest('2001:db8:1:2:ffff::1', randomUUID())).toBe(30_000);
    await there.closed(conversations[0] ?? '');
    expect(await here.mayRequest(address, randomUUID())).toBeNull();
  });

  it('are not counted on this machine, nor where limits are off', async () => {
    for (const [node, address] of [
      [rig, '::1'],
      [rig, '127.0.0.1'],
      [open, '203.0.113.5'],
    ] as const) {
      const limits = limitsOf(node);
      for (let each = 0; each < 30; each += 1) expect(await limits.mayRequest(address, randomUUID())).toBeNull();
    }
  });

  it('leave no address in Redis', async () => {
    const keys = await rig.publisher.keys(`${at.redisPrefix}*`);
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.join()).not.toMatch(/203\.0\.113|198\.51\.100|192\.0\.2|2001:db8|staff\.example/);
  });
});

describe('an address', () => {
  const request = (remoteAddress: string, forwarded?: string) => ({
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    socket: { remoteAddress } as never,
  });

  it('is believed from a proxy only as far as the proxies are ours', () => {
    expect(createAddressOf(false)(request('::ffff:192.0.2.1', '203.0.113.9'))).toBe('192.0.2.1');
    expect(createAddressOf(1)(request('10.0.0.1', '198.51.100.1, 203.0.113.9'))).toBe('203.0.113.9');
    const listed = createAddressOf(['10.0.0.0/8', '192.0.2.7']);
    expect(listed(request('10.1.2.3', '198.51.100.1, 203.0.113.9, 192.0.2.7'))).toBe('203.0.113.9');
    expect(listed(request('203.0.113.8', '198.51.100.1'))).toBe('203.0.113.8');
    expect(listed(request('10.1.2.3'))).toBe('10.1.2.3');
  });

  it('of IPv6 is counted by its household', () => {
    expect(placeOf('2001:db8:1:2:3:4:5:6')).toBe(placeOf('2001:0db8:1:2::9'));
    expect(placeOf('2001:db8:1:2::1')).not.toBe(placeOf('2001:db8:1:3::1'));
    expect(placeOf('192.0.2.1')).toBe('192.0.2.1');
  });
});
