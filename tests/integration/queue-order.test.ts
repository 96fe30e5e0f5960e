import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Helpline, helpline, type Waiting, type Worker } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;

/** Offers ring for as long as a matching round and a half, so that they expire while a test watches. */
const OFFER_MS = 4_000;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off', offerMs: OFFER_MS } });
  at = helpline(server);
});
afterEach(() => at.tidy());
afterAll(async () => {
  await at.close();
  await server.close();
});

const once = () => randomUUID();
/** The next one about these people, who are all that wait; a former test's may have been left unread. */
const nextOffer = async (agent: Worker, people: readonly Waiting[]) =>
  (await agent.next('offer:made', ({ offer }) => idsOf(people).includes(offer.conversationId))).offer;
const idsOf = (people: readonly Waiting[]) => people.map(({ conversationId }) => conversationId);

async function queue(count: number): Promise<Waiting[]> {
  const people: Waiting[] = [];
  while (people.length < count) people.push(await at.waiting());
  return people;
}

async function board() {
  return (await (await at.staff('supervisor')).ask('wallboard:watch', {})).wallboard;
}

describe('an offer that was not taken', () => {
  it('[Q2] by declining keeps the place and goes to the next agent', async () => {
    const [first, second] = [await at.staff('agent'), await at.staff('agent', 2)];
    const people = await queue(2);
    const before = (await board()).waiting;
    expect(before.map(({ conversationId }) => conversationId)).toEqual(idsOf(people));
    await first.ask('availability:set', { availability: 'available' });
    const offer = await nextOffer(first, people);
    expect(offer.conversationId).toBe(people[0]?.conversationId);
    await first.ask('offer:decline', { conversationId: offer.conversationId, offerId: offer.offerId, reason: 'busy' });
    await first.ask('availability:set', { availability: 'break' });
    const after = (await board()).waiting;
    expect(after.map(({ conversationId, enqueuedAt }) => [conversationId, enqueuedAt])).toEqual(
      before.map(({ conversationId, enqueuedAt }) => [conversationId, enqueuedAt]),
    );
    await second.ask('availability:set', { availability: 'available' });
    expect((await nextOffer(second, people)).conversationId).toBe(people[0]?.conversationId);
  });

  it('[Q2] because its time ran out keeps the place, and the agent is not rung again while another is free', async () => {
    const [first, second] = [await at.staff('agent', 4), await at.staff('agent', 6)];
    const people = await queue(1);
    const [person] = people;
    const { waiting } = await board();
    await first.ask('availability:set', { availability: 'available' });
    const offer = await nextOffer(first, people);
    expect(offer.expiresInMs).toBeLessThanOrEqual(OFFER_MS);
    await second.ask('availability:set', { availability: 'available' });
    const over = await first.next('offer:withdrawn', ({ offerId }) => offerId === offer.offerId, 3 * OFFER_MS);
    expect(over.reason).toBe('expired');
    const again = await nextOffer(second, people);
    expect(again.conversationId).toBe(person?.conversationId);
    expect((await board()).waiting[0]).toMatchObject({ enqueuedAt: waiting[0]?.enqueuedAt, state: 'offered' });
    const late = await first.send('offer:accept', { conversationId: offer.conversationId, offerId: offer.offerId });
    expect(late).toMatchObject({ error: { code: 'offer_gone', details: { reason: 'expired' } } });
  });

  it('[Q2] because its agent went away is dropped at once and keeps the place', async () => {
    const agent = await at.staff('agent', 8);
    const people = await queue(2);
    const [person, behind] = people;
    await agent.ask('availability:set', { availability: 'available' });
    const offer = await nextOffer(agent, people);
    await agent.ask('availability:set', { availability: 'break' });
    const withdrawn = await agent.next('offer:withdrawn', ({ offerId }) => offerId === offer.offerId);
    expect(withdrawn.reason).toBe('availability');
    expect((await agent.ask('desk:open', {})).agent.load).toBe(0);
    expect((await board()).waiting.map(({ conversationId, state }) => [conversationId, state])).toEqual([
      [person?.conversationId, 'waiting'],
      [behind?.conversationId, 'waiting'],
    ]);
    // It was not theirs to refuse: back at work, they are rung for the same person.
    await agent.ask('availability:set', { availability: 'available' });
    expect((await nextOffer(agent, people)).conversationId).toBe(person?.conversationId);
  });
});

describe('a free agent', () => {
  it('[Q3] always gets who has waited longest, until nobody waits', async () => {
    const agent = await at.staff('agent', 10);
    const people = await queue(6);
    await agent.ask('availability:set', { availability: 'available', capacity: 3 });
    const order: string[] = [];
    while (order.length < people.length) {
      const { conversationId, offerId } = await nextOffer(agent, people);
      order.push(conversationId);
      await agent.ask('offer:accept', { conversationId, offerId });
      await agent.ask('conversation:end', { clientId: once(), conversationId, reason: 'completed' });
      await agent.ask('wrap-up:save', { conversationId, outcomes: [], crimeTypes: [], risk: 'none', done: true });
    }
    expect(order).toEqual(idsOf(people));
  });

  it('[Q3] gets whoever is in danger first, then the others in their order', async () => {
    const agent = await at.staff('agent');
    const people = await queue(2);
    const danger = await at.waiting({ inDanger: 'yes' });
    const young = await at.waiting({ ageBand: '13_15' });
    const normal = await at.waiting({ safeToTalk: 'no', inDanger: 'unsure', justHere: false });
    const { waiting } = await board();
    const expected = [danger, young, ...people, normal];
    expect(waiting.map(({ conversationId }) => conversationId)).toEqual(idsOf(expected));
    await agent.ask('availability:set', { availability: 'available' });
    expect((await nextOffer(agent, expected)).conversationId).toBe(danger.conversationId);
  });

  it('[Q3] is not kept waiting by somebody who is away, and they keep their place for when they are back', async () => {
    const agent = await at.staff('agent', 2);
    const people = await queue(2);
    const [gone, here] = people;
    gone?.visitor.close();
    await expect.poll(async () => (await board()).waiting[0]?.visitorPresence).toBe('away');
    await agent.ask('availability:set', { availability: 'available', capacity: 2 });
    const offer = await nextOffer(agent, people);
    expect(offer.conversationId).toBe(here?.conversationId);
    await agent.ask('offer:accept', { conversationId: offer.conversationId, offerId: offer.offerId });
    const back = await at.visitor(gone?.token);
    expect((await back.ask('conversation:resume', { afterSeq: 0 })).conversation.queue?.position).toBe(1);
    expect((await nextOffer(agent, people)).conversationId).toBe(gone?.conversationId);
  });
});

describe('the place that is shown', () => {
  it('[Q3] never rises, although somebody in danger came in front', async () => {
    const [, second] = await queue(2);
    const positionOf = async (person?: Waiting) =>
      (await person?.visitor.ask('conversation:resume', { afterSeq: 0 }))?.conversation.queue?.position;
    expect(await positionOf(second)).toBe(2);
    await at.waiting({ inDanger: 'yes' });
    expect(await positionOf(second)).toBe(2);
  });

  it('moves up as those in front leave, and the visitor is told', async () => {
    const [first, second] = await queue(2);
    await first?.visitor.ask('conversation:leave', { clientId: once(), reason: 'ended' });
    expect(await second?.visitor.next('queue:moved', ({ position }) => position === 1)).toMatchObject({ position: 1 });
  });
});

describe('leaving', () => {
  it('while waiting and while an offer rings closes the conversation, and nobody is rung for it', async () => {
    const agent = await at.staff('agent', 4);
    const [person] = await queue(1);
    await person?.visitor.ask('conversation:leave', { clientId: once(), reason: 'ended' });
    await agent.ask('availability:set', { availability: 'available' });
    const begun = await at.waiting();
    const offer = await nextOffer(agent, [begun]);
    expect(offer.conversationId).toBe(begun.conversationId);
    begun.visitor.socket.emit('conversation:leave', { clientId: once(), reason: 'exit' }, () => undefined);
    const withdrawn = await agent.next('offer:withdrawn', ({ offerId }) => offerId === offer.offerId);
    expect(withdrawn.reason).toBe('visitor_left');
    expect((await agent.ask('desk:open', {})).agent.load).toBe(0);
    expect(await board()).toMatchObject({ waitingTotal: 0 });
  });

  it('in the conversation leaves the agent with the wrap-up, which holds the place until it is saved', async () => {
    const { agent, visitor, conversationId } = await at.talk({ agent: await at.staff('agent', 6) });
    visitor.socket.emit('conversation:leave', { clientId: once(), reason: 'exit' }, () => undefined);
    await agent.next('conversation:changed', (event) => event.conversation.state === 'wrap_up');
    expect((await agent.ask('desk:open', {})).agent.load).toBe(1);
    await agent.ask('wrap-up:save', { conversationId, outcomes: [], crimeTypes: [], risk: 'none', done: true });
    expect((await agent.ask('desk:open', {})).agent.load).toBe(0);
  });
});
