import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, type Helpline, helpline, leaveByHttp, refusal, say, wrapUp } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { NOBODY } from './cases/case.ts';
import { agreed, asked, asking, RECIPIENT, told, YES } from './cases/visitor-cases.ts';

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

const yes = () => [{ ...YES, items: [...YES.items] }];

describe('asking to chat', () => {
  it('[L2] again, from whichever connection, is the same conversation, the same words and the same token', async () => {
    const input = { clientId: randomUUID(), language: 'en', preChat: { message: 'Hello' } };
    const [one, other] = [await at.visitor(), await at.visitor()];
    const answers = [await one.ask('conversation:request', input), await one.ask('conversation:request', input)];
    answers.push(await other.ask('conversation:request', input), await other.ask('conversation:request', input));
    const ids = answers.map(({ token, conversation, entries }) => [token, conversation.conversationId, entries.length]);
    expect(new Set(ids.map((each) => JSON.stringify(each))).size).toBe(1);
    // The newest connection wins, as with a token.
    expect(await one.next('connection:replaced')).toEqual({});
  });

  it('[L2] from two connections at the same moment makes one conversation', async () => {
    const input = { clientId: randomUUID(), preChat: { message: 'Hello' } };
    const connections = await Promise.all(Array.from({ length: 5 }, () => at.visitor()));
    const outcomes = await Promise.allSettled(connections.map((each) => each.ask('conversation:request', input)));
    // Those that were replaced may miss the answer; whoever got one, got the same.
    const tokens = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value.token] : []));
    expect(tokens.length).toBeGreaterThan(0);
    expect(new Set(tokens).size).toBe(1);
    const wallboard = await (await at.staff('supervisor')).ask('wallboard:watch', {});
    expect(wallboard.wallboard.waitingTotal).toBe(1);
  });

  it('with the same clientId and something else is a conflict, and gives no token away', async () => {
    const input = { clientId: randomUUID(), preChat: { safeToTalk: 'yes' } } as const;
    const { token } = await (await at.visitor()).ask('conversation:request', input);
    const other = await at.visitor();
    for (const changed of [
      { ...input, preChat: { safeToTalk: 'no' } },
      { ...input, language: 'pl' },
    ] as const) {
      expect(refusal(await other.send('conversation:request', changed))).toBe('conflict');
    }
    expect(other.transcript()).not.toContain(token);
  });

  it('for a second conversation on one connection is a conflict', async () => {
    const { visitor } = await at.waiting();
    expect(refusal(await visitor.send('conversation:request', { clientId: randomUUID() }))).toBe('conflict');
  });

  it('in a queue that is not there is malformed, and takes no place', async () => {
    const visitor = await at.visitor();
    const reply = await visitor.send('conversation:request', { clientId: randomUUID(), queueId: 'nowhere' });
    expect(reply).toMatchObject({ error: { code: 'bad_request', details: { issues: [{ path: 'queueId' }] } } });
    expect(codeOf(await visitor.send('conversation:resume', { afterSeq: 0 }))).toBe('unauthenticated');
  });

  it('[V1] takes the place with one answer only, and with none', async () => {
    for (const preChat of [{ safeToTalk: 'yes' }, {}] as const) {
      const visitor = await at.visitor();
      const { conversation, entries, token } = await visitor.ask('conversation:request', {
        clientId: randomUUID(),
        preChat,
      });
      expect(conversation).toMatchObject({ state: 'waiting', queue: { position: 1 } });
      expect(entries).toEqual([]);
      await leaveByHttp(server.url, token, 'exit');
    }
  });
});

describe('what is sent twice', () => {
  it('[L2] is one line with the first acknowledgement, also at the same time and after the end', async () => {
    const { visitor, agent, conversationId, token } = await at.talk();
    const line = { clientId: randomUUID(), text: 'Once' };
    const [first, second] = await Promise.all([visitor.ask('message:send', line), visitor.ask('message:send', line)]);
    expect(second).toEqual(first);
    await agent.ask('conversation:end', { clientId: randomUUID(), conversationId, reason: 'completed' });
    expect(await visitor.ask('message:send', line)).toEqual(first);
    await wrapUp(agent, conversationId);
    const again = await at.visitor(token);
    expect(await again.ask('message:send', line)).toEqual(first);
    expect(refusal(await again.send('message:send', { ...line, text: 'Twice' }))).toBe('conflict');
    expect(refusal(await again.send('message:send', { ...line, clientId: randomUUID() }))).toBe('closed');
    const { entries } = await again.ask('conversation:resume', { afterSeq: 0 });
    expect(entries.filter(({ kind }) => kind === 'message')).toHaveLength(1);
  });

  it('[L2] gives the first value for every other command with a clientId, and a conflict for other content', async () => {
    const { visitor, requestId } = await asked(at);
    const answer = { clientId: randomUUID(), requestId, answers: yes() };
    const given = await visitor.ask('consent:answer', answer);
    const takenBack = { clientId: randomUUID(), requestId, recipientId: RECIPIENT };
    const withdrawn = await visitor.ask('consent:withdraw', takenBack);
    expect(await visitor.ask('consent:answer', answer)).toEqual(given);
    expect(await visitor.ask('consent:withdraw', takenBack)).toEqual(withdrawn);
    const declined = [{ recipientId: RECIPIENT, decision: 'declined' as const, items: [] }];
    expect(refusal(await visitor.send('consent:answer', { ...answer, answers: declined }))).toBe('conflict');
    expect(refusal(await visitor.send('consent:withdraw', { ...takenBack, clientId: answer.clientId }))).toBe(
      'conflict',
    );
    const goodbye = { clientId: randomUUID(), reason: 'ended' } as const;
    await visitor.ask('conversation:leave', goodbye);
    expect(await visitor.ask('conversation:leave', goodbye)).toEqual({});
    expect(await visitor.ask('consent:answer', answer)).toEqual(given);
    expect(await visitor.ask('consent:withdraw', takenBack)).toEqual(withdrawn);
  });

  it('[L2] is the first answer about sharing as well', async () => {
    const { visitor, requestId } = await told(at);
    const answer = { clientId: randomUUID(), requestId, agrees: 'no', text: 'He reads my post' } as const;
    const first = await visitor.ask('sharing:answer', answer);
    expect(await visitor.ask('sharing:answer', answer)).toEqual(first);
    expect(codeOf(await visitor.send('sharing:answer', { ...answer, agrees: 'yes' }))).toBe('conflict');
    expect(codeOf(await visitor.send('sharing:answer', { ...answer, clientId: randomUUID() }))).toBe('conflict');
  });
});

describe('a conversation that has ended', () => {
  it('takes nothing new, and says that it is closed', async () => {
    const { visitor } = await at.waiting();
    await visitor.ask('conversation:leave', { clientId: randomUUID(), reason: 'ended' });
    const clientId = randomUUID();
    expect(codeOf(await visitor.send('message:send', { clientId, text: 'One more thing' }))).toBe('closed');
    expect(codeOf(await visitor.send('pre-chat:answer', { preChat: { topic: 'fraud' } }))).toBe('closed');
    expect(codeOf(await visitor.send('survey:answer', { clientId, answers: { listened: 5 } }))).toBe('closed');
    const { conversation, entries } = await visitor.ask('conversation:resume', { afterSeq: 0 });
    expect(conversation).toMatchObject({ state: 'ended', survey: null, queue: null });
    expect(entries).toMatchObject([{ kind: 'ended', data: { by: 'visitor', reason: 'left_queue' } }]);
  });

  it('can only be answered about with the questions that were asked', async () => {
    const { visitor } = await at.talk();
    expect(codeOf(await visitor.send('survey:answer', { clientId: randomUUID(), answers: {} }))).not.toBe('ok');
    await visitor.ask('conversation:leave', { clientId: randomUUID(), reason: 'ended' });
    for (const answers of [{ somethingElse: 5 }, { listened: 'in words' }, { listened: 6 }, { listened: 0 }]) {
      const reply = await visitor.send('survey:answer', { clientId: randomUUID(), answers });
      expect(codeOf(reply), JSON.stringify(answers)).toBe('bad_request');
    }
  });

  it('by exit kills the token at once, closes the connection, and asks no questions', async () => {
    const { visitor, agent, conversationId, token } = await at.talk();
    const closed = new Promise((resolve) => visitor.socket.once('disconnect', resolve));
    visitor.socket.emit('conversation:leave', { clientId: randomUUID(), reason: 'exit' }, () => undefined);
    await closed;
    await expect(at.visitor(token)).rejects.toThrow(/unauthenticated/);
    const { conversation, entries } = await agent.ask('conversation:open', { conversationId });
    expect(conversation).toMatchObject({ state: 'wrap_up', endReason: 'exit', visitor: { presence: 'left' } });
    expect(entries.at(-1)).toMatchObject({ kind: 'ended', data: { by: 'visitor', reason: 'exit' } });
  });
});

describe('leaving without a connection', () => {
  it('[V3] is answered 204 with nothing in it for any token: alive, dead and unknown', async () => {
    const { token, agent, conversationId } = await at.talk();
    for (const each of [token, token, 'x'.repeat(43), 'short']) {
      const answer = await leaveByHttp(server.url, each, 'exit');
      expect([answer.status, await answer.text()]).toEqual([204, '']);
    }
    const { conversation, entries } = await agent.ask('conversation:open', { conversationId });
    expect(conversation.endReason).toBe('exit');
    expect(entries.filter(({ kind }) => kind === 'ended')).toHaveLength(1);
  });
});

describe('cards', () => {
  it('of somebody else do not exist, nor do those that were never shown', async () => {
    const { requestId } = await asked(at);
    const other = await at.waiting();
    for (const id of [requestId, NOBODY]) {
      const clientId = randomUUID();
      expect(codeOf(await other.visitor.send('consent:answer', { clientId, requestId: id, answers: yes() }))).toBe(
        'not_found',
      );
      expect(codeOf(await other.visitor.send('sharing:answer', { clientId, requestId: id, agrees: 'yes' }))).toBe(
        'not_found',
      );
      const taking = { clientId, requestId: id, recipientId: RECIPIENT };
      expect(codeOf(await other.visitor.send('consent:withdraw', taking))).toBe('consent_missing');
    }
  });

  it('are answered once for each recipient; given with nothing chosen is a no', async () => {
    const { visitor, requestId } = await asked(at);
    const twice = [...yes(), ...yes()];
    expect(codeOf(await visitor.send('consent:answer', { clientId: randomUUID(), requestId, answers: twice }))).toBe(
      'bad_request',
    );
    const nothing = [{ recipientId: RECIPIENT, decision: 'given' as const, items: [] }];
    const { seq } = await visitor.ask('consent:answer', { clientId: randomUUID(), requestId, answers: nothing });
    const { entries } = await visitor.ask('conversation:resume', { afterSeq: seq - 1 });
    expect(entries[0]).toMatchObject({
      data: { answers: [{ recipientId: RECIPIENT, decision: 'declined', items: [] }] },
    });
    const late = { clientId: randomUUID(), requestId, answers: yes() };
    expect(codeOf(await visitor.send('consent:answer', late))).toBe('conflict');
  });

  it('that a newer card replaced can no longer be said yes to', async () => {
    const { visitor, agent, conversationId, requestId } = await asked(at);
    await agent.ask('consent:ask', asking(conversationId));
    expect(codeOf(await visitor.send('consent:answer', { clientId: randomUUID(), requestId, answers: yes() }))).toBe(
      'conflict',
    );
  });

  it('[C1] carry nothing any more once taken back', async () => {
    const { visitor, agent, conversationId, requestId } = await agreed(at);
    await visitor.ask('consent:withdraw', { clientId: randomUUID(), requestId, recipientId: RECIPIENT });
    const referral = { clientId: randomUUID(), conversationId, requestId, recipientId: RECIPIENT };
    expect(codeOf(await agent.send('referral:create', referral))).toBe('consent_missing');
  });
});

describe('catching up', () => {
  it('[L4] comes in pages of at most 200 entries, without a gap', async () => {
    const { visitor } = await at.waiting();
    const texts = Array.from({ length: 205 }, (_, index) => `line ${index}`);
    await Promise.all(texts.map((text) => say(visitor, text)));
    const first = await visitor.ask('conversation:resume', { afterSeq: 0 });
    expect([first.entries.length, first.more]).toEqual([200, true]);
    const second = await visitor.ask('conversation:resume', { afterSeq: first.entries.at(-1)?.seq ?? 0 });
    expect([second.entries.length, second.more]).toEqual([5, false]);
    const seqs = [...first.entries, ...second.entries].map(({ seq }) => seq);
    expect(seqs).toEqual(texts.map((_, index) => index + 1));
  });

  it('[L4] comes in pages of at most 256 KiB of text', async () => {
    const { visitor } = await at.waiting();
    const long = '\u0bf5'.repeat(4_000);
    await Promise.all(Array.from({ length: 30 }, () => say(visitor, long)));
    const first = await visitor.ask('conversation:resume', { afterSeq: 0 });
    expect(first.more).toBe(true);
    expect(first.entries.length).toBeGreaterThan(0);
    expect(Buffer.byteLength(JSON.stringify(first.entries))).toBeLessThanOrEqual(257 * 1024);
  });
});
