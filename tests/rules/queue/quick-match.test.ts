import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { match } from '../../../server/queue/routing.ts';
import { anyQueue, anyRoster } from './any-queue.ts';
import { aConversation, anAgent, NOON, settings } from './queue-builders.ts';
import { simpleMatch } from './simple-match.ts';

describe('the quick matcher', () => {
  test('[Q1, Q3] says word for word what the simple one says: offers with reasons, who is unmatched and why, whom to alert for', () => {
    fc.assert(
      fc.property(anyQueue(30), anyRoster, (waiting, agents) => {
        expect(match(waiting, agents, NOON, settings)).toEqual(simpleMatch(waiting, agents, NOON, settings));
      }),
      { numRuns: 3_000 },
    );
  }, 60_000);

  test.each(['pl', 'pl-PL', 'pl-Latn', 'zh-Hant', 'zh-Hans', 'zh', 'en-GB', 'xx', 'xx-YY'])(
    'takes %s for the language it is, whichever form the agents list',
    (language) => {
      const spoken = [['pl'], ['pl-PL'], ['zh-Hans'], ['zh-Hant', 'en'], ['en-GB'], ['zh']];
      const agents = spoken.map((languages, index) => anAgent({ _id: `agent-${index}`, languages }));
      const wanted = [true, false].flatMap((languageNeeded) =>
        [1, 2, 3].map((n) => aConversation({ _id: `${languageNeeded}-${n}`, language, languageNeeded })),
      );
      for (const few of [agents, agents.slice(0, 2), agents.slice(2), []]) {
        expect(match(wanted, few, NOON, settings)).toEqual(simpleMatch(wanted, few, NOON, settings));
      }
    },
  );
});
