import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { asAgent } from '../support/connect.ts';
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

describe('an agent with two desks open', () => {
  it.each(['offer:accept', 'offer:decline'] as const)(
    '[L5] after %s at one, the other rings no more',
    async (command) => {
      await at.staff('agent');
      const other = at.track(await asAgent(server.url, server.account('agent')));
      const { agent, conversationId, offerId } = await ringing(at);
      await agent.ask(command, { conversationId, offerId });
      await other.next('offer:withdrawn', (event) => event.offerId === offerId);
    },
  );
});

describe('whoever is gone', () => {
  it('is not shown as typing any more', async () => {
    const agent = await asAgent(server.url, server.account('agent', 2));
    const { visitor, conversationId } = await at.talk({ agent });
    await agent.ask('typing:set', { conversationId, typing: true });
    await visitor.next('typing:changed', ({ typing }) => typing);
    agent.close();
    await visitor.next('typing:changed', ({ typing }) => !typing);
  });

  it('[V5] is not shown as reading along any more', async () => {
    const supervisor = await asAgent(server.url, server.account('supervisor', 1));
    const { agent, conversationId } = await at.talk();
    await supervisor.ask('conversation:watch', { conversationId, watching: true });
    await agent.next('note:added', ({ note }) => note.text.endsWith('is reading along.'));
    supervisor.close();
    await agent.next('note:added', ({ note }) => note.text.endsWith('stopped reading along.'));
  });
});
