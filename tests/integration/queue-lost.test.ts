import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { asAgent } from '../support/connect.ts';
import { type Helpline, helpline, say } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;

const GRACE_MS = 3_000;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off', visitorGraceMs: GRACE_MS, agentGraceMs: GRACE_MS } });
  at = helpline(server);
});
afterEach(() => at.tidy());
afterAll(async () => {
  await at.close();
  await server.close();
});

const PATIENCE = { timeout: 15_000, interval: 100 };

describe('a visitor who is lost', () => {
  it('while waiting keeps the place for the grace, and then leaves the queue', async () => {
    const supervisor = await at.staff('supervisor');
    const { visitor, conversationId, token } = await at.waiting();
    const open = async () => (await supervisor.ask('conversation:open', { conversationId })).conversation;
    visitor.close();
    await expect.poll(async () => (await open()).visitor.presence, PATIENCE).toBe('away');
    expect((await open()).state).toBe('waiting');
    await expect.poll(async () => (await open()).state, PATIENCE).toBe('closed');
    const { conversation, entries } = await supervisor.ask('conversation:open', { conversationId });
    expect(conversation).toMatchObject({ endReason: 'left_queue', visitor: { presence: 'lost' } });
    expect(entries.at(-1)).toMatchObject({ kind: 'ended', data: { by: 'system', reason: 'left_queue' } });
    // The token still opens what was said, and what was said is that it ended.
    const back = await at.visitor(token);
    expect((await back.ask('conversation:resume', { afterSeq: 0 })).conversation.state).toBe('ended');
  });

  it('and comes back within the grace waits on where they were', async () => {
    const supervisor = await at.staff('supervisor');
    const first = await at.waiting();
    const behind = await at.waiting();
    first.visitor.close();
    const back = await at.visitor(first.token);
    expect((await back.ask('conversation:resume', { afterSeq: 0 })).conversation).toMatchObject({
      state: 'waiting',
      queue: { position: 1 },
    });
    const { wallboard } = await supervisor.ask('wallboard:watch', {});
    expect(wallboard.waiting.map(({ conversationId }) => conversationId)).toEqual([
      first.conversationId,
      behind.conversationId,
    ]);
  });

  it('in a conversation is shown as away, then as lost, and nobody is ended for it', async () => {
    const { agent, visitor, conversationId, token } = await at.talk();
    visitor.close();
    const here = (presence: string) => (event: { conversationId: string; presence: string }) =>
      event.conversationId === conversationId && event.presence === presence;
    await agent.next('visitor:presence', here('away'));
    await agent.next('visitor:presence', here('lost'), PATIENCE.timeout);
    expect((await agent.ask('conversation:open', { conversationId })).conversation.state).toBe('active');
    const back = await at.visitor(token);
    await agent.next('visitor:presence', here('connected'));
    await say(back, 'I had to close it');
  });
});

describe('an agent who is lost', () => {
  it('[Q2] gives the conversation back as returned, in front of others, with the time it had', async () => {
    const supervisor = await at.staff('supervisor');
    const agent = await asAgent(server.url, server.account('agent', 2));
    const { visitor, conversationId } = await at.talk({ agent });
    const before = (await agent.ask('conversation:open', { conversationId })).conversation;
    const later = await at.waiting();
    agent.close();
    const { conversation } = await visitor.next(
      'conversation:changed',
      (event) => event.conversation.agent?.presence === 'away',
    );
    expect(conversation.state).toBe('active');
    const returned = await visitor.next(
      'conversation:changed',
      ({ conversation: now }) => now.state === 'waiting' && now.revision > before.revision,
      PATIENCE.timeout,
    );
    expect(returned.conversation).toMatchObject({ agent: null, queue: { position: 1 } });
    const after = (await supervisor.ask('conversation:open', { conversationId })).conversation;
    expect(after).toMatchObject({ priority: 'returned', enqueuedAt: before.enqueuedAt, holder: null });
    await supervisor.next(
      'alert:raised',
      ({ alert }) => alert.kind === 'agent_lost' && alert.conversationId === conversationId,
    );
    const { wallboard } = await supervisor.ask('wallboard:watch', {});
    expect(wallboard.waiting.map((each) => each.conversationId)).toEqual([conversationId, later.conversationId]);
    const colleague = await at.staff('agent', 4);
    await colleague.ask('availability:set', { availability: 'available' });
    await at.answer(colleague, conversationId);
    await say(visitor, 'Somebody new');
  });

  it('who is back within the grace goes on as if nothing had been', async () => {
    const account = server.account('agent', 6);
    const agent = await asAgent(server.url, account);
    const { visitor, conversationId } = await at.talk({ agent });
    agent.close();
    await visitor.next('conversation:changed', (event) => event.conversation.agent?.presence === 'away');
    const again = at.track(await asAgent(server.url, account));
    await visitor.next('conversation:changed', (event) => event.conversation.agent?.presence === 'connected');
    await again.ask('availability:set', { availability: 'break' });
    const { conversations } = await again.ask('desk:open', {});
    expect(conversations.map((each) => each.conversationId)).toEqual([conversationId]);
    await again.ask('message:send', { clientId: randomUUID(), conversationId, text: 'Sorry, here I am' });
    await again.ask('conversation:end', { clientId: randomUUID(), conversationId, reason: 'completed' });
    await again.ask('wrap-up:save', { conversationId, outcomes: [], crimeTypes: [], risk: 'none', done: true });
  });

  it('drops an offer that rings at once, without waiting for the grace', async () => {
    const agent = await asAgent(server.url, server.account('agent', 8));
    await agent.ask('availability:set', { availability: 'available' });
    const { conversationId } = await at.waiting();
    await agent.next('offer:made', ({ offer }) => offer.conversationId === conversationId);
    const colleague = await at.staff('agent', 10);
    agent.close();
    await colleague.ask('availability:set', { availability: 'available' });
    await at.answer(colleague, conversationId);
  });

  it('counts as present while one of several connections is left', async () => {
    const account = server.account('agent', 0);
    const [first, second] = [await asAgent(server.url, account), at.track(await asAgent(server.url, account))];
    const { visitor, conversationId } = await at.talk({ agent: first });
    first.close();
    await say(visitor, 'Still there?');
    await second.next('conversation:entry', (event) => event.conversationId === conversationId);
    expect((await visitor.ask('conversation:resume', { afterSeq: 0 })).conversation.agent?.presence).toBe('connected');
    await second.ask('conversation:end', { clientId: randomUUID(), conversationId, reason: 'completed' });
    await second.ask('wrap-up:save', { conversationId, outcomes: [], crimeTypes: [], risk: 'none', done: true });
  });
});
