import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, type Helpline, helpline } from '../support/helpline.ts';
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

const once = () => randomUUID();

describe('a visitor who leaves', () => {
  it('[L2] the queue, and sends it again because the answer was lost, has left once', async () => {
    const { visitor } = await at.waiting();
    const leaving = { clientId: once(), reason: 'ended' } as const;
    expect(codeOf(await visitor.send('conversation:leave', leaving))).toBe('ok');
    expect(codeOf(await visitor.send('conversation:leave', leaving))).toBe('ok');
  });

  it('in the very moment in which an agent accepts has left all the same', async () => {
    for (let time = 0; time < 12; time += 1) {
      const { agent, visitor, conversationId, offerId } = await ringing(at);
      const accepting = agent.send('offer:accept', { conversationId, offerId });
      await new Promise((resolve) => setTimeout(resolve, time % 6));
      const left = await visitor.send('conversation:leave', { clientId: once(), reason: 'ended' });
      await accepting;
      expect(codeOf(left)).toBe('ok');
      const { conversation } = await visitor.ask('conversation:resume', { afterSeq: 0 });
      expect(conversation.state).toBe('ended');
      await at.tidy();
    }
  }, 60_000);

  it('[P2] in a hurry leaves nothing open, even under an id that was used before', async () => {
    const { visitor, token } = await at.waiting();
    const clientId = once();
    await visitor.ask('conversation:leave', { clientId, reason: 'ended' });
    await visitor.send('conversation:leave', { clientId, reason: 'exit' }).catch(() => undefined);
    await expect(at.visitor(token)).rejects.toMatchObject({ data: { code: 'unauthenticated' } });
  });
});

describe('two answers sent at once while waiting', () => {
  it('are both kept', async () => {
    const supervisor = await at.staff('supervisor');
    const { visitor, conversationId } = await at.waiting({ safeToTalk: 'yes' });
    await Promise.all([
      visitor.ask('pre-chat:answer', { preChat: { whoAmI: 'it_happened_to_me' } }),
      visitor.ask('pre-chat:answer', { preChat: { ageBand: '16_17' } }),
      visitor.ask('pre-chat:answer', { preChat: { justHere: true } }),
    ]);
    const { conversation } = await supervisor.ask('conversation:open', { conversationId });
    expect(conversation.preChat).toEqual({
      safeToTalk: 'yes',
      whoAmI: 'it_happened_to_me',
      ageBand: '16_17',
      justHere: true,
    });
  });
});
