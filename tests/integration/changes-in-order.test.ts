import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryAt, type Helpline, helpline, say, wrapUp } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

const ROUNDS = 15;
/** A round takes a third of a second on a quiet machine, and ten times that on a busy one. */
const ROUNDS_WITHIN_MS = 90_000;

let server: TestServer;
let at: Helpline;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
});
afterAll(async () => {
  await at.close();
  await server.close();
});

describe('an agent who accepts while the visitor is still answering questions', () => {
  it(
    '[L5] keeps the conversation on the desk: no older view of it takes it away again',
    async () => {
      const agent = await at.staff('agent');
      await agent.ask('availability:set', { availability: 'available' });
      for (let time = 0; time < ROUNDS; time += 1) {
        const { visitor, conversationId } = await at.waiting();
        const { offer } = await agent.next('offer:made', (made) => made.offer.conversationId === conversationId);
        const answers = Array.from({ length: 6 }, () =>
          visitor.send('pre-chat:answer', { preChat: { topic: `t${time}` } }),
        );
        await Promise.all([agent.ask('offer:accept', { conversationId, offerId: offer.offerId }), ...answers]);
        const { seq } = await say(visitor, 'Are you there?');
        await entryAt(agent, conversationId, seq);
        const closed = agent.seen('conversation:closed').map((event) => event.conversationId);
        expect(closed).not.toContain(conversationId);
        await agent.ask('conversation:end', { clientId: randomUUID(), conversationId, reason: 'completed' });
        await wrapUp(agent, conversationId);
        visitor.close();
      }
    },
    ROUNDS_WITHIN_MS,
  );
});
