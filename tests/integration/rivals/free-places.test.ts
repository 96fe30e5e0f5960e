import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/platform/mongo.ts';
import { asAgent } from '../../support/connect.ts';
import { type Helpline, wrapUp } from '../../support/helpline.ts';
import type { TestServer } from '../../support/start-server.ts';
import { type TwoNodes, twoNodes } from '../../support/two-nodes.ts';

/** Places that rivals forgot, and agents whom they asked although they were not there, or passed over although they were. */
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

const IN_A_ROUND_MS = 6_000;

describe('a place that comes free on one node', () => {
  it('[Q3] by a saved wrap-up goes to who waits on the other', async () => {
    const agent = await at.staff('agent');
    await agent.ask('availability:set', { availability: 'available', capacity: 1 });
    const first = await other.waiting();
    await at.answer(agent, first.conversationId);
    const second = await other.waiting();
    await first.visitor.ask('conversation:leave', { clientId: crypto.randomUUID(), reason: 'ended' });
    await agent.next('conversation:changed', ({ conversation }) => conversation.state === 'wrap_up');
    expect(agent.seen('offer:made')).toHaveLength(1);
    await wrapUp(agent, first.conversationId);
    await agent.next('offer:made', ({ offer }) => offer.conversationId === second.conversationId, IN_A_ROUND_MS);
  });

  it('[Q3] by a raised capacity goes to who waits', async () => {
    const agent = await at.staff('agent', 2);
    await agent.ask('availability:set', { availability: 'available', capacity: 1 });
    const first = await other.waiting();
    await at.answer(agent, first.conversationId);
    const second = await other.waiting();
    await agent.ask('availability:set', { availability: 'available', capacity: 2 });
    await agent.next('offer:made', ({ offer }) => offer.conversationId === second.conversationId, IN_A_ROUND_MS);
  });
});

describe('a visitor who comes back to the queue', () => {
  it('[Q3] is not kept for the agent of before, who has gone offline', async () => {
    const [gone, colleague] = [await at.staff('agent'), await other.staff('agent', 2)];
    const { conversationId } = await at.talk({ agent: gone });
    await database.connection
      .collection('conversations')
      .updateOne({ _id: conversationId as never }, { $set: { previousAgentId: gone.me.agentId } });
    const note = 'I have to go';
    await gone.ask('availability:set', { availability: 'offline' });
    await gone.ask('conversation:transfer', {
      ...{ clientId: crypto.randomUUID(), conversationId, note },
      to: { queueId: 'main' },
    });
    await colleague.ask('availability:set', { availability: 'available' });
    await colleague.next('offer:made', ({ offer }) => offer.conversationId === conversationId, IN_A_ROUND_MS);
  });
});

describe('availability', () => {
  it('is not turned by a second device that signs in elsewhere', async () => {
    for (const availability of ['available', 'break'] as const) {
      const agent = await at.staff('agent', 4);
      await agent.ask('availability:set', { availability });
      const second = other.track(await asAgent(there.url, here.account('agent', 4)));
      expect((await second.ask('desk:open', {})).agent.availability).toBe(availability);
      expect((await agent.ask('desk:open', {})).agent.availability).toBe(availability);
      second.close();
    }
  });

  it('[Q1] that ends at the moment of an offer leaves no offer at somebody on a break', async () => {
    const agent = await other.staff('agent', 6);
    for (let time = 0; time < 10; time += 1) {
      await agent.ask('availability:set', { availability: 'available' });
      const [{ conversationId, visitor }] = await Promise.all([
        at.waiting(),
        agent.ask('availability:set', { availability: 'break' }),
      ]);
      const stored = () => database.connection.collection('conversations').findOne({ _id: conversationId as never });
      await expect.poll(async () => (await stored())?.state, { timeout: 3_000 }).toBe('waiting');
      expect((await agent.ask('desk:open', {})).agent.load).toBe(0);
      await visitor.ask('conversation:leave', { clientId: crypto.randomUUID(), reason: 'ended' });
    }
  });
});

describe('who has been idle longest', () => {
  it('is asked first, although they paused, came back and missed an offer while they waited', async () => {
    const [idle, busy] = [await at.staff('agent', 6), await other.staff('agent', 8)];
    for (const worker of [idle, busy]) {
      const { conversationId, visitor } = await at.talk({ agent: worker });
      await visitor.ask('conversation:leave', { clientId: crypto.randomUUID(), reason: 'ended' });
      await worker.next('conversation:changed', ({ conversation }) => conversation.state === 'wrap_up');
      await wrapUp(worker, conversationId);
    }
    await idle.ask('availability:set', { availability: 'available' });
    const declined = await at.waiting();
    const { offer } = await idle.next('offer:made', (made) => made.offer.conversationId === declined.conversationId);
    await idle.ask('offer:decline', { conversationId: offer.conversationId, offerId: offer.offerId });
    await declined.visitor.ask('conversation:leave', { clientId: crypto.randomUUID(), reason: 'ended' });
    await idle.ask('availability:set', { availability: 'break' });
    const again = other.track(await asAgent(there.url, here.account('agent', 6)));
    await busy.ask('availability:set', { availability: 'available' });
    await again.ask('availability:set', { availability: 'available' });
    const next = await at.waiting();
    await idle.next('offer:made', (made) => made.offer.conversationId === next.conversationId, IN_A_ROUND_MS);
  });
});

describe('somebody new in the queue', () => {
  it('[Q3] shows on the wallboard of the other node without anybody reloading it', async () => {
    const supervisor = await other.staff('supervisor');
    await supervisor.ask('wallboard:watch', {});
    const { conversationId } = await at.waiting();
    const shows = ({ wallboard }: { wallboard: { waiting: readonly { conversationId: string }[] } }) =>
      wallboard.waiting.some((row) => row.conversationId === conversationId);
    await supervisor.next('wallboard:changed', shows);
  });
});
