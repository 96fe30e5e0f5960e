import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../shared/protocol/entry.ts';
import { asAgent, asVisitor, type Staff, type Visitor } from '../support/connect.ts';
import { Refused } from '../support/peer.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

const says =
  (text: string) =>
  ({ entry }: { entry: Entry }): boolean =>
    entry.kind === 'message' && entry.text === text;

let here: TestServer;
let there: TestServer;

beforeAll(async () => {
  here = await startServer();
  there = await startServer({ beside: here });
});

afterAll(async () => {
  await there.close();
  await here.close();
});

describe('a visitor and a support worker connected to different nodes', () => {
  let visitor: Visitor;
  let agent: Staff;

  beforeAll(async () => {
    visitor = await asVisitor(here.url);
    agent = await asAgent(there.url, here.account('agent'));
  });

  afterAll(() => {
    visitor.close();
    agent.close();
  });

  it('find each other, and both read every line in the same order', async () => {
    await agent.ask('availability:set', { availability: 'available' });
    const { conversation } = await visitor.ask('conversation:request', {
      clientId: randomUUID(),
      preChat: { message: 'Is somebody there?' },
    });
    const { conversationId } = conversation;
    const { offer } = await agent.next('offer:made', (made) => made.offer.conversationId === conversationId);
    await agent.ask('offer:accept', { conversationId, offerId: offer.offerId });
    await agent.ask('message:send', { clientId: randomUUID(), conversationId, text: 'Yes. Take your time.' });
    await visitor.next('conversation:entry', says('Yes. Take your time.'));
    await visitor.ask('message:send', { clientId: randomUUID(), text: 'Thank you.' });
    await agent.next('conversation:entry', says('Thank you.'));

    const read = [
      await visitor.ask('conversation:resume', { afterSeq: 0 }),
      await agent.ask('conversation:open', { conversationId }),
    ];
    const lines = read.map(({ entries }) =>
      entries.map((entry) => [entry.seq, entry.kind === 'message' ? entry.text : entry.kind]),
    );
    expect(lines[0]).toEqual([
      [1, 'Is somebody there?'],
      [2, 'joined'],
      [3, 'Yes. Take your time.'],
      [4, 'Thank you.'],
    ]);
    expect(lines[1]).toEqual(lines[0]);
  });
});

describe('who may not connect', () => {
  it('is told by the handshake why', async () => {
    const reasonOf = (attempt: Promise<unknown>): Promise<unknown> =>
      attempt.then(
        () => 'let in',
        (error: unknown) => (error instanceof Refused ? (error.data?.code ?? 'no data') : error),
      );
    expect(await reasonOf(asVisitor(here.url, { auth: { protocol: 99 } }))).toBe('protocol_unsupported');
    expect(await reasonOf(asVisitor(here.url, { token: 'nobody' }))).toBe('unauthenticated');
    expect(await reasonOf(asVisitor(here.url, { headers: { Origin: 'https://elsewhere.example' } }))).toBe('no data');
  });
});
