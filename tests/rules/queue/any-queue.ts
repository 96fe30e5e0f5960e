/** Every queue and roster that chance can think of: few names, so that they meet often. */
import fc from 'fast-check';
import type { Exclusion } from '../../../server/queue/exclusions.ts';
import type { MatchAgent } from '../../../server/queue/free-agents.ts';
import { queueKey } from '../../../server/queue/queue-key.ts';
import type { WaitingConversation } from '../../../server/queue/routing.ts';
import { PRIORITIES } from '../../../shared/protocol/conversation.ts';
import { aConversation, anAgent, MINUTE, NOON } from './queue-builders.ts';

const headStart = { danger: 30 * MINUTE, self_harm: 25 * MINUTE, young: 20 * MINUTE, returned: 10 * MINUTE, normal: 0 };
const agentIds = ['anna', 'ben', 'cleo', 'dev', 'eve', 'finn'];
const skills = fc.subarray(['isva', 'young_people', 'hate']);
const ends = fc.option(fc.integer({ min: NOON - MINUTE, max: NOON + 5 * MINUTE }));

const exclusion: fc.Arbitrary<Exclusion> = fc
  .record({
    agentId: fc.constantFrom(...agentIds),
    until: ends,
    soft: fc.constantFrom('missed' as const, 'declined' as const),
  })
  .map(({ agentId, until, soft }) => ({ agentId, until, reason: until === null ? 'conflict_of_interest' : soft }));

const conversation: fc.Arbitrary<WaitingConversation> = fc
  .record({
    _id: fc.uuid(),
    priority: fc.constantFrom(...PRIORITIES),
    enqueuedAt: fc.integer({ min: NOON - 5 * MINUTE, max: NOON }),
    language: fc.constantFrom('en', 'en-GB', 'pl'),
    languageNeeded: fc.boolean(),
    requiredSkills: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: skills }),
    preferredSkills: fc.oneof(fc.constant([]), skills),
    exclusions: fc.array(exclusion, { maxLength: 6 }),
    previousAgentId: fc.option(fc.constantFrom(...agentIds)),
    connection: fc.constantFrom(
      ...(['connected', 'connected', 'connected', 'lost', 'left'] as const).map((state) => ({ state })),
    ),
  })
  .map((chance) => aConversation({ ...chance, queueKey: queueKey(chance.enqueuedAt, chance.priority, headStart) }));
export const anyQueue = (maxLength = 12) => fc.uniqueArray(conversation, { maxLength, selector: ({ _id }) => _id });

const agent = (id: string): fc.Arbitrary<MatchAgent> =>
  fc
    .record({
      availability: fc.constantFrom('available' as const, 'available' as const, 'break' as const, 'offline' as const),
      capacity: fc.integer({ min: 1, max: 3 }),
      holds: fc.subarray(['x', 'y', 'z']),
      rings: fc.boolean(),
      risky: fc.boolean(),
      skills,
      languages: fc.subarray(['en', 'pl']),
      pausedUntil: ends,
      lastAcceptedAt: fc.option(fc.integer({ min: NOON - 60 * MINUTE, max: NOON })),
      connections: fc.constantFrom<readonly unknown[]>([{}], [{}, {}], []),
    })
    .map(({ rings, risky, ...chance }) => {
      const [held] = chance.holds;
      const ringing = rings && held !== undefined ? held : null;
      return anAgent({ ...chance, _id: id, ringing, riskHolds: risky && held !== undefined ? [held] : [] });
    });
export const anyRoster = fc.subarray(agentIds).chain((ids) => fc.tuple(...ids.map(agent)));
