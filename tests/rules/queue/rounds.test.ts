/** A shift in which the matcher's offers are taken, declined and missed by chance: what must hold after every round. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Exclusion, exclusionAfter } from '../../../server/queue/exclusions.ts';
import { isFree, type MatchAgent } from '../../../server/queue/free-agents.ts';
import { queueKey } from '../../../server/queue/queue-key.ts';
import { match, type OfferToMake, type WaitingConversation } from '../../../server/queue/routing.ts';
import { PRIORITIES } from '../../../shared/protocol/conversation.ts';
import { aConversation, anAgent, NOON, SECOND, settings } from './queue-builders.ts';

const ROUND_MS = 10 * SECOND;
const headStart = { danger: 1_800_000, self_harm: 1_500_000, young: 1_200_000, returned: 600_000, normal: 0 };

interface Shift {
  now: number;
  waiting: WaitingConversation[];
  agents: MatchAgent[];
  readonly accepted: { readonly conversation: WaitingConversation; readonly agentId: string }[];
}

type Answer = 'accept' | Exclusion['reason'];

const plan = fc.record({
  priorities: fc.array(fc.constantFrom(...PRIORITIES), { minLength: 1, maxLength: 25 }),
  capacities: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 5 }),
  answers: fc.array(
    fc.constantFrom<Answer>('accept', 'accept', 'accept', 'missed', 'declined', 'conflict_of_interest'),
    { minLength: 1, maxLength: 40 },
  ),
  ends: fc.array(fc.nat(10), { minLength: 1, maxLength: 40 }),
});
type Plan = typeof plan extends fc.Arbitrary<infer P> ? P : never;

function open({ capacities }: Plan): Shift {
  const agents = capacities.map((capacity, index) => anAgent({ _id: `agent-${index}`, capacity }));
  return { now: NOON, waiting: [], agents, accepted: [] };
}

function change(shift: Shift, agentId: string, how: (agent: MatchAgent) => Partial<MatchAgent>): void {
  shift.agents = shift.agents.map((agent) => (agent._id === agentId ? { ...agent, ...how(agent) } : agent));
}

function answer(shift: Shift, { conversationId, agentId }: OfferToMake, said: Answer): void {
  const conversation = shift.waiting.find(({ _id }) => _id === conversationId);
  if (!conversation) throw new Error('an offer was made for nobody who waits');
  if (said === 'accept') {
    change(shift, agentId, ({ holds }) => ({ holds: [...holds, conversationId], lastAcceptedAt: shift.now }));
    shift.waiting = shift.waiting.filter((each) => each !== conversation);
    shift.accepted.push({ conversation, agentId });
    return;
  }
  const exclusions = [...conversation.exclusions, exclusionAfter(agentId, said, shift.now, settings)];
  shift.waiting = shift.waiting.map((each) => (each === conversation ? { ...each, exclusions } : each));
}

function play(chance: Plan, after: (shift: Shift, offers: readonly OfferToMake[]) => void): Shift {
  const shift = open(chance);
  for (let round = 0; round < 60; round += 1) {
    shift.now = NOON + round * ROUND_MS;
    const priority = chance.priorities[round];
    if (priority) {
      const key = queueKey(shift.now, priority, headStart);
      shift.waiting.push(aConversation({ _id: `c-${round}`, priority, enqueuedAt: shift.now, queueKey: key }));
    }
    const { offers } = match(shift.waiting, shift.agents, shift.now, settings);
    after(shift, offers);
    offers.forEach((offer, index) => {
      answer(shift, offer, chance.answers[(round + index) % chance.answers.length] ?? 'accept');
    });
    const ending = chance.ends[round % chance.ends.length] ?? 0;
    change(shift, `agent-${ending}`, ({ holds }) => ({ holds: holds.slice(1) }));
  }
  return shift;
}

describe('a whole shift of offers', () => {
  test('[Q1] no agent ever holds more than their capacity, and nobody is accepted twice', () => {
    fc.assert(
      fc.property(plan, (chance) => {
        const { accepted } = play(chance, ({ agents }) => {
          for (const { holds, capacity } of agents) expect(holds.length).toBeLessThanOrEqual(capacity);
        });
        expect(new Set(accepted.map(({ conversation }) => conversation._id)).size).toBe(accepted.length);
      }),
    );
  });

  test('[Q2] a declined or missed offer keeps the place: key and time of coming stay as they were', () => {
    fc.assert(
      fc.property(plan, (chance) => {
        const { waiting, accepted } = play(chance, () => undefined);
        for (const each of [...waiting, ...accepted.map(({ conversation }) => conversation)]) {
          const came = NOON + Number(each._id.slice(2)) * ROUND_MS;
          expect([each.enqueuedAt, each.queueKey]).toEqual([came, queueKey(came, each.priority, headStart)]);
        }
      }),
    );
  });

  test('nobody with a conflict of interest is ever offered the conversation again', () => {
    fc.assert(
      fc.property(plan, (chance) => {
        play(chance, ({ waiting }, offers) => {
          for (const { conversationId, agentId } of offers) {
            const { exclusions } = waiting.find(({ _id }) => _id === conversationId) ?? aConversation();
            expect(exclusions.filter((each) => each.until === null).map((each) => each.agentId)).not.toContain(agentId);
          }
        });
      }),
    );
  });

  test('[Q3] while anybody is free whom nothing keeps away, somebody who waits for them is offered to them', () => {
    fc.assert(
      fc.property(plan, (chance) => {
        play(chance, ({ waiting, agents, now }, offers) => {
          const asked = new Set(offers.map(({ agentId }) => agentId));
          const spoken = new Set(offers.map(({ conversationId }) => conversationId));
          const idle = agents.filter((agent) => isFree(agent, now) && !asked.has(agent._id));
          for (const { exclusions } of waiting.filter(({ _id }) => !spoken.has(_id))) {
            for (const { _id } of idle) expect(exclusions.map(({ agentId }) => agentId)).toContain(_id);
          }
        });
      }),
    );
  });

  test('[Q3] when every offer is accepted, each agent takes people in the order of the queue', () => {
    fc.assert(
      fc.property(plan, (chance) => {
        play({ ...chance, answers: ['accept'] }, ({ waiting }, offers) => {
          const keys = waiting.map((each) => each.queueKey).sort((a, b) => a - b);
          const offered = offers.map((offer) => waiting.find(({ _id }) => _id === offer.conversationId)?.queueKey);
          expect(offered).toEqual(keys.slice(0, offers.length));
        });
      }),
    );
  });
});
