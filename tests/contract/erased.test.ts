/** A conversation whose data key was erased: it is still known that there was one, and nothing of what was said in it. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { composePlatform, type Platform } from '../../server/compose-platform.ts';
import { codeOf, type Helpline, helpline, say, type Talk } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;
let platform: Platform;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
  platform = await composePlatform(server.config);
});
afterEach(async () => {
  // One whose words are gone can be ended by nobody, as one that was left behind by a restore.
  const { connection } = platform.database;
  await connection.collection('conversations').updateMany({ state: 'active' }, { $set: { state: 'closed' } });
  await connection.collection('agents').updateMany({}, { $set: { holds: [] } });
  await at.tidy();
});
afterAll(async () => {
  await platform.close();
  await at.close();
  await server.close();
});

const WORDS = 'lavender-under-the-stairs';
const PRE_CHAT = { safeToTalk: 'yes', ageBand: 'adult' } as const;

async function erase(conversationId: string): Promise<void> {
  await platform.sealing.shred(conversationId);
  platform.signals.publish('key:shredded', { scope: conversationId });
}

/** Something was said by both, noted and written down at the end. */
async function talked(): Promise<Talk> {
  const talk = await at.talk({ preChat: PRE_CHAT });
  const { agent, visitor, conversationId } = talk;
  await say(visitor, WORDS);
  await agent.ask('message:send', { clientId: randomUUID(), conversationId, text: WORDS });
  await agent.ask('note:add', { clientId: randomUUID(), conversationId, text: WORDS });
  return talk;
}

describe('a conversation whose key was erased', () => {
  it.each(['active', 'wrap_up'] as const)(
    '[P1] opens for staff with its codes and without a word, %s',
    async (state) => {
      const { agent, conversationId } = await talked();
      const supervisor = await at.staff('supervisor');
      if (state === 'wrap_up')
        await agent.ask('conversation:end', { clientId: randomUUID(), conversationId, reason: 'completed' });
      const before = (await agent.ask('conversation:open', { conversationId })).conversation;
      expect(before).toMatchObject({ state, preChat: PRE_CHAT });
      await erase(conversationId);
      for (const reader of [agent, supervisor]) {
        const opened = async () => {
          const reply = await reader.send('conversation:open', { conversationId });
          return reply.ok ? reply.value.entries.length : reply.error.code;
        };
        await expect.poll(opened, { timeout: 3_000 }).toBe(0);
        const { conversation, entries, notes, more } = await reader.ask('conversation:open', { conversationId });
        expect({ entries, notes, more }).toEqual({ entries: [], notes: [], more: false });
        expect(conversation).toEqual({ ...before, preChat: null });
      }
      expect(await platform.sealing.findKey(conversationId)).toBeUndefined();
      const late = { clientId: randomUUID(), conversationId, text: WORDS };
      expect(codeOf(await agent.send('message:send', late))).toBe('not_found');
    },
  );

  it('[P1] opens for its visitor with how it stands and without a word', async () => {
    const { agent, visitor, conversationId, token } = await talked();
    await agent.ask('conversation:end', { clientId: randomUUID(), conversationId, reason: 'completed' });
    await visitor.next('conversation:changed', ({ conversation }) => conversation.state === 'ended');
    const before = await visitor.ask('conversation:resume', { afterSeq: 0 });
    expect(JSON.stringify(before.entries)).toContain(WORDS);
    await erase(conversationId);
    const back = await at.visitor(token);
    const resumed = async () => {
      const reply = await back.send('conversation:resume', { afterSeq: 0 });
      return reply.ok ? reply.value.entries.length : reply.error.code;
    };
    await expect.poll(resumed, { timeout: 3_000 }).toBe(0);
    const after = await back.ask('conversation:resume', { afterSeq: 0 });
    expect(after).toEqual({ conversation: before.conversation, entries: [], more: false });
  });

  it('[P1] is not mistaken for one in which a line was exchanged: that one does not open', async () => {
    const { agent, conversationId } = await talked();
    const entries = platform.database.connection.collection('entries');
    const other = await entries.findOne({ conversationId: { $ne: conversationId }, kind: 'message' });
    await entries.updateOne({ conversationId, kind: 'message' }, { $set: { body: other?.body } });
    expect(codeOf(await agent.send('conversation:open', { conversationId }))).toBe('internal');
    await entries.deleteMany({ conversationId });
  });
});
