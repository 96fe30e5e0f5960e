import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Content, SYSTEM, VISITOR } from '../../server/conversations/log.ts';
import { socketPath } from '../../server/platform/redis.ts';
import { ok } from '../../shared/result.ts';
import { aConversation } from '../support/builders/a-conversation.ts';
import { testDatabase } from '../support/database.ts';
import { type LogNode, logNode } from '../support/log-node.ts';

const at = testDatabase();
let one: LogNode;
let two: LogNode;

beforeAll(async () => {
  one = await logNode(at, 'one');
  two = await logNode(at, 'two');
});
afterAll(async () => {
  await one.close();
  await two.close();
});

const line = (text: string): Content => ({ kind: 'message', text });

async function conversation(): Promise<string> {
  const doc = aConversation();
  await one.start(doc);
  return doc._id;
}

function send(node: LogNode, conversationId: string, text: string, clientId = randomUUID()) {
  return node.log.append({ conversationId, clientId, author: VISITOR, content: line(text) });
}

function end(node: LogNode, conversationId: string) {
  return node.log.post({
    conversationId,
    clientId: `end:${conversationId}`,
    author: SYSTEM,
    content: { kind: 'ended', data: { by: 'system', reason: 'service' } },
    replay: async () => ok(null),
    work: async () => ok({ value: null, change: { state: 'closed' } }),
  });
}

const seqs = async (conversationId: string) => (await one.log.store.after(conversationId, 0)).map(({ seq }) => seq);

describe('the conversation log', () => {
  it('[L3] fifty lines sent at once from two nodes are numbered 1 to 50 and read in one order', async () => {
    const id = await conversation();
    const sends = Array.from({ length: 50 }, (_, n) => send(n % 2 === 0 ? one : two, id, `line ${n}`));
    const outcomes = await Promise.all(sends);
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
    expect(await seqs(id)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    const pages = await Promise.all([one.log.read(id, 0), two.log.read(id, 0)]);
    expect(pages[0]?.entries.map(({ content }) => content.text)).toEqual(
      pages[1]?.entries.map(({ content }) => content.text),
    );
  });

  it('[L2] the same line sent ten times to two nodes is one entry with one answer', async () => {
    const id = await conversation();
    const clientId = randomUUID();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, n) => send(n % 2 ? one : two, id, 'help', clientId)),
    );
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(outcomes[0]).toMatchObject({ ok: true, value: { seq: 1 } });
    expect(await seqs(id)).toEqual([1]);
  });

  it('[L2] another text under the same id is a conflict, even while the first is still on its way', async () => {
    const id = await conversation();
    const clientId = randomUUID();
    const [first, other] = await Promise.all([
      send(one, id, 'one thing', clientId),
      send(one, id, 'another', clientId),
    ]);
    expect(first).toMatchObject({ ok: true });
    expect(other).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(await send(two, id, 'a third', clientId)).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });

  it('[L2] a line sent again after the end gets its first answer; a new one is refused', async () => {
    const id = await conversation();
    const clientId = randomUUID();
    const first = await send(one, id, 'before the end', clientId);
    expect(await end(two, id)).toMatchObject({ ok: true, value: { seq: 2 } });
    expect(await send(one, id, 'before the end', clientId)).toEqual(first);
    expect(await send(two, id, 'before the end', clientId)).toEqual(first);
    expect(await send(one, id, 'too late')).toMatchObject({ ok: false, error: { code: 'closed' } });
  });

  it('[L3] nothing comes after the end, however lines and the end race on two nodes', async () => {
    for (let round = 0; round < 20; round += 1) {
      const id = await conversation();
      const sends = Array.from({ length: 6 }, (_, n) => send(n % 2 ? one : two, id, `racing ${n}`));
      const [ended, ...lines] = await Promise.all([end(round % 2 ? one : two, id), ...sends]);
      const kinds = (await one.log.store.after(id, 0)).map(({ kind }) => kind);
      expect(ended).toMatchObject({ ok: true });
      expect(kinds.at(-1)).toBe('ended');
      expect(kinds.length).toBe(1 + lines.filter((outcome) => outcome.ok).length);
      expect(await seqs(id)).toEqual(kinds.map((_, n) => n + 1));
    }
  });

  it('[L4] what one node writes the other hands on in order, once each', async () => {
    const id = await conversation();
    await two.log.tails.load(id);
    for (let n = 0; n < 30; n += 1) await send(one, id, `line ${n}`);
    const heard = () => two.delivered.filter(({ conversationId }) => conversationId === id).map(({ seq }) => seq);
    await expect.poll(heard).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
  });

  it('[L4] [Q4] a lost last signal is found by the sweep', async () => {
    const id = await conversation();
    const tail = await two.log.tails.load(id);
    await one.log.store.insertBatch([]);
    one.signals.publish('nothing', {});
    await send(one, id, 'heard');
    await expect.poll(() => tail?.last).toBe(1);
    two.log.tails.forget(id);
    const behind = await two.log.tails.load(id);
    if (behind) behind.last = 0;
    await two.log.sweep();
    expect(behind?.last).toBe(1);
  });

  it('[L1] a conversation with too many lines on their way refuses the rest and keeps the others; no other one waits', async () => {
    const [flooded, calm] = [await conversation(), await conversation()];
    const flood = Array.from({ length: 1_200 }, (_, n) => send(one, flooded, `line ${n}`));
    const [outcomes, beside] = await Promise.all([Promise.all(flood), send(one, calm, 'I am here')]);
    expect(beside.ok).toBe(true);
    const refused = outcomes.filter((outcome) => !outcome.ok);
    expect(new Set(refused.map((outcome) => (outcome.ok ? null : outcome.error.code)))).toEqual(
      new Set(['unavailable']),
    );
    // Every one that was taken is there, in order and once; every one that was refused is not.
    expect(await seqs(flooded)).toEqual(Array.from({ length: outcomes.length - refused.length }, (_, n) => n + 1));
    expect((await send(one, flooded, 'Now there is room')).ok).toBe(true);
  });

  it('who never was in the conversation is told that there is none; who left, that it is closed', async () => {
    const id = await conversation();
    const agent = { role: 'agent', id: 'agent-1', name: 'Ada' } as const;
    const change = (kind: 'joined' | 'left', writers: string[]) =>
      one.log.post({
        conversationId: id,
        clientId: `${kind}:${id}`,
        author: agent,
        content: { kind, data: { name: 'Ada' }, writers },
        replay: async () => ok(null),
        work: async () => ok({ value: null }),
      });
    const write = (node: LogNode, text: string) =>
      node.log.append({ conversationId: id, clientId: randomUUID(), author: agent, content: line(text) });
    expect(await write(one, 'hello')).toMatchObject({ error: { code: 'not_found' } });
    await change('joined', ['agent-1']);
    expect(await write(one, 'hello')).toMatchObject({ ok: true });
    expect(await write(two, 'hello')).toMatchObject({ ok: true });
    await change('left', []);
    expect(await write(two, 'still here?')).toMatchObject({ error: { code: 'closed' } });
    expect(await write(one, 'still here?')).toMatchObject({ error: { code: 'closed' } });
  });

  it('[P1] a stored body opens only in its own place', async () => {
    const [id, other] = [await conversation(), await conversation()];
    await send(one, id, 'my secret words');
    await send(one, other, 'something else');
    const [stolen] = await one.log.store.after(id, 0);
    expect(Buffer.from(stolen?.body?.buffer ?? []).toString('utf8')).not.toContain('secret');
    const entries = one.database.collection<{ _id: unknown; body: unknown; conversationId: string }>(
      (await import('../../server/conversations/entries.store.ts')).entriesSpec,
    );
    await entries.updateOne({ conversationId: other }, { $set: { body: stolen?.body } });
    await expect(one.log.read(other, 0)).rejects.toThrow('sealed with another key');
  });

  it('[L3, A1] believes no signal that no node made: nobody is let in, and no number is left out', async () => {
    const id = await conversation();
    await send(one, id, 'before');
    await two.log.tails.load(id);
    const redis = new Redis(socketPath(at.redisUrl) ?? at.redisUrl);
    const author = { role: 'system', id: 'system' };
    const entry = { ...{ conversationId: id, seq: 2, clientId: 'forged', author, kind: 'joined', body: null }, at: 1 };
    const forged = JSON.stringify({ ...entry, writers: ['stranger'], legalHold: false });
    const said = `${Date.now()}\n${Date.now() * 1_000 + 900_000}\none\nlog:entries\n${id} ${forged}`;
    const signals = [said, `${'A'.repeat(22)}\n${said}`, `one\nlog:entries\n${id} ${forged}`];
    for (const text of signals) expect(await redis.publish(`${at.redisPrefix}signals`, text)).toBe(2);
    redis.disconnect();
    expect(await send(two, id, 'after')).toMatchObject({ ok: true, value: { seq: 2 } });
    expect(two.log.tails.loaded(id)?.everWriters.has('stranger')).toBe(false);
    expect(await seqs(id)).toEqual([1, 2]);
  });
});
