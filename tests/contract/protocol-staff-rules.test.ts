import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, type Helpline, helpline, refusal, say, type Talk, wrapUp } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { NOBODY } from './cases/case.ts';
import { ringing } from './cases/desk-cases.ts';
import { asked, asking, RECIPIENT } from './cases/visitor-cases.ts';

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

describe('an offer that is gone', () => {
  it('says that another took it, and who', async () => {
    const [supervisor, colleague] = [await at.staff('supervisor'), await at.staff('agent', 2)];
    const { agent, conversationId, offerId } = await ringing(at);
    const assign = { clientId: once(), conversationId, reason: 'Knows her', agentId: colleague.me.agentId };
    await supervisor.ask('conversation:assign', assign);
    const gone = ['offer_gone', { reason: 'taken', takenBy: colleague.me.name }];
    expect(refusal(await agent.send('offer:accept', { conversationId, offerId }))).toEqual(gone);
    expect(refusal(await agent.send('offer:decline', { conversationId, offerId }))).toEqual(gone);
  });

  it('says that it was withdrawn when its agent went on a break, or its visitor left', async () => {
    const first = await ringing(at);
    await first.agent.ask('availability:set', { availability: 'break' });
    const gone = ['offer_gone', { reason: 'withdrawn' }];
    const { conversationId, offerId, agent } = first;
    expect(refusal(await agent.send('offer:accept', { conversationId, offerId }))).toEqual(gone);
    await at.tidy();
    const second = await ringing(at);
    await second.visitor.ask('conversation:leave', { clientId: once(), reason: 'ended' });
    expect(await agent.next('offer:withdrawn', (event) => event.offerId === second.offerId)).toMatchObject({
      reason: 'visitor_left',
    });
    const late = { conversationId: second.conversationId, offerId: second.offerId };
    expect(refusal(await agent.send('offer:accept', late))).toEqual(gone);
    expect(refusal(await agent.send('offer:decline', late))).toEqual(gone);
  });

  it('never existed for those to whom it was not made', async () => {
    const colleague = await at.staff('agent', 2);
    const { conversationId, offerId } = await ringing(at);
    for (const command of ['offer:accept', 'offer:decline'] as const) {
      const others = await colleague.send(command, { conversationId, offerId });
      const unknown = await colleague.send(command, { conversationId: NOBODY, offerId: NOBODY });
      expect(codeOf(others)).toBe('not_found');
      expect(unknown).toEqual(others);
    }
  });
});

describe('an agent whose places are taken', () => {
  it('[Q1] is full for everybody who would give them one more', async () => {
    const [supervisor, agent, full] = [
      await at.staff('supervisor'),
      await at.staff('agent'),
      await at.staff('agent', 2),
    ];
    await full.ask('availability:set', { availability: 'break', capacity: 1 });
    await at.talk({ agent: full });
    await full.ask('availability:set', { availability: 'break', capacity: 1 });
    const { conversationId } = await at.talk({ agent });
    const to = { agentId: full.me.agentId };
    for (const warm of [false, true]) {
      const transfer = { clientId: once(), conversationId, to, note: 'Please', warm };
      expect(codeOf(await agent.send('conversation:transfer', transfer))).toBe('at_capacity');
    }
    const assign = { clientId: once(), conversationId, reason: 'Please', ...to };
    expect(codeOf(await supervisor.send('conversation:assign', assign))).toBe('at_capacity');
    const { conversation } = await agent.ask('conversation:open', { conversationId });
    expect(conversation).toMatchObject({ state: 'active', holder: { agentId: agent.me.agentId }, consulting: [] });
    await full.ask('availability:set', { availability: 'break', capacity: 3 });
    expect(codeOf(await supervisor.send('conversation:assign', { ...assign, clientId: once() }))).toBe('ok');
  });
});

describe('what staff send twice', () => {
  const commands = {
    'message:send': (talk) => ({ conversationId: talk.conversationId, text: 'Once' }),
    'note:add': (talk) => ({ conversationId: talk.conversationId, text: 'Once' }),
    'consent:ask': (talk) => asking(talk.conversationId),
    'conversation:end': (talk) => ({ conversationId: talk.conversationId, reason: 'completed' as const }),
  } satisfies Record<string, (talk: Talk) => object>;
  type Twice = keyof typeof commands;

  it.each(Object.keys(commands) as Twice[])(
    '[L2] %s gives the first value again, also when all is over',
    async (name) => {
      const talk = await at.talk();
      const { agent, conversationId } = talk;
      const command = name as 'message:send';
      const input = { ...commands[name](talk), clientId: once() } as Parameters<typeof agent.ask<'message:send'>>[1];
      const first = await agent.ask(command, input);
      expect(await agent.ask(command, input)).toEqual(first);
      await agent.send('conversation:end', { clientId: once(), conversationId, reason: 'completed' });
      await wrapUp(agent, conversationId);
      expect(await agent.ask(command, input)).toEqual(first);
    },
  );

  it('[L2] a transfer gives the first value again, although the conversation is no longer theirs', async () => {
    const colleague = await at.staff('agent', 2);
    const { agent, conversationId } = await at.talk();
    const input = { clientId: once(), conversationId, to: { agentId: colleague.me.agentId }, note: 'Please' };
    const first = await agent.ask('conversation:transfer', input);
    expect(await agent.ask('conversation:transfer', input)).toEqual(first);
    const other = { ...input, to: { queueId: 'main' } };
    expect(codeOf(await agent.send('conversation:transfer', other))).toBe('conflict');
    expect(codeOf(await agent.send('conversation:transfer', { ...input, clientId: once() }))).not.toBe('ok');
  });

  it('[L2] leaving a shared conversation gives the first value again', async () => {
    const colleague = await at.staff('agent', 2);
    const { agent, conversationId } = await at.talk();
    const to = { agentId: colleague.me.agentId };
    await agent.ask('conversation:transfer', { clientId: once(), conversationId, to, note: 'Both', warm: true });
    const input = { clientId: once(), conversationId };
    const first = await colleague.ask('conversation:leave', input);
    expect(await colleague.ask('conversation:leave', input)).toEqual(first);
  });

  it('[L2] an assignment under the same clientId to somebody else is a conflict', async () => {
    const [supervisor, one, other] = [
      await at.staff('supervisor'),
      await at.staff('agent', 2),
      await at.staff('agent', 4),
    ];
    const { conversationId } = await at.waiting();
    const assign = { clientId: once(), conversationId, reason: 'Knows her', agentId: one.me.agentId };
    await supervisor.ask('conversation:assign', assign);
    const again = await supervisor.ask('conversation:assign', assign);
    expect(again.conversation.holder?.agentId).toBe(one.me.agentId);
    expect(codeOf(await supervisor.send('conversation:assign', { ...assign, agentId: other.me.agentId }))).toBe(
      'conflict',
    );
  });

  it('[L2] an end with another reason under the same clientId is a conflict', async () => {
    const { agent, conversationId } = await at.talk();
    const end = { clientId: once(), conversationId, reason: 'completed' } as const;
    await agent.ask('conversation:end', end);
    expect(codeOf(await agent.send('conversation:end', { ...end, reason: 'abuse' }))).toBe('conflict');
    const line = { clientId: end.clientId, conversationId, text: 'Bye' };
    expect(codeOf(await agent.send('message:send', line))).toBe('conflict');
  });
});

describe('a conversation that is over', () => {
  it('takes nothing new from anybody, and says that it is closed', async () => {
    const supervisor = await at.staff('supervisor');
    const { agent, conversationId } = await at.talk();
    await agent.ask('conversation:end', { clientId: once(), conversationId, reason: 'completed' });
    await wrapUp(agent, conversationId);
    const colleague = await at.staff('agent', 2);
    const clientId = once();
    const to = { agentId: colleague.me.agentId };
    const reason = 'Too late';
    expect({
      'message:send': codeOf(await agent.send('message:send', { clientId, conversationId, text: 'Late' })),
      'consent:ask': codeOf(await agent.send('consent:ask', asking(conversationId))),
      'conversation:transfer': codeOf(
        await agent.send('conversation:transfer', { clientId, conversationId, to, note: 'Late' }),
      ),
      'conversation:end': codeOf(
        await agent.send('conversation:end', { clientId: once(), conversationId, reason: 'test' }),
      ),
      'wrap-up:save': codeOf(
        await agent.send('wrap-up:save', { conversationId, outcomes: [], crimeTypes: [], risk: 'high', done: true }),
      ),
      'age:set': codeOf(await agent.send('age:set', { clientId: once(), conversationId, ageBand: '13_15' })),
      'opening:tick': codeOf(await agent.send('opening:tick', { conversationId, item: 'safe_now', done: true })),
      'emergency:raise': codeOf(
        await agent.send('emergency:raise', { clientId: once(), conversationId, kind: 'other' }),
      ),
      'conversation:take-over': codeOf(
        await supervisor.send('conversation:take-over', { clientId: once(), conversationId, reason }),
      ),
      'conversation:assign': codeOf(
        await supervisor.send('conversation:assign', { clientId: once(), conversationId, reason, ...to }),
      ),
      'conversation:prioritise': codeOf(
        await supervisor.send('conversation:prioritise', {
          clientId: once(),
          conversationId,
          reason,
          priority: 'danger',
        }),
      ),
    }).toEqual({
      ...{ 'message:send': 'closed', 'consent:ask': 'closed', 'conversation:transfer': 'closed' },
      ...{ 'conversation:end': 'closed', 'wrap-up:save': 'closed', 'age:set': 'closed', 'opening:tick': 'closed' },
      ...{ 'emergency:raise': 'closed', 'conversation:take-over': 'closed', 'conversation:assign': 'closed' },
      'conversation:prioritise': 'closed',
    });
    expect((await at.staff('supervisor')).socket.connected).toBe(true);
  });

  it('can still have a line taken out of it', async () => {
    const supervisor = await at.staff('supervisor');
    const { agent, visitor, conversationId } = await at.talk();
    const { seq } = await say(visitor, 'My card is 4929');
    await agent.ask('conversation:end', { clientId: once(), conversationId, reason: 'completed' });
    const redacted = await supervisor.ask('entry:redact', { clientId: once(), conversationId, seq, reason: 'A card' });
    const { entries } = await visitor.ask('conversation:resume', { afterSeq: redacted.seq - 1 });
    expect(entries).toMatchObject([{ kind: 'redacted', data: { seq } }]);
    const nothing = { clientId: once(), conversationId, seq: 99, reason: 'Not there' };
    expect(codeOf(await supervisor.send('entry:redact', nothing))).toBe('not_found');
  });
});

describe('a referral', () => {
  it('[C1] is refused before any yes, for a no, and for what nobody asked about', async () => {
    const { agent, visitor, conversationId, requestId } = await asked(at);
    const create = () => ({ clientId: once(), conversationId, requestId, recipientId: RECIPIENT });
    expect(codeOf(await agent.send('referral:create', create()))).toBe('consent_missing');
    await visitor.ask('consent:answer', {
      ...{ clientId: once(), requestId },
      answers: [{ recipientId: RECIPIENT, decision: 'details_only', items: [] }],
    });
    expect(codeOf(await agent.send('referral:create', create()))).toBe('consent_missing');
    for (const unknown of [{ requestId: NOBODY }, { recipientId: 'somebody-else' }]) {
      expect(codeOf(await agent.send('referral:create', { ...create(), ...unknown }))).toBe('consent_missing');
    }
  });
});

describe('consulting', () => {
  it('with nobody who stays cannot be left', async () => {
    const { agent, conversationId } = await at.talk();
    expect(codeOf(await agent.send('conversation:leave', { clientId: once(), conversationId }))).toBe('conflict');
  });
});
