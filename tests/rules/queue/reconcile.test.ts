import { describe, expect, test } from 'vitest';
import {
  type AgentPart,
  type ConversationPart,
  findDrift,
  nameOf,
  type Picture,
} from '../../../server/queue/reconcile.ts';
import { aConversation } from '../../support/builders/a-conversation.ts';
import { NOON } from './queue-builders.ts';

const anna = { agentId: 'anna', name: 'Anna' };
const ben = { agentId: 'ben', name: 'Ben' };
const offer = { offerId: 'o1', agentId: 'anna', madeAt: NOON, expiresAt: NOON + 30_000, epoch: 1, reasons: [] };
const one = (wanted: Partial<ConversationPart>) => aConversation({ _id: 'c1', revision: 4, ...wanted });
const agent = (_id: string, wanted: Partial<AgentPart> = {}): AgentPart => ({
  ...{ _id, holds: [], ringing: null, connections: [] },
  ...wanted,
});
const picture = (wanted: Partial<Picture>): Picture => ({
  agents: [agent('anna'), agent('ben')],
  conversations: [],
  standing: [],
  nodes: new Set(['n1']),
  leases: [{ _id: 'matcher', epoch: 3, until: NOON + 3_000 }],
  now: NOON,
  ...wanted,
});
const record = { _id: 'o1', conversationId: 'c1' };
const ringingAnna = agent('anna', { holds: ['c1'], ringing: 'c1' });
const offered = one({ state: 'offered', offer });
const active = one({ state: 'active', holder: anna });
const causes = (wanted: Partial<Picture>) => findDrift(picture(wanted)).map(({ cause }) => cause);

describe('what agrees', () => {
  test.each<[string, Partial<Picture>]>([
    ['somebody who waits', { conversations: [one({})] }],
    ['an offer that rings', { agents: [ringingAnna], conversations: [offered], standing: [record] }],
    ['a conversation with its holder', { agents: [agent('anna', { holds: ['c1'] })], conversations: [active] }],
    [
      'a colleague who consults',
      {
        agents: [agent('anna', { holds: ['c1'] }), agent('ben', { holds: ['c1'] })],
        conversations: [one({ state: 'active', holder: anna, consulting: [ben] })],
      },
    ],
    [
      'a wrap-up that takes its place',
      { agents: [agent('anna', { holds: ['c1'] })], conversations: [one({ state: 'wrap_up', holder: anna })] },
    ],
  ])('[Q1] %s is left alone', (_what, wanted) => {
    expect(findDrift(picture(wanted))).toEqual([]);
  });
});

describe('what does not agree is named by its cause', () => {
  test.each<[string, Partial<Picture>, string[]]>([
    [
      'a place held for one that is closed or gone',
      { agents: [agent('anna', { holds: ['gone'] })] },
      ['held_for_nothing'],
    ],
    [
      'a place held for a colleague’s conversation',
      { agents: [agent('anna', { holds: ['c1'] }), agent('ben', { holds: ['c1'] })], conversations: [active] },
      ['held_for_nothing'],
    ],
    [
      'a place held for somebody who waits',
      { agents: [agent('anna', { holds: ['c1'] })], conversations: [one({})] },
      ['held_for_nothing'],
    ],
    ['a conversation whose holder has no place taken', { conversations: [active] }, ['not_held']],
    [
      'an offer whose agent has no place taken',
      { agents: [agent('anna', { ringing: 'c1' })], conversations: [offered], standing: [record] },
      ['not_held'],
    ],
    [
      'a bell without an offer',
      { agents: [agent('anna', { holds: ['c1'], ringing: 'c1' })], conversations: [active] },
      ['rings_for_nothing'],
    ],
    ['a bell for one that is gone', { agents: [agent('anna', { ringing: 'gone' })] }, ['rings_for_nothing']],
    [
      'an offer without a bell',
      { agents: [agent('anna', { holds: ['c1'] })], conversations: [offered], standing: [record] },
      ['does_not_ring'],
    ],
    ['a record of an offer that is over', { conversations: [one({})], standing: [record] }, ['offer_left_standing']],
    [
      'an offer that the history does not know',
      { agents: [ringingAnna], conversations: [offered] },
      ['offer_without_record'],
    ],
    ['a conversation with nobody', { conversations: [one({ state: 'active' })] }, ['active_without_holder']],
    [
      'a conversation with somebody who is not there any more',
      { agents: [], conversations: [active] },
      ['active_without_holder'],
    ],
    ['an offer to nobody', { conversations: [one({ state: 'offered' })] }, ['offered_without_offer']],
    [
      'an offer beside a holder',
      { agents: [agent('anna', { holds: ['c1'] })], conversations: [one({ state: 'active', holder: anna, offer })] },
      ['offer_left_over'],
    ],
    [
      'agents and visitors on a node that nobody knows',
      {
        agents: [agent('anna', { connections: [{ nodeId: 'gone', socketId: 's', connectedSince: NOON }] })],
        conversations: [one({ connection: { state: 'connected', since: NOON, nodeId: 'gone', socketId: 't' } })],
      },
      ['connections_of_no_node'],
    ],
    [
      'a lease that no life is as long as',
      { leases: [{ _id: 'matcher', epoch: 3, until: NOON + 3_600_000 }] },
      ['lease_of_wrong_clock'],
    ],
  ])('%s', (_what, wanted, expected) => {
    expect(causes(wanted)).toEqual(expected);
  });

  test('a conversation that moved in between has another fault, not the same one again', () => {
    const names = [4, 5].map((revision) =>
      findDrift(picture({ conversations: [one({ state: 'active', revision })] })).map(nameOf),
    );
    expect(names[0]).not.toEqual(names[1]);
  });
});
