/** What one node committed and could not tell, and what goes wrong in telling it, keeps no entry from anybody. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM, VISITOR } from '../../server/conversations/log.ts';
import { fail, ok } from '../../shared/result.ts';
import { aConversation } from '../support/builders/a-conversation.ts';
import { testDatabase } from '../support/database.ts';
import { type LogNode, logNode } from '../support/log-node.ts';

const at = testDatabase();
/** Ends its work between the commit and the signal, as a node that dies there does. */
let dying: LogNode;
let two: LogNode;
let three: LogNode;
let dies = false;
let isBroken: (text: string | undefined) => boolean = () => false;

beforeAll(async () => {
  dying = await logNode(at, 'dying', {
    steps: (step) => {
      if (dies && step === 'publish:before') throw new Error('This node is no more.');
    },
  });
  two = await logNode(at, 'two');
  three = await logNode(at, 'three', {
    hears: ({ content }) => {
      if (isBroken(content.text)) throw new Error('This cannot be told.');
    },
  });
});
afterAll(async () => {
  for (const node of [dying, two, three]) await node.close();
});

/** A conversation that is live on all three nodes. */
async function conversation(): Promise<string> {
  const { _id } = aConversation();
  await two.start(aConversation({ _id }));
  for (const node of [dying, two, three]) await node.log.tails.load(_id);
  return _id;
}

/** Ends a conversation once, as its use case does: what has ended already is refused. */
function end(node: LogNode, conversationId: string) {
  return node.log.post({
    ...{ conversationId, clientId: `end:${conversationId}`, author: SYSTEM },
    content: { kind: 'ended', data: { by: 'system', reason: 'service' } },
    replay: async () => ok(null),
    work: async ({ conversation: doc }) =>
      doc.state === 'closed' ? fail('conflict') : ok({ value: null, change: { state: 'closed' } }),
  });
}

/** A change that knows no reason to be refused. */
function mark(node: LogNode, conversationId: string, clientId: string) {
  return node.log.post({
    ...{ conversationId, clientId, author: SYSTEM, content: { kind: 'left', data: { name: 'Ada' } } },
    replay: async () => ok(null),
    work: async () => ok({ value: null }),
  });
}

const heardBy = (node: LogNode, id: string) =>
  node.delivered.filter(({ conversationId }) => conversationId === id).map(({ seq }) => seq);

function line(node: LogNode, conversationId: string, text: string) {
  const content = { kind: 'message', text } as const;
  return node.log.append({ conversationId, clientId: randomUUID(), author: VISITOR, content });
}

describe('a change that a node committed before it died, and told nobody of', () => {
  it.each([
    ['done again', (node: LogNode, id: string) => mark(node, id, id)],
    ['refused now', (node: LogNode, id: string) => end(node, id)],
  ])('[L4] is told to all nodes once it is sent again, although it would be %s', async (_what, change) => {
    const id = await conversation();
    dies = true;
    expect(await change(dying, id)).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    dies = false;
    expect([heardBy(two, id), heardBy(three, id)]).toEqual([[], []]);
    expect(await change(two, id)).toMatchObject({ ok: true, value: { seq: 1 } });
    expect(heardBy(two, id)).toEqual([1]);
    await expect.poll(() => heardBy(three, id)).toEqual([1]);
  });
});

describe('an entry that cannot be handed on', () => {
  it('[L1, L4] is acknowledged where it was written, and the ones after it are handed on', async () => {
    const id = await conversation();
    isBroken = (text) => text === 'broken';
    expect(await line(three, id, 'broken')).toMatchObject({ ok: true, value: { seq: 1 } });
    expect(await line(three, id, 'whole')).toMatchObject({ ok: true, value: { seq: 2 } });
    expect(await line(two, id, 'broken')).toMatchObject({ ok: true, value: { seq: 3 } });
    expect(await line(two, id, 'whole')).toMatchObject({ ok: true, value: { seq: 4 } });
    isBroken = () => false;
    await expect.poll(() => heardBy(three, id)).toEqual([1, 2, 3, 4]);
    expect(heardBy(two, id)).toEqual([1, 2, 3, 4]);
  });

  it('[L4] keeps none of those behind it when many are read at once', async () => {
    const id = await conversation();
    three.log.tails.forget(id);
    for (const text of ['broken', 'whole', 'broken', 'whole']) await line(two, id, text);
    isBroken = (text) => text === 'broken';
    const tail = await three.log.tails.load(id);
    if (tail) tail.last = 0;
    await three.log.sweep();
    isBroken = () => false;
    expect(heardBy(three, id)).toEqual([1, 2, 3, 4]);
    expect(tail?.last).toBe(4);
  });
});
