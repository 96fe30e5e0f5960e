import { expect } from 'vitest';
import type { InputOf } from '../../../shared/protocol/define.ts';
import type { StaffCommands } from '../../../shared/protocol/staff.ts';
import { type Helpline, type Waiting, type Worker, wrapUp } from '../../support/helpline.ts';
import { type Case, NOBODY } from './case.ts';

type CasesFor<K extends keyof StaffCommands> = { readonly [N in K]: Case<InputOf<StaffCommands, N>> };

/** An offer rings at an agent, unanswered. */
export async function ringing(
  helpline: Helpline,
  agent?: Worker,
): Promise<Waiting & { agent: Worker; offerId: string }> {
  const worker = agent ?? (await helpline.staff('agent'));
  await worker.ask('availability:set', { availability: 'available' });
  const begun = await helpline.waiting();
  const { offer } = await worker.next('offer:made', (made) => made.offer.conversationId === begun.conversationId);
  return { ...begun, agent: worker, offerId: offer.offerId };
}

/** What an agent does at the desk before and beside conversations. */
export const deskCases: CasesFor<
  'desk:open' | 'availability:set' | 'pause:end' | 'colleagues:list' | 'offer:accept' | 'offer:decline'
> = {
  'desk:open': {
    input: {},
    good: async (helpline) => {
      const { agent, conversationId } = await helpline.talk();
      const desk = await agent.ask('desk:open', {});
      expect(desk.agent).toMatchObject({ agentId: agent.me.agentId, availability: 'break', load: 1, capacity: 3 });
      expect(desk.conversations.map((each) => each.conversationId)).toEqual([conversationId]);
      expect(desk).toMatchObject({ offers: [], alerts: [] });
    },
  },
  'availability:set': {
    input: { availability: 'break', capacity: 2 },
    good: async (helpline) => {
      const agent = await helpline.staff('agent');
      const set = await agent.ask('availability:set', { availability: 'available', capacity: 2 });
      expect(set).toEqual({ availability: 'available', capacity: 2, load: 0 });
      const fits = (event: { agent: { capacity: number } }) => event.agent.capacity === 2;
      expect((await agent.next('agent:changed', fits)).agent).toMatchObject({ availability: 'available' });
      const { error } = {
        error: undefined,
        ...(await agent.send('availability:set', { availability: 'break', capacity: 4 })),
      };
      expect(error).toMatchObject({ code: 'bad_request', details: { issues: [{ path: 'capacity' }] } });
      await agent.ask('availability:set', { availability: 'break', capacity: 3 });
    },
  },
  'pause:end': {
    input: {},
    good: async (helpline) => {
      const { agent, conversationId, visitor } = await helpline.talk({ preChat: { inDanger: 'yes' } });
      await visitor.ask('conversation:leave', { clientId: crypto.randomUUID(), reason: 'ended' });
      await wrapUp(agent, conversationId);
      expect((await agent.ask('desk:open', {})).agent.pausedUntil).not.toBeNull();
      expect((await agent.ask('pause:end', {})).agent.pausedUntil).toBeNull();
      expect((await agent.ask('desk:open', {})).agent.pausedUntil).toBeNull();
    },
  },
  'colleagues:list': {
    input: {},
    good: async (helpline) => {
      const [agent, colleague, elsewhere] = await Promise.all([0, 2, 1].map((index) => helpline.staff('agent', index)));
      for (const each of [agent, colleague, elsewhere]) await each?.ask('availability:set', { availability: 'break' });
      const listed = (await agent?.ask('colleagues:list', {}))?.agents.map(({ agentId }) => agentId);
      expect(listed).toContain(colleague?.me.agentId);
      expect(listed).not.toContain(agent?.me.agentId);
      expect(listed).not.toContain(elsewhere?.me.agentId);
    },
  },
  'offer:accept': {
    input: { conversationId: NOBODY, offerId: NOBODY },
    good: async (helpline) => {
      const { agent, visitor, conversationId, offerId } = await ringing(helpline);
      const accepted = await agent.ask('offer:accept', { conversationId, offerId });
      expect(accepted.conversation).toMatchObject({ state: 'active', holder: { agentId: agent.me.agentId } });
      expect(accepted.entries).toMatchObject([{ seq: 1, kind: 'joined', data: { name: agent.me.name } }]);
      const { entry } = await visitor.next('conversation:entry');
      expect(entry).toMatchObject({ seq: 1, kind: 'joined', author: { role: 'agent', name: agent.me.name } });
      expect(entry.author.agentId).toBeUndefined();
      const again = await agent.ask('offer:accept', { conversationId, offerId });
      expect(again.entries).toEqual(accepted.entries);
    },
  },
  'offer:decline': {
    input: { conversationId: NOBODY, offerId: NOBODY, reason: 'busy' },
    good: async (helpline) => {
      const { agent, visitor, conversationId, offerId } = await ringing(helpline);
      await agent.ask('offer:decline', { conversationId, offerId, reason: 'conflict_of_interest' });
      const { conversation } = await visitor.ask('conversation:resume', { afterSeq: 0 });
      expect(conversation.state).toBe('waiting');
      expect(await agent.ask('desk:open', {})).toMatchObject({ offers: [], agent: { load: 0 } });
    },
  },
};
