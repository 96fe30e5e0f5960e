import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, type Helpline, helpline, refusal, type Talk, type Worker } from '../support/helpline.ts';
import { lateAnswer } from '../support/late-answer.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

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

async function loadOf({ ask }: Worker): Promise<number> {
  return (await ask('desk:open', {})).agent.load;
}

function handing({ conversationId }: Talk, to: Worker, warm: boolean) {
  return { clientId: once(), conversationId, to: { agentId: to.me.agentId }, note: 'Please', warm };
}

/** A talk of the first agent, in which the second consults; the third is free. */
async function three() {
  const talk = await at.talk();
  const [consulting, third] = [await at.staff('agent', 2), await at.staff('agent', 4)];
  await talk.agent.ask('conversation:transfer', handing(talk, consulting, true));
  return { talk, holder: talk.agent, consulting, third };
}

describe('a colleague who consults in a conversation', () => {
  it('[Q1] hands it on, and nobody who has left goes on holding a place', async () => {
    const { talk, holder, consulting, third } = await three();
    const { conversationId } = talk;
    await consulting.ask('conversation:transfer', handing(talk, third, false));
    const { conversation } = await third.ask('conversation:open', { conversationId });
    expect(conversation).toMatchObject({ holder: { agentId: third.me.agentId }, consulting: [] });
    expect([await loadOf(holder), await loadOf(consulting), await loadOf(third)]).toEqual([0, 0, 1]);
    await third.ask('conversation:end', { clientId: once(), conversationId, reason: 'completed' });
    expect(await loadOf(third)).toBe(1);
  });

  it('asks another in, and all three may write', async () => {
    const { talk, holder, consulting, third } = await three();
    const { conversationId } = talk;
    const asking = handing(talk, third, true);
    const first = await consulting.ask('conversation:transfer', asking);
    expect(await consulting.ask('conversation:transfer', asking)).toEqual(first);
    for (const each of [holder, consulting, third]) {
      const line = { clientId: once(), conversationId, text: 'Here' };
      expect(codeOf(await each.send('message:send', line))).toBe('ok');
    }
  });

  it('is not asked in twice', async () => {
    const { talk, holder, consulting } = await three();
    const again = await holder.send('conversation:transfer', handing(talk, consulting, true));
    expect(refusal(again)).toEqual(['conflict', { reason: 'already_here' }]);
  });
});

describe('a colleague who leaves while others come and go', () => {
  it('[Q1] leaves it to those who are there then: who holds it may write', async () => {
    const { talk, holder, consulting, third } = await three();
    const { conversationId } = talk;
    await consulting.next('conversation:changed', ({ conversation }) => conversation.consulting.length === 1);
    const late = lateAnswer('conversations', (filter) => filter === JSON.stringify({ _id: conversationId }));
    const leaving = consulting.ask('conversation:leave', { clientId: once(), conversationId });
    await late.held;
    await holder.ask('conversation:leave', { clientId: once(), conversationId });
    await consulting.ask('conversation:transfer', handing(talk, third, true));
    late.release();
    await leaving;
    const { conversation } = await third.ask('conversation:open', { conversationId });
    expect(conversation).toMatchObject({ holder: { agentId: third.me.agentId }, consulting: [] });
    const line = (text: string) => ({ clientId: once(), conversationId, text });
    expect(codeOf(await third.send('message:send', line('I am here')))).toBe('ok');
    expect(codeOf(await holder.send('message:send', line('I have left')))).not.toBe('ok');
  });
});

describe('a colleague who is not connected', () => {
  it('is handed nothing: nobody would answer, and nobody would know', async () => {
    const talk = await at.talk();
    const supervisor = await at.staff('supervisor');
    const absent = await at.staff('agent', 6);
    absent.close();
    await expect
      .poll(async () => (await supervisor.ask('wallboard:watch', {})).wallboard.agents, { timeout: 3_000 })
      .toContainEqual(expect.objectContaining({ agentId: absent.me.agentId, presence: 'away' }));
    for (const warm of [true, false]) {
      const refused = await talk.agent.send('conversation:transfer', handing(talk, absent, warm));
      expect(refusal(refused)).toEqual(['conflict', { reason: 'not_connected' }]);
    }
    const { conversationId } = talk;
    const assign = { clientId: once(), conversationId, reason: 'Please', agentId: absent.me.agentId };
    expect(refusal(await supervisor.send('conversation:assign', assign))).toEqual([
      'conflict',
      { reason: 'not_connected' },
    ]);
  });
});
