/** Who waits and who works on a busy day, the same every time: what a round of the matcher is measured on. */
import type { MatchAgent } from '../../../server/queue/free-agents.ts';
import type { WaitingConversation } from '../../../server/queue/routing.ts';
import { aConversation, anAgent, NOON } from '../../rules/queue/queue-builders.ts';

const SKILLS = ['domestic_abuse', 'young_people', 'stalking', 'hate_crime', 'sexual_violence', 'fraud'];
const LANGUAGES = ['en', 'en', 'en', 'en', 'en', 'en', 'en', 'pl', 'ro', 'bn'];
const BANDS = ['normal', 'normal', 'normal', 'normal', 'young', 'returned', 'self_harm', 'danger'] as const;

/** The same people every time: a small generator of numbers, seeded. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A busy day: one agent in five has a place free; some need a skill, some speak another language, some were declined. */
export function people(waiting: number, agents: number): { waiting: WaitingConversation[]; agents: MatchAgent[] } {
  const next = generator(7);
  const one = <Thing>(things: readonly [Thing, ...Thing[]] | readonly Thing[]): Thing | undefined =>
    things[Math.floor(next() * things.length)];
  const chance = (share: number) => next() < share;
  const staff = Array.from({ length: agents }, (_, index) =>
    anAgent({
      _id: `agent-${index}`,
      holds: chance(0.2) ? ['one'] : ['one', 'two', 'three'],
      skills: SKILLS.filter(() => chance(0.3)),
      languages: ['en', one(LANGUAGES) ?? 'en'],
      lastAcceptedAt: NOON - Math.floor(next() * 3_600_000),
    }),
  );
  const queue = Array.from({ length: waiting }, (_, index) => {
    const enqueuedAt = NOON - Math.floor(next() * 3_600_000);
    const declined = {
      agentId: `agent-${Math.floor(next() * agents)}`,
      until: NOON + 60_000,
      reason: 'declined',
    } as const;
    return aConversation({
      _id: `conversation-${index}`,
      priority: one(BANDS) ?? 'normal',
      ...{ enqueuedAt, queueKey: enqueuedAt },
      language: one(LANGUAGES) ?? 'en',
      requiredSkills: chance(0.05) ? [one(SKILLS) ?? 'fraud'] : [],
      preferredSkills: chance(0.1) ? ['young_people'] : [],
      exclusions: chance(0.05) ? [declined] : [],
    });
  });
  return { waiting: queue, agents: staff };
}
