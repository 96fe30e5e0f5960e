import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, type Helpline, helpline, type Worker } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let here: TestServer;
let there: TestServer;
let at: Helpline;
let other: Helpline;

beforeAll(async () => {
  here = await startServer({ config: { limits: 'off' } });
  there = await startServer({ beside: here, config: { limits: 'off' } });
  at = helpline(here);
  other = helpline(there);
});
afterEach(async () => {
  await at.tidy();
  await other.tidy();
});
afterAll(async () => {
  await Promise.all([at.close(), other.close()]);
  await there.close();
  await here.close();
});

const once = () => randomUUID();
const TEAM = [0, 2, 4, 6, 8];

async function loadOf(agent: Worker): Promise<{ load: number; held: string[] }> {
  const { agent: me, offers, conversations } = await agent.ask('desk:open', {});
  const held = [...offers, ...conversations].map(({ conversationId }) => conversationId);
  return { load: me.load, held };
}

describe('ten at once, on two nodes', () => {
  it('[Q1] who assign one conversation to different people leave it with one of them, and take one place', async () => {
    const supervisor = await at.staff('supervisor');
    const supervisors = [supervisor, await other.staff('safeguarding_lead')];
    const agents = await Promise.all(TEAM.map((index) => at.staff('agent', index)));
    const { conversationId } = await at.waiting();
    const attempts = Array.from({ length: 10 }, (_, index) => {
      const agentId = agents[index % agents.length]?.me.agentId ?? '';
      const assign = { clientId: once(), conversationId, reason: 'Now', agentId };
      return supervisors[index % 2]?.send('conversation:assign', assign);
    });
    const outcomes = (await Promise.all(attempts)).map((reply) => reply && codeOf(reply));
    expect(outcomes).toContain('ok');
    const places = await Promise.all(agents.map(loadOf));
    expect(places.map(({ load }) => load).sort()).toEqual([0, 0, 0, 0, 1]);
    const { conversation } = await supervisor.ask('conversation:open', { conversationId });
    const held = places.findIndex(({ load }) => load === 1);
    expect(conversation).toMatchObject({ state: 'active', holder: { agentId: agents[held]?.me.agentId } });
  });

  it('[Q1] who accept one offer, from all connections of its agent, are one holder with one line in the log', async () => {
    const agent = await at.staff('agent');
    const again = await other.staff('agent');
    await agent.ask('availability:set', { availability: 'available' });
    const { conversationId } = await at.waiting();
    const { offer } = await agent.next('offer:made', (made) => made.offer.conversationId === conversationId);
    const accept = { conversationId, offerId: offer.offerId };
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, index) => (index % 2 ? agent : again).send('offer:accept', accept)),
    );
    expect(replies.map(codeOf)).toEqual(Array.from({ length: 10 }, () => 'ok'));
    const { entries } = await agent.ask('conversation:open', { conversationId });
    expect(entries.map(({ kind }) => kind)).toEqual(['joined']);
    expect(await loadOf(agent)).toEqual({ load: 1, held: [conversationId] });
  });

  it('[Q1] who give one agent more than there is room for fill the places and no more', async () => {
    const supervisors = [await at.staff('supervisor'), await other.staff('safeguarding_lead')];
    const agent = await at.staff('agent', 2);
    await agent.ask('availability:set', { availability: 'available', capacity: 3 });
    const all = await Promise.all(Array.from({ length: 10 }, () => at.waiting()));
    // Automatic offers race with these for the same three places.
    const replies = await Promise.all(
      all.map(({ conversationId }, index) => {
        const assign = { clientId: once(), conversationId, reason: 'Now', agentId: agent.me.agentId };
        return supervisors[index % 2]?.send('conversation:assign', assign);
      }),
    );
    const given = replies.filter((reply) => reply?.ok).length;
    expect(given).toBeGreaterThanOrEqual(2);
    expect(given).toBeLessThanOrEqual(3);
    expect(new Set(replies.map((reply) => reply && codeOf(reply)))).toEqual(new Set(['ok', 'at_capacity']));
    const most = Math.max(...agent.seen('agent:changed').map((event) => event.agent.load));
    expect(most).toBeLessThanOrEqual(3);
    const { load, held } = await loadOf(agent);
    expect(load).toBe(new Set(held).size);
    expect(load).toBeLessThanOrEqual(3);
  });

  it('[Q1] who end, transfer and take over the same conversation leave it in one consistent state', async () => {
    const [supervisor, lead] = [await at.staff('supervisor'), await other.staff('safeguarding_lead')];
    const colleague = await at.staff('agent', 2);
    const { agent, conversationId } = await at.talk();
    const reason = 'Now';
    await Promise.all([
      agent.send('conversation:end', { clientId: once(), conversationId, reason: 'completed' }),
      agent.send('conversation:transfer', {
        clientId: once(),
        conversationId,
        to: { agentId: colleague.me.agentId },
        note: reason,
      }),
      supervisor.send('conversation:take-over', { clientId: once(), conversationId, reason }),
      lead.send('conversation:take-over', { clientId: once(), conversationId, reason }),
    ]);
    const { conversation, entries } = await supervisor.ask('conversation:open', { conversationId });
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
    const workers = [agent, colleague, supervisor, lead];
    const loads = await Promise.all(workers.map(loadOf));
    const holding = workers.filter((_, index) => loads[index]?.load === 1).map(({ me }) => me.agentId);
    expect(holding).toEqual([conversation.holder?.agentId]);
    expect(loads.reduce((sum, { load }) => sum + load, 0)).toBe(1);
  });
});
