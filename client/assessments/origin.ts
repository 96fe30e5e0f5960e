// Where a carried answer came from, in words: nobody is asked twice, and everybody sees that nobody was asked here.
import type { StandingAnswer } from '../../shared/protocol/assessment.ts';
import { labelOf, useReference } from '../app/reference.ts';
import { say, sayCode } from '../ui/words.ts';
import { useToolTitle } from './tools.ts';

type Origin = NonNullable<StandingAnswer['origin']>;

const PRE_CHAT_GROUPS: Readonly<Record<string, string>> = { ageBand: 'age', whoAmI: 'who' };

export function useOriginWords(): (origin: Origin) => string {
  const crimeTypes = useReference('crimeTypes');
  const topics = useReference('topics');
  const toolTitle = useToolTitle();
  return (origin) => {
    switch (origin.from) {
      case 'pre_chat': {
        const { field, said } = origin;
        const value = field === 'topic' ? labelOf(topics, said) : sayCode(PRE_CHAT_GROUPS[field] ?? 'answer', said);
        return say('origin.pre_chat', { field: sayCode('carried', field), said: value });
      }
      case 'wrap_up':
        return say('origin.wrap_up', { crime: labelOf(crimeTypes, origin.crimeType) });
      case 'tool':
        return say('origin.tool', { tool: toolTitle(origin.tool) });
    }
  };
}
