import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { SupervisorCommands } from '../../../shared/protocol/supervisor.ts';
import { entryAt, say } from '../../support/helpline.ts';
import { type Cases, NOBODY } from './case.ts';
import { ringing } from './desk-cases.ts';
import { asking } from './visitor-cases.ts';

const intervention = { clientId: NOBODY, conversationId: NOBODY, reason: 'Asked for help' };

export const supervisorCases: Cases<SupervisorCommands> = {
  'wallboard:watch': {
    input: {},
    good: async (helpline) => {
      const supervisor = await helpline.staff('supervisor');
      const { wallboard } = await supervisor.ask('wallboard:watch', {});
      expect(wallboard).toMatchObject({ waitingTotal: 0, waiting: [], longestSince: null });
      expect(wallboard.bands.map(({ priority }) => priority)).toEqual([
        'danger',
        'self_harm',
        'young',
        'returned',
        'normal',
      ]);
      const { conversationId } = await helpline.waiting({ safeToTalk: 'yes' });
      const shows = (event: { wallboard: typeof wallboard }) =>
        event.wallboard.waiting.some((each) => each.conversationId === conversationId);
      const changed = await supervisor.next('wallboard:changed', shows);
      expect(changed.wallboard).toMatchObject({ waitingTotal: 1 });
      expect(changed.wallboard.revision).toBeGreaterThan(wallboard.revision);
    },
  },
  'conversation:watch': {
    input: { conversationId: NOBODY, watching: true },
    good: async (helpline) => {
      const supervisor = await helpline.staff('supervisor');
      const { agent, visitor, conversationId } = await helpline.talk();
      await say(visitor, 'Before');
      const opened = await supervisor.ask('conversation:watch', { conversationId, watching: true });
      expect(opened.entries.map(({ seq }) => seq)).toEqual([1, 2]);
      // Never unseen by the agent (V5).
      await agent.next('note:added', ({ note }) => note.author.agentId === supervisor.me.agentId);
      const { seq } = await say(visitor, 'While she reads');
      await entryAt(supervisor, conversationId, seq);
      const write = { clientId: randomUUID(), conversationId, text: 'I may not' };
      expect(await supervisor.send('message:send', write)).toMatchObject({ error: { code: 'not_found' } });
      await supervisor.ask('conversation:watch', { conversationId, watching: false });
      const unread = await say(visitor, 'After she stopped');
      await entryAt(agent, conversationId, unread.seq);
      const seen = supervisor.seen('conversation:entry').map(({ entry }) => entry.seq);
      expect(seen).not.toContain(unread.seq);
    },
  },
  'conversation:whisper': {
    input: { clientId: NOBODY, conversationId: NOBODY, text: 'Ask about tonight' },
    texts: { text: 8_000 },
    good: async (helpline) => {
      const supervisor = await helpline.staff('supervisor');
      const { agent, visitor, conversationId } = await helpline.talk();
      const whisper = { clientId: randomUUID(), conversationId, text: 'Ask about tonight' };
      const { noteId } = await supervisor.ask('conversation:whisper', whisper);
      const { note } = await agent.next('note:added', (event) => event.note.noteId === noteId);
      expect(note).toMatchObject({ kind: 'whisper', text: 'Ask about tonight', author: { name: supervisor.me.name } });
      expect((await supervisor.ask('conversation:whisper', whisper)).noteId).toBe(noteId);
      expect(visitor.transcript()).not.toContain('Ask about tonight');
    },
  },
  'conversation:take-over': {
    input: intervention,
    texts: { reason: 500 },
    good: async (helpline) => {
      const supervisor = await helpline.staff('supervisor');
      const { agent, visitor, conversationId } = await helpline.talk();
      const takeOver = { clientId: randomUUID(), conversationId, reason: 'Asked for help' };
      const { conversation } = await supervisor.ask('conversation:take-over', takeOver);
      expect(conversation).toMatchObject({
        state: 'active',
        holder: { agentId: supervisor.me.agentId },
        consulting: [],
      });
      const { entry } = await visitor.next('conversation:entry', (event) => event.entry.seq === 2);
      expect(entry).toMatchObject({ kind: 'joined', data: { name: supervisor.me.name } });
      await agent.next('conversation:closed', (event) => event.conversationId === conversationId);
      const write = { clientId: randomUUID(), conversationId, text: 'Still me' };
      expect(await agent.send('message:send', write)).toMatchObject({ error: { code: 'closed' } });
    },
  },
  'conversation:assign': {
    input: { ...intervention, agentId: NOBODY },
    texts: { reason: 500 },
    good: async (helpline) => {
      const supervisor = await helpline.staff('supervisor');
      const colleague = await helpline.staff('agent', 2);
      const { agent, conversationId, offerId } = await ringing(helpline);
      const assign = { clientId: randomUUID(), conversationId, reason: 'Knows her', agentId: colleague.me.agentId };
      const { conversation } = await supervisor.ask('conversation:assign', assign);
      expect(conversation).toMatchObject({ state: 'active', holder: { agentId: colleague.me.agentId } });
      expect(await agent.next('offer:withdrawn', (event) => event.offerId === offerId)).toMatchObject({
        reason: 'taken',
      });
      await colleague.next('conversation:changed', (event) => event.conversationId === conversationId);
    },
  },
  'conversation:prioritise': {
    input: { ...intervention, priority: 'danger' },
    texts: { reason: 500 },
    good: async (helpline) => {
      const supervisor = await helpline.staff('supervisor');
      await helpline.waiting();
      const { visitor, conversationId } = await helpline.waiting();
      const up = { clientId: randomUUID(), conversationId, reason: 'She whispered', priority: 'danger' } as const;
      const { conversation } = await supervisor.ask('conversation:prioritise', up);
      expect(conversation).toMatchObject({ priority: 'danger', riskFlag: true });
      const place = await visitor.ask('conversation:resume', { afterSeq: 0 });
      expect(place.conversation.queue?.position).toBe(1);
    },
  },
  'conversation:return': {
    input: intervention,
    texts: { reason: 500 },
    good: async (helpline) => {
      const supervisor = await helpline.staff('supervisor');
      const { agent, visitor, conversationId } = await helpline.talk();
      const back = { clientId: randomUUID(), conversationId, reason: 'She is in an emergency' };
      const { conversation } = await supervisor.ask('conversation:return', back);
      expect(conversation).toMatchObject({ state: 'waiting', priority: 'returned', holder: null });
      await agent.next('conversation:closed', (event) => event.conversationId === conversationId);
      const { entry } = await visitor.next('conversation:entry', (event) => event.entry.seq === 2);
      expect(entry).toMatchObject({ kind: 'left', data: { name: agent.me.name } });
      expect((await supervisor.ask('conversation:return', back)).conversation.state).toBe('waiting');
      expect(await supervisor.send('conversation:return', { ...back, clientId: randomUUID() })).toMatchObject({
        error: { code: 'conflict', details: { reason: 'waits_already' } },
      });
    },
  },
  'competence:release': {
    input: { conversationId: NOBODY },
    good: async (helpline) => {
      const lead = await helpline.staff('safeguarding_lead');
      const { agent, conversationId } = await helpline.talk();
      await agent.ask('age:set', { clientId: randomUUID(), conversationId, ageBand: 'under_13' });
      expect(await lead.send('competence:release', { conversationId })).toMatchObject({ error: { code: 'conflict' } });
      await agent.ask('competence:note', { clientId: randomUUID(), conversationId, text: 'Understands' });
      const card = () => ({ ...asking(conversationId), wordingVersion: 'ask-en-child-1' });
      expect((await agent.send('consent:ask', card())).ok).toBe(false);
      await lead.ask('competence:release', { conversationId });
      expect((await agent.send('consent:ask', card())).ok).toBe(true);
    },
  },
  'alert:acknowledge': {
    input: { alertId: NOBODY },
    good: async (helpline) => {
      const [supervisor, lead] = [await helpline.staff('supervisor'), await helpline.staff('safeguarding_lead')];
      const { agent, conversationId } = await helpline.talk();
      const { alert } = await agent.ask('emergency:raise', { clientId: randomUUID(), conversationId, kind: 'other' });
      const taken = await supervisor.ask('alert:acknowledge', { alertId: alert.alertId });
      expect(taken.alert.acknowledgedBy).toEqual({ agentId: supervisor.me.agentId, name: supervisor.me.name });
      expect(await supervisor.ask('alert:acknowledge', { alertId: alert.alertId })).toEqual(taken);
      expect(await lead.send('alert:acknowledge', { alertId: alert.alertId })).toMatchObject({
        error: { code: 'conflict' },
      });
      const isTaken = (event: { alert: typeof alert }) =>
        event.alert.alertId === alert.alertId && event.alert.acknowledgedBy !== null;
      await agent.next('alert:raised', isTaken);
    },
  },
  'emergency:agree': {
    input: { alertId: NOBODY },
    good: async (helpline) => {
      const lead = await helpline.staff('safeguarding_lead');
      const { agent, conversationId } = await helpline.talk();
      const { alert } = await agent.ask('emergency:raise', { clientId: randomUUID(), conversationId, kind: 'other' });
      const end = { clientId: randomUUID(), conversationId, reason: 'completed' } as const;
      expect(await agent.send('conversation:end', end)).toMatchObject({ error: { code: 'forbidden' } });
      const agreed = await lead.ask('emergency:agree', { alertId: alert.alertId });
      expect(agreed.alert.emergency?.agreed).toMatchObject({ name: lead.me.name });
      await agent.next('alert:raised', (event) => event.alert.emergency?.agreed?.name === lead.me.name);
      expect(await agent.send('conversation:end', end)).toMatchObject({ ok: true });
    },
  },
  'entry:redact': {
    input: { clientId: NOBODY, conversationId: NOBODY, seq: 1, reason: 'A card number' },
    texts: { reason: 500 },
    good: async (helpline) => {
      const supervisor = await helpline.staff('supervisor');
      const { agent, visitor, conversationId } = await helpline.talk();
      const { seq } = await say(visitor, 'My card is 4929');
      await say(visitor, 'Sorry');
      const redact = { clientId: randomUUID(), conversationId, seq, reason: 'A card number' };
      const done = await supervisor.ask('entry:redact', redact);
      const { entry } = await visitor.next('conversation:entry', (event) => event.entry.seq === done.seq);
      expect(entry).toMatchObject({ kind: 'redacted', data: { seq } });
      const { entries } = await agent.ask('conversation:open', { conversationId });
      expect(entries.map((each) => each.seq)).toEqual([1, 2, 3, 4]);
      expect(JSON.stringify(entries)).not.toContain('4929');
      expect(await supervisor.ask('entry:redact', redact)).toEqual(done);
    },
  },
};
