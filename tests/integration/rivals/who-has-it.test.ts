import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/platform/mongo.ts';
import { asAgent } from '../../support/connect.ts';
import { codeOf, type Helpline, say, type Worker } from '../../support/helpline.ts';
import type { TestServer } from '../../support/start-server.ts';
import { type TwoNodes, twoNodes } from '../../support/two-nodes.ts';

/** Races in which rivals lost track of who has a conversation; here on two nodes. */
let nodes: TwoNodes;
let here: TestServer;
let there: TestServer;
let at: Helpline;
let other: Helpline;
let database: Database;

beforeAll(async () => {
  nodes = await twoNodes();
  ({ here, there, at, other, database } = nodes);
});
afterEach(() => nodes.tidy());
afterAll(() => nodes.close());

const once = () => randomUUID();
const linesOf = (worker: Worker, conversationId: string) =>
  worker
    .seen('conversation:entry')
    .filter((event) => event.conversationId === conversationId && event.entry.kind === 'message').length;

describe('one visitor', () => {
  it('[L2] who asks on two nodes at the same moment has one conversation', async () => {
    for (let time = 0; time < 10; time += 1) {
      const clientId = once();
      const [one, two] = [await at.visitor(), await other.visitor()];
      // The newest connection wins; the other may be closed before it is answered.
      const asked = await Promise.allSettled([one, two].map((peer) => peer.ask('conversation:request', { clientId })));
      const answers = asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
      expect(new Set(answers.map(({ conversation }) => conversation.conversationId)).size).toBe(1);
      expect(new Set(answers.map(({ token }) => token)).size).toBe(1);
      const stored = database.connection.collection('conversations').countDocuments({ requestId: clientId });
      expect(await stored).toBe(1);
    }
  });

  it('[L2] who comes back on two nodes at the same moment keeps one connection of the two', async () => {
    for (let time = 0; time < 20; time += 1) {
      const { visitor: before, token } = await at.waiting();
      const both = await Promise.all([at.visitor(token), other.visitor(token)]);
      await before.next('connection:replaced');
      const connected = () => both.filter((peer) => peer.socket.connected);
      await expect.poll(() => connected().length, { timeout: 5_000 }).toBe(1);
      const [newest] = connected();
      if (newest) await say(newest, 'I am here');
      expect(connected()).toEqual([newest]);
      await at.tidy();
    }
  });
});

describe('a transfer', () => {
  it('[Q1] that is refused leaves everything as it was: the holder, the places, the log, the notes', async () => {
    const { agent, visitor, conversationId } = await at.talk();
    const full = await other.staff('agent', 2);
    await full.ask('availability:set', { availability: 'available', capacity: 1 });
    const second = await at.waiting();
    await other.answer(full, second.conversationId);
    const to = { agentId: full.me.agentId };
    const ask = { clientId: once(), conversationId, to, note: 'Please take over' };
    expect(codeOf(await agent.send('conversation:transfer', ask))).toBe('at_capacity');
    const { conversation, entries, notes } = await agent.ask('conversation:open', { conversationId });
    expect(conversation).toMatchObject({ state: 'active', holder: { agentId: agent.me.agentId } });
    expect(entries.map(({ kind }) => kind)).toEqual(['joined']);
    expect(notes).toEqual([]);
    expect((await full.ask('desk:open', {})).agent.load).toBe(1);
    await agent.ask('message:send', { clientId: once(), conversationId, text: 'I stay with you' });
    await visitor.next('conversation:entry', ({ entry }) => entry.kind === 'message');
  });

  it('[Q1] to two colleagues at once, from two nodes, ends with one of them and one place taken', async () => {
    for (let time = 0; time < 5; time += 1) {
      const { agent, conversationId } = await at.talk();
      const again = await other.staff('agent');
      const [one, two] = [await at.staff('agent', 2), await other.staff('agent', 4)];
      const give = (from: Worker, to: Worker) =>
        from.send('conversation:transfer', {
          ...{ clientId: once(), conversationId, note: 'Yours' },
          to: { agentId: to.me.agentId },
        });
      const replies = await Promise.all([give(agent, one), give(again, two)]);
      expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
      const loads = await Promise.all(
        [agent, one, two].map(async (each) => (await each.ask('desk:open', {})).agent.load),
      );
      expect(loads).toEqual(replies[0]?.ok ? [0, 1, 0] : [0, 0, 1]);
      await at.tidy();
      await other.tidy();
    }
  });

  it.each([
    ['is disabled', { disabledAt: 1 }],
    ['changes to another team', { teamId: 'elsewhere' }],
  ])(
    '[A1] to a colleague who %s at the same moment is refused, and nobody is given anything',
    async (_what, change) => {
      const { agent, conversationId } = await at.talk();
      const colleague = await other.staff('agent', 2);
      const agents = database.connection.collection<{ _id: string }>('agents');
      const aborted = async () =>
        Number((await database.connection.db?.admin().serverStatus())?.transactions.totalAborted);
      const before = await agents.findOne({ _id: colleague.me.agentId });
      const session = await database.startSession();
      session.startTransaction();
      // Not to be seen yet, and in the way of whoever gives them something.
      await agents.updateOne({ _id: colleague.me.agentId }, { $set: change }, { session });
      const begun = await aborted();
      const ask = { clientId: once(), conversationId, to: { agentId: colleague.me.agentId }, note: 'Yours' };
      const reply = agent.send('conversation:transfer', ask);
      await expect.poll(aborted, { timeout: 5_000 }).toBeGreaterThan(begun);
      await session.commitTransaction();
      await session.endSession();
      expect(codeOf(await reply)).toBe('not_found');
      expect(await agents.findOne({ _id: colleague.me.agentId })).toMatchObject({ holds: [] });
      const { conversation } = await agent.ask('conversation:open', { conversationId });
      expect(conversation).toMatchObject({ state: 'active', holder: { agentId: agent.me.agentId } });
      const { disabledAt, teamId } = before as unknown as { disabledAt: null; teamId: string };
      await agents.updateOne({ _id: colleague.me.agentId }, { $set: { disabledAt, teamId } });
    },
  );

  it('[A1] to the queue leaves the old agent without a single further line, at every desk on every node', async () => {
    const { agent, visitor, conversationId } = await at.talk();
    const desks = [agent, other.track(await asAgent(there.url, here.account('agent')))];
    await desks[1]?.ask('conversation:open', { conversationId });
    await agent.ask('conversation:transfer', {
      clientId: once(),
      conversationId,
      to: { queueId: 'main' },
      note: 'Back',
    });
    await Promise.all(
      desks.map((desk) => desk.next('conversation:closed', (it) => it.conversationId === conversationId)),
    );
    const colleague = await other.staff('agent', 2);
    await colleague.ask('availability:set', { availability: 'available' });
    await other.answer(colleague, conversationId);
    await say(visitor, 'This is for the new one only');
    await colleague.next('conversation:entry', ({ entry }) => entry.kind === 'message');
    for (const desk of desks) {
      await desk.ask('colleagues:list', {});
      expect(linesOf(desk, conversationId)).toBe(0);
      const late = { clientId: once(), conversationId, text: 'Me again' };
      expect(codeOf(await desk.send('message:send', late))).not.toBe('ok');
    }
  });
});

describe('a conversation that is taken over', () => {
  it('[A1] is read on by nobody who lost it, on either node', async () => {
    const { agent, visitor, conversationId } = await at.talk();
    const elsewhere = other.track(await asAgent(there.url, here.account('agent')));
    const supervisor = await other.staff('supervisor');
    await supervisor.ask('conversation:take-over', { clientId: once(), conversationId, reason: 'Mine now' });
    const desks = [agent, elsewhere];
    await Promise.all(
      desks.map((desk) => desk.next('conversation:closed', (it) => it.conversationId === conversationId)),
    );
    await say(visitor, 'For the supervisor');
    await supervisor.next('conversation:entry', ({ entry }) => entry.kind === 'message');
    for (const desk of desks) {
      await desk.ask('colleagues:list', {});
      expect(linesOf(desk, conversationId)).toBe(0);
    }
  });
});

describe('two matchers at once', () => {
  it('[Q1] offer each conversation to one agent at a time, although both believe that they lead', async () => {
    const workers = await Promise.all([0, 2, 4, 6, 8].map((index) => (index % 4 ? other : at).staff('agent', index)));
    // Whoever holds the lease goes on for half of its time; the other takes it at once.
    const leases = database.connection.collection('leases');
    const leaders = new Set<string>();
    let racing = true;
    const steal = (async () => {
      while (racing) {
        const held = await leases.findOneAndUpdate({ _id: 'matcher' as never }, { $set: { until: 0 } });
        if (held) leaders.add(held.nodeId);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })();
    for (const worker of workers) await worker.ask('availability:set', { availability: 'available', capacity: 3 });
    await expect.poll(() => leaders.size, { timeout: 5_000, interval: 10 }).toBe(2);
    const people = await Promise.all(Array.from({ length: 15 }, (_, index) => (index % 2 ? other : at).waiting()));
    const accept = async (worker: Worker) => {
      const taken = new Set<string>();
      while (taken.size < 3) {
        // A desk may be told of an offer twice, by a signal and by the sweep for what signals missed.
        const { offer } = await worker.next('offer:made', (made) => !taken.has(made.offer.offerId), 15_000);
        taken.add(offer.offerId);
        await worker.ask('offer:accept', { conversationId: offer.conversationId, offerId: offer.offerId });
      }
    };
    await Promise.all(workers.map(accept));
    racing = false;
    await steal;
    const ids = people.map(({ conversationId }) => conversationId);
    const offers = await database.connection
      .collection('offers')
      .find({ conversationId: { $in: ids } })
      .toArray();
    expect(offers.filter(({ result }) => result === 'accepted')).toHaveLength(people.length);
    // More than one led, which is what this is about.
    expect(new Set(offers.map(({ epoch }) => epoch)).size).toBeGreaterThan(1);
    for (const id of ids) {
      const times = offers.filter(({ conversationId }) => conversationId === id).sort((a, b) => a.madeAt - b.madeAt);
      const early = times.slice(1).filter((later, index) => later.madeAt < times[index]?.endedAt);
      expect(early).toEqual([]);
    }
    const loads = await Promise.all(workers.map(async (each) => (await each.ask('desk:open', {})).agent.load));
    expect(loads).toEqual([3, 3, 3, 3, 3]);
  });
});
