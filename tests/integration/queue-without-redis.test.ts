import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Embedded, startEmbedded } from '../../server/platform/embedded/index.ts';
import { socketPath } from '../../server/platform/redis.ts';
import { asAgent } from '../support/connect.ts';
import { entryAt, type Helpline, helpline, say } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

/** A pair of its own, since this Valkey is emptied and killed. */
let dataDir: string;
let mongo: Embedded;
let valkey: Embedded;
let here: TestServer;
let there: TestServer;
let at: Helpline;
let other: Helpline;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hearthline-redis-'));
  valkey = await startEmbedded({ dataDir, small: true, want: { mongo: false, valkey: true } });
  mongo = await startEmbedded({ dataDir: join(dataDir, 'mongo'), small: true, want: { mongo: true, valkey: false } });
  const config = { limits: 'on', redisUrl: valkey.redisUrl ?? '', mongodbUri: mongo.mongodbUri ?? '' } as const;
  here = await startServer({ config });
  there = await startServer({ beside: here, config });
  at = helpline(here);
  other = helpline(there);
});
afterAll(async () => {
  await Promise.all([at.close(), other.close()]);
  await there.close();
  await here.close();
  await valkey.stop();
  await mongo.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('Redis', () => {
  it('[Q4] emptied and then killed loses nothing, signs nobody out, and stops no queue', async () => {
    // The visitor is on one node and the agent on the other: without Redis only MongoDB lies between them.
    const agent = await other.staff('agent');
    const supervisor = await at.staff('supervisor');
    const { visitor, conversationId } = await at.waiting({ message: 'Before' });
    await agent.ask('availability:set', { availability: 'available' });
    await other.answer(agent, conversationId);

    const redis = new Redis(socketPath(valkey.redisUrl ?? '') ?? '');
    await redis.flushall();
    redis.disconnect();
    const afterFlush = await say(visitor, 'After it was emptied');
    await entryAt(agent, conversationId, afterFlush.seq);

    process.kill(valkey.pids.valkey ?? Number.NaN, 'SIGKILL');
    const alone = await say(visitor, 'After it was killed');
    // Entries that no signal carries are found by the sweep, at most about a second later.
    await entryAt(agent, conversationId, alone.seq);
    const answer = await agent.ask('message:send', { clientId: randomUUID(), conversationId, text: 'Still here' });
    await visitor.next('conversation:entry', ({ entry }) => entry.seq === answer.seq);

    // Nobody is signed out, and who signs in can: limits count on the node alone.
    expect((await supervisor.ask('wallboard:watch', {})).wallboard.today.requested).toBe(1);
    const late = at.track(await asAgent(here.url, here.account('agent', 2)));
    await late.ask('availability:set', { availability: 'available' });

    // The queue goes on: a place is taken, offered and accepted.
    const next = await at.waiting({ message: 'A new one' });
    await at.answer(late, next.conversationId);
    const { entries } = await late.ask('conversation:open', { conversationId: next.conversationId });
    expect(entries.map(({ kind }) => kind)).toEqual(['message', 'joined']);

    const page = await visitor.ask('conversation:resume', { afterSeq: 0 });
    const lines = page.entries.map((entry) => (entry.kind === 'message' ? entry.text : entry.kind));
    expect(lines).toEqual(['Before', 'joined', 'After it was emptied', 'After it was killed', 'Still here']);
  });
});
