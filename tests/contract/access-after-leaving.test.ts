import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, entryAt, type Helpline, helpline, refusal, say } from '../support/helpline.ts';
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

describe('who no longer has a conversation', () => {
  it('[A1] learns nothing more of it by accepting the old offer again', async () => {
    const [supervisor, { agent, visitor, conversationId, offerId }] = [await at.staff('supervisor'), await ringing(at)];
    await agent.ask('offer:accept', { conversationId, offerId });
    await supervisor.ask('conversation:take-over', { clientId: once(), conversationId, reason: 'Asked for help' });
    const again = await agent.send('offer:accept', { conversationId, offerId });
    expect(refusal(again)).toEqual(['offer_gone', { reason: 'taken', takenBy: supervisor.me.name }]);
    const { seq } = await say(visitor, 'Only for the one who has me now');
    await entryAt(supervisor, conversationId, seq);
    expect(agent.transcript()).not.toContain('Only for the one who has me now');
  });
});

describe('a supervisor', () => {
  it('[V5] who opens a live conversation without watching it is seen by its agent, and hears no more of it', async () => {
    const supervisor = await at.staff('supervisor');
    const { agent, visitor, conversationId } = await at.talk();
    await supervisor.ask('conversation:open', { conversationId });
    const { note } = await agent.next('note:added', (event) => event.conversationId === conversationId);
    expect(note.text).toContain(supervisor.me.name);
    const { seq } = await say(visitor, 'Said after the look');
    await entryAt(agent, conversationId, seq);
    expect(supervisor.transcript()).not.toContain('Said after the look');
  });

  it('who declared a conflict of interest has no other way in', async () => {
    const supervisor = await at.staff('supervisor');
    const other = await at.staff('supervisor', 1);
    await supervisor.ask('availability:set', { availability: 'available' });
    const { conversationId } = await at.waiting();
    const { offer } = await supervisor.next('offer:made', (made) => made.offer.conversationId === conversationId);
    const decline = { conversationId, offerId: offer.offerId, reason: 'conflict_of_interest' } as const;
    await supervisor.ask('offer:decline', decline);
    await supervisor.ask('availability:set', { availability: 'break' });
    const reason = 'Knows her';
    expect(codeOf(await supervisor.send('conversation:open', { conversationId }))).toBe('not_found');
    const mine = { clientId: once(), conversationId, reason };
    expect(codeOf(await supervisor.send('conversation:take-over', mine))).toBe('not_found');
    const whisper = { clientId: once(), conversationId, text: 'psst' };
    expect(codeOf(await supervisor.send('conversation:whisper', whisper))).toBe('not_found');
    const given = { clientId: once(), conversationId, reason, agentId: supervisor.me.agentId };
    expect(refusal(await other.send('conversation:assign', given))).toEqual([
      'conflict',
      { reason: 'conflict_of_interest' },
    ]);
  });
});
