/** Which version of a conversation its followers were told: of the whole view, of the visitor's presence, of the read marks. */
import type { Shown } from '../platform/shown.ts';
import type { ConversationDoc } from './conversation.ts';

const PRESENCES = ['connected', 'away', 'lost', 'left'] as const;

/** What a view says of presence and read marks, each with its version: `lost` follows `away` without a time of its own. */
export function versionsOf({ _id, connection, reads }: Pick<ConversationDoc, '_id' | 'connection' | 'reads'>) {
  return {
    presence: [`presence:${_id}`, connection.since * PRESENCES.length + PRESENCES.indexOf(connection.state)],
    reads: [`reads:${_id}`, reads.visitor + reads.agent],
  } as const;
}

/** A whole view of a conversation goes out: as a snapshot to one, or as an event to all who follow it here. */
export function viewTold(shown: Shown, doc: ConversationDoc, how: 'begin' | 'tell'): void {
  shown[how](doc._id, doc.revision);
  presenceTold(shown, doc, how);
  shown[how](...versionsOf(doc).reads);
}

export function presenceTold(shown: Shown, doc: ConversationDoc, how: 'begin' | 'tell'): void {
  shown[how](...versionsOf(doc).presence);
}
