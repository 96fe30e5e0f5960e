import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Helpline, helpline } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { ringing } from './cases/desk-cases.ts';

let server: TestServer;
let at: Helpline;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
});
afterEach(() => at.tidy());
afterAll(async () => {
  await at.close();
  await server.close();
});

/** Sooner than an offer would have rung out. */
const IN_A_ROUND_MS = 3_000;

describe('a conversation that rings and is assigned by hand', () => {
  it.each([
    ['to the one at whom it rings', 0, 1],
    ['to a colleague', 2, 0],
  ])('[Q1, Q3] %s rings nowhere any more, and the next one is offered', async (_to, index, load) => {
    const supervisor = await at.staff('supervisor');
    const { agent, conversationId, offerId } = await ringing(at);
    const target = await at.staff('agent', index);
    const order = { clientId: randomUUID(), conversationId, agentId: target.me.agentId, reason: 'Now' };
    await supervisor.ask('conversation:assign', order);
    await agent.next('offer:withdrawn', (event) => event.offerId === offerId);
    const desk = await agent.ask('desk:open', {});
    expect([desk.offers, desk.agent.load]).toEqual([[], load]);
    const next = await at.waiting();
    await agent.next('offer:made', ({ offer }) => offer.conversationId === next.conversationId, IN_A_ROUND_MS);
  });
});
