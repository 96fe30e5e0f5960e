import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { VisitorCommands } from '../../../shared/protocol/visitor.ts';
import {
  entryAt,
  type Helpline,
  leaveByHttp,
  say,
  type Talk,
  type TalkOptions,
  wrapUp,
} from '../../support/helpline.ts';
import { type Cases, NOBODY } from './case.ts';

/** The values that a card shows; the partner is the demonstration's. */
export const ITEMS = [
  { itemId: 'name', value: 'Sam' },
  { itemId: 'safe_contact', value: 'Text 07700 900123 after five' },
];
export const RECIPIENT = 'demo-partner';

export function asking(conversationId: string, clientId = randomUUID()) {
  const recipients = [{ recipientId: RECIPIENT, purpose: 'support', items: ITEMS }];
  return { clientId, conversationId, wordingVersion: 'ask-en-adult-1', recipients };
}

export const YES = { recipientId: RECIPIENT, decision: 'given', items: ['name', 'safe_contact'] } as const;

/** The agent has asked; nothing is answered yet. */
export async function asked(helpline: Helpline, options: TalkOptions = {}): Promise<Talk & { requestId: string }> {
  const talk = await helpline.talk(options);
  const { requestId } = await talk.agent.ask('consent:ask', asking(talk.conversationId));
  return { ...talk, requestId };
}

/** The visitor has said yes. */
export async function agreed(helpline: Helpline, options: TalkOptions = {}): Promise<Talk & { requestId: string }> {
  const talk = await asked(helpline, options);
  await talk.visitor.ask('consent:answer', {
    clientId: randomUUID(),
    requestId: talk.requestId,
    answers: [{ ...YES, items: [...YES.items] }],
  });
  return talk;
}

export async function told(helpline: Helpline): Promise<Talk & { requestId: string }> {
  const talk = await helpline.talk();
  const { requestId } = await talk.agent.ask('sharing:tell', {
    clientId: randomUUID(),
    conversationId: talk.conversationId,
    wordingVersion: 'tell-en-adult-1',
    recipientName: 'the police',
  });
  return { ...talk, requestId };
}

export const visitorCases: Cases<VisitorCommands> = {
  'conversation:request': {
    input: { clientId: NOBODY, language: 'en', queueId: 'main', preChat: { safeToTalk: 'yes', message: 'Hello' } },
    texts: { 'preChat.message': 4_000 },
    good: async (helpline) => {
      const visitor = await helpline.visitor();
      const input = { clientId: randomUUID(), preChat: { safeToTalk: 'unsure', message: ' A first line. ' } } as const;
      const { conversation, entries, token } = await visitor.ask('conversation:request', input);
      expect(conversation).toMatchObject({ state: 'waiting', lastSeq: 1, agent: null, endedAt: null, survey: null });
      expect(conversation.queue?.position).toBe(1);
      expect(entries).toMatchObject([
        { seq: 1, kind: 'message', text: ' A first line. ', author: { role: 'visitor' }, clientId: input.clientId },
      ]);
      await leaveByHttp(helpline.server.url, token, 'exit');
    },
  },
  'conversation:resume': {
    input: { afterSeq: 0 },
    good: async (helpline) => {
      const { visitor, token } = await helpline.waiting();
      for (const text of ['one', 'two', 'three']) await say(visitor, text);
      const again = await helpline.visitor(token);
      const page = await again.ask('conversation:resume', { afterSeq: 1 });
      expect(page.entries.map(({ seq }) => seq)).toEqual([2, 3]);
      expect(page).toMatchObject({ more: false, conversation: { state: 'waiting', lastSeq: 3 } });
    },
  },
  'message:send': {
    input: { clientId: NOBODY, text: 'Hello' },
    texts: { text: 4_000 },
    good: async (helpline) => {
      const { visitor, agent, conversationId } = await helpline.talk();
      const { seq, at } = await say(visitor, 'Verbatim:  two spaces\n\u{1F9E1} ');
      const entry = await entryAt(agent, conversationId, seq);
      expect(entry).toEqual({
        ...{ conversationId, seq, at, kind: 'message', author: { role: 'visitor' } },
        text: 'Verbatim:  two spaces\n\u{1F9E1} ',
      });
      const own = await visitor.next('conversation:entry', (event) => event.entry.seq === seq);
      expect(own.entry.clientId).toBeDefined();
    },
  },
  'pre-chat:answer': {
    input: { preChat: { topic: 'stalking' } },
    texts: { 'preChat.message': 4_000 },
    good: async (helpline) => {
      const supervisor = await helpline.staff('supervisor');
      const { visitor, conversationId } = await helpline.waiting({ safeToTalk: 'yes' });
      await visitor.ask('pre-chat:answer', { preChat: { inDanger: 'yes' } });
      await visitor.ask('pre-chat:answer', { preChat: { inDanger: 'no', topic: 'stalking' } });
      const { conversation } = await supervisor.ask('conversation:open', { conversationId });
      // The band is worked out anew and never lowered, and what was said before stays.
      expect(conversation.priority).toBe('danger');
      expect(conversation.preChat).toEqual({ safeToTalk: 'yes', inDanger: 'no', topic: 'stalking' });
    },
  },
  'typing:set': {
    input: { typing: true },
    good: async (helpline) => {
      const { visitor, agent, conversationId } = await helpline.talk();
      await visitor.ask('typing:set', { typing: true });
      const here = (event: { conversationId: string }) => event.conversationId === conversationId;
      expect(await agent.next('typing:changed', here)).toEqual({ conversationId, typing: true });
      expect(visitor.seen('typing:changed')).toEqual([]);
    },
  },
  'entries:read': {
    input: { seq: 1 },
    good: async (helpline) => {
      const { visitor, agent, conversationId } = await helpline.talk();
      await say(visitor, 'one');
      await visitor.ask('entries:read', { seq: 2 });
      expect(await agent.next('entries:read', (event) => event.conversationId === conversationId)).toEqual({
        conversationId,
        by: 'visitor',
        seq: 2,
      });
      await visitor.ask('entries:read', { seq: 1 });
      const { conversation } = await agent.ask('conversation:open', { conversationId });
      expect(conversation.reads.visitor).toBe(2);
    },
  },
  'consent:answer': {
    input: { clientId: NOBODY, requestId: NOBODY, answers: [{ ...YES, items: ['name'] }] },
    good: async (helpline) => {
      const { visitor, agent, conversationId, requestId } = await asked(helpline);
      const answers = [{ ...YES, items: [...YES.items] }];
      const { seq } = await visitor.ask('consent:answer', { clientId: randomUUID(), requestId, answers });
      const entry = await entryAt(agent, conversationId, seq);
      expect(entry).toMatchObject({ kind: 'consent_answered', data: { requestId, answers } });
    },
  },
  'consent:withdraw': {
    input: { clientId: NOBODY, requestId: NOBODY, recipientId: RECIPIENT },
    good: async (helpline) => {
      const { visitor, agent, conversationId, requestId } = await agreed(helpline);
      await agent.ask('conversation:end', { clientId: randomUUID(), conversationId, reason: 'completed' });
      await wrapUp(agent, conversationId);
      const withdrawn = await visitor.ask('consent:withdraw', {
        ...{ clientId: randomUUID(), requestId, recipientId: RECIPIENT },
      });
      expect(withdrawn.effect).toBe('stopped');
      const page = await visitor.ask('conversation:resume', { afterSeq: withdrawn.seq - 1 });
      expect(page.entries).toMatchObject([{ kind: 'consent_withdrawn', data: { requestId, recipientId: RECIPIENT } }]);
    },
  },
  'sharing:answer': {
    input: { clientId: NOBODY, requestId: NOBODY, agrees: 'no', text: 'Not at home' },
    texts: { text: 4_000 },
    good: async (helpline) => {
      const { visitor, agent, conversationId, requestId } = await told(helpline);
      const answer = { requestId, agrees: null, text: 'Please not at home' };
      const { seq } = await visitor.ask('sharing:answer', { clientId: randomUUID(), ...answer });
      const entry = await entryAt(agent, conversationId, seq);
      expect(entry).toMatchObject({ kind: 'sharing_answered', data: answer });
    },
  },
  'conversation:leave': {
    input: { clientId: NOBODY, reason: 'ended' },
    good: async (helpline) => {
      const { visitor, agent, conversationId } = await helpline.talk();
      await visitor.ask('conversation:leave', { clientId: randomUUID(), reason: 'ended' });
      const { conversation } = await visitor.next(
        'conversation:changed',
        (event) => event.conversation.state === 'ended',
      );
      expect(conversation).toMatchObject({ agent: null, queue: null });
      const opened = await agent.ask('conversation:open', { conversationId });
      expect(opened.conversation).toMatchObject({ state: 'wrap_up', endReason: 'ended' });
      expect(opened.entries.at(-1)).toMatchObject({ kind: 'ended', data: { by: 'visitor', reason: 'ended' } });
    },
  },
  'survey:answer': {
    input: { clientId: NOBODY, answers: { listened: 5 } },
    texts: { 'answers.listened': 2_000 },
    good: async (helpline) => {
      const { visitor } = await helpline.talk();
      await visitor.ask('conversation:leave', { clientId: randomUUID(), reason: 'ended' });
      const { conversation } = await visitor.ask('conversation:resume', { afterSeq: 0 });
      const [first, second] = conversation.survey?.questions ?? [];
      const answers = { [first?.questionId ?? '']: 4, [second?.questionId ?? '']: null };
      const clientId = randomUUID();
      expect(await visitor.ask('survey:answer', { clientId, answers })).toEqual({});
      expect(await visitor.ask('survey:answer', { clientId, answers })).toEqual({});
    },
  },
};
