/** One node's delivery over the real log and database, with a document that was read before what the log says by now. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationChange, ConversationDoc } from '../../server/conversations/conversation.ts';
import { createConversationsStore } from '../../server/conversations/conversations.store.ts';
import {
  agentRoom,
  conversationRoom,
  createDelivery,
  type Delivery,
  watchRoom,
} from '../../server/conversations/delivery.ts';
import { type Content, type LogEntry, SYSTEM, VISITOR } from '../../server/conversations/log.ts';
import { createPresenter } from '../../server/conversations/presenter.ts';
import { createBackground } from '../../server/platform/background.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { createRooms } from '../../server/platform/rooms.ts';
import { createShown } from '../../server/platform/shown.ts';
import { ok } from '../../shared/result.ts';
import { aConversation } from '../support/builders/a-conversation.ts';
import { testDatabase } from '../support/database.ts';
import { type LogNode, logNode } from '../support/log-node.ts';

const PATIENCE = { timeout: 8_000, interval: 10 };
const at = testDatabase();
const rooms = createRooms();
let here: LogNode;
let there: LogNode;
let delivery: Delivery;
/** While it is there, a document that was read is handed on only when it has resolved. */
let slow: Promise<void> | null = null;
let reads = 0;

beforeAll(async () => {
  here = await logNode(at, 'here', { hears: (entry: LogEntry) => delivery.entry(entry) });
  there = await logNode(at, 'there');
  const store = createConversationsStore(here.database);
  const presenter = createPresenter(here.log, here.sealing, {
    agentPresence: async () => 'connected',
    placeOf: async () => null,
    surveyFor: () => null,
    shows: () => undefined,
  });
  const find = async (conversationId: string) => {
    const doc = await store.find(conversationId);
    reads += 1;
    await slow;
    return doc;
  };
  delivery = createDelivery({
    ...{ rooms, signals: here.signals, conversations: { ...store, find }, presenter: () => presenter },
    ...{ background: createBackground(createLogger('silent', 'here')), shown: createShown() },
    follow: (conversationId) => here.log.tails.load(conversationId),
    catchUp: (tail) => here.log.tails.catchUp(tail),
    joined: () => undefined,
    stoppedWatching: () => undefined,
  });
});
afterAll(async () => {
  await here.close();
  await there.close();
});

const name = (agentId: string) => ({ agentId, name: 'Amara' });

/** A desk of this agent on this node, with what it was told: `event kind` of each, in order. */
function desk(agentId: string) {
  const told: string[] = [];
  const emit = (event: string, payload: unknown) => {
    const { entry } = payload as { entry?: { kind: string } };
    told.push(entry ? `${event} ${entry.kind}` : event);
  };
  const follower = { socketId: randomUUID(), who: agentId, emit, close: () => undefined, ...neverHeldBack };
  rooms.join(agentRoom(agentId), follower);
  return { follower, told, isIn: (id: string) => rooms.has(conversationRoom(id), follower.socketId) };
}

/** A change of who may write, with its entry, as accept, transfer and end make it. */
function change(node: LogNode, conversationId: string, content: Content, to: ConversationChange) {
  return node.log.post({
    ...{ conversationId, clientId: randomUUID(), author: SYSTEM, content },
    replay: async () => ok(null),
    work: async () => ok({ value: null, change: to }),
  });
}

function hands(node: LogNode, conversationId: string, agentId: string) {
  const content: Content = { kind: 'joined', data: { name: 'Amara' }, writers: [agentId] };
  return change(node, conversationId, content, { state: 'active', holder: name(agentId), consulting: [] });
}

function ends(conversationId: string) {
  const content: Content = { kind: 'ended', data: { by: 'visitor', reason: 'ended' } };
  return change(here, conversationId, content, { state: 'wrap_up', endedAt: Date.now(), consulting: [] });
}

async function heldBy(agentId: string): Promise<ConversationDoc> {
  const doc = aConversation();
  await here.start(doc);
  await here.log.tails.load(doc._id);
  await hands(here, doc._id, agentId);
  return doc;
}

/** Shows a change from a document that is read now, and does `meanwhile` before that document is used. */
async function showWhile(conversationId: string, agents: readonly string[], meanwhile: () => Promise<unknown>) {
  const before = reads;
  let use: () => void = () => undefined;
  slow = new Promise((resolve) => {
    use = resolve;
  });
  delivery.showHere(conversationId, agents);
  await expect.poll(() => reads, PATIENCE).toBe(before + 1);
  await meanwhile();
  slow = null;
  use();
}

const neverHeldBack = { cut: () => undefined, holdBack: () => () => undefined, isHeldBack: () => false };

describe('a change that is shown from a document older than the log', () => {
  it('[A1] does not bring back an agent whom the conversation was taken from meanwhile', async () => {
    const [anna, ben] = [desk(randomUUID()), desk(randomUUID())];
    const { _id } = await heldBy(anna.follower.who);
    expect(anna.isIn(_id)).toBe(true);
    await showWhile(_id, [anna.follower.who], () => hands(here, _id, ben.follower.who));
    await expect.poll(() => ben.told, PATIENCE).toContain('conversation:changed');
    await here.log.append({
      ...{ conversationId: _id, clientId: randomUUID(), author: VISITOR },
      content: { kind: 'message', text: 'Only for the one who has me now' },
    });
    await expect.poll(() => ben.told, PATIENCE).toContain('conversation:entry message');
    // The entry that gave it to another is the last that they are told.
    expect(anna.told).toEqual(['conversation:entry joined', 'conversation:entry joined', 'conversation:closed']);
    expect([anna.isIn(_id), ben.isIn(_id)]).toEqual([false, true]);
  });

  it('leaves the wrap-up with whoever had it last, and nobody who wraps up or watches is sent away', async () => {
    const [anna, ben, lead] = [desk(randomUUID()), desk(randomUUID()), desk(randomUUID())];
    const { _id } = await heldBy(anna.follower.who);
    rooms.join(conversationRoom(_id), lead.follower);
    rooms.join(watchRoom(_id), lead.follower);
    await showWhile(_id, [anna.follower.who], async () => {
      await hands(here, _id, ben.follower.who);
      await ends(_id);
    });
    const last = () => ben.told.at(-1);
    await expect.poll(last, PATIENCE).toBe('conversation:changed');
    delivery.showHere(_id, [ben.follower.who]);
    const changes = () => ben.told.filter((each) => each === 'conversation:changed').length;
    await expect.poll(changes, PATIENCE).toBe(2);
    for (const { told, isIn } of [ben, lead]) {
      expect(told).not.toContain('conversation:closed');
      expect(isIn(_id)).toBe(true);
    }
    expect(anna.isIn(_id)).toBe(false);
  });
});

describe('a change that is shown before its entry has come from the other node', () => {
  it('[L4] reads the log on: whoever was given it follows it, and whoever had it is sent away', async () => {
    const [anna, ben] = [desk(randomUUID()), desk(randomUUID())];
    const { _id } = await heldBy(anna.follower.who);
    here.log.tails.forget(_id);
    await hands(there, _id, ben.follower.who);
    // What the other node wrote was not heard here: as when a signal is lost, the log here ends before it.
    const tail = await here.log.tails.load(_id);
    expect(tail?.writers).toEqual(new Set([ben.follower.who]));
    if (tail) Object.assign(tail, { last: 1, writers: new Set([anna.follower.who]) });
    delivery.showHere(_id, [ben.follower.who]);
    await expect.poll(() => ben.told, PATIENCE).toContain('conversation:changed');
    expect(ben.told).toEqual(['conversation:entry joined', 'conversation:changed']);
    expect(anna.told.at(-1)).toBe('conversation:closed');
  });
});
