import type { Entry } from '../../shared/protocol/entry.ts';
import { say, sayCode } from '../ui/words.ts';

type EventEntry = Extract<Entry, { kind: 'joined' | 'left' | 'transferred' | 'redacted' | 'ended' }>;

/** What happened, in one sentence with the names of those who did it (V5). */
export function sentenceOfEvent(entry: EventEntry): string {
  switch (entry.kind) {
    case 'joined':
      return say('log.joined', { name: entry.data.name });
    case 'left':
      return say('log.left', { name: entry.data.name });
    case 'transferred':
      return say('log.transferred', { to: entry.data.to });
    case 'redacted':
      return say('log.redaction', { name: entry.author.name ?? say('log.staff') });
    case 'ended':
      return entry.data.reason === 'ended' ? sayCode('ended_by', entry.data.by) : sayCode('ended', entry.data.reason);
  }
}
