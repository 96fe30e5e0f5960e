import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { InputOf } from '../../../shared/protocol/define.ts';
import type { StaffCommands } from '../../../shared/protocol/staff.ts';
import { entryAt, say } from '../../support/helpline.ts';
import { type Case, NOBODY } from './case.ts';
import type { deskCases } from './desk-cases.ts';
import { agreed, asking, ITEMS, RECIPIENT } from './visitor-cases.ts';

type Rest = Exclude<keyof StaffCommands, keyof typeof deskCases>;

/** What whoever holds a conversation does in it. */
export const conversationCases: { readonly [K in Rest]: Case<InputOf<StaffCommands, K>> } = {
  'conversation:open': {
    input: { conversationId: NOBODY, afterSeq: 0 },
    good: async (helpline) => {
      const { agent, visitor, conversationId } = await helpline.talk({ preChat: { topic: 'stalking' } });
      await say(visitor, 'Hello');
      await agent.ask('note:add', { clientId: randomUUID(), conversationId, text: 'Sounds calm' });
      const opened = await agent.ask('conversation:open', { conversationId, afterSeq: 1 });
      expect(opened.entries).toMatchObject([{ seq: 2, text: 'Hello', author: { role: 'visitor' } }]);
      expect(opened.conversation).toMatchObject({ state: 'active', lastSeq: 2, preChat: { topic: 'stalking' } });
      expect(opened.notes).toMatchObject([{ kind: 'note', text: 'Sounds calm' }]);
    },
  },
  'message:send': {
    input: { clientId: NOBODY, conversationId: NOBODY, text: 'Hello' },
    texts: { text: 4_000 },
    good: async (helpline) => {
      const { agent, visitor, conversationId } = await helpline.talk();
      const line = { clientId: randomUUID(), conversationId, text: ' I am here. ' };
      const sent = await agent.ask('message:send', line);
      const { entry } = await visitor.next('conversation:entry', (event) => event.entry.seq === sent.seq);
      expect(entry).toEqual({
        ...{ conversationId, ...sent, kind: 'message', text: ' I am here. ' },
        author: { role: 'agent', name: agent.me.name },
      });
      expect(await agent.ask('message:send', line)).toEqual(sent);
    },
  },
  'typing:set': {
    input: { conversationId: NOBODY, typing: true },
    good: async (helpline) => {
      const { agent, visitor, conversationId } = await helpline.talk();
      await agent.ask('typing:set', { conversationId, typing: true });
      expect(await visitor.next('typing:changed')).toEqual({ typing: true });
    },
  },
  'entries:read': {
    input: { conversationId: NOBODY, seq: 1 },
    good: async (helpline) => {
      const { agent, visitor, conversationId } = await helpline.talk();
      await agent.ask('entries:read', { conversationId, seq: 1 });
      expect(await visitor.next('entries:read')).toEqual({ seq: 1 });
      await agent.ask('entries:read', { conversationId, seq: 0 });
      expect((await visitor.ask('conversation:resume', { afterSeq: 0 })).conversation.reads.agent).toBe(1);
    },
  },
  'consent:ask': {
    input: {
      ...{ clientId: NOBODY, conversationId: NOBODY, wordingVersion: 'ask-en-adult-1', language: 'en' },
      recipients: [{ recipientId: RECIPIENT, purpose: 'support', items: ITEMS }],
    },
    texts: { 'recipients.0.purpose': 1_000, 'recipients.0.items.0.value': 2_000 },
    good: async (helpline) => {
      const { agent, visitor, conversationId } = await helpline.talk();
      const card = asking(conversationId);
      const shown = await agent.ask('consent:ask', card);
      const { entry } = await visitor.next('conversation:entry', (event) => event.entry.seq === shown.seq);
      expect(entry).toMatchObject({
        kind: 'consent_asked',
        data: { requestId: shown.requestId, recipients: [{ recipientId: RECIPIENT, items: ITEMS }] },
      });
      expect(await agent.ask('consent:ask', card)).toEqual(shown);
      expect(await agent.send('consent:ask', { ...card, wordingVersion: 'tell-en-adult-1' })).toMatchObject({
        error: { code: 'conflict' },
      });
    },
  },
  'sharing:tell': {
    input: {
      ...{ clientId: NOBODY, conversationId: NOBODY, wordingVersion: 'tell-en-adult-1', language: 'en' },
      recipientName: 'the police',
    },
    texts: { recipientName: 200 },
    good: async (helpline) => {
      const { agent, visitor, conversationId } = await helpline.talk();
      const card = {
        clientId: randomUUID(),
        conversationId,
        wordingVersion: 'tell-en-adult-1',
        recipientName: 'the police',
      };
      const shown = await agent.ask('sharing:tell', card);
      const { entry } = await visitor.next('conversation:entry', (event) => event.entry.seq === shown.seq);
      expect(entry).toMatchObject({ kind: 'sharing_told', data: { recipientName: 'the police' } });
      expect(await agent.ask('sharing:tell', card)).toEqual(shown);
      // A wording for asking can never carry a telling.
      const wrong = { ...card, clientId: randomUUID(), wordingVersion: 'ask-en-adult-1' };
      expect(await agent.send('sharing:tell', wrong)).toMatchObject({ error: { code: 'bad_request' } });
    },
  },
  'referral:create': {
    input: { clientId: NOBODY, conversationId: NOBODY, requestId: NOBODY, recipientId: RECIPIENT },
    good: async (helpline) => {
      const { agent, conversationId, requestId } = await agreed(helpline);
      const create = { clientId: randomUUID(), conversationId, requestId, recipientId: RECIPIENT };
      const { referral } = await agent.ask('referral:create', create);
      expect(referral).toMatchObject({ conversationId, recipientId: RECIPIENT, itemIds: ['name', 'safe_contact'] });
      await agent.next('referral:changed', (event) => event.referral.referralId === referral.referralId);
      const again = await agent.ask('referral:create', create);
      expect(again.referral.referralId).toBe(referral.referralId);
    },
  },
  'referral:list': {
    input: { conversationId: NOBODY },
    good: async (helpline) => {
      const { agent, conversationId, requestId } = await agreed(helpline);
      expect(await agent.ask('referral:list', { conversationId })).toEqual({ referrals: [] });
      const create = { clientId: randomUUID(), conversationId, requestId, recipientId: RECIPIENT };
      const { referral } = await agent.ask('referral:create', create);
      const { referrals } = await agent.ask('referral:list', { conversationId });
      expect(referrals.map(({ referralId }) => referralId)).toEqual([referral.referralId]);
    },
  },
  'conversation:transfer': {
    input: { clientId: NOBODY, conversationId: NOBODY, to: { queueId: 'main' }, note: 'Knows her', warm: false },
    texts: { note: 2_000 },
    good: async (helpline) => {
      const colleague = await helpline.staff('agent', 2);
      const { agent, visitor, conversationId } = await helpline.talk();
      const to = { agentId: colleague.me.agentId };
      const move = { clientId: randomUUID(), conversationId, to, note: 'She asked for you' };
      const moved = await agent.ask('conversation:transfer', move);
      expect(await entryAt(colleague, conversationId, moved.seq)).toMatchObject({
        kind: 'transferred',
        data: { to: colleague.me.name },
      });
      const opened = await colleague.ask('conversation:open', { conversationId });
      expect(opened.conversation.holder).toEqual({ agentId: colleague.me.agentId, name: colleague.me.name });
      expect(opened.notes).toMatchObject([{ text: 'She asked for you', author: { agentId: agent.me.agentId } }]);
      await colleague.ask('message:send', { clientId: randomUUID(), conversationId, text: 'Hello, I am new here' });
      await visitor.next('conversation:entry', ({ entry }) => entry.author.name === colleague.me.name);
      await agent.next('conversation:closed', (event) => event.conversationId === conversationId);
    },
  },
  'conversation:leave': {
    input: { clientId: NOBODY, conversationId: NOBODY },
    good: async (helpline) => {
      const colleague = await helpline.staff('agent', 2);
      const { agent, visitor, conversationId } = await helpline.talk();
      const to = { agentId: colleague.me.agentId };
      await agent.ask('conversation:transfer', {
        clientId: randomUUID(),
        conversationId,
        to,
        note: 'Together',
        warm: true,
      });
      const both = await colleague.ask('conversation:open', { conversationId });
      expect(both.conversation).toMatchObject({
        holder: { agentId: agent.me.agentId },
        consulting: [{ agentId: colleague.me.agentId }],
      });
      const left = await agent.ask('conversation:leave', { clientId: randomUUID(), conversationId });
      const { entry } = await visitor.next('conversation:entry', (event) => event.entry.seq === left.seq);
      expect(entry).toMatchObject({ kind: 'left', data: { name: agent.me.name } });
      const { conversation } = await colleague.ask('conversation:open', { conversationId });
      expect(conversation).toMatchObject({ holder: { agentId: colleague.me.agentId }, consulting: [] });
    },
  },
  'conversation:end': {
    input: { clientId: NOBODY, conversationId: NOBODY, reason: 'completed' },
    good: async (helpline) => {
      const { agent, visitor, conversationId } = await helpline.talk();
      const ended = await agent.ask('conversation:end', {
        clientId: randomUUID(),
        conversationId,
        reason: 'completed',
      });
      const { entry } = await visitor.next('conversation:entry', (event) => event.entry.seq === ended.seq);
      expect(entry).toMatchObject({ kind: 'ended', data: { by: 'agent', reason: 'ended' } });
      const { conversation } = await agent.ask('conversation:open', { conversationId });
      expect(conversation).toMatchObject({ state: 'wrap_up', endReason: 'completed' });
      expect((await agent.ask('desk:open', {})).agent.load).toBe(1);
    },
  },
  'wrap-up:save': {
    input: {
      ...{ conversationId: NOBODY, outcomes: ['listened'], crimeTypes: ['stalking'] },
      ...({ risk: 'standard', nonData: 'test', done: false } as const),
    },
    good: async (helpline) => {
      const { agent, conversationId } = await helpline.talk();
      await agent.ask('conversation:end', { clientId: randomUUID(), conversationId, reason: 'completed' });
      const wrapUp = { outcomes: ['listened'], crimeTypes: ['stalking'], risk: 'standard' } as const;
      const codes = { outcomes: [...wrapUp.outcomes], crimeTypes: [...wrapUp.crimeTypes], risk: wrapUp.risk };
      const open = await agent.ask('wrap-up:save', { conversationId, ...codes, done: false });
      expect(open.conversation).toMatchObject({ state: 'wrap_up', wrapUp: { ...wrapUp, done: false } });
      const done = await agent.ask('wrap-up:save', { conversationId, ...codes, done: true });
      expect(done.conversation).toMatchObject({ state: 'closed', wrapUp: { ...wrapUp, done: true } });
      expect(await agent.ask('desk:open', {})).toMatchObject({ agent: { load: 0 }, conversations: [] });
    },
  },
  'opening:tick': {
    input: { conversationId: NOBODY, item: 'safe_now', done: true },
    good: async (helpline) => {
      const { agent, conversationId } = await helpline.talk();
      await agent.ask('opening:tick', { conversationId, item: 'safe_now', done: true });
      const ticked = await agent.ask('opening:tick', { conversationId, item: 'anyone_near', done: true });
      expect(ticked.conversation.opening).toEqual(['safe_now', 'anyone_near']);
      const undone = await agent.ask('opening:tick', { conversationId, item: 'safe_now', done: false });
      expect(undone.conversation.opening).toEqual(['anyone_near']);
    },
  },
  'age:set': {
    input: { clientId: NOBODY, conversationId: NOBODY, ageBand: 'adult' },
    good: async (helpline) => {
      const lead = await helpline.staff('safeguarding_lead');
      const { agent, conversationId } = await helpline.talk();
      const set = await agent.ask('age:set', { clientId: randomUUID(), conversationId, ageBand: 'under_13' });
      expect(set.conversation.ageBand).toBe('under_13');
      await lead.next(
        'alert:raised',
        ({ alert }) => alert.kind === 'under_13' && alert.conversationId === conversationId,
      );
    },
  },
  'competence:note': {
    input: { clientId: NOBODY, conversationId: NOBODY, text: 'Understands what it means' },
    texts: { text: 8_000 },
    good: async (helpline) => {
      const { agent, conversationId } = await helpline.talk();
      await agent.ask('age:set', { clientId: randomUUID(), conversationId, ageBand: '13_15' });
      const card = { ...asking(conversationId), wordingVersion: 'ask-en-young-1' };
      expect((await agent.send('consent:ask', card)).ok).toBe(false);
      await agent.ask('competence:note', { clientId: randomUUID(), conversationId, text: 'Understands what it means' });
      expect((await agent.send('consent:ask', { ...card, clientId: randomUUID() })).ok).toBe(true);
    },
  },
  'emergency:raise': {
    input: { clientId: NOBODY, conversationId: NOBODY, kind: 'life_at_risk' },
    good: async (helpline) => {
      const lead = await helpline.staff('safeguarding_lead');
      const { agent, conversationId } = await helpline.talk();
      const raise = { clientId: randomUUID(), conversationId, kind: 'suicide' } as const;
      const { alert } = await agent.ask('emergency:raise', raise);
      expect(alert).toMatchObject({ kind: 'emergency', conversationId, emergency: { kind: 'suicide', steps: [] } });
      await lead.next('alert:raised', (event) => event.alert.alertId === alert.alertId);
      expect((await agent.ask('emergency:raise', raise)).alert.alertId).toBe(alert.alertId);
      const end = { clientId: randomUUID(), conversationId, reason: 'completed' } as const;
      expect(await agent.send('conversation:end', end)).toMatchObject({ error: { code: 'forbidden' } });
    },
  },
  'emergency:update': {
    input: { clientId: NOBODY, alertId: NOBODY, changes: [{ field: 'incidentNumber', was: null, now: '24-1' }] },
    texts: { 'changes.0.now': 100 },
    good: async (helpline) => {
      const { agent, conversationId } = await helpline.talk();
      const { alert } = await agent.ask('emergency:raise', { clientId: randomUUID(), conversationId, kind: 'child' });
      const update: InputOf<StaffCommands, 'emergency:update'> = {
        ...{ clientId: randomUUID(), alertId: alert.alertId },
        changes: [
          { field: 'calledBy', was: null, now: 'Amara' },
          { field: 'step', code: 'call_999', was: null, now: true },
        ],
      };
      const after = await agent.ask('emergency:update', update);
      expect(after.alert.emergency).toMatchObject({ calledBy: 'Amara', toldPerson: null, agreed: null });
      expect(after.alert.emergency?.steps).toMatchObject([{ code: 'call_999', by: agent.me.name }]);
      expect(await agent.ask('emergency:update', update)).toEqual(after);
    },
  },
  'emergency:open': {
    input: { alertId: NOBODY },
    good: async (helpline) => {
      const lead = await helpline.staff('safeguarding_lead');
      const { agent, conversationId } = await helpline.talk();
      const { alert } = await agent.ask('emergency:raise', { clientId: randomUUID(), conversationId, kind: 'child' });
      const { alertId } = alert;
      const changes = [{ field: 'place', was: null, now: 'Dover, the flat over the bakery' }] as const;
      await agent.ask('emergency:update', { clientId: randomUUID(), alertId, changes: [...changes] });
      const { known } = await lead.ask('emergency:open', { alertId });
      expect(known).toEqual({ place: changes[0].now, name: null, phone: null, children: null });
      // Not on every lead's desk: only where it is opened.
      expect(JSON.stringify(lead.seen('alert:raised'))).not.toContain('bakery');
    },
  },
  'note:add': {
    input: { clientId: NOBODY, conversationId: NOBODY, text: 'Calm' },
    texts: { text: 8_000 },
    good: async (helpline) => {
      const { agent, visitor, conversationId } = await helpline.talk();
      const note = { clientId: randomUUID(), conversationId, text: 'For staff alone' };
      const added = await agent.ask('note:add', note);
      const event = await agent.next('note:added', (each) => each.note.noteId === added.noteId);
      expect(event).toMatchObject({ conversationId, note: { kind: 'note', text: 'For staff alone' } });
      expect(await agent.ask('note:add', note)).toEqual(added);
      expect(await agent.send('note:add', { ...note, text: 'Else' })).toMatchObject({ error: { code: 'conflict' } });
      expect(visitor.transcript()).not.toContain('For staff alone');
    },
  },
};
