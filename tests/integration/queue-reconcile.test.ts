import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AgentDoc } from '../../server/agents/index.ts';
import { agentsSpec } from '../../server/agents/index.ts';
import type { ConversationDoc } from '../../server/conversations/conversation.ts';
import { conversationsSpec } from '../../server/conversations/conversations.store.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { offersSpec } from '../../server/queue/offers.store.ts';
import { aConversation } from '../support/builders/a-conversation.ts';
import { type Helpline, helpline, say, type Worker, wrapUp } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

const RECONCILE_MS = 300;
const PATIENCE = { timeout: 10_000, interval: 50 };
const PEOPLE = 15;
const LOOK_AGAIN_MS = 200;

let server: TestServer;
let there: TestServer;
let at: Helpline;
let database: Database;

beforeAll(async () => {
  const config = { limits: 'off', reconcileMs: RECONCILE_MS } as const;
  server = await startServer({ config });
  there = await startServer({ beside: server, config });
  at = helpline(server);
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
});
afterEach(() => at.tidy());
afterAll(async () => {
  await at.close();
  await database.close();
  await there.close();
  await server.close();
});

const conversations = () => database.collection<ConversationDoc>(conversationsSpec);
const agents = () => database.collection<AgentDoc>(agentsSpec);
const offers = () => database.collection<{ _id: string; result: string }>(offersSpec);
const stateOf = async (_id: string) => (await conversations().findOne({ _id }))?.state;
const placesOf = async (_id: string) => (await agents().findOne({ _id }))?.holds;

/** What both nodes put right so far, by cause. */
async function counted(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { url } of [server, there]) {
    const text = await (await fetch(`${url}/metrics`)).text();
    for (const [, cause, value] of text.matchAll(/^hearthline_reconciled_total\{cause="(\w+)"\} (\d+)$/gm))
      counts[cause ?? ''] = (counts[cause ?? ''] ?? 0) + Number(value);
  }
  return counts;
}

async function countOf(cause: string): Promise<number> {
  return (await counted())[cause] ?? 0;
}

describe('the reconciler', () => {
  it('[Q1] gives back places held for nothing, and takes the place of a conversation that has none', async () => {
    const { agent, conversationId } = await at.talk();
    const { agentId } = agent.me;
    const update = { $set: { holds: [randomUUID(), randomUUID()], ringing: randomUUID() } };
    await agents().updateOne({ _id: agentId }, update);
    await expect.poll(() => placesOf(agentId), PATIENCE).toEqual([conversationId]);
    expect((await agents().findOne({ _id: agentId }))?.ringing).toBeNull();
    await expect.poll(() => countOf('held_for_nothing'), PATIENCE).toBe(2);
    await expect.poll(() => countOf('not_held'), PATIENCE).toBe(1);
    await expect.poll(() => countOf('rings_for_nothing'), PATIENCE).toBe(1);
    // The desk was told, and the agent can go on.
    await agent.next('agent:changed', (event) => event.agent.load === 1);
  });

  it('[Q2] brings a visitor whom nobody has back to the queue, with the time they had, and alerts a supervisor', async () => {
    const supervisor = await at.staff('supervisor');
    const { visitor, conversationId } = await at.talk();
    const { enqueuedAt } = (await conversations().findOne({ _id: conversationId })) ?? {};
    await conversations().updateOne({ _id: conversationId }, { $set: { holder: null } });
    await expect.poll(() => stateOf(conversationId), PATIENCE).toBe('waiting');
    expect(await conversations().findOne({ _id: conversationId })).toMatchObject({ enqueuedAt, priority: 'returned' });
    await supervisor.next('alert:raised', ({ alert }) => alert.conversationId === conversationId);
    const colleague = await at.staff('agent', 2);
    await colleague.ask('availability:set', { availability: 'available' });
    await at.answer(colleague, conversationId);
    await say(visitor, 'Somebody new');
    await expect.poll(() => countOf('active_without_holder'), PATIENCE).toBe(1);
  });

  it('[Q2] makes an offer without an agent wait again, where it was', async () => {
    const { conversationId } = await at.waiting();
    const { queueKey } = (await conversations().findOne({ _id: conversationId })) ?? {};
    await conversations().updateOne({ _id: conversationId }, { $set: { state: 'offered' }, $inc: { revision: 1 } });
    await expect.poll(() => stateOf(conversationId), PATIENCE).toBe('waiting');
    expect((await conversations().findOne({ _id: conversationId }))?.queueKey).toBe(queueKey);
    await expect.poll(() => countOf('offered_without_offer'), PATIENCE).toBe(1);
  });

  it('ends the record of an offer that is over, and writes the one that a standing offer lacks', async () => {
    const agent = await at.staff('agent', 4);
    await agent.ask('availability:set', { availability: 'available' });
    const { conversationId } = await at.waiting();
    const { offer } = await agent.next('offer:made', (made) => made.offer.conversationId === conversationId);
    await offers().deleteOne({ _id: offer.offerId });
    await offers().insertOne({ _id: 'left-over', conversationId, result: 'standing' } as {
      _id: string;
      result: string;
    });
    const resultOf = async (_id: string) => (await offers().findOne({ _id }))?.result;
    await expect.poll(() => resultOf(offer.offerId), PATIENCE).toBe('standing');
    await expect.poll(() => resultOf('left-over'), PATIENCE).toBe('withdrawn');
    await agent.ask('offer:accept', { conversationId, offerId: offer.offerId });
    expect(await resultOf(offer.offerId)).toBe('accepted');
    await expect.poll(counted, PATIENCE).toMatchObject({ offer_left_standing: 1, offer_without_record: 1 });
  });

  it('forgets connections to a node that nobody knows: who seemed to be there is away', async () => {
    const ghost = { nodeId: 'node-of-before', socketId: randomUUID(), connectedSince: Date.now() };
    const { me } = await at.staff('agent', 6);
    await agents().updateOne({ _id: me.agentId }, { $push: { connections: ghost } });
    const connection = { state: 'connected', since: Date.now(), nodeId: 'node-of-before', socketId: 's' } as const;
    const visitorOf = aConversation({ connection });
    await conversations().insertOne(visitorOf);
    const nodesOf = async () => (await agents().findOne({ _id: me.agentId }))?.connections.map(({ nodeId }) => nodeId);
    await expect.poll(nodesOf, PATIENCE).not.toContain('node-of-before');
    const presence = async () => (await conversations().findOne({ _id: visitorOf._id }))?.connection.state;
    await expect.poll(presence, PATIENCE).toBe('away');
    await expect.poll(() => countOf('connections_of_no_node'), PATIENCE).toBe(1);
    await conversations().deleteOne({ _id: visitorOf._id });
  });

  it('frees a lease of a node whose clock was wrong', async () => {
    const leases = database.connection.collection<{ _id: string; until: number }>('leases');
    const until = Date.now() + 3_600_000;
    await leases.insertOne({ _id: 'nightly', nodeId: 'ahead', epoch: 7, until } as { _id: string; until: number });
    await expect.poll(async () => (await leases.findOne({ _id: 'nightly' }))?.until, PATIENCE).toBe(0);
    await expect.poll(() => countOf('lease_of_wrong_clock'), PATIENCE).toBe(1);
  });

  it('finds nothing to put right while agents take, decline and end conversations on two nodes', async () => {
    const before = await counted();
    const workers = await Promise.all([0, 2, 4, 6, 8].map((index) => at.staff('agent', index)));
    const shift = { answered: 0 };
    const busy = Promise.all(workers.map((worker, index) => work(worker, index, shift)));
    for (let person = 0; person < PEOPLE; person += 1) await at.waiting();
    await busy;
    expect(shift.answered).toBe(PEOPLE);
    // Two looks more, so that whatever was left would be seen twice.
    const looks = Date.now() + 3 * RECONCILE_MS;
    await expect.poll(() => Date.now(), PATIENCE).toBeGreaterThan(looks);
    expect(await counted()).toEqual(before);
  }, 60_000);
});

/**
 * Until everybody has been answered, by whoever was asked: the first offer of every other agent is declined, all others are
 * accepted, talked and wrapped up.
 */
async function work(worker: Worker, index: number, shift: { answered: number }): Promise<void> {
  await worker.ask('availability:set', { availability: 'available' });
  let declines = index % 2 === 0;
  while (shift.answered < PEOPLE) {
    const made = await worker.next('offer:made', undefined, LOOK_AGAIN_MS).catch(() => null);
    if (!made) continue;
    const { conversationId, offerId } = made.offer;
    if (declines) {
      declines = false;
      await worker.send('offer:decline', { conversationId, offerId, reason: 'busy' });
      continue;
    }
    if (!(await worker.send('offer:accept', { conversationId, offerId })).ok) continue;
    await worker.ask('conversation:end', { clientId: randomUUID(), conversationId, reason: 'completed' });
    await wrapUp(worker, conversationId);
    shift.answered += 1;
  }
  await worker.ask('availability:set', { availability: 'break' });
}
